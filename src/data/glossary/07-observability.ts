import type {GlossaryEntry} from '../types';

export const observability: readonly GlossaryEntry[] = [
  {
    id: 'prometheus',
    term: 'Prometheus',
    everyday: true,
    french: 'Prometheus (m)',
    definition:
      'A store for metrics. It fetches them from each source every few seconds, keeps them, and answers questions about them.',
    page: 'observability/index',
  },
  {
    id: 'counter',
    term: 'counter',
    forms: ['counters'],
    everyday: true,
    french: 'compteur (m)',
    definition:
      'A metric that only grows, such as all requests since the start. What you want to know is how fast it grows.',
    page: 'observability/grafana',
  },
  {
    id: 'histogram',
    term: 'histogram',
    forms: ['histograms'],
    french: 'histogramme (m)',
    definition:
      'A metric that sorts each value into a range, such as “up to 10 ms”, and counts how many fall into each.',
    page: 'observability/grafana',
  },
  {
    id: 'percentile',
    term: 'percentile',
    forms: ['percentiles', 'p95', 'p99'],
    french: 'centile (m), percentile (m)',
    definition:
      'The value that a given share of the requests stays below: 95 in 100 requests are faster than the 95th percentile, P95.',
    page: 'observability/grafana',
  },
  {
    id: 'promql',
    term: 'PromQL',
    french: 'PromQL (m)',
    definition: 'The language in which you ask Prometheus.',
    page: 'observability/grafana',
  },
  {
    id: 'trace-context',
    term: 'trace context',
    french: 'contexte de trace (m)',
    definition:
      'What travels with a request so that its spans find together: the id of the trace, the id of the span that calls, and whether the trace is kept.',
    page: 'observability/zipkin',
  },
  {
    id: 'b3-headers',
    term: 'B3 headers',
    forms: ['b3'],
    french: 'en-têtes B3 (m pl)',
    definition:
      'The headers in which Zipkin hands on a trace context. Their names begin with `x-b3-`.',
    page: 'observability/zipkin',
  },
  {
    id: 'sampling',
    term: 'sampling',
    french: 'échantillonnage (m), sampling (m)',
    definition: 'Keeping the traces of a share of all requests only, chosen by chance.',
    page: 'observability/zipkin',
  },
  {
    id: 'opentracing',
    term: 'OpenTracing',
    french: 'OpenTracing (m)',
    definition:
      'An interface for code that writes spans, from 2016. It is archived: OpenTelemetry took its place.',
    page: 'observability/jaeger-and-opentelemetry',
  },
  {
    id: 'opentelemetry',
    term: 'OpenTelemetry',
    everyday: true,
    french: 'OpenTelemetry (m)',
    definition:
      'A common way to produce, collect and send metrics, logs and traces, for every language. It stores nothing itself.',
    page: 'observability/jaeger-and-opentelemetry',
  },
  {
    id: 'otlp',
    term: 'OTLP',
    french: 'OTLP (m)',
    definition:
      'The protocol of OpenTelemetry: how metrics, logs and traces are sent to a collector or to a back end.',
    page: 'observability/jaeger-and-opentelemetry',
  },
  {
    id: 'tracing-provider',
    term: 'tracing provider',
    forms: ['tracing providers'],
    french: 'fournisseur de traces (m)',
    definition:
      'A named entry in the configuration of the mesh: which kind of back end gets the spans, and at which address.',
    page: 'observability/jaeger-and-opentelemetry',
  },
];
