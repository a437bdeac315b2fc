import type {Permalink} from '../types';

/** Numbers 160 to 179. */
export const envoy: readonly Permalink[] = [
  {number: 160, path: '/docs/envoy'},
  {number: 161, path: '/docs/envoy/load-balancing'},
  {number: 162, path: '/docs/envoy/retries'},
  {number: 163, path: '/docs/envoy/retry-budget-and-circuit-breaking'},
  {number: 164, path: '/docs/envoy/outlier-detection'},
  {number: 165, path: '/docs/envoy/reading-envoy'},
];
