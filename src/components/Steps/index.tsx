import type {ReactNode} from 'react';
import styles from './styles.module.css';

/** Things that happen, or that you do, in this order. */
export function Steps({children}: {children: ReactNode}) {
  return <div className={styles.steps}>{children}</div>;
}
