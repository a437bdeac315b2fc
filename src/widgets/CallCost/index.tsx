import {lazy, Suspense} from 'react';
import styles from './styles.module.css';

const Live = lazy(() => import('./CallCost').then(module => ({default: module.CallCost})));

/** What calls cost. The server draws the whole widget; only a reader who comes from another page sees the waiting text. */
export function CallCost() {
  return (
    <div className={styles.frame}>
      <Suspense fallback={<p>Ten network calls, one after the other: 10 × 0.5 ms = 5 ms.</p>}>
        <Live />
      </Suspense>
    </div>
  );
}
