import type {Permalink} from '../types';

/** Numbers 40 to 49. */
export const goals: readonly Permalink[] = [
  {number: 40, path: '/docs/goals'},
  {number: 41, path: '/docs/goals/technology-agnostic'},
  {number: 42, path: '/docs/goals/local-vs-remote'},
  {number: 43, path: '/docs/goals/distributed-tools'},
  {number: 44, path: '/docs/goals/what-it-costs'},
  {number: 45, path: '/docs/goals/distributed-tools', anchor: 'dev-and-ops'},
];
