import type {Permalink} from '../types';

/** Numbers 200 to 219. */
export const reference: readonly Permalink[] = [
  {number: 200, path: '/docs/reference/then-and-now'},
  {number: 201, path: '/docs/reference/glossary'},
];
