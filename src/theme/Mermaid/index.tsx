import {lazy, Suspense} from 'react';

/** Mermaid itself is only reachable from here, and only in `npm start`. */
const Live = process.env.NODE_ENV === 'production' ? undefined : lazy(() => import('./Live'));

/** Draws a fence that has no picture yet. */
export default function Mermaid({value}: {value: string}) {
  return Live === undefined ? null : (
    <Suspense fallback={<p>Drawing…</p>}>
      <Live key={value} source={value} />
    </Suspense>
  );
}
