import type {Permalink} from '../types';

/** Numbers 400 to 419. */
export const exercises: readonly Permalink[] = [
  {number: 400, path: '/exercises'},
  {number: 401, path: '/exercises/first-match'},
  {number: 402, path: '/exercises/and-or'},
  {number: 403, path: '/exercises/missing-subset'},
  {number: 404, path: '/exercises/inside-and-outside'},
  {number: 405, path: '/exercises/whose-proxy'},
  {number: 406, path: '/exercises/short-names'},
  {number: 407, path: '/exercises/two-teams'},
  {number: 408, path: '/exercises/same-user'},
  {number: 409, path: '/exercises/careful-copy'},
  {number: 410, path: '/exercises/honest-retries'},
];
