import type {Complaint} from '../model/admission';
import type {
  GatewaySpec,
  HttpRule,
  LoadBalancer,
  ServerTls,
  ServiceEntrySpec,
  SidecarSpec,
  TrafficPolicy,
  VirtualServiceSpec,
} from '../model/spec';
import {protocolOf} from '../model/webhook';
import type {Path, SourceDocument} from '../parse/documents';
import {specOf} from '../security/peer-authentication';
import {metadataOf} from './cluster';

/**
 * What the webhook lets in and warns of. Nothing here changes what a cluster does, so admission does without it. Source:
 * istio/istio `pkg/config/validation`.
 */

/** A selector that the webhook refuses ends its questions. */
const isBroken = (selector: {labels?: Record<string, string>} | undefined): boolean =>
  Object.entries(selector?.labels ?? {}).some(
    ([name, value]) => name === '' || (name + value).includes('*'),
  );

/** Bytes of a text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

type Warn = (path: Path, message: string) => void;

function ofBalancer(balancer: LoadBalancer, path: Path, outlier: boolean, warn: Warn): void {
  if ((balancer.consistentHash?.minimumRingSize ?? 0) !== 0)
    warn(
      [...path, 'consistentHash', 'minimumRingSize'],
      "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead",
    );
  const {failover = [], failoverPriority = []} = balancer.localityLbSetting ?? {};
  if (failover.length + failoverPriority.length > 0 && !outlier)
    warn([...path, 'localityLbSetting'], 'outlier detection policy must be provided for failover');
}

/** The warnings of a traffic policy and of those for single ports. */
function ofPolicy(policy: TrafficPolicy | undefined, path: Path, warn: Warn): void {
  const {outlierDetection, loadBalancer, portLevelSettings = []} = policy ?? {};
  if ((outlierDetection?.consecutiveErrors ?? 0) !== 0)
    warn(
      [...path, 'outlierDetection', 'consecutiveErrors'],
      'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
    );
  if (loadBalancer)
    ofBalancer(loadBalancer, [...path, 'loadBalancer'], outlierDetection !== undefined, warn);
  for (const [index, entry] of portLevelSettings.entries())
    ofPolicy(entry, [...path, 'portLevelSettings', index], warn);
}

const CIPHERS = new Set(
  (
    'ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384 ' +
    'ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-CHACHA20-POLY1305 ECDHE-ECDSA-AES128-SHA ECDHE-RSA-AES128-SHA ECDHE-ECDSA-AES256-SHA ' +
    'ECDHE-RSA-AES256-SHA AES128-GCM-SHA256 AES256-GCM-SHA384 AES128-SHA AES256-SHA DES-CBC3-SHA'
  ).split(' '),
);

function ofServerTls(tls: ServerTls, path: Path, warn: Warn): void {
  const ciphers = tls.cipherSuites ?? [];
  const mode = tls.mode ?? 'PASSTHROUGH';
  if (['TLSV1_0', 'TLSV1_1'].includes(tls.minProtocolVersion ?? '') && ciphers.length === 0)
    warn(
      path,
      'TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.',
    );
  const invalid = [...new Set(ciphers.filter(name => !CIPHERS.has(name)))].sort();
  if (invalid.length > 0) warn(path, `ignoring invalid cipher suites: [${invalid.join(' ')}]`);
  const twice = [
    ...new Set(ciphers.filter((name, at) => CIPHERS.has(name) && ciphers.indexOf(name) < at)),
  ].sort();
  if (twice.length > 0) warn(path, `ignoring duplicate cipher suites: [${twice.join(' ')}]`);
  const unused =
    [tls.caCrl, tls.serverCertificate, tls.privateKey, tls.caCertificates, tls.credentialName].some(
      text => (text ?? '') !== '',
    ) || (tls.tlsCertificates ?? tls.credentialNames ?? []).length > 0;
  if (mode.endsWith('PASSTHROUGH') && unused)
    warn(path, `${mode} mode does not use certificates, they will be ignored`);
}

function ofVirtualService(spec: VirtualServiceSpec, warn: Warn): void {
  const gateways = (names: readonly string[] | undefined, path: Path): void => {
    for (const [index, name] of (names ?? []).entries()) {
      if (name.includes('/')) continue;
      const [gateway = '', namespace = ''] = name.split('.');
      if (name.includes('.'))
        warn(
          [...path, index],
          `using legacy gatewayName format "${name}"; prefer the <namespace>/<name> format: "${namespace}/${gateway}"`,
        );
      // Istio looks no further than to the first name without a namespace.
      return;
    }
  };
  gateways(spec.gateways, ['spec', 'gateways']);
  const rules = (spec.http ?? []) as readonly (HttpRule & {mirror_percent?: number})[];
  for (const [index, rule] of rules.entries()) {
    const path = ['spec', 'http', index];
    const {mirrorPercent, mirror_percent: older, directResponse} = rule;
    if (mirrorPercent !== undefined || older !== undefined)
      warn(
        [...path, mirrorPercent === undefined ? 'mirror_percent' : 'mirrorPercent'],
        'using deprecated setting "mirrorPercent", use "mirrorPercentage" instead',
      );
    const {string, bytes} = directResponse?.body ?? {};
    const size =
      string === undefined ? Math.floor(((bytes ?? '').length * 3) / 4) : byteLength(string);
    if (size > 100 * 1024 && size <= 1024 * 1024)
      warn(
        [...path, 'directResponse', 'body'],
        'large direct_responses may impact control plane performance',
      );
  }
  for (const [index, {match = []}] of (spec.tls ?? []).entries())
    for (const [at, {sniHosts = []}] of match.entries())
      for (const [position, name] of sniHosts.entries())
        if (/^\d+(\.\d+){3}$/.test(name) || name.includes(':'))
          warn(
            ['spec', 'tls', index, 'match', at, 'sniHosts', position],
            `using an IP address ("${name}") goes against SNI spec and most clients do not support this`,
          );
}

function ofGateway(spec: GatewaySpec, warn: Warn): void {
  for (const [index, {port, tls}] of (spec.servers ?? []).entries()) {
    const path = ['spec', 'servers', index];
    if (!tls) continue;
    if (tls.httpsRedirect === true && protocolOf(port.protocol) !== 'http')
      warn([...path, 'tls'], 'tls.httpsRedirect should only be used with http servers');
    if (tls.mode !== 'ISTIO_MUTUAL') ofServerTls(tls, [...path, 'tls'], warn);
  }
}

function ofServiceEntry(spec: ServiceEntrySpec, labels: Record<string, string>, warn: Warn): void {
  const {hosts = [], addresses = [], ports = [], endpoints = [], workloadSelector} = spec;
  const resolution = spec.resolution ?? 'NONE';
  const path = ['spec'];
  if (isBroken(workloadSelector)) return;
  if (workloadSelector && Object.keys(workloadSelector.labels ?? {}).length === 0)
    warn(
      [...path, 'workloadSelector'],
      'service entry: workload selector specified without labels, will be applied to all services in namespace',
    );
  if (workloadSelector && resolution === 'NONE')
    warn(
      [...path, 'workloadSelector'],
      'workloadSelector should not be set when resolution mode is NONE',
    );
  if (resolution !== 'DYNAMIC_DNS')
    for (const [index, host] of hosts.entries())
      if (host.includes('*') && host.length > 1 && !host.startsWith('*.'))
        warn([...path, 'hosts', index], `partial wildcard "${host}" not allowed`);
  // Istio gives addresses of its own, unless it is told not to or could not use them.
  const given =
    resolution !== 'NONE' &&
    labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';
  for (const [index, {protocol = ''}] of ports.entries())
    if (addresses.length === 0 && !given && (protocol === '' || protocol === 'TCP'))
      warn(
        [...path, 'ports', index],
        'addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
      );
  if (resolution === 'STATIC')
    for (const [index, {address = '', network = ''}] of endpoints.entries())
      if (address === '' && network !== '')
        warn([...path, 'endpoints', index], `address is unset with network "${network}"`);
  if (
    resolution.startsWith('DNS') &&
    addresses.length > 0 &&
    hosts.length > 1 &&
    ports.some(({protocol = ''}) => /^(tcp|mongo|redis|mysql|https|tls)$/i.test(protocol))
  )
    warn(
      path,
      'service entry can not have more than one host specified simultaneously with address and tcp port',
    );
}

function ofSidecar(spec: SidecarSpec, namespace: string, warn: Warn): void {
  const {workloadSelector, ingress = [], egress = []} = spec;
  if (isBroken(workloadSelector)) return;
  if (workloadSelector && Object.keys(workloadSelector.labels ?? {}).length === 0)
    warn(
      ['spec', 'workloadSelector'],
      'sidecar: workload selector specified without labels, will be applied to all services in namespace',
    );
  for (const [index, {port, tls, connectionPool}] of ingress.entries()) {
    const path = ['spec', 'ingress', index];
    if (tls && tls.mode !== 'ISTIO_MUTUAL') ofServerTls(tls, [...path, 'tls'], warn);
    if (connectionPool?.http && port && protocolOf(port.protocol ?? '') !== 'http')
      warn(
        [...path, 'connectionPool'],
        `sidecar: HTTP connection pool settings are configured for port ${port.number ?? 0} ("${port.name ?? ''}") but its protocol is not HTTP (${port.protocol ?? ''}); only TCP settings will apply`,
      );
  }
  for (const [index, {hosts = []}] of egress.entries()) {
    const path = ['spec', 'egress', index, 'hosts'];
    const seen = new Map<string, Set<string>>();
    for (const [at, text] of hosts.entries()) {
      const slash = text.indexOf('/');
      if (slash < 0 || text.startsWith('~')) continue;
      const written = text.slice(0, slash);
      const scope = written === '.' ? namespace : written;
      const host = text.slice(slash + 1);
      const known = seen.get(scope) ?? new Set<string>();
      if (host === '*' ? known.size > 0 : known.has(host) || known.has('*'))
        warn([...path, at], `duplicated egress host: ${text}`);
      seen.set(scope, known.add(host));
    }
    if (seen.get('*')?.has('*') === true && seen.size !== 1)
      warn(path, '`*/*` host select all resources, no other hosts can be added');
  }
}

export function webhookWarnings(document: SourceDocument): Complaint[] {
  const found: Complaint[] = [];
  const warn: Warn = (path, message) => {
    found.push({code: 'invalid-config', path, message, severity: 'warning'});
  };
  if (!document.apiVersion.startsWith('networking.istio.io/')) return found;
  switch (document.kind) {
    case 'DestinationRule': {
      const {
        trafficPolicy,
        subsets = [],
        workloadSelector,
      } = specOf<{
        trafficPolicy?: TrafficPolicy;
        subsets?: {trafficPolicy?: TrafficPolicy}[];
        workloadSelector?: {matchLabels?: object};
      }>(document);
      ofPolicy(trafficPolicy, ['spec', 'trafficPolicy'], warn);
      for (const [index, subset] of subsets.entries())
        ofPolicy(subset.trafficPolicy, ['spec', 'subsets', index, 'trafficPolicy'], warn);
      if (workloadSelector && Object.keys(workloadSelector.matchLabels ?? {}).length === 0)
        warn(['spec', 'workloadSelector'], 'workload selector specified without labels');
      break;
    }
    case 'VirtualService':
      ofVirtualService(specOf(document), warn);
      break;
    case 'Gateway':
      ofGateway(specOf(document), warn);
      break;
    case 'ServiceEntry':
      ofServiceEntry(specOf(document), metadataOf(document).labels ?? {}, warn);
      break;
    case 'Sidecar':
      ofSidecar(specOf(document), document.namespace, warn);
      break;
    default:
  }
  return found;
}
