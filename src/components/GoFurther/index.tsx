import type {ReactNode} from 'react';
import styles from './styles.module.css';

/** What to read next, here and elsewhere. */
export function GoFurther({children}: {children: ReactNode}) {
  return <div className={styles.further}>{children}</div>;
}
