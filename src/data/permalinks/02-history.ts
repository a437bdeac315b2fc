import type {Permalink} from '../types';

/** Numbers 20 to 29. */
export const history: readonly Permalink[] = [
  {number: 20, path: '/docs/history'},
  {number: 21, path: '/docs/history/zero-dot-x'},
  {number: 22, path: '/docs/history/one-dot-zero-to-today'},
  {number: 23, path: '/docs/history', anchor: 'release-0-1'},
  {number: 24, path: '/docs/history/zero-dot-x', anchor: 'same-rule'},
  {number: 25, path: '/docs/history/one-dot-zero-to-today', anchor: 'every-release'},
  {number: 26, path: '/docs/history/one-dot-zero-to-today', anchor: 'old-articles'},
];
