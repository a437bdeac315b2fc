import {useId, type ReactNode} from 'react';
import {CodeText} from '../CodeText';
import styles from './styles.module.css';

/** What people believe, and what holds instead: one of the twelve confusions. */
export function Confusion({
  id,
  belief,
  recorded,
  children,
}: {
  id: string;
  belief: string;
  /** The recorded case of real Istio and Envoy that settles it, from `conformance/`. */
  recorded: string;
  children: ReactNode;
}) {
  const title = useId();
  return (
    <aside className={styles.box} aria-labelledby={title}>
      <p id={title} className={styles.belief}>
        <span>Confusion {id} of 12. People believe:</span>{' '}
        <q>
          <CodeText>{belief}</CodeText>
        </q>
      </p>
      <div className={styles.holds}>
        <b>What holds</b>
        {children}
      </div>
      <p className={styles.recorded}>
        Recorded with real Istio and Envoy: <code>{recorded}</code>
      </p>
    </aside>
  );
}
