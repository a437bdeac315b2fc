import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** Calls in a row or side by side, as traces. */
export const TraceView = nearWidget({
  frame: styles.frame,
  waiting: 'Three calls of 20 ms from ui to search, one after the other, in one trace of 9 spans.',
  load: async () => (await import('./TraceView')).TraceView,
});
