import type {Permalink} from '../types';

/** Numbers 10 to 19. */
export const start: readonly Permalink[] = [
  {number: 10, path: '/docs/start'},
  {number: 11, path: '/docs/start/your-own-cluster'},
  {number: 12, path: '/docs/start/the-demo'},
];
