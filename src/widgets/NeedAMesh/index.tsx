import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** Five questions. */
export const NeedAMesh = nearWidget({
  frame: styles.frame,
  waiting: 'Five questions lead to eight answers. Most of them are “no”.',
  load: async () => (await import('./NeedAMesh')).NeedAMesh,
});
