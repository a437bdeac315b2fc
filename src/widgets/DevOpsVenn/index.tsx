import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** Two sets of tasks. */
export const DevOpsVenn = nearWidget({
  frame: styles.frame,
  waiting: 'Some tasks belong to Kubernetes, some to Istio, and some to both.',
  load: async () => (await import('./DevOpsVenn')).DevOpsVenn,
});
