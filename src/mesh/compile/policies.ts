import {parseDuration} from '../model/names';
import type {
  ConnectionPool,
  ConsistentHash,
  CorsPolicy,
  Fault,
  LoadBalancer,
  OutlierDetection,
  Percent,
  Retries,
  TrafficPolicy,
} from '../model/spec';
import type {Source} from '../model/types';
import {GRPC_STATUS, isNamedStatus} from '../model/webhook';
import {textTest, type CompileRegex, type Refuse} from './match';
import type {
  CorsFilter,
  FaultPolicy,
  HashPolicy,
  Limits,
  LoadBalancing,
  OutlierPolicy,
  RetryPolicy,
} from './types';

/** Policies of a rule or DestinationRule as what Envoy gets, defaults filled in. */

const UNLIMITED = 4_294_967_295;

export const milliseconds = (duration: string | undefined): number =>
  duration === undefined ? 0 : (parseDuration(duration) ?? 0);

/** Source: istio/istio `route.go translatePercentToFractionalPercent`. */
export const perMillion = (percent: Percent): number =>
  Math.min(Math.floor((percent.value ?? 0) * 10_000), 1_000_000);

const DEFAULT_CONDITIONS = [
  'connect-failure',
  'refused-stream',
  'unavailable',
  'cancelled',
  'retriable-status-codes',
];

const defaultRetry = (avoidPreviousHosts: boolean): RetryPolicy => ({
  retries: 2,
  conditions: new Set(DEFAULT_CONDITIONS),
  codes: [],
  perTryTimeoutMs: 0,
  backoffMs: 25,
  avoidPreviousHosts,
});

// Most routes have no policy of their own; they share these.
const DEFAULT_RETRY = defaultRetry(true);
const DEFAULT_HASHED_RETRY = defaultRetry(false);

/** Source: istio/istio `core/route/retry/retry.go ConvertPolicy`. Null: retries are off. */
export function retryPolicy(retries: Retries | undefined, hashed: boolean): RetryPolicy | null {
  if (!retries) return hashed ? DEFAULT_HASHED_RETRY : DEFAULT_RETRY;
  const {attempts = 0} = retries;
  if (attempts <= 0) return null;
  const codes: number[] = [];
  let conditions: string[] = DEFAULT_CONDITIONS;
  if (retries.retryOn !== undefined && retries.retryOn !== '') {
    conditions = [];
    for (const part of retries.retryOn.split(',').map(item => item.trim())) {
      if (isNamedStatus(part)) codes.push(Number(part));
      else if (part !== '') conditions.push(part);
    }
    if (codes.length > 0) conditions.push('retriable-status-codes');
  }
  return {
    retries: attempts,
    conditions: new Set(conditions),
    codes,
    perTryTimeoutMs: milliseconds(retries.perTryTimeout),
    backoffMs: retries.backoff === undefined ? 25 : milliseconds(retries.backoff),
    avoidPreviousHosts: retries.retryIgnorePreviousHosts ?? !hashed,
  };
}

/** Source: istio/istio `route.go TranslateFault`. */
export function faultPolicy(fault: Fault, source: Source): FaultPolicy | null {
  const {delay, abort} = fault;
  const result: FaultPolicy = {delay: null, abort: null, source};
  if (delay?.fixedDelay !== undefined)
    result.delay = {
      ms: milliseconds(delay.fixedDelay),
      perMillion: delay.percentage
        ? perMillion(delay.percentage)
        : Math.min((delay.percent ?? 0) * 10_000, 1_000_000),
    };
  if (abort && (abort.httpStatus !== undefined || abort.grpcStatus !== undefined))
    result.abort = {
      status: abort.httpStatus ?? null,
      grpcStatus: abort.grpcStatus === undefined ? null : (GRPC_STATUS[abort.grpcStatus] ?? 0),
      perMillion: abort.percentage ? perMillion(abort.percentage) : 0,
    };
  return result.delay || result.abort ? result : null;
}

/** Source: istio/istio `route.go TranslateCORSPolicy`. */
export function corsFilter(
  cors: CorsPolicy,
  source: Source,
  compile: CompileRegex,
  refuse: Refuse,
): CorsFilter {
  const origins = cors.allowOrigins ?? (cors.allowOrigin ?? []).map(exact => ({exact}));
  return {
    origins: origins.map(origin => textTest(origin, compile, refuse)),
    methods: (cors.allowMethods ?? []).join(','),
    headers: (cors.allowHeaders ?? []).join(','),
    expose: (cors.exposeHeaders ?? []).join(','),
    maxAge: cors.maxAge === undefined ? '' : String(Math.floor(milliseconds(cors.maxAge) / 1000)),
    credentials: cors.allowCredentials === true,
    forwardUnmatched: cors.unmatchedPreflights !== 'IGNORE',
    source,
  };
}

export function hashPolicy(hash: ConsistentHash | undefined): HashPolicy | null {
  if (!hash) return null;
  if (hash.httpHeaderName !== undefined)
    return {type: 'header', name: hash.httpHeaderName.toLowerCase()};
  if (hash.httpCookie)
    return {
      type: 'cookie',
      name: hash.httpCookie.name,
      path: hash.httpCookie.path ?? '',
      ttlSeconds:
        hash.httpCookie.ttl === undefined
          ? null
          : Math.floor((parseDuration(hash.httpCookie.ttl) ?? 0) / 1000),
      attributes: (hash.httpCookie.attributes ?? []).map(({name, value = ''}) => ({name, value})),
    };
  if (hash.useSourceIp === true) return {type: 'source-ip'};
  if (hash.httpQueryParameterName !== undefined)
    return {type: 'query', name: hash.httpQueryParameterName};
  return null;
}

/** Source: istio/istio `core/cluster_traffic_policy.go applyLoadBalancer`. */
export function loadBalancing(balancer: LoadBalancer | undefined): LoadBalancing {
  const hash = balancer?.consistentHash;
  if (hash) {
    if (hash.maglev) return {type: 'maglev', tableSize: hash.maglev.tableSize ?? 65_537};
    const size = hash.ringHash?.minimumRingSize ?? hash.minimumRingSize ?? 0;
    return {type: 'ring-hash', minimumSize: size === 0 ? 1024 : size};
  }
  switch (balancer?.simple) {
    case 'ROUND_ROBIN':
      return {type: 'round-robin'};
    case 'RANDOM':
      return {type: 'random'};
    case 'PASSTHROUGH':
      return {type: 'passthrough'};
    default:
      return {type: 'least-request'};
  }
}

/** 0 means "not set" everywhere. Source: `applyConnectionPool`, `getDefaultCircuitBreakerThresholds`, `applyRetryBudget`. */
export function limits(
  pool: ConnectionPool | undefined,
  budget: TrafficPolicy['retryBudget'],
): Limits {
  const or = (value: number | undefined): number =>
    value === undefined || value === 0 ? UNLIMITED : value;
  return {
    connections: or(pool?.tcp?.maxConnections),
    pending: or(pool?.http?.http1MaxPendingRequests),
    requests: or(pool?.http?.http2MaxRequests),
    retries: or(pool?.http?.maxRetries),
    retryBudget: budget
      ? {percent: budget.percent ?? 20, minimum: budget.minRetryConcurrency || 3}
      : null,
    requestsPerConnection: or(pool?.http?.maxRequestsPerConnection),
  };
}

/** Source: `applyOutlierDetection`. */
export function outlierPolicy(outlier: OutlierDetection | undefined): OutlierPolicy | null {
  if (!outlier) return null;
  const local = outlier.splitExternalLocalOriginErrors === true;
  return {
    // The old field `consecutiveErrors` is read by nobody any more.
    consecutive5xx: outlier.consecutive5xxErrors ?? 5,
    consecutiveGateway: outlier.consecutiveGatewayErrors ?? 0,
    consecutiveLocal: local ? (outlier.consecutiveLocalOriginFailures ?? 5) : 0,
    intervalMs: outlier.interval === undefined ? 10_000 : milliseconds(outlier.interval),
    baseMs:
      outlier.baseEjectionTime === undefined ? 30_000 : milliseconds(outlier.baseEjectionTime),
    maxPercent: outlier.maxEjectionPercent || 10,
  };
}
