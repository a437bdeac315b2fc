import type {Chapter} from './types';

/** The nine harbours, in the order of the talk. */
export const CHAPTERS: readonly Chapter[] = [
  {number: 1, folder: '01-evolution', slug: 'evolution', harbour: 'Evolution'},
  {number: 2, folder: '02-history', slug: 'history', harbour: 'History'},
  {number: 3, folder: '03-goals', slug: 'goals', harbour: 'Goals'},
  {number: 4, folder: '04-architecture', slug: 'architecture', harbour: 'Architecture'},
  {
    number: 5,
    folder: '05-kubernetes-and-istio',
    slug: 'kubernetes-and-istio',
    harbour: 'Kubernetes and Istio',
  },
  {
    number: 6,
    folder: '06-connect-and-control',
    slug: 'connect-and-control',
    harbour: 'Connect and control',
  },
  {number: 7, folder: '07-observability', slug: 'observability', harbour: 'Observability'},
  {number: 8, folder: '08-security', slug: 'security', harbour: 'Security'},
  {number: 9, folder: '09-envoy', slug: 'envoy', harbour: 'Envoy'},
];
