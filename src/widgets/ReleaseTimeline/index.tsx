import {lazy, Suspense} from 'react';
import styles from './styles.module.css';

const Live = lazy(() =>
  import('./ReleaseTimeline').then(module => ({default: module.ReleaseTimeline})),
);

/** Every minor release. The server draws the whole table; only a reader who comes from another page sees the waiting text. */
export function ReleaseTimeline() {
  return (
    <div className={styles.frame}>
      <Suspense fallback={<p>Istio 0.1 to 1.31, from May 2017 to August 2026.</p>}>
        <Live />
      </Suspense>
    </div>
  );
}
