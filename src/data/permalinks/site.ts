import type {Permalink} from '../types';

/** Pages beside the course; numbers 1 to 9 and 300 upwards. */
export const site: readonly Permalink[] = [
  {number: 1, path: '/', title: 'Landing page'},
  {number: 2, path: '/blog', title: 'Log book'},
  {number: 3, path: '/lab', title: 'The request lab'},
  {number: 300, path: '/blog/why-this-course-exists'},
  {number: 301, path: '/fidelity', title: 'Fidelity'},
  {number: 304, path: '/about', title: 'About'},
  {number: 305, path: '/versions', title: 'Versions'},
  {number: 302, path: '/blog/what-changed-since-the-talk'},
  {number: 303, path: '/blog/reading-old-articles'},
];
