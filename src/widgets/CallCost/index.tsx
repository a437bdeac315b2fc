import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** What calls cost. */
export const CallCost = nearWidget({
  frame: styles.frame,
  waiting: 'Ten network calls, one after the other: 10 × 0.5 ms = 5 ms.',
  load: async () => (await import('./CallCost')).CallCost,
});
