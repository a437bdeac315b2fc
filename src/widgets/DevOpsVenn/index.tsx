import {lazy, Suspense} from 'react';
import styles from './styles.module.css';

const Live = lazy(() => import('./DevOpsVenn').then(module => ({default: module.DevOpsVenn})));

/** Two sets of tasks. The server draws all of them; only a reader who comes from another page sees the waiting text. */
export function DevOpsVenn() {
  return (
    <div className={styles.frame}>
      <Suspense fallback={<p>Some tasks belong to Kubernetes, some to Istio, and some to both.</p>}>
        <Live />
      </Suspense>
    </div>
  );
}
