import {isSubsetOfLabels} from '../model/names';
import type {
  ClientTls,
  ConnectionPool,
  ConsistentHash,
  MeshConfig,
  Subset,
  TrafficPolicy,
} from '../model/spec';
import type {DestinationRule, Service, ServicePort, Source} from '../model/types';
import {limits, loadBalancing, milliseconds, outlierPolicy} from './policies';
import type {Cluster, TlsMode} from './types';

/** Clusters with their policies. Source: istio/istio `core/{cluster,cluster_traffic_policy}.go`, `networking/util/util.go`. */

export const clusterName = (port: number, subset: string, host: string): string =>
  `outbound|${port}|${subset}|${host}`;

export function parseClusterName(
  name: string,
): {port: number; subset: string; host: string} | null {
  const [direction, port, subset, host] = name.split('|');
  if (direction !== 'outbound' || subset === undefined || host === undefined) return null;
  return {port: Number(port), subset, host};
}

/** A port entry replaces the whole policy; what it leaves out is not inherited. */
function portPolicy(policy: TrafficPolicy | undefined, port: number): TrafficPolicy {
  const entry = policy?.portLevelSettings?.find(setting => setting.port?.number === port);
  if (!entry) return policy ?? {};
  const {loadBalancer, connectionPool, outlierDetection, tls} = entry;
  return {
    ...(loadBalancer ? {loadBalancer} : {}),
    ...(connectionPool ? {connectionPool} : {}),
    ...(outlierDetection ? {outlierDetection} : {}),
    ...(tls ? {tls} : {}),
  };
}

/** A block of the subset replaces the whole block of the service; a port entry of the subset replaces all four. */
function subsetPolicy(
  base: TrafficPolicy,
  subset: Subset | undefined,
  port: number,
): TrafficPolicy {
  const own = subset?.trafficPolicy;
  if (!own) return base;
  const {portLevelSettings, ...blocks} = own;
  const merged: TrafficPolicy = {...base, ...blocks};
  const entry = portLevelSettings?.find(setting => setting.port?.number === port);
  if (!entry) return merged;
  for (const block of ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const)
    delete merged[block];
  return {...merged, ...portPolicy(own, port)};
}

const TLS_MODES: Readonly<Record<NonNullable<ClientTls['mode']>, TlsMode>> = {
  DISABLE: 'plaintext',
  SIMPLE: 'simple',
  MUTUAL: 'mutual',
  ISTIO_MUTUAL: 'istio-mutual',
};

/** Source: istio/istio `xds/endpoints/mtls_checker.go`: a port entry that says nothing of TLS hides nothing from the endpoints. */
function tlsOfEndpoints(
  rule: DestinationRule | null,
  subset: Subset | undefined,
  port: number,
): TlsMode | null {
  const of = (policy: TrafficPolicy | undefined): ClientTls | undefined =>
    policy?.portLevelSettings?.find(entry => entry.port?.number === port && entry.tls)?.tls ??
    policy?.tls;
  const tls = of(subset?.trafficPolicy) ?? of(rule?.spec.trafficPolicy);
  return tls ? TLS_MODES[tls.mode ?? 'DISABLE'] : null;
}

/** Source: istio/istio `core/cluster_tls.go setAutoSniAndAutoSanValidation`. */
function serverNames(tls: ClientTls | undefined): Cluster['serverNames'] {
  if (!tls || tls.insecureSkipVerify === true) return 'any';
  const {mode, sni = '', subjectAltNames = []} = tls;
  if (subjectAltNames.length > 0) return subjectAltNames;
  return (mode === 'SIMPLE' || mode === 'MUTUAL') && sni === '' ? 'host' : 'any';
}

/** Source: istio/istio `core/cluster_traffic_policy.go shouldH2Upgrade`, `core/cluster_builder.go setUpstreamProtocol`. */
function speaksHttp2(
  port: ServicePort,
  pool: ConnectionPool | undefined,
  mesh: MeshConfig,
): boolean {
  const {useClientProtocol, h2UpgradePolicy = 'DEFAULT'} = pool?.http ?? {};
  // Callers of this world speak HTTP/1.1.
  if (useClientProtocol === true) return false;
  if (port.http2 || h2UpgradePolicy === 'UPGRADE') return true;
  return (
    h2UpgradePolicy === 'DEFAULT' && port.protocol === 'http' && mesh.h2UpgradePolicy === 'UPGRADE'
  );
}

/** Null if the service has no such port or no applied rule has such a subset. */
export function compileCluster(
  service: Service,
  portNumber: number,
  subsetName: string,
  rule: DestinationRule | null,
  config: MeshConfig,
  gateway: boolean,
): Cluster | null {
  const port = service.ports.find(({number}) => number === portNumber);
  if (!port) return null;
  const subsets = rule?.spec.subsets ?? [];
  const index = subsets.findIndex(({name}) => name === subsetName);
  if (subsetName !== '' && index < 0) return null;
  const subset = subsets[index];
  const base: TrafficPolicy = {
    ...config.defaultTrafficPolicy,
    ...portPolicy(rule?.spec.trafficPolicy, portNumber),
  };
  const policy = subsetName === '' ? base : subsetPolicy(base, subset, portNumber);
  const balancing = loadBalancing(policy.loadBalancer);
  const dialled =
    (service.resolution === 'original-destination' && !gateway) || balancing.type === 'passthrough';
  const endpoints = (service.endpoints.get(portNumber) ?? []).filter(({labels}) =>
    isSubsetOfLabels(subset?.labels, labels),
  );
  const source: Source | null = rule
    ? {document: rule.document, path: subset ? ['spec', 'subsets', index] : ['spec']}
    : null;
  return {
    name: clusterName(portNumber, subsetName, service.hostname),
    discovery: dialled
      ? 'original-destination'
      : service.resolution === 'dynamic-dns'
        ? 'dynamic-dns'
        : 'endpoints',
    endpoints,
    balancing,
    limits: limits(policy.connectionPool, policy.retryBudget),
    outlier: outlierPolicy(policy.outlierDetection),
    panicPercent: policy.outlierDetection?.minHealthPercent ?? 0,
    connectTimeoutMs: milliseconds(policy.connectionPool?.tcp?.connectTimeout) || 10_000,
    http2: speaksHttp2(port, policy.connectionPool, config),
    tls: policy.tls ? TLS_MODES[policy.tls.mode ?? 'DISABLE'] : 'automatic',
    endpointTls: tlsOfEndpoints(rule, subset, portNumber),
    serverNames: serverNames(policy.tls),
    source,
  };
}

/** Clusters Istio makes of itself. */
export function builtInCluster(name: string): Cluster | null {
  const base = {
    name,
    endpoints: [],
    balancing: {type: 'passthrough' as const},
    limits: limits(undefined, undefined),
    outlier: null,
    panicPercent: 0,
    connectTimeoutMs: 10_000,
    http2: false,
    tls: 'plaintext' as const,
    endpointTls: null,
    serverNames: 'any' as const,
    source: null,
  };
  if (name === 'PassthroughCluster') return {...base, discovery: 'original-destination'};
  if (name === 'BlackHoleCluster') return {...base, discovery: 'none'};
  return null;
}

const ofPort = (policy: TrafficPolicy | undefined, port: number): ConsistentHash | undefined =>
  policy?.portLevelSettings?.find(setting => setting.port?.number === port)?.loadBalancer
    ?.consistentHash;

/** The hash a default route uses. Source: `route.go hashForService`. */
export function hashOfService(
  rule: DestinationRule | null,
  port: number,
): ConsistentHash | undefined {
  const policy = rule?.spec.trafficPolicy;
  return ofPort(policy, port) ?? policy?.loadBalancer?.consistentHash;
}

/**
 * The hash of a destination; a port entry counts only if the destination names the port. Source: `HashForHTTPDestination`.
 */
export function hashOfDestination(
  rule: DestinationRule | null,
  subsetName: string,
  port: number | undefined,
): ConsistentHash | undefined {
  const policy = rule?.spec.trafficPolicy;
  const subset = rule?.spec.subsets?.find(({name}) => name === subsetName)?.trafficPolicy;
  return (
    (port === undefined ? undefined : ofPort(subset, port)) ??
    subset?.loadBalancer?.consistentHash ??
    (port === undefined ? undefined : ofPort(policy, port)) ??
    policy?.loadBalancer?.consistentHash
  );
}
