import {nearWidget} from '../_kit/near';
import styles from './styles.module.css';

/** Takes a pasted token apart. */
export const TokenReader = nearWidget({
  frame: styles.frame,
  waiting: 'A token has three parts: header, payload, signature.',
  load: async () => (await import('./TokenReader')).TokenReader,
});
