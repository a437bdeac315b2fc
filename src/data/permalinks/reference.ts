import type {Permalink} from '../types';

/** Numbers 200 to 219. */
export const reference: readonly Permalink[] = [
  {number: 200, path: '/docs/reference/then-and-now'},
  {number: 201, path: '/docs/reference/glossary'},
  {number: 202, path: '/docs/reference/cheat-sheet'},
  {number: 203, path: '/docs/reference/response-flags'},
  {number: 204, path: '/docs/reference/examples'},
  {number: 205, path: '/docs/reference/further-reading'},
];
