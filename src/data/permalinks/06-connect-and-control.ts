import type {Permalink} from '../types';

/** Numbers 100 to 119. */
export const connectAndControl: readonly Permalink[] = [
  {number: 100, path: '/docs/connect-and-control'},
  {number: 101, path: '/docs/connect-and-control/what-istio-adds'},
  {number: 102, path: '/docs/connect-and-control/canary'},
  {number: 103, path: '/docs/connect-and-control/mirroring'},
  {number: 104, path: '/docs/connect-and-control/blue-green'},
  {number: 105, path: '/docs/connect-and-control/when-things-go-wrong'},
  {number: 106, path: '/docs/connect-and-control/automate-it'},
];
