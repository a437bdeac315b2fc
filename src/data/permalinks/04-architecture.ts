import type {Permalink} from '../types';

/** Numbers 50 to 69. */
export const architecture: readonly Permalink[] = [
  {number: 50, path: '/docs/architecture'},
  {number: 51, path: '/docs/architecture/data-plane'},
  {number: 52, path: '/docs/architecture/envoy-and-injection'},
  {number: 53, path: '/docs/architecture/control-plane-then'},
  {number: 54, path: '/docs/architecture/istiod'},
  {number: 55, path: '/docs/architecture/ambient'},
];
