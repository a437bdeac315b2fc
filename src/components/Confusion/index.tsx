import {useId, type ReactNode} from 'react';
import Link from '@docusaurus/Link';
import type {ShownRecording} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import {Outcome} from '../Outcome';
import styles from './styles.module.css';

/** What people believe, and what holds instead: one of the twelve confusions. */
export function Confusion({
  id,
  belief,
  recording,
  exercise,
  children,
}: {
  id: string;
  belief: string;
  /** The recorded case of real Istio and Envoy that settles it. */
  recording: ShownRecording;
  /** Where it can be felt. */
  exercise?: {path: string; title: string};
  children: ReactNode;
}) {
  const title = useId();
  return (
    <aside id={`confusion-${id}`} className={styles.box} aria-labelledby={title}>
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
      <Outcome recording={recording} />
      {exercise && (
        <p className={styles.exercise}>
          Exercise: <Link to={exercise.path}>{exercise.title}</Link>
        </p>
      )}
    </aside>
  );
}
