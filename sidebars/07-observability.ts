/** Docs ids in the order of the lesson. */
export const observability = [
  'observability/index',
  'observability/grafana',
  'observability/zipkin',
  'observability/jaeger-and-opentelemetry',
  'observability/kiali-and-access-logs',
];
