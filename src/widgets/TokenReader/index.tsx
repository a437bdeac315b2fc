import {nearWidget} from '../_kit/near';
import {href, styles} from './sheet';

/** Takes a pasted token apart. */
export const TokenReader = nearWidget({
  sheet: href,
  frame: styles.frame,
  waiting: 'A token has three parts: header, payload, signature.',
  load: async () => (await import('./TokenReader')).TokenReader,
});
