import type {ThenNowEntry} from '../types';

export const observability: readonly ThenNowEntry[] = [
  {
    id: 'tracing-default',
    title: 'Where the spans go',
    then: {
      when: 'Until May 2024, Istio 1.21',
      text: 'Tracing is configured from the start: the proxies send their spans to the Service `zipkin` in `istio-system`. Put any back end behind that name, and it works.',
    },
    now: {
      when: 'Since Istio 1.22, May 2024',
      text: 'Nothing is sent until the configuration of the mesh names a back end and a Telemetry object names it too.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-drop-default-tracing', 'istio-trace-telemetry'],
    page: 'observability/jaeger-and-opentelemetry',
  },
  {
    id: 'tracing-libraries',
    title: 'Who copies the headers',
    then: {
      when: '2019, the demo of the talk',
      text: 'Spring Cloud Sleuth, with its module for Zipkin, copies the B3 headers in `ui`. Elsewhere it is a library with the interface of OpenTracing.',
    },
    now: {
      when: 'November 2026',
      text: 'OpenTracing and OpenCensus are archived, and Jaeger has retired its own libraries. The libraries of OpenTelemetry copy the headers and write spans of the application itself. Our `ui` needs no library: it copies a list of headers.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: [
      'talk-demo-ui-pom',
      'cncf-landscape',
      'jaeger-sdk-migration',
      'opentelemetry-graduates',
    ],
    page: 'observability/jaeger-and-opentelemetry',
  },
];
