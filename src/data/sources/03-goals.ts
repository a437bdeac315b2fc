import type {SourceEntry} from '../types';

export const goals: readonly SourceEntry[] = [
  {
    id: 'istio-observability',
    title: 'Observability, Istio documentation',
    url: 'https://istio.io/latest/docs/concepts/observability/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'why-choose-istio',
    title: 'Why choose Istio? Istio documentation',
    url: 'https://istio.io/latest/docs/overview/why-choose-istio/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-ambient-performance',
    title: 'Ambient performance, Istio blog, 2025',
    url: 'https://istio.io/latest/blog/2025/ambient-performance/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-progressive-config',
    title: 'Who gives progressive delivery to Istio? Istio blog, 2026',
    url: 'https://istio.io/latest/blog/2026/who-gives-progressive-delivery-to-istio/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-performance-1-4',
    title: 'Performance and scalability, Istio 1.4 documentation',
    url: 'https://istio.io/v1.4/docs/ops/deployment/performance-and-scalability/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-performance-1-5',
    title: 'Performance and scalability, Istio 1.5 documentation',
    url: 'https://istio.io/v1.5/docs/ops/deployment/performance-and-scalability/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-performance-1-6',
    title: 'Performance and scalability, Istio 1.6 documentation',
    url: 'https://istio.io/v1.6/docs/ops/deployment/performance-and-scalability/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-performance-1-9',
    title: 'Performance and scalability, Istio 1.9 documentation',
    url: 'https://istio.io/v1.9/docs/ops/deployment/performance-and-scalability/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-performance-1-22',
    title: 'Performance and scalability, Istio 1.23 documentation, with the figures of 1.22',
    url: 'https://istio.io/v1.23/docs/ops/deployment/performance-and-scalability/',
    lastKnownGood: '2026-11-22',
  },
];
