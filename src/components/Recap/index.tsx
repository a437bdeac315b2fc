import type {ReactNode} from 'react';
import styles from './styles.module.css';

/** Three to five lines to keep. */
export function Recap({children}: {children: ReactNode}) {
  return <div className={styles.recap}>{children}</div>;
}
