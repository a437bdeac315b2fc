import {nearWidget} from '../_kit/near';
import {href, styles} from './sheet';

/** The same requests with each way to pick a Pod. */
export const LoadBalancer = nearWidget({
  sheet: href,
  frame: styles.frame,
  waiting: 'The same 300 requests, with each way to pick one of four Pods, one of which is slow.',
  load: async () => (await import('./LoadBalancer')).LoadBalancer,
});
