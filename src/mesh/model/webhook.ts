import type {Path} from '../parse/documents';
import {checkSecurityWebhook} from '../security/webhook';
import type {Complaint} from './admission';
import {hostsOverlap, isWildcard, parseDuration} from './names';
import {MAX_PATTERN, type RegexCompiler} from './regex';
import type {
  ClientTls,
  ConnectionPool,
  CorsPolicy,
  Destination,
  DestinationRuleSpec,
  Fault,
  GatewayServer,
  GatewaySpec,
  HeaderOperations,
  Headers,
  HttpRouteRule,
  HttpRouteSpec,
  HttpRule,
  LoadBalancer,
  MatchRequest,
  OutlierDetection,
  Redirect,
  Retries,
  RouteFilter,
  ServiceEntrySpec,
  SidecarSpec,
  StringMatch,
  TrafficPolicy,
  VirtualServiceSpec,
} from './spec';

/**
 * What Istio's admission webhook refuses, and the rules in CEL of the definitions. A refused document never reaches a proxy.
 * Source: istio/istio `pkg/config/validation/{validation,virtualservice}.go`, Gateway API `httproutes` definition.
 */

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;
const WILDCARD_LABEL = /^(\*|(\*|\*-)?[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/i;
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const RETRY_CONDITIONS = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);
const CORS_METHODS = new Set('GET HEAD POST PUT PATCH DELETE CONNECT OPTIONS TRACE *'.split(' '));
export const GRPC_STATUS: Readonly<Record<string, number>> = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
};
/** Status codes that have a name in Go's net/http; only these count as codes in `retryOn`. */
const NAMED_STATUS = new Set([
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304,
  305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415,
  416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505,
  506, 507, 508, 510, 511,
]);
export const isNamedStatus = (text: string): boolean =>
  /^\d+$/.test(text) && NAMED_STATUS.has(Number(text));

const isIp = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
const entries = <T>(record: Record<string, T> | undefined): [string, T][] =>
  Object.entries(record ?? {});

export const isJwtClaim = (header: string): boolean => header.startsWith('@request.auth.claims');

/** Collects what is wrong; every method names the place by its path. */
class Check {
  readonly complaints: Complaint[] = [];

  constructor(private readonly regex: RegexCompiler | null) {}

  refuse(path: Path, message: string): void {
    this.complaints.push({code: 'invalid-config', path, message});
  }

  pattern(path: Path, pattern: string | undefined, where: string): void {
    if (pattern === undefined) return;
    if (pattern === '') this.refuse(path, `"${where}": regex string match should not be empty`);
    else if (pattern.length > MAX_PATTERN)
      this.complaints.push({
        code: 'invalid-regex',
        path,
        message: `"${where}": regex is too large, max length allowed is ${MAX_PATTERN}`,
      });
    else if (this.regex) {
      const compiled = this.regex(pattern);
      if ('error' in compiled)
        this.complaints.push({
          code: 'invalid-regex',
          path,
          message: `"${where}": ${compiled.error}; Istio uses RE2 style regex-based match`,
        });
    }
  }

  stringMatch(path: Path, match: StringMatch | undefined, where: string, uri = false): void {
    if (!uri && match?.prefix === '')
      this.refuse([...path, 'prefix'], `"${where}": prefix string match should not be empty`);
    this.pattern([...path, 'regex'], match?.regex, where);
  }

  duration(path: Path, text: string | undefined): void {
    if (text === undefined) return;
    const value = parseDuration(text);
    if (value === null) this.refuse(path, `invalid duration "${text}"`);
    else if (value < 1) this.refuse(path, 'duration must be greater than 1ms');
    else if (!Number.isInteger(value))
      this.refuse(path, 'only durations to ms precision are supported');
  }

  domain(path: Path, domain: string): boolean {
    if (domain === '') this.refuse(path, 'empty domain name not allowed');
    else if (domain.length > 255) this.refuse(path, `domain name "${domain}" too long (max 255)`);
    else {
      const [first = '', ...rest] = domain.split('.');
      if (!WILDCARD_LABEL.test(first))
        this.refuse(path, `domain name "${domain}" invalid (label "${first}" invalid)`);
      else if (rest.length > 0) {
        const top = rest.at(-1) ?? '';
        const inner = top === '' ? rest.slice(0, -1) : rest;
        const bad = inner.find(label => !LABEL.test(label));
        if (/^\d+$/.test(top))
          this.refuse(
            path,
            `domain name "${domain}" invalid (top level domain "${top}" cannot be all-numeric)`,
          );
        else if (bad !== undefined)
          this.refuse(path, `domain name "${domain}" invalid (label "${bad}" invalid)`);
        else return true;
      } else return true;
    }
    return false;
  }

  percent(path: Path, value: number | undefined): void {
    if (value !== undefined && (value < 0 || value > 100))
      this.refuse(path, `percentage ${value} is not in range 0..100`);
  }

  fraction(path: Path, value: number | undefined): void {
    if (value !== undefined && (value < 0 || value > 100 || (value > 0 && value < 0.0001)))
      this.refuse(path, `percentage ${value} is neither 0.0, nor in range [0.0001, 100.0]`);
  }

  labels(path: Path, labels: Record<string, string> | undefined): void {
    for (const [key, value] of entries(labels)) {
      const name = key.slice(key.lastIndexOf('/') + 1);
      if (!/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name) || name.length > 63)
        this.refuse([...path, key], `invalid tag key: "${key}"`);
      if (!/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value) || value.length > 63)
        this.refuse([...path, key], `invalid tag value: "${value}"`);
    }
  }

  exportTo(path: Path, exportTo: readonly string[] | undefined, namespace: string): void {
    const seen = new Set<string>();
    for (const entry of exportTo ?? []) {
      const key = entry === '.' ? namespace : entry;
      if (seen.has(key))
        this.refuse(
          path,
          key === entry
            ? `duplicate entries in exportTo for entry ${entry}`
            : `duplicate entries in exportTo: . and current namespace ${namespace}`,
        );
      seen.add(key);
      if (!['.', '*', '~'].includes(entry) && !LABEL.test(entry))
        this.refuse(path, `only .,*, or a valid DNS 1123 label is allowed as exportTo entry`);
    }
    if (seen.has('*') && (exportTo?.length ?? 0) > 1)
      this.refuse(
        path,
        'cannot have both public (*) and non-public exportTo values for a resource',
      );
  }

  headerName(path: Path, name: string, authority: boolean): void {
    if (name === '') this.refuse(path, 'header name cannot be empty');
    else if (authority && /^(:authority|host)$/i.test(name)) return;
    else if (name.toLowerCase() === 'host')
      this.refuse(path, `invalid header "${name}": cannot set Host header`);
    else if (name.startsWith(':'))
      this.refuse(path, `invalid header "${name}": header cannot have ":" prefix`);
  }

  gatewayNames(path: Path, names: readonly string[] | undefined): void {
    for (const [index, name] of (names ?? []).entries()) {
      const slash = name.indexOf('/');
      if (slash < 0) {
        // Istio's own check ends at the first name without a namespace.
        this.domain([...path, index], name);
        return;
      }
      const namespace = name.slice(0, slash);
      const gateway = name.slice(slash + 1);
      if (!LABEL.test(namespace))
        this.refuse([...path, index], `invalid value for namespace: "${namespace}"`);
      if (!LABEL.test(gateway))
        this.refuse([...path, index], `invalid value for gateway name: "${gateway}"`);
    }
  }

  /** `%%` is a percent sign; any other begins a command that has to end. Source: `header_value_validator.go`. */
  headerValue(path: Path, value: string): void {
    const rest = value.replace(/%%/g, '').replace(/%[^%(]*(\([^)]*\) *)?%/g, '');
    if (rest.includes('%'))
      this.refuse(path, 'header value configuration: invalid header configuration. Un-escaped %');
  }

  headers(path: Path, headers: Headers | undefined): void {
    const side = (
      where: Path,
      operations: HeaderOperations | undefined,
      authority: boolean,
    ): void => {
      for (const list of ['set', 'add'] as const)
        for (const [name, value] of entries(operations?.[list])) {
          this.headerName([...where, list, name], name, authority);
          this.headerValue([...where, list, name], value);
        }
      for (const [index, name] of (operations?.remove ?? []).entries())
        this.headerName([...where, 'remove', index], name, false);
    };
    side([...path, 'request'], headers?.request, true);
    side([...path, 'response'], headers?.response, false);
  }

  destination(path: Path, destination: Destination | undefined): void {
    if (!destination) return;
    const {host, subset, port} = destination;
    if (host === '*') this.refuse([...path, 'host'], 'invalid destination host *');
    else this.domain([...path, 'host'], host);
    if (subset !== undefined && subset !== '' && !LABEL.test(subset))
      this.refuse([...path, 'subset'], `subset name is invalid: ${subset}`);
    if (port && ((port.number ?? 0) < 1 || (port.number ?? 0) > 65535))
      this.refuse(
        [...path, 'port'],
        `port number ${port.number ?? 0} must be in the range 1..65535`,
      );
  }
}

function checkMatch(check: Check, path: Path, match: MatchRequest): void {
  for (const field of ['headers', 'withoutHeaders'] as const) {
    for (const [name, value] of entries(match[field])) {
      const where = [...path, field, name];
      const pseudo = [':method', ':scheme', ':authority', ':path', ':status'].includes(name);
      if (name === '') check.refuse(where, 'header name cannot be empty');
      else if (!isJwtClaim(name) && !pseudo && !HEADER_NAME.test(name))
        check.refuse(where, `header name ${name} is not a valid header name`);
      if (!(field === 'withoutHeaders' && value.regex === '*'))
        check.stringMatch(where, value, field);
    }
  }
  check.stringMatch([...path, 'uri'], match.uri, 'uri', true);
  for (const field of ['scheme', 'method', 'authority'] as const)
    check.stringMatch([...path, field], match[field], field);
  for (const [name, value] of entries(match.queryParams))
    check.stringMatch([...path, 'queryParams', name], value, 'queryParams');
  if (match.port !== undefined && match.port !== 0 && (match.port < 1 || match.port > 65535))
    check.refuse([...path, 'port'], `port number ${match.port} must be in the range 1..65535`);
  check.labels([...path, 'sourceLabels'], match.sourceLabels);
  check.gatewayNames([...path, 'gateways'], match.gateways);
  if (match.sourceNamespace !== undefined && match.sourceNamespace !== '') {
    if (!LABEL.test(match.sourceNamespace))
      check.refuse(
        [...path, 'sourceNamespace'],
        `sourceNamespace match ${match.sourceNamespace} is invalid`,
      );
  }
}

function checkConflicts(check: Check, path: Path, rule: HttpRule, delegate: boolean): void {
  if (!delegate && rule.delegate) {
    if (rule.redirect) check.refuse(path, 'root HTTP route must not specify redirect');
    if (rule.route) check.refuse(path, 'root HTTP route must not specify route');
    return;
  }
  if (rule.delegate) check.refuse(path, 'delegate HTTP route cannot contain delegate');
  const hasRoute = (rule.route?.length ?? 0) > 0;
  const action = rule.redirect ? 'redirect' : rule.directResponse ? 'direct_response' : null;
  if (action !== null) {
    if (hasRoute) check.refuse(path, `HTTP route cannot contain both route and ${action}`);
    if (rule.fault) check.refuse(path, `HTTP route cannot contain both fault and ${action}`);
    if (rule.rewrite)
      check.refuse(path, `HTTP route rule cannot contain both rewrite and ${action}`);
    if (rule.redirect && rule.directResponse)
      check.refuse(path, 'HTTP route rule cannot contain both direct_response and redirect');
  } else if (!hasRoute) {
    check.refuse(path, 'HTTP route, redirect or direct_response is required');
  }
  if (rule.mirror && (rule.mirrors?.length ?? 0) > 0)
    check.refuse(path, 'HTTP route cannot contain both mirror and mirrors');
}

function checkRedirect(check: Check, path: Path, redirect: Redirect, rule: HttpRule): void {
  const {uri = '', prefixRewrite = '', authority = '', scheme = '', redirectCode = 0} = redirect;
  if (uri !== '' && prefixRewrite !== '')
    check.refuse(path, 'redirect may only specify one of uri or prefix_rewrite');
  else if (
    prefixRewrite !== '' &&
    rule.match?.some(({uri: match}) => match && match.prefix === undefined)
  )
    check.refuse(path, 'redirect prefix_rewrite requires all URI matches to use prefix match type');
  else if (
    uri + prefixRewrite + authority + scheme === '' &&
    redirect.port === undefined &&
    redirect.derivePort === undefined
  )
    check.refuse(path, 'redirect must specify URI, authority, scheme, or port');
  else if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399))
    check.refuse(path, `${redirectCode} is not a valid redirect code, must be 3xx`);
  else if (scheme !== '' && scheme !== 'http' && scheme !== 'https')
    check.refuse(path, 'invalid redirect scheme, must be "http" or "https"');
}

function checkFault(check: Check, path: Path, {abort, delay}: Fault): void {
  if (!abort && !delay)
    check.refuse(path, 'HTTP fault injection must have an abort and/or a delay');
  if (abort) {
    const where = [...path, 'abort'];
    check.fraction([...where, 'percentage'], abort.percentage?.value);
    const {httpStatus, grpcStatus} = abort;
    if (httpStatus !== undefined && (httpStatus < 200 || httpStatus > 600))
      check.refuse(where, `HTTP status ${httpStatus} is not in range 200-599`);
    if (grpcStatus !== undefined && !Object.hasOwn(GRPC_STATUS, grpcStatus))
      check.refuse(where, `gRPC status "${grpcStatus}" is not supported`);
    if (abort.http2Error !== undefined)
      check.refuse(where, 'HTTP/2 abort fault injection not supported yet');
  }
  if (delay) {
    const where = [...path, 'delay'];
    check.fraction([...where, 'percentage'], delay.percentage?.value);
    check.duration([...where, 'fixedDelay'], delay.fixedDelay);
    if (delay.exponentialDelay !== undefined)
      check.refuse(where, 'exponentialDelay not supported yet');
  }
}

function checkRetries(check: Check, path: Path, retries: Retries): void {
  const {attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities} = retries;
  if (attempts < 0) check.refuse(path, 'attempts cannot be negative');
  if (
    attempts === 0 &&
    (perTryTimeout !== undefined || retryOn !== '' || retryRemoteLocalities !== undefined)
  )
    check.refuse(path, 'http retry policy configured when attempts are set to 0 (disabled)');
  check.duration([...path, 'perTryTimeout'], perTryTimeout);
  check.duration([...path, 'backoff'], retries.backoff);
  if (retryOn !== '') {
    for (const condition of retryOn.split(',')) {
      if (!isNamedStatus(condition) && !RETRY_CONDITIONS.has(condition))
        check.refuse([...path, 'retryOn'], `"${condition}" is not a valid retryOn policy`);
    }
  }
}

function checkCors(check: Check, path: Path, cors: CorsPolicy): void {
  for (const [index, origin] of (cors.allowOrigins ?? []).entries()) {
    const where = [...path, 'allowOrigins', index];
    if (Object.values(origin).every(value => value === ''))
      check.refuse(where, `'*' or an empty match is not a valid origin`);
    check.pattern([...where, 'regex'], origin.regex, 'corsAllowOrigins');
  }
  for (const method of cors.allowMethods ?? []) {
    if (!CORS_METHODS.has(method))
      check.refuse([...path, 'allowMethods'], `"${method}" is not a supported HTTP method`);
  }
  check.duration([...path, 'maxAge'], cors.maxAge);
  if (cors.maxAge !== undefined && (parseDuration(cors.maxAge) ?? 0) % 1000 !== 0)
    check.refuse([...path, 'maxAge'], 'max_age duration is accurate only to seconds precision');
}

function checkAuthority(check: Check, path: Path, rule: HttpRule): void {
  let current = rule.rewrite?.authority ?? '';
  for (const list of ['set', 'add'] as const) {
    for (const [name, value] of entries(rule.headers?.request?.[list])) {
      if (!/^(:authority|host)$/i.test(name)) continue;
      if (current !== '') {
        check.refuse(
          path,
          `authority header cannot be set multiple times: have "${current}", attempting to set "${value}"`,
        );
        return;
      }
      current = value;
    }
  }
}

function checkRule(check: Check, path: Path, rule: HttpRule, delegate: boolean): void {
  checkConflicts(check, path, rule, delegate);
  for (const [index, match] of (rule.match ?? []).entries())
    checkMatch(check, [...path, 'match', index], match);
  check.headers([...path, 'headers'], rule.headers);
  if (rule.corsPolicy) checkCors(check, [...path, 'corsPolicy'], rule.corsPolicy);
  if (rule.fault) checkFault(check, [...path, 'fault'], rule.fault);
  check.percent([...path, 'mirrorPercent'], rule.mirrorPercent);
  check.percent([...path, 'mirrorPercentage'], rule.mirrorPercentage?.value);
  check.destination([...path, 'mirror'], rule.mirror);
  for (const [index, mirror] of (rule.mirrors ?? []).entries()) {
    check.destination([...path, 'mirrors', index, 'destination'], mirror.destination);
    check.percent([...path, 'mirrors', index, 'percentage'], mirror.percentage?.value);
  }
  if (rule.redirect) checkRedirect(check, [...path, 'redirect'], rule.redirect, rule);
  if (rule.directResponse) {
    const {status, body} = rule.directResponse;
    const where = [...path, 'directResponse'];
    if (status < 200 || status > 600)
      check.refuse(where, `HTTP status ${status} is not in range 200-599`);
    if ((body?.string ?? body?.bytes ?? '').length > 1024 * 1024)
      check.refuse(
        where,
        'large direct_responses may impact control plane performance, must be less than 1MB',
      );
  }
  if (rule.retries) checkRetries(check, [...path, 'retries'], rule.retries);
  if (rule.rewrite) {
    const {uri = '', uriRegexRewrite, authority = ''} = rule.rewrite;
    const where = [...path, 'rewrite'];
    if (uri !== '' && uriRegexRewrite)
      check.refuse(where, 'rewrite may only contain one of URI or UriRegexRewrite');
    else if (uri === '' && !uriRegexRewrite && authority === '')
      check.refuse(
        where,
        'rewrite must specify at least one of URI, UriRegexRewrite, or authority',
      );
    if (uriRegexRewrite) {
      if (uriRegexRewrite.match === undefined || uriRegexRewrite.rewrite === undefined)
        check.refuse(
          where,
          'UriRegexRewrite requires both Rewrite and Match fields to be specified',
        );
      check.pattern(
        [...where, 'uriRegexRewrite', 'match'],
        uriRegexRewrite.match,
        'uriRegexRewrite',
      );
    }
  }
  checkAuthority(check, path, rule);
  let total = 0;
  for (const [index, item] of (rule.route ?? []).entries()) {
    const where = [...path, 'route', index];
    if (item.destination === undefined) check.refuse(where, 'destination is required');
    check.headers([...where, 'headers'], item.headers);
    check.destination([...where, 'destination'], item.destination);
    if ((item.weight ?? 0) < 0) check.refuse([...where, 'weight'], `weight ${item.weight} < 0`);
    total += item.weight ?? 0;
  }
  if ((rule.route?.length ?? 0) > 1 && total === 0)
    check.refuse([...path, 'route'], 'total destination weight = 0');
  check.duration([...path, 'timeout'], rule.timeout);
}

function checkVirtualService(check: Check, spec: VirtualServiceSpec, namespace: string): void {
  const hosts = spec.hosts ?? [];
  const gateways = spec.gateways ?? [];
  const delegate = hosts.length === 0;
  if (delegate && gateways.length > 0)
    check.refuse(['spec', 'gateways'], 'delegate virtual service must have no gateways specified');
  check.gatewayNames(['spec', 'gateways'], gateways);
  const onlyGateways = gateways.length > 0 && !gateways.includes('mesh');
  let valid = true;
  for (const [index, host] of hosts.entries()) {
    const path = ['spec', 'hosts', index];
    if (host === '*' && !onlyGateways) {
      check.refuse(
        path,
        'wildcard host * is not allowed for virtual services bound to the mesh gateway',
      );
      valid = false;
    } else if (!isIp(host) && !check.domain(path, host)) valid = false;
  }
  if (valid) {
    for (const [index, host] of hosts.entries())
      for (const other of hosts.slice(index + 1))
        if (hostsOverlap(host, other))
          check.refuse(['spec', 'hosts'], `duplicate hosts in virtual service: ${host} & ${other}`);
  }
  if (![spec.http, spec.tcp, spec.tls].some(list => (list?.length ?? 0) > 0))
    check.refuse(['spec'], 'http, tcp or tls must be provided in virtual service');
  for (const [index, rule] of (spec.http ?? []).entries()) {
    const path = ['spec', 'http', index];
    checkRule(check, path, rule, delegate);
    if (onlyGateways) continue;
    for (const [at, match] of (rule.match ?? []).entries())
      for (const name of [
        ...Object.keys(match.headers ?? {}),
        ...Object.keys(match.withoutHeaders ?? {}),
      ])
        if (isJwtClaim(name))
          check.refuse(
            [...path, 'match', at],
            `JWT claim based routing (key: ${name}) is only supported for gateway`,
          );
  }
  check.exportTo(['spec', 'exportTo'], spec.exportTo, namespace);
}

const isPrime = (value: number): boolean => {
  if (value < 2) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor += 1)
    if (value % divisor === 0) return false;
  return true;
};

function checkLoadBalancer(check: Check, path: Path, balancer: LoadBalancer): void {
  const hash = balancer.consistentHash;
  if (hash?.httpCookie?.name === '') check.refuse(path, 'name required for HttpCookie');
  if ((hash?.minimumRingSize ?? 0) !== 0 && (hash?.maglev || hash?.ringHash))
    check.refuse(path, 'only one of MinimumRingSize or Maglev/Ringhash can be specified');
  if (hash?.maglev) {
    const size = hash.maglev.tableSize ?? 0;
    if (size === 0) check.refuse(path, 'tableSize must be set for maglev');
    if (size >= 5_000_011) check.refuse(path, 'tableSize must be less than 5000011 for maglev');
    else if (!isPrime(size)) check.refuse(path, 'tableSize must be a prime number for maglev');
  }
  check.duration([...path, 'warmup', 'duration'], balancer.warmup?.duration);
  if (balancer.warmup && balancer.warmup.duration === undefined)
    check.refuse([...path, 'warmup'], 'duration is required');
}

function checkPool(check: Check, path: Path, pool: ConnectionPool): void {
  if (!pool.http && !pool.tcp) check.refuse(path, 'connection pool must have at least one field');
  for (const [field, value] of [...entries(pool.http), ...entries(pool.tcp)])
    if (typeof value === 'number' && value < 0) check.refuse(path, `${field} must be non-negative`);
  check.duration([...path, 'tcp', 'connectTimeout'], pool.tcp?.connectTimeout);
}

function checkOutlier(check: Check, path: Path, outlier: OutlierDetection): void {
  check.duration([...path, 'baseEjectionTime'], outlier.baseEjectionTime);
  check.duration([...path, 'interval'], outlier.interval);
  check.percent([...path, 'maxEjectionPercent'], outlier.maxEjectionPercent);
  check.percent([...path, 'minHealthPercent'], outlier.minHealthPercent);
  if (
    outlier.splitExternalLocalOriginErrors !== true &&
    (outlier.consecutiveLocalOriginFailures ?? 0) > 0
  )
    check.refuse(
      path,
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
    );
}

function checkTls(check: Check, path: Path, tls: ClientTls): void {
  if (tls.mode !== 'MUTUAL' || tls.credentialName !== undefined) return;
  if ((tls.clientCertificate ?? '') === '')
    check.refuse(path, 'client certificate required for mutual tls');
  if ((tls.privateKey ?? '') === '') check.refuse(path, 'private key required for mutual tls');
}

const POLICY_FIELDS = [
  'loadBalancer',
  'connectionPool',
  'outlierDetection',
  'tls',
  'portLevelSettings',
  'tunnel',
  'proxyProtocol',
  'retryBudget',
] as const;

function checkPolicy(check: Check, path: Path, policy: TrafficPolicy, ofPort = false): void {
  const fields = ofPort ? POLICY_FIELDS.slice(0, 4) : POLICY_FIELDS;
  if (!fields.some(field => policy[field] !== undefined)) {
    check.refuse(path, `${ofPort ? 'port ' : ''}traffic policy must have at least one field`);
    return;
  }
  if (policy.outlierDetection)
    checkOutlier(check, [...path, 'outlierDetection'], policy.outlierDetection);
  if (policy.connectionPool) checkPool(check, [...path, 'connectionPool'], policy.connectionPool);
  if (policy.loadBalancer) checkLoadBalancer(check, [...path, 'loadBalancer'], policy.loadBalancer);
  if (policy.tls) checkTls(check, [...path, 'tls'], policy.tls);
  for (const [index, entry] of (policy.portLevelSettings ?? []).entries()) {
    const where = [...path, 'portLevelSettings', index];
    if (!entry.port) check.refuse(where, 'portTrafficPolicy must have valid port');
    checkPolicy(check, where, entry, true);
  }
}

function checkDestinationRule(check: Check, spec: DestinationRuleSpec, namespace: string): void {
  check.domain(['spec', 'host'], spec.host);
  if (spec.trafficPolicy) checkPolicy(check, ['spec', 'trafficPolicy'], spec.trafficPolicy);
  const names = new Set<string>();
  for (const [index, subset] of (spec.subsets ?? []).entries()) {
    const path = ['spec', 'subsets', index];
    if (names.has(subset.name)) check.refuse(path, `duplicate subset names: ${subset.name}`);
    names.add(subset.name);
    if (subset.name === '') check.refuse(path, 'subset name cannot be empty');
    else if (!LABEL.test(subset.name))
      check.refuse([...path, 'name'], `subset name is invalid: ${subset.name}`);
    check.labels([...path, 'labels'], subset.labels);
    if (subset.trafficPolicy) checkPolicy(check, [...path, 'trafficPolicy'], subset.trafficPolicy);
  }
  check.exportTo(['spec', 'exportTo'], spec.exportTo, namespace);
  const beyond = (spec.exportTo ?? []).some(entry => entry !== '.' && entry !== namespace);
  if (spec.workloadSelector && beyond)
    check.refuse(
      ['spec', 'exportTo'],
      'destination rule with workload selector cannot have exportTo beyond current namespace',
    );
}

/** A protocol name as Istio groups it; `null` if it knows none of that name. */
export function protocolOf(name: string): 'http' | 'https' | 'tls' | 'tcp' | 'udp' | null {
  switch (name.toUpperCase()) {
    case 'HTTP':
    case 'HTTP2':
    case 'HTTP_PROXY':
    case 'GRPC':
    case 'GRPC-WEB':
    case 'HBONE':
      return 'http';
    case 'HTTPS':
      return 'https';
    case 'TLS':
    case 'DOUBLE-HBONE':
      return 'tls';
    case 'TCP':
    case 'MONGO':
    case 'REDIS':
    case 'MYSQL':
    case 'THRIFT':
      return 'tcp';
    case 'UDP':
      return 'udp';
    default:
      return null;
  }
}

function checkServer(check: Check, path: Path, server: GatewayServer): void {
  if ((server.hosts?.length ?? 0) === 0)
    check.refuse(path, 'server config must contain at least one host');
  for (const [index, entry] of (server.hosts ?? []).entries()) {
    const where = [...path, 'hosts', index];
    const slash = entry.indexOf('/');
    const namespace = slash < 0 ? '*' : entry.slice(0, slash);
    const host = entry.slice(slash + 1);
    if (namespace !== '*' && namespace !== '.' && !LABEL.test(namespace))
      check.refuse(where, `invalid namespace value "${namespace}" in gateway`);
    if (host !== '*') check.domain(where, host);
  }
  const {port, tls} = server;
  if (!port) {
    check.refuse(path, 'port is required');
    return;
  }
  const protocol = protocolOf(port.protocol);
  if (protocol === null)
    check.refuse(
      [...path, 'port'],
      `invalid protocol "${port.protocol}", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP`,
    );
  if (port.number < 1 || port.number > 65535)
    check.refuse([...path, 'port'], `port number ${port.number} must be in the range 1..65535`);
  if ((port.targetPort ?? 0) > 0)
    check.refuse([...path, 'port'], 'targetPort has no impact on Gateways');
  if ((port.name ?? '') === '') check.refuse([...path, 'port'], 'port name must be set');
  const encrypted = protocol === 'https' || protocol === 'tls';
  const mode = tls?.mode ?? 'PASSTHROUGH';
  if (encrypted && !tls)
    check.refuse(path, 'server must have TLS settings for HTTPS/TLS protocols');
  else if (!encrypted && tls) {
    if (protocol !== 'http')
      check.refuse(path, 'server cannot have TLS settings for non HTTPS/TLS ports');
    else if (
      !mode.endsWith('PASSTHROUGH') ||
      (tls.caCertificates ?? '') + (tls.privateKey ?? '') + (tls.serverCertificate ?? '') !== ''
    )
      check.refuse(path, 'server cannot have TLS settings for plain text HTTP ports');
  }
  const named = (tls?.credentialName ?? '') !== '' || (tls?.credentialNames?.length ?? 0) > 0;
  if (tls && !named && ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode)) {
    const kind = mode === 'SIMPLE' ? 'SIMPLE TLS' : 'MUTUAL TLS';
    if (mode !== 'SIMPLE' && (tls.caCertificates ?? '') === '')
      check.refuse([...path, 'tls'], `${kind} requires a client CA bundle`);
    if ((tls.tlsCertificates?.length ?? 0) === 0) {
      if ((tls.serverCertificate ?? '') === '')
        check.refuse([...path, 'tls'], `${kind} requires a server certificate`);
      if ((tls.privateKey ?? '') === '')
        check.refuse([...path, 'tls'], `${kind} requires a private key`);
    }
  }
}

function checkGateway(check: Check, spec: GatewaySpec): void {
  const servers = spec.servers ?? [];
  if (servers.length === 0) check.refuse(['spec'], 'gateway must have at least one server');
  const names = new Set<string>();
  for (const [index, server] of servers.entries()) {
    const path = ['spec', 'servers', index];
    checkServer(check, path, server);
    const name = server.port?.name ?? '';
    if (names.has(name))
      check.refuse(path, `port names in servers must be unique: duplicate name ${name}`);
    names.add(name);
  }
}

function checkServiceEntry(check: Check, spec: ServiceEntrySpec, namespace: string): void {
  const path = ['spec'];
  const hosts = spec.hosts ?? [];
  const endpoints = spec.endpoints ?? [];
  const resolution = spec.resolution ?? 'NONE';
  if (spec.workloadSelector && spec.endpoints)
    check.refuse(path, 'only one of WorkloadSelector or Endpoints is allowed in Service Entry');
  if (hosts.length === 0) check.refuse(path, 'service entry must have at least one host');
  for (const [index, host] of hosts.entries()) {
    if (host === '*') check.refuse([...path, 'hosts', index], 'invalid host *');
    else check.domain([...path, 'hosts', index], host);
  }
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const [index, port] of (spec.ports ?? []).entries()) {
    const where = [...path, 'ports', index];
    if (names.has(port.name))
      check.refuse(where, `service entry port name "${port.name}" already defined`);
    if (numbers.has(port.number))
      check.refuse(where, `service entry port ${port.number} already defined`);
    names.add(port.name);
    numbers.add(port.number);
    if (port.number < 1 || port.number > 65535)
      check.refuse(where, `port number ${port.number} must be in the range 1..65535`);
    if (!LABEL.test(port.name)) check.refuse(where, `invalid port name: ${port.name}`);
    if (port.protocol !== undefined && port.protocol !== '' && protocolOf(port.protocol) === null)
      check.refuse(where, `unsupported protocol: ${port.protocol}`);
  }
  if (resolution === 'NONE' && endpoints.length > 0)
    check.refuse(path, 'no endpoints should be provided for resolution type none');
  if (resolution.startsWith('DNS') && endpoints.length === 0 && hosts.some(isWildcard))
    check.refuse(
      path,
      `hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode ${resolution}`,
    );
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1)
    check.refuse(path, 'there must only be 0 or 1 endpoint for resolution mode DNS_ROUND_ROBIN');
  if (resolution === 'DYNAMIC_DNS' && !hosts.every(isWildcard))
    check.refuse(path, 'host must be wildcarded for resolution mode DYNAMIC_DNS');
  for (const [index, endpoint] of endpoints.entries())
    for (const [name, port] of entries(endpoint.ports))
      if (!names.has(name))
        check.refuse(
          [...path, 'endpoints', index],
          `endpoint port ${port} is not defined by the service entry`,
        );
  if (resolution !== 'NONE' && hosts.length > 1) {
    const opaque = spec.ports?.some(({protocol = ''}) =>
      ['tcp', 'udp', null].includes(protocolOf(protocol)),
    );
    if (opaque === true) check.refuse(path, 'multiple hosts provided with non-HTTP, non-TLS ports');
  }
  check.exportTo([...path, 'exportTo'], spec.exportTo, namespace);
}

function checkSidecar(check: Check, spec: SidecarSpec & Record<string, unknown>): void {
  const egress = spec.egress ?? [];
  if (
    egress.length === 0 &&
    spec.ingress === undefined &&
    spec.outboundTrafficPolicy === undefined &&
    spec.inboundConnectionPool === undefined
  )
    check.refuse(['spec'], 'sidecar: empty configuration provided');
  for (const [index, listener] of egress.entries()) {
    const path = ['spec', 'egress', index];
    if (!listener.port && index < egress.length - 1)
      check.refuse(
        path,
        'sidecar: the egress listener with empty port should be the last listener in the list',
      );
    if ((listener.hosts?.length ?? 0) === 0)
      check.refuse(path, 'sidecar: egress listener must contain at least one host');
    for (const [at, host] of (listener.hosts ?? []).entries()) {
      const slash = host.indexOf('/');
      const where = [...path, 'hosts', at];
      if (slash < 0) check.refuse(where, 'host must be of form namespace/dnsName');
      else if (host.slice(slash + 1) !== '*') check.domain(where, host.slice(slash + 1));
    }
  }
}

const SINGLE_FILTERS = [
  'CORS',
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestRedirect',
  'URLRewrite',
];
const FILTER_FIELDS: Readonly<Record<string, keyof RouteFilter>> = {
  CORS: 'cors',
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
};

function checkFilters(check: Check, path: Path, filters: readonly RouteFilter[]): void {
  for (const type of SINGLE_FILTERS)
    if (filters.filter(filter => filter.type === type).length > 1)
      check.refuse(path, `${type} filter cannot be repeated`);
  const types = new Set(filters.map(({type}) => type));
  if (types.has('RequestRedirect') && types.has('URLRewrite'))
    check.refuse(
      path,
      'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
    );
  for (const [index, filter] of filters.entries()) {
    for (const [type, field] of Object.entries(FILTER_FIELDS)) {
      if ((filter[field] !== undefined) === (filter.type === type)) continue;
      check.refuse(
        [...path, index],
        filter.type === type
          ? `filter.${field} must be specified for ${type} filter.type`
          : `filter.${field} must be nil if the filter.type is not ${type}`,
      );
    }
    for (const modifier of [filter.requestRedirect?.path, filter.urlRewrite?.path]) {
      if (!modifier) continue;
      const full = modifier.type === 'ReplaceFullPath';
      if (
        (modifier.replaceFullPath !== undefined) !== full ||
        (modifier.replacePrefixMatch !== undefined) === full
      )
        check.refuse([...path, index], 'type and field of the path modifier must agree');
    }
    const mirror = filter.requestMirror;
    if (mirror?.percent !== undefined && mirror.fraction)
      check.refuse(
        [...path, index],
        'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
      );
    const reference = mirror?.backendRef;
    if (reference && isService(reference) && reference.port === undefined)
      check.refuse([...path, index], 'Must have port for Service reference');
  }
}

const isService = ({group = '', kind = 'Service'}: {group?: string; kind?: string}): boolean =>
  group === '' && kind === 'Service';

function checkRouteRule(check: Check, path: Path, rule: HttpRouteRule): void {
  const filters = rule.filters ?? [];
  checkFilters(check, [...path, 'filters'], filters);
  for (const [index, match] of (rule.matches ?? []).entries()) {
    const {type = 'PathPrefix', value = '/'} = match.path ?? {};
    const where = [...path, 'matches', index, 'path'];
    // The API server does not look into patterns; a bad one is refused by the proxy.
    if (type === 'RegularExpression') continue;
    if (!value.startsWith('/'))
      check.refuse(
        where,
        `value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']`,
      );
    for (const part of ['//', '/./', '/../', '%2f', '%2F', '#'])
      if (value.includes(part)) check.refuse(where, `must not contain '${part}'`);
    for (const part of ['/..', '/.'])
      if (value.endsWith(part)) check.refuse(where, `must not end with '${part}'`);
    if (!/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value))
      check.refuse(where, `must only contain valid characters`);
  }
  const replacesPrefix = (of: HttpRouteRule['filters']): boolean =>
    (of ?? []).some(
      filter =>
        (filter.requestRedirect?.path ?? filter.urlRewrite?.path)?.type === 'ReplacePrefixMatch',
    );
  // Without `matches` there is the default one, a PathPrefix of "/".
  const matches = rule.matches ?? [{}];
  const [only] = matches;
  const oneprefix = matches.length === 1 && (only?.path?.type ?? 'PathPrefix') === 'PathPrefix';
  const backends = rule.backendRefs ?? [];
  if (
    !oneprefix &&
    (replacesPrefix(filters) || backends.some(backend => replacesPrefix(backend.filters)))
  )
    check.refuse(
      path,
      'When using a filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
    );
  if (backends.length > 0 && filters.some(filter => filter.requestRedirect))
    check.refuse(path, 'RequestRedirect filter must not be used together with backendRefs');
  for (const [index, backend] of backends.entries()) {
    checkFilters(check, [...path, 'backendRefs', index, 'filters'], backend.filters ?? []);
    if (isService(backend) && backend.port === undefined)
      check.refuse([...path, 'backendRefs', index], 'Must have port for Service reference');
  }
  const {request, backendRequest} = rule.timeouts ?? {};
  const total = parseDuration(request ?? '0s') ?? 0;
  if (total > 0 && (parseDuration(backendRequest ?? '0s') ?? 0) > total)
    check.refuse(
      [...path, 'timeouts'],
      'backendRequest timeout cannot be longer than request timeout',
    );
}

/** Two references to one parent say of both which part of it they mean, and not the same. */
function checkParents(check: Check, parents: NonNullable<HttpRouteSpec['parentRefs']>): void {
  const parentKey = ({
    group = 'gateway.networking.k8s.io',
    kind = 'Gateway',
    namespace = '',
    name,
  }: (typeof parents)[number]): string => [group, kind, namespace, name].join('/');
  for (const [index, parent] of parents.entries())
    for (const other of parents.slice(index + 1)) {
      if (parentKey(parent) !== parentKey(other)) continue;
      const [section = '', port = 0] = [parent.sectionName, parent.port];
      const [otherSection = '', otherPort = 0] = [other.sectionName, other.port];
      if ((section === '') !== (otherSection === '') || (port === 0) !== (otherPort === 0))
        check.refuse(
          ['spec', 'parentRefs'],
          'sectionName or port must be specified when parentRefs includes 2 or more references to the same parent',
        );
      else if (section === otherSection && port === otherPort)
        check.refuse(
          ['spec', 'parentRefs'],
          'sectionName or port must be unique when parentRefs includes 2 or more references to the same parent',
        );
    }
}

function checkHttpRoute(check: Check, spec: HttpRouteSpec): void {
  checkParents(check, spec.parentRefs ?? []);
  const rules = spec.rules ?? [];
  const matches = rules.reduce((sum, rule) => sum + (rule.matches ?? [{}]).length, 0);
  if (matches > 128)
    check.refuse(
      ['spec', 'rules'],
      'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
    );
  for (const [index, rule] of rules.entries())
    checkRouteRule(check, ['spec', 'rules', index], rule);
}

/** Complaints about a document whose schema is in order; each refuses the document. */
export function checkWebhook(
  key: string,
  spec: unknown,
  namespace: string,
  regex: RegexCompiler | null,
): Complaint[] {
  if (key.startsWith('security.istio.io/')) return checkSecurityWebhook(key.slice(18), spec);
  const check = new Check(regex);
  switch (key) {
    case 'networking.istio.io/VirtualService':
      checkVirtualService(check, spec as VirtualServiceSpec, namespace);
      break;
    case 'networking.istio.io/DestinationRule':
      checkDestinationRule(check, spec as DestinationRuleSpec, namespace);
      break;
    case 'networking.istio.io/Gateway':
      checkGateway(check, spec as GatewaySpec);
      break;
    case 'networking.istio.io/ServiceEntry':
      checkServiceEntry(check, spec as ServiceEntrySpec, namespace);
      break;
    case 'networking.istio.io/Sidecar':
      checkSidecar(check, spec as SidecarSpec & Record<string, unknown>);
      break;
    case 'gateway.networking.k8s.io/HTTPRoute':
      checkHttpRoute(check, spec as HttpRouteSpec);
      break;
    default:
  }
  return check.complaints;
}
