import {lazy, Suspense} from 'react';
import {Kept} from '../Kept';

const ChartInset = lazy(async () => ({default: (await import('../Chart')).ChartInset}));

/** The waters around the harbour: a still picture, so the page that the server drew needs no code for it. */
export function Inset({harbour}: {harbour: number}) {
  return (
    <Kept>
      <Suspense fallback={null}>
        <ChartInset harbour={harbour} />
      </Suspense>
    </Kept>
  );
}
