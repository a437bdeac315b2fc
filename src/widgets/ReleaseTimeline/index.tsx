import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** Every minor release. */
export const ReleaseTimeline = nearWidget({
  frame: styles.frame,
  waiting: 'Istio 0.1 to 1.31, from May 2017 to August 2026.',
  load: async () => (await import('./ReleaseTimeline')).ReleaseTimeline,
});
