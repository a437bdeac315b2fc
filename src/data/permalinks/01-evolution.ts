import type {Permalink} from '../types';

/** Numbers 30 to 39. */
export const evolution: readonly Permalink[] = [
  {number: 30, path: '/docs/evolution'},
  {number: 31, path: '/docs/evolution/docker'},
  {number: 32, path: '/docs/evolution/microservices'},
  {number: 33, path: '/docs/evolution/hard-in-production'},
  {number: 34, path: '/docs/evolution/kubernetes'},
  {number: 35, path: '/docs/evolution/not-its-responsibility'},
  {number: 36, path: '/docs/evolution/istio-rises'},
];
