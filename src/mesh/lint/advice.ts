import type {DiagnosticCode} from '../parse/diagnostic';
import type {LintCode} from './cluster';

/** What a finding means and what to do about it, and the docs id of the page that teaches the rule. */
export interface Advice {
  help: string;
  page: string;
}

const YAML = 'kubernetes-and-istio/more-yaml';
const RULES = 'kubernetes-and-istio/virtualservice-and-destinationrule';
const ORDER = 'kubernetes-and-istio/reading-a-rule';
const EDGES = 'kubernetes-and-istio/gateway-and-serviceentry';
const AUTHORIZATION = 'security/authorization';
const MUTUAL_TLS = 'security/mtls';
const INJECTION = 'architecture/envoy-and-injection';
const EXTENSIONS = 'envoy/index';
const LOGS = 'observability/kiali-and-access-logs';

/** By code; where one code says several things, the field decides: the first pattern that fits. */
const ANALYZER_ADVICE: Readonly<
  Record<Exclude<LintCode, 'IST0106' | 'IST0133'>, readonly (Advice & {field?: RegExp})[]>
> = {
  IST0002: [
    {page: YAML, help: 'The field is no longer read, or will not be for long. Write the new one.'},
  ],
  IST0101: [
    {
      field: /orkloadSelector$/,
      page: YAML,
      help: 'No Pod of this namespace has these labels, so the object is for nobody. Compare with the labels of the Pods.',
    },
    {
      field: /\.gateways\[/,
      page: EDGES,
      help: 'There is no such Gateway. Write its name, with its namespace in front if it stands in another one: namespace/name.',
    },
    {
      field: /\.selector$/,
      page: EDGES,
      help: 'No Pod has these labels, so no proxy opens these ports. Copy the labels of the gateway’s Pods.',
    },
    {
      field: /\.servers\[/,
      page: EDGES,
      help: 'There is no such Secret. It has to stand in the namespace of the gateway’s Pods.',
    },
    {
      field: /amespaces\[/,
      page: AUTHORIZATION,
      help: 'No namespace has this name, so the field names nobody. Check the spelling.',
    },
    {
      page: RULES,
      help: 'The request would end here with 503 (NC). Name a Service and a port that exist, in the namespace of this file or with a full name, and define the subset in a DestinationRule.',
    },
  ],
  IST0102: [
    {
      page: INJECTION,
      help: 'New Pods of this namespace get no proxy. Label it with istio-injection, on or off, so that a reader sees what is meant.',
    },
  ],
  IST0103: [
    {
      page: INJECTION,
      help: 'The namespace injects proxies and this Pod has none: it was made before. Restart its Deployment.',
    },
  ],
  IST0107: [
    {page: INJECTION, help: 'Nobody reads the annotation here. Put it on the kind that it is for.'},
  ],
  IST0108: [{page: INJECTION, help: 'Istio does not know this annotation. Check the spelling.'}],
  IST0109: [
    {
      page: ORDER,
      help: 'In sidecars only the oldest of these files counts, as a whole. Put all rules of a host into one VirtualService.',
    },
  ],
  IST0110: [
    {
      page: YAML,
      help: 'Two Sidecars choose the same Pod, and one of them is ignored. Let their labels differ.',
    },
  ],
  IST0111: [
    {page: YAML, help: 'A namespace has one Sidecar without a selector. Join these into one.'},
  ],
  IST0112: [
    {
      page: RULES,
      help: 'The Service has several ports. Say which one: destination.port.number.',
    },
  ],
  IST0116: [
    {
      page: 'evolution/kubernetes',
      help: 'Two Services speak differently to one port of the same Pods. Let them agree on the protocol.',
    },
  ],
  IST0118: [
    {
      page: 'goals/technology-agnostic',
      help: 'The proxy has to guess the protocol. Begin the name of the port with it, as in http-web, or set appProtocol.',
    },
  ],
  IST0123: [
    {
      page: INJECTION,
      help: 'The labels contradict each other: sidecars or ambient, one revision or the default. Keep one.',
    },
  ],
  IST0125: [
    {
      page: INJECTION,
      help: 'The injector cannot read this value, and new Pods are refused. Correct it.',
    },
  ],
  IST0127: [
    {
      page: AUTHORIZATION,
      help: 'The policy guards nothing: no Pod of its namespace has these labels.',
    },
  ],
  IST0128: [
    {
      page: MUTUAL_TLS,
      help: 'The proxy encrypts and does not check who answers. Name the authority: caCertificates or credentialName.',
    },
  ],
  IST0129: [
    {
      page: MUTUAL_TLS,
      help: 'On this port the proxy encrypts and does not check who answers. Name the authority: caCertificates or credentialName.',
    },
  ],
  IST0130: [
    {
      page: ORDER,
      help: 'No request gets as far as this rule: an earlier one takes them all. Put it before that one.',
    },
  ],
  IST0131: [
    {
      page: ORDER,
      help: 'An earlier match takes these requests already. Put the more specific one first.',
    },
  ],
  IST0132: [
    {
      page: EDGES,
      help: 'The Gateway does not offer this host to this namespace, so no request comes in. Use a host that both name.',
    },
  ],
  IST0134: [
    {
      page: EDGES,
      help: 'Bytes have no Host header, so the proxy knows them by their address. Add addresses.',
    },
  ],
  IST0135: [
    {page: INJECTION, help: 'The annotation still works and will go. Use what replaces it.'},
  ],
  IST0137: [
    {
      page: 'evolution/kubernetes',
      help: 'Two Services offer one port of the same Pods under different numbers. Let them agree.',
    },
  ],
  IST0138: [
    {
      page: EDGES,
      help: 'Browsers share one connection between hosts of one certificate, and may ask the wrong Gateway: 404. Put the hosts into one Gateway.',
    },
  ],
  IST0140: [
    {
      page: RULES,
      help: 'The gateway does not follow the rules of the mesh for this host. Name the subset here too.',
    },
  ],
  IST0144: [
    {
      page: INJECTION,
      help: 'Traffic of user 1337 is not led through the proxy: it is the user of the proxy. Take another one.',
    },
  ],
  IST0145: [
    {
      page: EDGES,
      help: 'Two Gateways open the same port of the same Pods for the same host. Keep one of the servers.',
    },
  ],
  IST0147: [
    {
      page: INJECTION,
      help: 'The injector would have replaced "auto" by an image. This Pod was made without it.',
    },
  ],
  IST0149: [
    {
      page: 'security/request-authentication',
      help: 'The gateway checks no token, so there are no claims to route by. Add a RequestAuthentication for its Pods.',
    },
  ],
  IST0150: [
    {
      page: EDGES,
      help: 'The name of the port decides how the proxy reads what leaves the mesh. Begin it with the protocol.',
    },
  ],
  IST0151: [
    {
      page: EXTENSIONS,
      help: 'The patch names another filter as its place, and nothing says that the other one is there first. Give the EnvoyFilter a priority.',
    },
  ],
  IST0152: [
    {page: EXTENSIONS, help: 'Envoy replaces filters, not this. Use MERGE, or another applyTo.'},
  ],
  IST0153: [
    {page: EXTENSIONS, help: 'Nothing is added: routes are changed with MERGE, or with INSERT.'},
  ],
  IST0154: [
    {page: EXTENSIONS, help: 'Nothing is taken away: a patch of this kind cannot remove routes.'},
  ],
  IST0155: [
    {
      page: EXTENSIONS,
      help: 'After an upgrade the patch no longer applies, and one of the same filter may stand before it. Give the EnvoyFilter a priority.',
    },
  ],
  IST0157: [
    {
      page: LOGS,
      help: 'Nobody is named who takes the log, and there is no default. Add providers.',
    },
  ],
  IST0159: [
    {page: LOGS, help: 'Two Telemetry objects choose the same Pod. Let their labels differ.'},
  ],
  IST0160: [
    {page: LOGS, help: 'A namespace has one Telemetry without a selector. Join these into one.'},
  ],
  IST0162: [
    {
      page: EDGES,
      help: 'The Service in front of the gateway does not have this port. Use one that it has, or add it there.',
    },
  ],
  IST0165: [
    {
      page: 'kubernetes-and-istio/gateway-api',
      help: 'Istio made this Gateway of one of Gateway API, and may name it otherwise tomorrow. Use an HTTPRoute.',
    },
  ],
  IST0166: [
    {
      page: 'kubernetes-and-istio/gateway-api',
      help: 'Pods of a Gateway of Gateway API are not chosen by labels. Name the Gateway in targetRefs.',
    },
  ],
  IST0167: [
    {
      page: 'architecture/ambient',
      help: 'There is no sidecar that could read it. Take the object away, or the ambient mode.',
    },
  ],
  IST0173: [
    {
      page: RULES,
      help: 'No Pod of the Service has these labels; requests for this subset end with 503 (UH). Compare with the labels of the Pods.',
    },
  ],
  IST0174: [
    {
      page: RULES,
      help: 'No Service has this name, so the whole rule does nothing. Short names take the namespace of this file.',
    },
  ],
  IST0175: [
    {
      page: 'security/request-authentication',
      help: 'The control plane fetches keys from any address that a RequestAuthentication names. Tell it which addresses it may not ask.',
    },
  ],
  IST0177: [
    {
      page: EDGES,
      help: 'Two ServiceEntries disagree on what is spoken on this port, and one of them wins. Let them agree.',
    },
  ],
};

/** Pages by kind and field: the first that fits. */
const PAGES: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^VirtualService/, /\.(fault|timeout|retries)\b/, 'connect-and-control/when-things-go-wrong'],
  [/^VirtualService/, /\.mirror/, 'connect-and-control/mirroring'],
  [/^VirtualService/, /\.weight\b/, 'connect-and-control/blue-green'],
  [/^VirtualService/, /\.(match|http\[\d+\]$)/, ORDER],
  [/^DestinationRule/, /\.loadBalancer\b/, 'envoy/load-balancing'],
  [/^DestinationRule/, /\.outlierDetection\b/, 'envoy/outlier-detection'],
  [
    /^DestinationRule/,
    /\.(connectionPool|retryBudget)\b/,
    'envoy/retry-budget-and-circuit-breaking',
  ],
  [/^DestinationRule/, /\.tls\b/, MUTUAL_TLS],
  [/^(VirtualService|DestinationRule)/, /./, RULES],
  [/^(Gateway|ServiceEntry)/, /./, EDGES],
  [/^HTTPRoute/, /./, 'kubernetes-and-istio/gateway-api'],
  [/^PeerAuthentication/, /./, MUTUAL_TLS],
  [/^RequestAuthentication/, /./, 'security/request-authentication'],
  [/^AuthorizationPolicy/, /./, AUTHORIZATION],
  [/^(Service|Pod|Deployment|Namespace)\b/, /./, 'evolution/kubernetes'],
];

const pageOfField = (resource: string, field: string): string =>
  PAGES.find(([kind, pattern]) => kind.test(resource) && pattern.test(field || '-'))?.[2] ?? YAML;

/** What a finding of a voice means. `field` as in `spec.http[0].timeout`. */
export function adviceFor(
  voice: 'schema' | 'webhook' | 'analyzer',
  code: LintCode | null,
  refused: boolean,
  resource: string,
  field: string,
): Advice {
  if (code !== null && code !== 'IST0106' && code !== 'IST0133') {
    const advice = ANALYZER_ADVICE[code].find(item => item.field?.test(field) ?? true);
    if (advice) return {help: advice.help, page: advice.page};
  }
  const who = voice === 'schema' ? 'The API server' : 'Istio’s webhook';
  return {
    page: field === 'kind' ? YAML : pageOfField(resource, field),
    help: refused
      ? `${who} refuses the whole document; what was applied before stays. Correct this field.`
      : `${who} takes the document and warns: this works, perhaps not as meant.`,
  };
}

const DIAGNOSTIC_PAGES: Partial<Record<DiagnosticCode, string>> = {
  'invalid-regex': ORDER,
  'regex-engine-missing': ORDER,
  'proxy-refuses': 'envoy/index',
  'unknown-caller': RULES,
  'bad-request': RULES,
  'unknown-kind': YAML,
};

/** Docs id of the page that teaches what a diagnostic of parsing, building or compiling is about. */
export const pageOfDiagnostic = ({
  code,
  resource,
}: {
  code: DiagnosticCode;
  resource: string | null;
}): string => DIAGNOSTIC_PAGES[code] ?? (resource === null ? YAML : pageOfField(resource, ''));
