import {lazy, Suspense} from 'react';
import styles from './styles.module.css';

const Live = lazy(() => import('./NeedAMesh').then(module => ({default: module.NeedAMesh})));

/** Five questions. The server draws them with all outcomes; only a reader who comes from another page sees the waiting text. */
export function NeedAMesh() {
  return (
    <div className={styles.frame}>
      <Suspense fallback={<p>Five questions lead to eight answers. Most of them are “no”.</p>}>
        <Live />
      </Suspense>
    </div>
  );
}
