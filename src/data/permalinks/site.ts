import type {Permalink} from '../types';

/** Pages beside the course; numbers 1 to 9 and 300 upwards. */
export const site: readonly Permalink[] = [
<<<<<<< HEAD
  {number: 1, path: '/', title: 'Landing page'},
  {number: 2, path: '/blog', title: 'Log book'},
=======
  {number: 1, path: '/'},
  {number: 2, path: '/blog'},
  {number: 3, path: '/lab'},
>>>>>>> 718b7e6 (The lab stands in the bar, its links are held to by golden ones, and advice is said once)
  {number: 300, path: '/blog/why-this-course-exists'},
  {number: 301, path: '/fidelity', title: 'Fidelity'},
  {number: 302, path: '/blog/what-changed-since-the-talk'},
  {number: 303, path: '/blog/reading-old-articles'},
];
