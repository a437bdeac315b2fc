import type {Path, SourceDocument} from '../parse/documents';
import type {Complaint} from './admission';
import {isSubsetOf, isWildcard, parseDuration} from './names';
import type {
  ClientTls,
  ConnectionPool,
  DestinationRuleSpec,
  GatewaySpec,
  LoadBalancer,
  LocalitySetting,
  ServerTls,
  ServiceEntrySpec,
  SidecarIngress,
  SidecarSpec,
  TrafficPolicy,
  Tunnel,
  VirtualServiceSpec,
} from './spec';
import {Check, checkDestinations, entries, isIp, isSocket, protocolOf} from './webhook';

/**
 * What Istio's webhook refuses beside the rules of `webhook.ts`: fields that few people write. Apart, so that a page with known good
 * files does without. Source: istio/istio `pkg/config/validation/{validation,agent/validation}.go`.
 */

const DRY_RUN = 'istio.io/dry-run';

/** Rules for bytes. Source: `validation.go validateTLSRoute, validateTCPRoute`. */
function checkStreams(check: Check, spec: VirtualServiceSpec): void {
  const {hosts = [], gateways = []} = spec;
  for (const kind of ['tls', 'tcp'] as const)
    for (const [index, rule] of (spec[kind] ?? []).entries()) {
      const path = ['spec', kind, index];
      const {match = [], route = []} = rule;
      if (kind === 'tls' && match.length === 0)
        check.refuse(path, 'TLS route must have at least one match condition');
      for (const [at, entry] of match.entries()) {
        const where = [...path, 'match', at];
        if (kind === 'tls' && (entry.sniHosts?.length ?? 0) === 0)
          check.refuse(where, 'TLS match must have at least one SNI host');
        for (const [position, name] of (entry.sniHosts ?? []).entries()) {
          const here = [...where, 'sniHosts', position];
          const ours = !gateways.includes('mesh') && name.startsWith('outbound_.');
          if (isIp(name) || (!ours && !check.domain(here, name))) continue;
          if (!hosts.some(host => isSubsetOf(name, host)))
            check.refuse(
              here,
              `SNI host "${name}" is not a compatible subset of any of the virtual service hosts: [${hosts.join(', ')}]`,
            );
        }
        for (const [position, subnet] of (entry.destinationSubnets ?? []).entries())
          check.subnet([...where, 'destinationSubnets', position], subnet);
        if ((entry.port ?? 0) !== 0) check.port([...where, 'port'], entry.port ?? 0);
        check.labels([...where, 'sourceLabels'], entry.sourceLabels);
        check.gatewayNames([...where, 'gateways'], entry.gateways);
      }
      if (route.length === 0) check.refuse(path, `${kind.toUpperCase()} route is required`);
      checkDestinations(check, path, route);
    }
}

/** Source: `agent/validation.go validateLocalities`. */
function checkLocalities(check: Check, path: Path, localities: readonly string[]): void {
  const seen: string[] = [];
  for (const locality of localities) {
    const stars = locality.split('*').length - 1;
    const parts = locality.split('/');
    if (stars > 1 || (stars === 1 && !locality.endsWith('*'))) {
      check.refuse(
        path,
        `locality ${locality} wildcard '*' number can not exceed 1 and must be in the end`,
      );
      return;
    }
    if (parts.includes('')) {
      check.refuse(path, `locality ${locality} must not contain empty region/zone/subzone info`);
      return;
    }
    const covers = (wide: string, narrow: string): boolean =>
      wide === '*' || narrow === wide || narrow.startsWith(`${wide}/`);
    if (
      seen.some(other => covers(other, locality) || (parts.length === 1 && covers(locality, other)))
    ) {
      check.refuse(path, `locality ${locality} overlap with previous specified ones`);
      return;
    }
    seen.push(locality);
  }
}

const TOPOLOGY = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** Source: `agent/validation.go ValidateLocalityLbSetting`. */
function checkLocalityBalancing(check: Check, path: Path, setting: LocalitySetting): void {
  const {distribute = [], failover = [], failoverPriority = []} = setting;
  if (distribute.length > 0 && failover.length > 0) {
    check.refuse(path, `can not simultaneously specify 'distribute' and 'failover'`);
    return;
  }
  const topology = failover.length > 0 && failoverPriority.find(name => TOPOLOGY.includes(name));
  if (topology !== false && topology !== undefined) {
    check.refuse(
      path,
      `can not simultaneously set 'failover' and topology label '${topology}' in 'failover_priority'`,
    );
    return;
  }
  for (const [index, {to = {}}] of distribute.entries()) {
    const where = [...path, 'distribute', index];
    const weights = Object.values(to);
    if (weights.some(weight => weight <= 0 || weight > 100)) {
      check.refuse(where, 'locality weight must be in range [1, 100]');
      return;
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total !== 100) {
      check.refuse(where, `total locality weight ${total} != 100`);
      return;
    }
    checkLocalities(check, where, Object.keys(to));
  }
  checkLocalities(
    check,
    path,
    distribute.map(({from = ''}) => from),
  );
  for (const [index, {from = '', to = ''}] of failover.entries()) {
    const where = [...path, 'failover', index];
    if (from === to)
      check.refuse(where, 'locality lb failover settings must specify different regions');
    if ((from + to).includes('/')) check.refuse(where, 'locality lb failover only specify region');
    if ((from + to).includes('*'))
      check.refuse(where, `locality lb failover region should not contain '*' wildcard`);
  }
}

function checkTunnel(check: Check, path: Path, tunnel: Tunnel): void {
  const {protocol = '', targetHost = '', targetPort = 0} = tunnel;
  if (!['', 'CONNECT', 'POST'].includes(protocol))
    check.refuse(path, 'tunnel protocol must be "CONNECT" or "POST"');
  const problem = check.fullNameProblem(targetHost);
  if (problem !== null && !isIp(targetHost))
    check.refuse(
      path,
      `tunnel target host must be valid FQDN or IP address: ${problem}; ${targetHost} is not a valid IP`,
    );
  if (targetPort < 1 || targetPort > 65535)
    check.refuse(
      path,
      `tunnel target port is invalid: port number ${targetPort} must be in the range 1..65535`,
    );
}

function checkEndpoints(check: Check, spec: ServiceEntrySpec): void {
  const names = new Set((spec.ports ?? []).map(({name}) => name));
  const fixed = spec.resolution === 'STATIC';
  for (const [index, endpoint] of (spec.endpoints ?? []).entries()) {
    const path = ['spec', 'endpoints', index];
    const {address = '', network = '', ports} = endpoint;
    if (fixed) {
      if (address === '' && network === '') {
        check.refuse(path, 'address is required');
        continue;
      }
      if (isSocket(address)) {
        check.socket([...path, 'address'], address);
        if (entries(ports).length > 0)
          check.refuse(path, `unix endpoint ${address} must not include ports`);
        if (names.size !== 1)
          check.refuse(path, 'exactly 1 service port required for unix endpoints');
      } else if (address !== '' && !isIp(address))
        check.refuse(path, `endpoint address "${address}" is not a valid IP address`);
    } else if (!isIp(address) && check.fullNameProblem(address) !== null)
      check.refuse(path, `endpoint address "${address}" is not a valid FQDN or an IP address`);
    check.labels([...path, 'labels'], endpoint.labels);
    for (const [name, port] of entries(ports)) {
      const where = [...path, 'ports', name];
      if (!names.has(name))
        check.refuse(where, `endpoint port ${port} is not defined by the service entry`);
      check.portName(where, name);
      check.port(where, port);
    }
  }
}

/** Source: `validation.go ValidateSidecar`. */
function checkIngress(check: Check, path: Path, listener: SidecarIngress): void {
  const {port, bind = '', defaultEndpoint = '', tls} = listener;
  if ((port?.targetPort ?? 0) > 0) check.refuse(path, 'targetPort has no impact on Sidecars');
  if ((port?.name ?? '') !== '') check.portName([...path, 'port'], port?.name ?? '');
  check.protocol([...path, 'port'], port?.protocol ?? '');
  check.port([...path, 'port'], port?.number ?? 0);
  if (bind !== '') check.address([...path, 'bind'], bind);
  const where = [...path, 'defaultEndpoint'];
  if (isSocket(defaultEndpoint)) check.socket(where, defaultEndpoint);
  else if (defaultEndpoint !== '') {
    const parts = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(defaultEndpoint);
    const [host = '', number = ''] = [parts?.[1] ?? parts?.[2], parts?.[3]];
    if (!parts) check.refuse(where, `address ${defaultEndpoint}: missing port in address`);
    if (!['', '127.0.0.1', '0.0.0.0', '::1', '::'].includes(host))
      check.refuse(
        where,
        'sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset',
      );
    if (!/^[-+]?\d+$/.test(number))
      check.refuse(where, `sidecar: defaultEndpoint port (${number}) is not a number`);
    else check.port(where, Number(number));
  }
  if (listener.connectionPool)
    checkPool(check, [...path, 'connectionPool'], listener.connectionPool);
  if (!tls) return;
  const at = [...path, 'tls'];
  for (const [wrong, words] of [
    [(tls.subjectAltNames?.length ?? 0) > 0, 'subjectAltNames is not supported in ingress tls'],
    [tls.httpsRedirect === true, 'httpsRedirect is not supported'],
    [(tls.credentialName ?? '') !== '', 'credentialName is not currently supported'],
    [(tls.credentialNames?.length ?? 0) > 0, 'credentialNames is not currently supported'],
    [(tls.tlsCertificates?.length ?? 0) > 0, 'tls_certificates is not currently supported'],
  ] as const)
    if (wrong) check.refuse(at, `sidecar: ${words}`);
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH')
    check.refuse(
      at,
      `configuration is invalid: cannot set mode to ${tls.mode} in sidecar ingress tls`,
    );
  if (!['https', 'tls'].includes(protocolOf(port?.protocol ?? '') ?? ''))
    check.refuse(at, 'server cannot have TLS settings for non HTTPS/TLS ports');
  checkServerTls(check, at, tls);
}

function checkSidecar(check: Check, spec: SidecarSpec): void {
  const {egress = [], ingress = [], outboundTrafficPolicy, inboundConnectionPool} = spec;
  if (!check.selector(['spec', 'workloadSelector', 'labels'], spec.workloadSelector?.labels))
    return;
  if (egress.length + ingress.length === 0 && !outboundTrafficPolicy && !inboundConnectionPool) {
    check.refuse(['spec'], 'sidecar: empty configuration provided');
    return;
  }
  const inbound = new Set<number>();
  for (const [index, listener] of ingress.entries()) {
    const path = ['spec', 'ingress', index];
    if (!listener.port) {
      check.refuse(path, 'sidecar: port is required for ingress listeners');
      continue;
    }
    const {number = 0} = listener.port;
    checkIngress(check, path, listener);
    if (inbound.has(number))
      check.refuse(path, 'sidecar: ports on IP bound listeners must be unique');
    inbound.add(number);
  }
  if (inboundConnectionPool)
    checkPool(check, ['spec', 'inboundConnectionPool'], inboundConnectionPool);
  const numbers = new Set<number>();
  const sockets = new Set<string>();
  for (const [index, listener] of egress.entries()) {
    const path = ['spec', 'egress', index];
    const {port, bind = '', captureMode = 'DEFAULT', hosts = []} = listener;
    if (!port) {
      if (index < egress.length - 1)
        check.refuse(
          path,
          'sidecar: the egress listener with empty port should be the last listener in the list',
        );
    } else {
      const {number = 0, name = ''} = port;
      if ((port.targetPort ?? 0) > 0) check.refuse(path, 'targetPort has no impact on Sidecars');
      if (name !== '') check.portName([...path, 'port'], name);
      check.protocol([...path, 'port'], port.protocol ?? '');
      if (number === 0) {
        if (!isSocket(bind))
          check.refuse(
            path,
            'sidecar: ports with 0 value must have a unix domain socket bind address',
          );
        else check.socket([...path, 'bind'], bind);
        if (captureMode !== 'DEFAULT' && captureMode !== 'NONE')
          check.refuse(
            path,
            'sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners',
          );
        if (sockets.has(bind))
          check.refuse(path, 'sidecar: unix domain socket values for listeners must be unique');
        sockets.add(bind);
      } else {
        check.port([...path, 'port'], number);
        if (bind !== '') check.address([...path, 'bind'], bind);
        if (numbers.has(number))
          check.refuse(path, 'sidecar: ports on IP bound listeners must be unique');
        numbers.add(number);
      }
    }
    if (hosts.length === 0)
      check.refuse(path, 'sidecar: egress listener must contain at least one host');
    for (const [at, host] of hosts.entries()) check.scopedHost([...path, 'hosts', at], host, false);
  }
  const proxy = outboundTrafficPolicy?.egressProxy;
  if (!proxy) return;
  const where = ['spec', 'outboundTrafficPolicy', 'egressProxy'];
  // The mode that is not written is REGISTRY_ONLY.
  if (outboundTrafficPolicy.mode !== 'ALLOW_ANY') {
    check.refuse(
      where,
      'sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
    );
    return;
  }
  check.fullName(where, proxy.host);
  if (!proxy.port) check.refuse(where, 'sidecar: egress_proxy port must be non-nil');
  else check.destination(where, proxy);
}

/** Source: `validation.go validateTLSOptions`. */
function checkServerTls(check: Check, path: Path, tls: ServerTls): void {
  const given = (...fields: (keyof ServerTls)[]): boolean =>
    fields.some(field => {
      const value = tls[field];
      return Array.isArray(value) ? value.length > 0 : (value ?? '') !== '';
    });
  const mode = tls.mode ?? 'PASSTHROUGH';
  if (mode === 'ISTIO_MUTUAL') {
    for (const [field, words] of [
      ['serverCertificate', 'server certificate'],
      ['privateKey', 'private key'],
      ['caCertificates', 'CA bundle'],
      ['tlsCertificates', 'tlsCertificates'],
      ['credentialName', 'credentialName'],
      ['credentialNames', 'credentialNames'],
    ] as const)
      if (given(field)) check.refuse(path, `ISTIO_MUTUAL TLS cannot have associated ${words}`);
    return;
  }
  const sources = [
    given('serverCertificate') && given('privateKey'),
    given('credentialName'),
    given('credentialNames'),
    given('tlsCertificates'),
  ].filter(Boolean).length;
  if (sources > 1)
    check.refuse(
      path,
      'only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified',
    );
  const terminates = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
  if (terminates && given('credentialName', 'credentialNames')) return;
  if (terminates) {
    const kind = mode === 'SIMPLE' ? 'SIMPLE TLS' : 'MUTUAL TLS';
    if (mode !== 'SIMPLE' && !given('caCertificates'))
      check.refuse(path, `${kind} requires a client CA bundle`);
    const certificates = given('tlsCertificates') ? (tls.tlsCertificates ?? []) : [tls];
    for (const certificate of certificates) {
      if ((certificate.serverCertificate ?? '') === '')
        check.refuse(path, `${kind} requires a server certificate`);
      if ((certificate.privateKey ?? '') === '')
        check.refuse(path, `${kind} requires a private key`);
    }
  }
  if (given('caCrl')) {
    if (given('credentialName'))
      check.refuse(
        path,
        'CRL is not supported with credentialName. CRL has to be specified in the credential',
      );
    if (mode === 'SIMPLE') check.refuse(path, 'CRL is not supported with SIMPLE TLS');
  }
}

/** Numbers of a connection pool, as the webhook names them. */
const POOL_NUMBERS: readonly (readonly ['http' | 'tcp', string, string])[] = [
  ['http', 'http1MaxPendingRequests', 'http1 max pending requests'],
  ['http', 'http2MaxRequests', 'http2 max requests'],
  ['http', 'maxRequestsPerConnection', 'max requests per connection'],
  ['http', 'maxRetries', 'max retries'],
  ['http', 'maxConcurrentStreams', 'max concurrent streams'],
  ['tcp', 'maxConnections', 'max connections'],
];

function checkPool(check: Check, path: Path, pool: ConnectionPool): void {
  const {http, tcp} = pool;
  if (!http && !tcp) check.refuse(path, 'connection pool must have at least one field');
  for (const [part, field, words] of POOL_NUMBERS) {
    const value = (pool[part] as Record<string, unknown> | undefined)?.[field];
    if (typeof value === 'number' && value < 0)
      check.refuse([...path, part, field], `${words} must be non-negative`);
  }
  check.duration([...path, 'http', 'idleTimeout'], http?.idleTimeout);
  if (http?.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true)
    check.refuse(
      [...path, 'http'],
      'use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    );
  if (http?.http2KeepAlive)
    for (const field of ['interval', 'timeout'] as const) {
      const where = [...path, 'http', 'http2KeepAlive'];
      if (http.http2KeepAlive[field] === undefined)
        check.refuse(where, `http2 keepalive ${field} is required`);
      check.duration([...where, field], http.http2KeepAlive[field]);
    }
  check.duration([...path, 'tcp', 'connectTimeout'], tcp?.connectTimeout);
  check.duration([...path, 'tcp', 'maxConnectionDuration'], tcp?.maxConnectionDuration);
  // Zero means: no end.
  if (Math.trunc(parseDuration(tcp?.idleTimeout ?? '0s') ?? 0) !== 0)
    check.duration([...path, 'tcp', 'idleTimeout'], tcp?.idleTimeout);
  for (const field of ['time', 'interval'] as const)
    check.duration([...path, 'tcp', 'tcpKeepalive', field], tcp?.tcpKeepalive?.[field]);
}

/** Source: `agent/validation.go ValidateTLS`. */
function checkTls(check: Check, path: Path, tls: ClientTls): void {
  const given = (...fields: (keyof ClientTls)[]): boolean =>
    fields.some(field => (tls[field] ?? '') !== '');
  const simple = tls.mode === 'SIMPLE';
  const mutual = tls.mode === 'MUTUAL';
  if (tls.insecureSkipVerify === true && (simple || mutual)) {
    const names = ['CaCertificates', ...(simple ? ['CredentialName'] : []), 'SubjectAltNames'];
    if (given('caCertificates', 'subjectAltNames') || (simple && given('credentialName')))
      check.refuse(
        path,
        `cannot specify ${names.join(' or ')} when InsecureSkipVerify is set true`,
      );
  }
  if ((simple || mutual) && given('credentialName')) {
    if (given('clientCertificate', 'caCertificates', 'privateKey', 'caCrl'))
      check.refuse(
        path,
        'cannot specify client certificates or CA certificate or CA CRL If credentialName is set',
      );
    return;
  }
  if (!mutual) return;
  if (!given('clientCertificate')) check.refuse(path, 'client certificate required for mutual tls');
  if (!given('privateKey')) check.refuse(path, 'private key required for mutual tls');
}

/** A host that is resolved for each request. */
function checkDynamic(
  check: Check,
  spec: ServiceEntrySpec,
  labels: Readonly<Record<string, string>>,
): void {
  const path = ['spec'];
  const {hosts = [], endpoints = [], ports = [], addresses = []} = spec;
  if (hosts.length === 0)
    check.refuse(
      path,
      'at least one wildcard host must be provided for resolution type DYNAMIC_DNS',
    );
  for (const [index, host] of hosts.entries())
    if (!isWildcard(host))
      check.refuse(
        [...path, 'hosts', index],
        'host must be wildcarded for resolution mode DYNAMIC_DNS',
      );
  if (addresses.length > 0)
    check.refuse(
      path,
      'addresses cannot be set for resolution type DYNAMIC_DNS. HTTP route domains will only be generatedfrom the hosts field values',
    );
  if (endpoints.length > 0)
    check.refuse(
      path,
      'endpoints cannot be set for resolution type DYNAMIC_DNS. Destination IP address determined from hostsfield values',
    );
  for (const [index, {protocol = ''}] of ports.entries())
    if (!/^(http|tls|grpc|http2)$/i.test(protocol))
      check.refuse(
        [...path, 'ports', index],
        'only HTTP, TLS, GRPC, and HTTP2 protocols are supported for resolution type DYNAMIC_DNS',
      );
  const waypoint = labels['istio.io/use-waypoint'] ?? '';
  if (spec.location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none')
    check.refuse(
      ['metadata', 'labels', 'istio.io/use-waypoint'],
      'location MESH_INTERNAL with resolution type DYNAMIC_DNS is not supported when using waypoints',
    );
}

function checkBalancer(check: Check, path: Path, balancer: LoadBalancer): void {
  const names = new Set<string>();
  for (const {name = ''} of balancer.consistentHash?.httpCookie?.attributes ?? []) {
    const where = [...path, 'consistentHash', 'httpCookie', 'attributes'];
    if (name === '') check.refuse(where, 'cookie attribute name cannot be empty');
    else if (names.has(name)) check.refuse(where, `duplicate cookie attribute name: ${name}`);
    names.add(name);
  }
  if (balancer.localityLbSetting && balancer.zoneAwareLbSetting)
    check.refuse(path, 'only one of localityLbSetting and zoneAwareLbSetting can be set');
  if (balancer.localityLbSetting)
    checkLocalityBalancing(check, [...path, 'localityLbSetting'], balancer.localityLbSetting);
  if (!balancer.warmup) return;
  const {duration, minimumPercent, aggression} = balancer.warmup;
  const where = [...path, 'warmup'];
  if (duration === undefined) check.refuse(where, 'duration is required');
  check.duration([...where, 'duration'], duration);
  if ((minimumPercent ?? 0) > 100)
    check.refuse(where, 'minimumPercent value should be less than or equal to 100');
  if ((aggression ?? 1) <= 0) check.refuse(where, 'aggression should be greater than 0');
}

function checkPolicy(check: Check, path: Path, policy: TrafficPolicy): void {
  if (policy.tunnel && policy.proxyProtocol) {
    check.refuse(path, 'tunnel and proxyProtocol must not be set together');
    return;
  }
  if (policy.connectionPool) checkPool(check, [...path, 'connectionPool'], policy.connectionPool);
  if (policy.loadBalancer) checkBalancer(check, [...path, 'loadBalancer'], policy.loadBalancer);
  if (policy.tls) checkTls(check, [...path, 'tls'], policy.tls);
  for (const [index, entry] of (policy.portLevelSettings ?? []).entries())
    checkPolicy(check, [...path, 'portLevelSettings', index], entry);
  if (policy.tunnel) checkTunnel(check, [...path, 'tunnel'], policy.tunnel);
}

/** Complaints about a document whose schema is in order; each refuses the document. */
export function checkDetails(document: SourceDocument): Complaint[] {
  const check = new Check(null);
  const metadata = (document.value.metadata ?? {}) as {
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  };
  const spec = document.value.spec ?? {};
  if (!document.apiVersion.startsWith('networking.istio.io/')) return [];
  if (metadata.annotations?.[DRY_RUN] !== undefined)
    check.refuse(
      ['metadata', 'annotations', DRY_RUN],
      `${document.namespace}/${document.name} has unsupported annotation ${DRY_RUN}, please remove the annotation`,
    );
  switch (document.kind) {
    case 'VirtualService':
      checkStreams(check, spec as VirtualServiceSpec);
      break;
    case 'DestinationRule': {
      const {trafficPolicy, subsets = []} = spec as Partial<DestinationRuleSpec>;
      if (trafficPolicy) checkPolicy(check, ['spec', 'trafficPolicy'], trafficPolicy);
      for (const [index, subset] of subsets.entries())
        if (subset.trafficPolicy)
          checkPolicy(check, ['spec', 'subsets', index, 'trafficPolicy'], subset.trafficPolicy);
      break;
    }
    case 'Gateway':
      for (const [index, {tls}] of ((spec as GatewaySpec).servers ?? []).entries())
        if (tls) checkServerTls(check, ['spec', 'servers', index, 'tls'], tls);
      break;
    case 'ServiceEntry': {
      const entry = spec as ServiceEntrySpec;
      const {resolution = 'NONE'} = entry;
      if (resolution === 'DYNAMIC_DNS') checkDynamic(check, entry, metadata.labels ?? {});
      else if (resolution !== 'NONE') checkEndpoints(check, entry);
      break;
    }
    case 'Sidecar':
      checkSidecar(check, spec as SidecarSpec);
      break;
    default:
  }
  return check.complaints;
}
