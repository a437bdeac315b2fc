import type {Finding} from './pages';

interface Rule {
  /** What must not stand in a text. */
  wrong: RegExp;
  right: string;
}

const rule = (wrong: string, right: string, flags = 'u'): Rule => ({
  wrong: new RegExp(
    `(?<![\\p{L}\\p{N}_./@#-])(?:${wrong})(?![\\p{L}\\p{N}_@-]|\\.[\\p{L}\\p{N}])`,
    `g${flags}`,
  ),
  right,
});

/** One way to write each thing. */
const RULES: readonly Rule[] = [
  rule('kubernetes|KUBERNETES', 'Kubernetes'),
  // The talk's title keeps its K8S.
  rule("(?:K8S|K8s|k8s)(?! ❤| cluster[’']s best friend)", 'Kubernetes'),
  rule('istio|ISTIO', 'Istio'),
  rule('IstioD|Istiod', 'istiod'),
  rule('envoy|ENVOY', 'Envoy'),
  rule('side-cars?|side cars?|Side-?[Cc]ars', 'sidecar', 'u'),
  rule('micro-services?|micro services?', 'microservice', 'iu'),
  rule('Service Mesh(?:es)?|service-mesh', 'service mesh'),
  rule('control-plane', 'control plane', 'iu'),
  rule('data-plane', 'data plane', 'iu'),
  rule('GRPC|Grpc|grpc|gRpc', 'gRPC'),
  rule('MTLS|Mtls|mtls|mutual-TLS', 'mTLS'),
  rule('javascript|Javascript', 'JavaScript'),
  rule('typescript|Typescript', 'TypeScript'),
  rule('github|Github', 'GitHub'),
  rule('docker|DOCKER', 'Docker'),
  rule('prometheus', 'Prometheus'),
  rule('grafana|Graphana', 'Grafana'),
  rule('jaeger', 'Jaeger'),
  rule('zipkin', 'Zipkin'),
  rule('kiali', 'Kiali'),
  rule('Open-Telemetry|Opentelemetry|Open Telemetry|opentelemetry', 'OpenTelemetry'),
  rule('Open-Tracing|Opentracing|Open Tracing|opentracing', 'OpenTracing'),
  rule('Virtual Services?|Virtual-Services?|Virtualservices?', 'VirtualService'),
  rule('Destination Rules?|Destination-Rules?|Destinationrules?', 'DestinationRule'),
  rule('Service Entry|Service Entries|Serviceentry', 'ServiceEntry'),
  rule('time-outs?|time outs', 'timeout', 'iu'),
  rule('load-balancing', 'load balancing', 'iu'),
  rule('loadbalancers?', 'load balancer', 'iu'),
  rule('Yaml|yaml', 'YAML'),
  rule('Json|json', 'JSON'),
  rule('Http|http', 'HTTP'),
  rule('Tls|tls', 'TLS'),
  rule('e-mails?', 'email', 'iu'),
  rule('data-?centers?|data centers?', 'data centre', 'iu'),
  rule('color(?:s|ed|ing)?', 'colour', 'iu'),
  rule('behavior(?:s|al)?', 'behaviour', 'iu'),
];

/** Wrong words of a text without code; `line` is that of its first character. What stands in “quotes” is somebody’s own wording. */
export function checkTerminology(file: string, text: string, line: number): Finding[] {
  return text.split('\n').flatMap((words, index) =>
    RULES.flatMap(({wrong, right}) =>
      [...words.replace(/“[^”]*”/g, ' ').matchAll(wrong)].map(([found]) => ({
        file,
        line: line + index,
        message: `“${found}”: write ${right}`,
      })),
    ),
  );
}
