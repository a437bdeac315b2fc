import {useId, type ReactNode} from 'react';
import {Buoy} from '../symbols';
import {CodeText} from '../CodeText';
import styles from './styles.module.css';

/** A danger to steer around. */
export function Pitfall({title, children}: {title: string; children: ReactNode}) {
  const id = useId();
  return (
    <aside className={styles.box} aria-labelledby={id}>
      <Buoy />
      <p id={id} className={styles.title}>
        Pitfall: <CodeText>{title}</CodeText>
      </p>
      {children}
    </aside>
  );
}
