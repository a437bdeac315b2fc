import {parseBlock} from '../security/addresses';
import type {Labels, Report} from './cluster';

/** Annotations of Istio and what they may be put on. Source: istio/api `annotation/annotations.gen.go`. */
const PLACES: readonly (readonly [kinds: string, prefix: string, names: string])[] = [
  ['Pod', 'ambient.istio.io/', 'bypass-inbound-capture dns-capture redirection'],
  ['Pod', 'inject.istio.io/', 'templates'],
  ['Pod', 'istio.io/', 'reroute-virtual-interfaces rev'],
  ['Pod', 'prometheus.istio.io/', 'merge-metrics'],
  ['Pod', 'proxy.istio.io/', 'config overrides'],
  [
    'Pod',
    'readiness.status.sidecar.istio.io/',
    'applicationPorts failureThreshold initialDelaySeconds periodSeconds',
  ],
  [
    'Pod',
    'sidecar.istio.io/',
    'agentLogLevel bootstrapOverride componentLogLevel interceptionMode logLevel nativeSidecar proxyCPU proxyCPULimit proxyImage proxyImageType proxyMemory proxyMemoryLimit rewriteAppHTTPProbers statsEvictionInterval statsFlushInterval statsHistogramBins statsHistogramBuckets status userVolume userVolumeMount discoveryAddress extraStatTags inject statsCompression statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes',
  ],
  ['Pod', 'status.sidecar.istio.io/', 'port'],
  [
    'Pod',
    'traffic.sidecar.istio.io/',
    'excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces',
  ],
  ['Service', 'alpha.istio.io/', 'canonical-serviceaccounts kubernetes-serviceaccounts'],
  ['Service', 'networking.istio.io/', 'exportTo'],
  ['Service', 'traffic.istio.io/', 'nodeSelector'],
  ['Service, ServiceEntry, Namespace', 'istio.io/', 'use-waypoint-canary-weight'],
  ['Namespace, Service, ServiceEntry', 'networking.istio.io/', 'traffic-distribution'],
  ['Namespace', 'topology.istio.io/', 'controlPlaneClusters'],
  ['Gateway', 'gateway.istio.io/', 'name-override service-account'],
  ['Gateway', 'networking.istio.io/', 'service-type'],
  ['GatewayClass, Gateway', 'ambient.istio.io/', 'waypoint-inbound-binding'],
  [
    'WorkloadEntry',
    'istio.io/',
    'autoRegistrationGroup connectedAt disconnectedAt workloadController',
  ],
  ['AuthorizationPolicy', 'istio.io/', 'dry-run'],
  ['Ingress', 'kubernetes.io/', 'ingress.class'],
  ['Any', 'galley.istio.io/', 'analyze-suppress'],
];

/** Set by Istio itself. */
const IGNORED = ['sidecar.istio.io/status', 'gateway.istio.io/controller-version', 'istio.io/rev'];

const DEPRECATED =
  /^(alpha\.istio\.io\/(canonical|kubernetes)-serviceaccounts|sidecar\.istio\.io\/(discoveryAddress|extraStatTags|inject|statsCompression|statsInclusion(Prefixes|Regexps|Suffixes))|traffic\.sidecar\.istio\.io\/kubevirtInterfaces)$/;

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65535;
const isList = (value: string, test: (item: string) => boolean): boolean =>
  value.trim() === '' || value.split(',').every(item => test(item.trim()));
const isRange = (text: string): boolean => text.includes('/') && parseBlock(text) !== null;
const isBoolean = (text: string): boolean =>
  /^(1|0|[tTfF]|true|TRUE|True|false|FALSE|False)$/.test(text);

/** Values that the injector reads, and the form they must have. Source: istio/istio `pkg/kube/inject/validate.go`. */
const VALUES: readonly (readonly [name: RegExp, test: (value: string) => boolean])[] = [
  [/\/interceptionMode$/, value => ['REDIRECT', 'TPROXY', 'NONE'].includes(value)],
  [/^status\.sidecar\.istio\.io\/port$/, isPort],
  [
    /^readiness\..*(Threshold|Seconds)$/,
    value => /^\d+$/.test(value) && Number(value) <= 4_294_967_295,
  ],
  [/\/includeOutboundIPRanges$/, value => value === '*' || isList(value, isRange)],
  [/\/excludeOutboundIPRanges$/, value => isList(value, isRange)],
  [/\/includeInboundPorts$/, value => value === '*' || isList(value, isPort)],
  [/\/exclude(In|Out)boundPorts$/, value => isList(value, isPort)],
  [/\/merge-metrics$/, isBoolean],
  [
    /\/proxy(CPU|Memory)(Limit)?$/,
    value => /^[-+]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/.test(value),
  ],
];

/** What the analyzers say of one annotation of a Namespace, Service, Pod or Deployment. */
export function annotationProblem(
  kind: string,
  name: string,
  value: string,
  labels: Labels,
): Pick<Report, 'code' | 'level' | 'message'>[] {
  const slash = name.indexOf('/');
  const [prefix, rest] = [name.slice(0, slash + 1), name.slice(slash + 1)];
  const ours = prefix.endsWith('istio.io/') || name === 'kubernetes.io/ingress.class';
  if (!ours || IGNORED.includes(name)) return [];
  const place = PLACES.find(
    ([, start, names]) => start === prefix && names.split(' ').includes(rest),
  );
  if (!place) return [{code: 'IST0108', level: 'Warning', message: `Unknown annotation: ${name}`}];
  const found: Pick<Report, 'code' | 'level' | 'message'>[] = [];
  const inject = name === 'sidecar.istio.io/inject';
  if (DEPRECATED.test(name) && !(inject && Object.hasOwn(labels, name)))
    found.push({
      code: 'IST0135',
      level: 'Info',
      message: `Annotation "${name}" has been deprecated${inject ? ' in favor of the "sidecar.istio.io/inject" label' : ''} and may not work in future Istio versions.`,
    });
  const [kinds] = place;
  if (kinds === 'Any') return found;
  if (!kinds.split(', ').includes(kind))
    found.push({
      code: 'IST0107',
      level: 'Warning',
      message: `Misplaced annotation: ${name} can only be applied to ${kinds}`,
    });
  else if (VALUES.some(([pattern, test]) => pattern.test(name) && !test(value)))
    found.push({
      code: 'IST0125',
      level: 'Warning',
      message: `Invalid annotation ${name}: ${value.slice(0, 60)} is not what the injector reads there`,
    });
  return found;
}
