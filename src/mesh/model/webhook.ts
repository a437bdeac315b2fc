import type {Path, SourceDocument} from '../parse/documents';
import {groupOf, type Complaint} from './admission';
import {hostsOverlap, parseDuration} from './names';
import {MAX_PATTERN, type RegexCompiler} from './regex';
import type {
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
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
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

export const isIp = (text: string): boolean =>
  /^(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])(\.(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])){3}$/.test(text) ||
  /^(?=.*:)[0-9a-f:]+(\.\d{1,3}){0,3}$/i.test(text);
export const isSocket = (address: string): boolean => address.startsWith('unix://');
export const entries = <T>(record: Record<string, T> | undefined): [string, T][] =>
  Object.entries(record ?? {});

export const isJwtClaim = (header: string): boolean => header.startsWith('@request.auth.claims');

/** Collects what is wrong; every method names the place by its path. */
export class Check {
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

  /** Why a text is no host name; null: it is one. Source: `agent/validation.go ValidateWildcardDomain, ValidateFQDN`. */
  private domainProblem(domain: string, wildcard: boolean): string | null {
    if (domain === '') return 'empty domain name not allowed';
    if (domain.length > 255) return `domain name "${domain}" too long (max 255)`;
    const invalid = (label: string, of: string): string =>
      `domain name "${of}" invalid (label "${label}" invalid)`;
    const [first = '', ...others] = domain.split('.');
    if (wildcard && !WILDCARD_LABEL.test(first)) return invalid(first, domain);
    const labels = wildcard ? others : [first, ...others];
    if (labels.length === 0) return null;
    const rest = labels.join('.');
    const top = labels.at(-1) ?? '';
    if (/^[-+]?\d+$/.test(top))
      return `domain name "${rest}" invalid (top level domain "${top}" cannot be all-numeric)`;
    const bad = labels.find(
      (label, index) => !LABEL.test(label) && !(label === '' && index === labels.length - 1),
    );
    return bad === undefined ? null : invalid(bad, rest);
  }

  domain(path: Path, domain: string): boolean {
    const problem = this.domainProblem(domain, true);
    if (problem !== null) this.refuse(path, problem);
    return problem === null;
  }

  /** A name without a star. */
  fullName(path: Path, name: string): void {
    const problem = this.domainProblem(name, false);
    if (problem !== null) this.refuse(path, problem);
  }

  fullNameProblem(name: string): string | null {
    return this.domainProblem(name, false);
  }

  /** The part behind `namespace/` of a host of a Gateway or Sidecar. */
  hostPart(path: Path, host: string, gateway: boolean): void {
    if (host !== '*' && !host.includes('.'))
      this.refuse(path, 'short names (non FQDN) are not allowed');
    const problem = this.domainProblem(host, true);
    if (problem !== null && !(gateway && isIp(host))) this.refuse(path, problem);
    if (host.includes('*') && host.length > 1 && !host.startsWith('*.'))
      this.refuse(path, `partial wildcard "${host}" not allowed`);
  }

  /** Source: `agent/validation.go ValidateNamespaceSlashWildcardHostname`. */
  scopedHost(path: Path, text: string, gateway: boolean): void {
    const slash = text.indexOf('/');
    if (slash < 0) {
      if (gateway) this.hostPart(path, text, true);
      else this.refuse(path, 'host must be of form namespace/dnsName');
      return;
    }
    const [namespace, host] = [text.slice(0, slash), text.slice(slash + 1)];
    if (namespace === '' || host === '')
      this.refuse(path, 'config namespace and dnsName in host entry cannot be empty');
    const bare = gateway ? namespace : namespace.replace(/^~/, '');
    if (!['*', '.', ...(gateway ? [] : [''])].includes(bare) && !LABEL.test(bare))
      this.refuse(
        path,
        `invalid namespace value "${namespace}" in ${gateway ? 'gateway' : 'sidecar'}`,
      );
    this.hostPart(path, host, gateway);
  }

  port(path: Path, port: number): void {
    if (port < 1 || port > 65535)
      this.refuse(path, `port number ${port} must be in the range 1..65535`);
  }

  portName(path: Path, name: string): void {
    if (!LABEL.test(name)) this.refuse(path, `invalid port name: ${name}`);
  }

  protocol(path: Path, protocol: string): void {
    if (protocol !== '' && protocolOf(protocol) === null)
      this.refuse(path, `unsupported protocol: ${protocol}`);
  }

  address(path: Path, address: string): void {
    if (!isIp(address)) this.refuse(path, `${address} is not a valid IP`);
  }

  subnet(path: Path, subnet: string): void {
    const [address = '', bits, ...more] = subnet.split('/');
    if (bits === undefined || more.length > 0) this.address(path, subnet);
    else if (
      !isIp(address) ||
      !/^\d+$/.test(bits) ||
      Number(bits) > (address.includes(':') ? 128 : 32)
    )
      this.refuse(path, `${subnet} is not a valid CIDR block`);
  }

  socket(path: Path, address: string): void {
    const file = address.slice('unix://'.length);
    if (!file.startsWith('@') && (!file.startsWith('/') || file.endsWith('/')))
      this.refuse(path, `${file} is not an absolute path to a file`);
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
      const slash = key.lastIndexOf('/');
      const prefix = key.slice(0, Math.max(slash, 0));
      const name = key.slice(slash + 1);
      if (
        !QUALIFIED.test(name) ||
        name.length > 63 ||
        prefix.length > 253 ||
        (slash >= 0 &&
          !prefix.split('.').every(label => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i.test(label)))
      )
        this.refuse([...path, key], `invalid tag key: "${key}"`);
      if (value !== '' && !QUALIFIED.test(value))
        this.refuse([...path, key], `invalid tag value: "${value}"`);
    }
  }

  /** Source: `validation.go ValidateAlphaWorkloadSelector`; false: nothing else of the object is looked at. */
  selector(path: Path, labels: Record<string, string> | undefined): boolean {
    const before = this.complaints.length;
    for (const [name, value] of entries(labels)) {
      if (name === '') this.refuse(path, `empty key is not supported in selector: "=${value}"`);
      if (name.includes('*') || value.includes('*'))
        this.refuse([...path, name], `wildcard is not supported in selector: "${name}=${value}"`);
    }
    return this.complaints.length === before;
  }

  exportTo(
    path: Path,
    exportTo: readonly string[] | undefined,
    namespace: string,
    {entry = false, selected = false} = {},
  ): void {
    const list = exportTo ?? [];
    const seen = new Set<string>();
    for (const [index, text] of list.entries()) {
      const at = [...path, index];
      const key = text === '.' ? namespace : text;
      if (seen.has(key))
        this.refuse(
          at,
          key === text
            ? `duplicate entries in exportTo for entry ${text}`
            : `duplicate entries in exportTo: . and current namespace ${namespace}`,
        );
      else if ((entry && text === '~') || key === '*' || LABEL.test(key)) seen.add(key);
      else
        this.refuse(
          at,
          key === '~'
            ? 'exportTo ~ (none) is not allowed for Istio configuration objects'
            : 'only .,*, or a valid DNS 1123 label is allowed as exportTo entry',
        );
    }
    if (selected && seen.size > 0) {
      if (!seen.has(namespace))
        this.refuse(
          path,
          'destination rule with workload selector cannot have exportTo beyond current namespace',
        );
      else if (seen.size > 1)
        this.refuse(
          path,
          'destination rule with workload selector cannot have multiple entries in exportTo',
        );
    }
    if (seen.has('*') && list.length > 1)
      this.refuse(
        path,
        'cannot have both public (*) and non-public exportTo values for a resource',
      );
    if (seen.has('~') && list.length > 1)
      this.refuse(path, 'cannot export service entry to no one (~) and someone');
  }

  headerName(path: Path, name: string, authority: boolean): void {
    const host = name.toLowerCase() === 'host';
    if (name === '') this.refuse(path, 'header name cannot be empty');
    else if (authority && (host || name.toLowerCase() === ':authority')) return;
    else if (host) this.refuse(path, `invalid header "${name}": cannot set Host header`);
    else if (name.startsWith(':'))
      this.refuse(path, `invalid header "${name}": header cannot have ":" prefix`);
  }

  headerMatchName(path: Path, name: string): void {
    if (name === '') this.refuse(path, 'header name cannot be empty');
    else if (!HEADER_NAME.test(name))
      this.refuse(path, `header name ${name} is not a valid header name`);
  }

  gatewayNames(path: Path, names: readonly string[] | undefined): void {
    for (const [index, name] of (names ?? []).entries()) {
      const slash = name.indexOf('/');
      if (slash < 0) {
        // Istio's own check ends at the first name without a namespace.
        this.fullName([...path, index], name);
        return;
      }
      const namespace = name.slice(0, slash);
      const gateway = name.slice(slash + 1);
      if (namespace === '' || gateway === '')
        this.refuse([...path, index], 'config namespace and gateway name cannot be empty');
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
    const {host = '', subset, port} = destination;
    if (host === '*') this.refuse([...path, 'host'], 'invalid destination host *');
    else this.domain([...path, 'host'], host);
    if (subset !== undefined && subset !== '' && !LABEL.test(subset))
      this.refuse([...path, 'subset'], `subset name is invalid: ${subset}`);
    if (port) this.port([...path, 'port'], port.number ?? 0);
  }
}

function checkMatch(check: Check, path: Path, match: MatchRequest): void {
  for (const field of ['headers', 'withoutHeaders'] as const) {
    for (const [name, value] of entries(match[field])) {
      const where = [...path, field, name];
      const pseudo = [':method', ':scheme', ':authority', ':path', ':status'].includes(name);
      if (!isJwtClaim(name) && !pseudo) check.headerMatchName(where, name);
      if (!(field === 'withoutHeaders' && value.regex === '*'))
        check.stringMatch(where, value, field);
    }
  }
  check.stringMatch([...path, 'uri'], match.uri, 'uri', true);
  for (const field of ['scheme', 'method', 'authority'] as const)
    check.stringMatch([...path, field], match[field], field);
  for (const [name, value] of entries(match.queryParams))
    check.stringMatch([...path, 'queryParams', name], value, 'queryParams');
  if ((match.port ?? 0) !== 0) check.port([...path, 'port'], match.port ?? 0);
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
    const name = rule.name ?? '';
    if (rule.redirect) check.refuse(path, `root HTTP route ${name} must not specify redirect`);
    if (rule.route) check.refuse(path, `root HTTP route ${name} must not specify route`);
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
  else if ((redirect.port ?? 0) > 0) check.port([...path, 'port'], redirect.port ?? 0);
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
    check.duration([...where, 'exponentialDelay'], delay.exponentialDelay);
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
      check.refuse(where, `'' is not a valid match type for CORS allow origins`);
    else check.pattern([...where, 'regex'], origin.regex, 'corsPolicy.allowOrigins');
  }
  for (const method of cors.allowMethods ?? []) {
    if (!CORS_METHODS.has(method))
      check.refuse([...path, 'allowMethods'], `"${method}" is not a supported HTTP method`);
  }
  for (const field of ['allowHeaders', 'exposeHeaders'] as const)
    for (const [index, name] of (cors[field] ?? []).entries())
      if (name !== '*') check.headerMatchName([...path, field, index], name);
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

export function checkDestinations(
  check: Check,
  path: Path,
  route: readonly {destination?: Destination; weight?: number}[],
): void {
  let total = 0;
  for (const [index, {destination, weight = 0}] of route.entries()) {
    const where = [...path, 'route', index];
    if (destination === undefined) check.refuse(where, 'destination is required');
    check.destination([...where, 'destination'], destination);
    if (weight < 0) check.refuse([...where, 'weight'], `weight ${weight} < 0`);
    total += weight;
  }
  if (route.length > 1 && total === 0)
    check.refuse([...path, 'route'], 'total destination weight = 0');
}

function checkShare(
  check: Check,
  path: Path,
  name: string,
  share: {value?: number} | undefined,
): void {
  const value = share?.value ?? 0;
  if (value >= 0 && value <= 100) return;
  const limit = value > 100 ? 'max value of 100' : 'min value of 0';
  check.refuse(path, `${name} must have a ${limit} (it has ${value.toFixed(6)})`);
}

function checkRule(check: Check, path: Path, rule: HttpRule, delegate: boolean): void {
  checkConflicts(check, path, rule, delegate);
  for (const [index, match] of (rule.match ?? []).entries())
    checkMatch(check, [...path, 'match', index], match);
  check.headers([...path, 'headers'], rule.headers);
  if (rule.corsPolicy) checkCors(check, [...path, 'corsPolicy'], rule.corsPolicy);
  if (rule.fault) checkFault(check, [...path, 'fault'], rule.fault);
  const older = rule.mirrorPercent ?? 0;
  if (older > 100)
    check.refuse(
      [...path, 'mirrorPercent'],
      `mirror_percent must have a max value of 100 (it has ${older})`,
    );
  checkShare(check, [...path, 'mirrorPercentage'], 'mirror_percentage', rule.mirrorPercentage);
  check.destination([...path, 'mirror'], rule.mirror);
  for (const [index, mirror] of (rule.mirrors ?? []).entries()) {
    const where = [...path, 'mirrors', index];
    if (!mirror.destination) {
      check.refuse(where, 'destination is required for mirrors');
      continue;
    }
    check.destination([...where, 'destination'], mirror.destination);
    checkShare(check, [...where, 'percentage'], 'mirror percentage', mirror.percentage);
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
      const at = [...where, 'uriRegexRewrite'];
      if ((uriRegexRewrite.match ?? '') === '' || (uriRegexRewrite.rewrite ?? '') === '')
        check.refuse(
          at,
          'UriRegexRewrite has errors: UriRegexRewrite requires both Rewrite and Match fields to be specified',
        );
      else
        check.pattern([...at, 'match'], uriRegexRewrite.match, 'HTTPRewrite.UriRegexRewrite.Match');
    }
  }
  checkAuthority(check, path, rule);
  for (const [index, item] of (rule.route ?? []).entries())
    check.headers([...path, 'route', index, 'headers'], item.headers);
  checkDestinations(check, path, rule.route ?? []);
  check.duration([...path, 'timeout'], rule.timeout);
}

function checkVirtualService(check: Check, spec: VirtualServiceSpec, namespace: string): void {
  const hosts = spec.hosts ?? [];
  const gateways = spec.gateways ?? [];
  const delegate = hosts.length === 0;
  if (delegate) {
    if (gateways.length > 0)
      check.refuse(
        ['spec', 'gateways'],
        'delegate virtual service must have no gateways specified',
      );
    for (const kind of ['tls', 'tcp'] as const)
      if ((spec[kind]?.length ?? 0) > 0)
        check.refuse(
          ['spec', kind],
          `delegate virtual service must have no ${kind} route specified`,
        );
  }
  check.gatewayNames(['spec', 'gateways'], gateways);
  const onlyGateways = gateways.length > 0 && !gateways.includes('mesh');
  // Names that Istio itself puts into a TLS greeting between clusters.
  const sni =
    onlyGateways && (spec.tls ?? []).some(({match}) => match?.some(({sniHosts}) => sniHosts));
  let valid = true;
  for (const [index, host] of hosts.entries()) {
    const path = ['spec', 'hosts', index];
    if (host === '*' && !onlyGateways) {
      check.refuse(
        path,
        'wildcard host * is not allowed for virtual services bound to the mesh gateway',
      );
      valid = false;
    } else if (sni && /^outbound_\.[^.]*\d[^.]*\._\..*[a-z]/i.test(host)) continue;
    else if (!isIp(host) && !check.domain(path, host)) valid = false;
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
            `JWT claim based routing (key: ${name}) is only supported for gateway, found no gateways: [${gateways.join(' ')}]`,
          );
  }
  check.exportTo(['spec', 'exportTo'], spec.exportTo, namespace);
}

/** As Envoy asks, for whom 1 and 0 are none. */
const isPrime = (value: number): boolean => {
  if (value > 0 && value < 4) return true;
  if (value % 2 === 0) return false;
  for (let divisor = 3; divisor * divisor <= value; divisor += 2)
    if (value % divisor === 0) return false;
  return true;
};

function checkLoadBalancer(check: Check, path: Path, balancer: LoadBalancer): void {
  const hash = balancer.consistentHash;
  const cookie = hash?.httpCookie;
  if (cookie && (cookie.name ?? '') === '')
    check.refuse([...path, 'consistentHash', 'httpCookie'], 'name required for HttpCookie');
  if ((hash?.minimumRingSize ?? 0) !== 0 && (hash?.maglev || hash?.ringHash))
    check.refuse(path, 'only one of MinimumRingSize or Maglev/Ringhash can be specified');
  if (hash?.maglev) {
    const size = hash.maglev.tableSize ?? 0;
    if (size === 0) check.refuse(path, 'tableSize must be set for maglev');
    if (size >= 5_000_011) check.refuse(path, 'tableSize must be less than 5000011 for maglev');
    if (!isPrime(size)) check.refuse(path, 'tableSize must be a prime number for maglev');
  }
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
  if (policy.loadBalancer) checkLoadBalancer(check, [...path, 'loadBalancer'], policy.loadBalancer);
  for (const [index, entry] of (policy.portLevelSettings ?? []).entries()) {
    const where = [...path, 'portLevelSettings', index];
    if (!entry.port) check.refuse(where, 'portTrafficPolicy must have valid port');
    checkPolicy(check, where, entry, true);
  }
}

function checkDestinationRule(check: Check, spec: DestinationRuleSpec, namespace: string): void {
  check.domain(['spec', 'host'], spec.host ?? '');
  if (spec.trafficPolicy) checkPolicy(check, ['spec', 'trafficPolicy'], spec.trafficPolicy);
  const names = new Set<string>();
  for (const [index, subset] of (spec.subsets ?? []).entries()) {
    const path = ['spec', 'subsets', index];
    const {name = ''} = subset;
    if (names.has(name)) check.refuse(path, `duplicate subset names: ${name}`);
    names.add(name);
    if (name === '') check.refuse(path, 'subset name cannot be empty');
    else if (!LABEL.test(name)) check.refuse([...path, 'name'], `subset name is invalid: ${name}`);
    check.labels([...path, 'labels'], subset.labels);
    if (subset.trafficPolicy) checkPolicy(check, [...path, 'trafficPolicy'], subset.trafficPolicy);
  }
  const {workloadSelector} = spec;
  check.exportTo(['spec', 'exportTo'], spec.exportTo, namespace, {
    selected: workloadSelector !== undefined,
  });
  check.selector(['spec', 'workloadSelector', 'matchLabels'], workloadSelector?.matchLabels);
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
  for (const [index, entry] of (server.hosts ?? []).entries())
    check.scopedHost([...path, 'hosts', index], entry, true);
  const {port, tls, bind = ''} = server;
  const before = check.complaints.length;
  const protocol = protocolOf(port?.protocol ?? '');
  if (!port) check.refuse(path, 'port is required');
  else {
    const where = [...path, 'port'];
    if (protocol === null)
      check.refuse(
        where,
        `invalid protocol "${port.protocol ?? ''}", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP`,
      );
    const {number = 0} = port;
    if (number > 0 || !isSocket(bind)) check.port(where, number);
    if ((port.targetPort ?? 0) > 0) check.refuse(where, 'targetPort has no impact on Gateways');
    if ((port.name ?? '') === '') check.refuse(where, 'port name must be set');
  }
  const sound = check.complaints.length === before;
  if (isSocket(bind)) {
    check.socket([...path, 'bind'], bind);
    if ((port?.number ?? 0) !== 0)
      check.refuse([...path, 'bind'], 'port number must be 0 for unix domain socket');
  } else if (bind !== '') check.address([...path, 'bind'], bind);
  if (!sound) return;
  const encrypted = protocol === 'https' || protocol === 'tls';
  if (encrypted && !tls)
    check.refuse(path, 'server must have TLS settings for HTTPS/TLS protocols');
  else if (!encrypted && tls) {
    if (protocol !== 'http')
      check.refuse(path, 'server cannot have TLS settings for non HTTPS/TLS ports');
    else if (
      !(tls.mode ?? 'PASSTHROUGH').endsWith('PASSTHROUGH') ||
      (tls.caCertificates ?? '') + (tls.privateKey ?? '') + (tls.serverCertificate ?? '') !== ''
    )
      check.refuse(path, 'server cannot have TLS settings for plain text HTTP ports');
  }
}

function checkGateway(check: Check, spec: GatewaySpec, name: string): void {
  const servers = spec.servers ?? [];
  if (!LABEL.test(name)) check.refuse(['metadata', 'name'], `invalid gateway name: "${name}"`);
  if (servers.length === 0) check.refuse(['spec'], 'gateway must have at least one server');
  const names = new Set<string>();
  for (const [index, server] of servers.entries()) {
    const path = ['spec', 'servers', index];
    checkServer(check, path, server);
    if (!server.port) continue;
    const {name: port = ''} = server.port;
    if (names.has(port))
      check.refuse(path, `port names in servers must be unique: duplicate name ${port}`);
    names.add(port);
  }
}

function checkServiceEntry(check: Check, spec: ServiceEntrySpec, namespace: string): void {
  const path = ['spec'];
  const {hosts = [], endpoints = [], ports = [], addresses = []} = spec;
  const resolution = spec.resolution ?? 'NONE';
  const {workloadSelector} = spec;
  if (!check.selector([...path, 'workloadSelector', 'labels'], workloadSelector?.labels)) return;
  if (workloadSelector && spec.endpoints)
    check.refuse(path, 'only one of WorkloadSelector or Endpoints is allowed in Service Entry');
  if (hosts.length === 0) check.refuse(path, 'service entry must have at least one host');
  for (const [index, host] of hosts.entries()) {
    if (host === '*') check.refuse([...path, 'hosts', index], 'invalid host *');
    else check.domain([...path, 'hosts', index], host);
  }
  for (const [index, address] of addresses.entries())
    check.subnet([...path, 'addresses', index], address);
  if (addresses.some(address => address.includes('/')) && !['NONE', 'STATIC'].includes(resolution))
    check.refuse(path, 'CIDR addresses are allowed only for NONE/STATIC resolution types');
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const [index, port] of ports.entries()) {
    const where = [...path, 'ports', index];
    const {name = '', number = 0, targetPort = 0, protocol = ''} = port;
    if (names.has(name)) check.refuse(where, `service entry port name "${name}" already defined`);
    if (numbers.has(number)) check.refuse(where, `service entry port ${number} already defined`);
    names.add(name);
    numbers.add(number);
    if (targetPort !== 0) check.port([...where, 'targetPort'], targetPort);
    check.portName(where, name);
    check.protocol(where, protocol);
    check.port(where, number);
  }
  if (resolution === 'NONE' && endpoints.length > 0)
    check.refuse(path, 'no endpoints should be provided for resolution type none');
  if (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') {
    const problem =
      endpoints.length > 0
        ? undefined
        : hosts.map(host => check.fullNameProblem(host)).find(item => item !== null);
    if (problem !== undefined)
      check.refuse(
        path,
        `hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode ${resolution}, ${problem ?? ''}`,
      );
    if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1)
      check.refuse(path, 'there must only be 0 or 1 endpoint for resolution mode DNS_ROUND_ROBIN');
  }
  if (resolution !== 'NONE' && hosts.length > 1) {
    const opaque = ports.some(({protocol = ''}) =>
      ['tcp', 'udp', null].includes(protocolOf(protocol)),
    );
    if (opaque) check.refuse(path, 'multiple hosts provided with non-HTTP, non-TLS ports');
  }
  check.exportTo([...path, 'exportTo'], spec.exportTo, namespace, {entry: true});
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

/** Complaints about a document of Istio's networking or of Gateway API whose schema is in order; each refuses the document. */
export function checkWebhook(document: SourceDocument, regex: RegexCompiler | null): Complaint[] {
  const {kind, namespace, name} = document;
  const group = groupOf(document.apiVersion);
  const spec = document.value.spec ?? {};
  const check = new Check(regex);
  switch (`${group}/${kind}`) {
    case 'networking.istio.io/VirtualService':
      checkVirtualService(check, spec as VirtualServiceSpec, namespace);
      break;
    case 'networking.istio.io/DestinationRule':
      checkDestinationRule(check, spec as unknown as DestinationRuleSpec, namespace);
      break;
    case 'networking.istio.io/Gateway':
      checkGateway(check, spec as GatewaySpec, name);
      break;
    case 'networking.istio.io/ServiceEntry':
      checkServiceEntry(check, spec as ServiceEntrySpec, namespace);
      break;
    case 'gateway.networking.k8s.io/HTTPRoute':
      checkHttpRoute(check, spec as HttpRouteSpec);
      break;
    default:
  }
  return check.complaints;
}
