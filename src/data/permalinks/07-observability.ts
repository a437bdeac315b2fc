import type {Permalink} from '../types';

/** Numbers 120 to 139. */
export const observability: readonly Permalink[] = [
  {number: 120, path: '/docs/observability'},
  {number: 121, path: '/docs/observability/grafana'},
  {number: 122, path: '/docs/observability/zipkin'},
  {number: 123, path: '/docs/observability/jaeger-and-opentelemetry'},
  {number: 124, path: '/docs/observability/kiali-and-access-logs'},
];
