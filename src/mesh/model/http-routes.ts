import type {SourceDocument} from '../parse/documents';
import {compareAge} from './destination-rules';
import {isKubernetesGateway, listenerGatewayName, managedClasses} from './gateways';
import {DOMAIN, hostsOverlap, isSubsetOf, isWildcard, parseDuration} from './names';
import {matchEntry, routeRule} from './route-rules';
import {createdAt} from './services';
import type {
  BackendReference,
  CorsPolicy,
  Destination,
  HeaderModifier,
  HeaderOperations,
  HttpHeader,
  HttpRouteRule,
  HttpRouteSpec,
  HttpRule,
  KubernetesGatewaySpec,
  Listener,
  MatchRequest,
  ParentReference,
  Redirect,
  ReferenceGrantSpec,
  RouteFilter,
  RouteMatch,
  StringMatch,
} from './spec';
import type {RouteRule, Service, VirtualService} from './types';

/**
 * HTTPRoutes as VirtualServices with gateway semantics: one for each parent and host, those of the same parent and host merged.
 * Source: istio/istio `pilot/pkg/config/kube/gateway/{conversion,route_collections}.go`.
 */

/** The whole HTTPRoute is invalid and yields nothing. */
class Invalid extends Error {}

interface Context {
  services: readonly Service[];
  grants: readonly {namespace: string; spec: ReferenceGrantSpec}[];
}

const headerMap = (headers: readonly HttpHeader[] | undefined): Record<string, string> => {
  const map: Record<string, string> = {};
  // Of names that are the same apart from case, the first counts.
  for (const {name, value} of headers ?? [])
    if (!Object.hasOwn(map, name.toLowerCase())) map[name.toLowerCase()] = value;
  return map;
};

function headerOperations(modifier: HeaderModifier | undefined): HeaderOperations {
  return {
    set: headerMap(modifier?.set),
    add: headerMap(modifier?.add),
    remove: modifier?.remove ?? [],
  };
}

function grantAllows(context: Context, reference: BackendReference, from: string): boolean {
  const {group = '', kind = 'Service', name, namespace} = reference;
  return context.grants.some(
    grant =>
      grant.namespace === namespace &&
      (grant.spec.from ?? []).some(
        source =>
          source.group === 'gateway.networking.k8s.io' &&
          source.kind === 'HTTPRoute' &&
          source.namespace === from,
      ) &&
      (grant.spec.to ?? []).some(
        target =>
          (target.group ?? '') === group &&
          target.kind === kind &&
          (target.name === undefined || target.name === '' || target.name === name),
      ),
  );
}

/** Where a backend leads; `valid` is false for what is missing or not allowed, and answered with 500. */
function backendDestination(
  context: Context,
  reference: BackendReference,
  namespace: string,
  enforceGrants: boolean,
): {destination: Destination; valid: boolean} {
  const {group = '', kind = 'Service', name, port} = reference;
  const target = reference.namespace ?? namespace;
  if (enforceGrants && target !== namespace && !grantAllows(context, reference, namespace))
    return {destination: {host: ''}, valid: false};
  let host: string;
  if (group === '' && kind === 'Service') {
    if (name.includes('.')) throw new Invalid('service name invalid');
    host = `${name}.${target}.svc.${DOMAIN}`;
  } else if (group === 'networking.istio.io' && kind === 'Hostname') {
    if (reference.namespace !== undefined)
      throw new Invalid('namespace may not be set with Hostname type');
    host = name;
  } else {
    return {destination: {host: ''}, valid: false};
  }
  if (port === undefined) throw new Invalid('port is required in backendRef');
  const valid = context.services.some(({hostname}) => hostname === host.toLowerCase());
  return {destination: {host, port: {number: port}}, valid};
}

const typedMatch = ({
  type = 'Exact',
  value,
}: {
  type?: 'Exact' | 'RegularExpression';
  value: string;
}): StringMatch => (type === 'RegularExpression' ? {regex: value} : {exact: value});

function matchRequest({path, headers, queryParams, method}: RouteMatch): MatchRequest {
  const {type = 'PathPrefix', value = '/'} = path ?? {};
  const match: MatchRequest = {
    uri:
      type === 'Exact'
        ? {exact: value}
        : type === 'RegularExpression'
          ? {regex: value}
          : {prefix: value === '/' ? value : value.replace(/\/$/, '')},
  };
  if (headers?.length)
    match.headers = Object.fromEntries(headers.map(item => [item.name, typedMatch(item)]));
  if (queryParams?.length)
    match.queryParams = Object.fromEntries(queryParams.map(item => [item.name, typedMatch(item)]));
  if (method !== undefined) match.method = {exact: method};
  return match;
}

function redirectOf(filter: NonNullable<RouteFilter['requestRedirect']>): Redirect {
  const {scheme, hostname, path, port, statusCode = 302} = filter;
  return {
    redirectCode: statusCode,
    ...(hostname === undefined ? {} : {authority: hostname}),
    ...(scheme === undefined ? {} : {scheme}),
    ...(port === undefined
      ? {
          derivePort:
            scheme === undefined
              ? ('FROM_REQUEST_PORT' as const)
              : ('FROM_PROTOCOL_DEFAULT' as const),
        }
      : {port}),
    ...(path?.type === 'ReplaceFullPath' ? {uri: path.replaceFullPath ?? ''} : {}),
    ...(path?.type === 'ReplacePrefixMatch' ? {prefixRewrite: path.replacePrefixMatch ?? ''} : {}),
  };
}

function rewriteOf(filter: NonNullable<RouteFilter['urlRewrite']>): HttpRule['rewrite'] {
  const {hostname, path} = filter;
  const prefix = (path?.replacePrefixMatch ?? '').replace(/\/$/, '');
  return {
    ...(hostname === undefined ? {} : {authority: hostname}),
    ...(path?.type === 'ReplacePrefixMatch' ? {uri: prefix === '' ? '/' : prefix} : {}),
    ...(path?.type === 'ReplaceFullPath'
      ? {uriRegexRewrite: {match: '/.*', rewrite: path.replaceFullPath ?? ''}}
      : {}),
  };
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function originMatch(origin: string): StringMatch {
  if (origin === '*') return {regex: '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+$'};
  if (!origin.includes('*')) return {exact: origin};
  if (origin.indexOf('*') === origin.length - 1) return {prefix: origin.slice(0, -1)};
  return {regex: `^${quote(origin).replaceAll('\\*', '.*')}$`};
}

function corsOf(filter: NonNullable<RouteFilter['cors']>): CorsPolicy {
  const {maxAge = 5} = filter;
  return {
    allowOrigins: (filter.allowOrigins ?? []).map(originMatch),
    allowMethods: filter.allowMethods ?? [],
    allowHeaders: filter.allowHeaders ?? [],
    exposeHeaders: filter.exposeHeaders ?? [],
    ...(filter.allowCredentials === true ? {allowCredentials: true} : {}),
    ...(maxAge > 0 ? {maxAge: `${maxAge}s`} : {}),
    unmatchedPreflights: 'IGNORE',
  };
}

const nonZero = (text: string | undefined): string | undefined =>
  text === undefined || parseDuration(text) === 0 ? undefined : text;

function applyFilters(
  context: Context,
  filters: readonly RouteFilter[],
  rule: HttpRule,
  namespace: string,
  enforceGrants: boolean,
): void {
  for (const filter of filters) {
    switch (filter.type) {
      case 'RequestHeaderModifier':
        rule.headers = {
          ...rule.headers,
          request: headerOperations(filter.requestHeaderModifier),
        };
        break;
      case 'ResponseHeaderModifier':
        rule.headers = {
          ...rule.headers,
          response: headerOperations(filter.responseHeaderModifier),
        };
        break;
      case 'RequestRedirect':
        if (filter.requestRedirect) rule.redirect = redirectOf(filter.requestRedirect);
        break;
      case 'URLRewrite': {
        const rewrite = filter.urlRewrite && rewriteOf(filter.urlRewrite);
        if (rewrite && Object.keys(rewrite).length > 0) rule.rewrite = rewrite;
        break;
      }
      case 'CORS':
        if (filter.cors) rule.corsPolicy = corsOf(filter.cors);
        break;
      case 'RequestMirror': {
        const mirror = filter.requestMirror;
        if (!mirror) break;
        const target = backendDestination(context, mirror.backendRef, namespace, enforceGrants);
        if (!target.valid) break;
        const {fraction, percent} = mirror;
        const share = fraction
          ? (100 * fraction.numerator) / (fraction.denominator ?? 100)
          : percent;
        rule.mirrors = [
          ...(rule.mirrors ?? []),
          {
            destination: target.destination,
            ...(share === undefined ? {} : {percentage: {value: share}}),
          },
        ];
        break;
      }
      default:
        throw new Invalid(`unsupported filter type "${filter.type}"`);
    }
  }
}

function convertRule(
  context: Context,
  source: HttpRouteRule,
  name: string,
  namespace: string,
  enforceGrants: boolean,
): HttpRule {
  const rule: HttpRule = {name};
  applyFilters(context, source.filters ?? [], rule, namespace, enforceGrants);
  if (source.retry) {
    const {codes = [], attempts = 2, backoff} = source.retry;
    const conditions = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', ...codes];
    rule.retries = {
      attempts,
      ...(attempts === 0 ? {} : {retryOn: conditions.join(',')}),
      ...(backoff === undefined ? {} : {backoff}),
    };
  }
  const request = nonZero(source.timeouts?.request);
  if (request !== undefined) rule.timeout = request;
  const backendRequest = nonZero(source.timeouts?.backendRequest);
  if (backendRequest !== undefined) {
    if (rule.retries) rule.retries.perTryTimeout = backendRequest;
    else rule.timeout = backendRequest;
  }
  const backends = source.backendRefs ?? [];
  const total = backends.reduce((sum, {weight = 1}) => sum + weight, 0);
  if (total === 0 && !rule.redirect) {
    rule.directResponse = {status: 500};
    return rule;
  }
  const used = backends.filter(({weight = 1}) => weight > 0);
  rule.route = used.map(backend => {
    const {destination} = backendDestination(context, backend, namespace, enforceGrants);
    const inner: HttpRule = {};
    for (const {type} of backend.filters ?? [])
      if (type !== 'RequestHeaderModifier' && type !== 'ResponseHeaderModifier')
        throw new Invalid(`unsupported filter type "${type}"`);
    applyFilters(context, backend.filters ?? [], inner, namespace, enforceGrants);
    return {
      destination,
      weight: used.length === 1 ? 0 : (backend.weight ?? 1),
      ...(inner.headers ? {headers: inner.headers} : {}),
    };
  });
  return rule;
}

/** Every match becomes a rule of its own. Throws `Invalid` if the route as a whole is. */
function convertRules(
  context: Context,
  document: SourceDocument,
  spec: HttpRouteSpec,
  enforceGrants: boolean,
): RouteRule[] {
  const {namespace} = document;
  return (spec.rules ?? [{}]).flatMap((source, index) => {
    const path = ['spec', 'rules', index];
    const name = source.name ?? `${namespace}.${document.name}.${index}`;
    const matches: RouteMatch[] = source.matches?.length ? source.matches : [{}];
    return matches.map((match, at): RouteRule => {
      const rule = convertRule(context, source, name, namespace, enforceGrants);
      const request = matchRequest(match);
      rule.match = [request];
      const own = source.matches?.length ? [...path, 'matches', at] : path;
      return routeRule(rule, {document, path}, [matchEntry(request, {document, path: own})]);
    });
  });
}

const URI_RANK = {exact: 3, prefix: 2, regex: 1} as const;

/** Exact, prefix, regex; then longer; then with method; then more headers; then more query parameters. */
export function compareRules(a: RouteRule, b: RouteRule): number {
  const [x, y] = [a.matches[0]?.match, b.matches[0]?.match];
  if (!x) return y ? 1 : 0;
  if (!y) return -1;
  const uri = (match: MatchRequest): [number, number] => {
    for (const type of ['exact', 'prefix', 'regex'] as const) {
      const value = match.uri?.[type];
      if (value !== undefined) return [URI_RANK[type], value.length];
    }
    return [-1, 0];
  };
  const [rankX, lengthX] = uri(x);
  const [rankY, lengthY] = uri(y);
  const size = (map: object | undefined): number => Object.keys(map ?? {}).length;
  return (
    rankY - rankX ||
    lengthY - lengthX ||
    Number(Boolean(y.method)) - Number(Boolean(x.method)) ||
    size(y.headers) - size(x.headers) ||
    size(y.queryParams) - size(x.queryParams)
  );
}

interface Parent {
  /** `mesh` or the internal gateway of a listener. */
  gateway: string;
  hosts: string[];
  port: number | null;
}

/** A host of a route is served by the most specific listener of the port only. */
function allowedByIsolation(host: string, own: Listener, others: readonly Listener[]): boolean {
  const ours = own.hostname ?? '';
  if (ours !== '' && !isWildcard(ours)) return true;
  if (ours !== '' && !hostsOverlap(host, ours)) return false;
  return !others.some(other => {
    const theirs = other.hostname ?? '';
    return (
      theirs !== ours && ours.length <= theirs.length && theirs !== '' && isSubsetOf(host, theirs)
    );
  });
}

function gatewayParents(
  reference: ParentReference,
  document: SourceDocument,
  spec: HttpRouteSpec,
  gateways: readonly SourceDocument[],
  namespaceAllowed: (gateway: SourceDocument, listener: Listener) => boolean,
): Parent[] {
  const namespace = reference.namespace ?? document.namespace;
  const gateway = gateways.find(
    candidate => candidate.name === reference.name && candidate.namespace === namespace,
  );
  if (!gateway) return [];
  const {listeners} = gateway.value.spec as unknown as KubernetesGatewaySpec;
  const hosts = spec.hostnames?.length ? spec.hostnames : ['*'];
  const result: Parent[] = [];
  for (const listener of listeners) {
    if (reference.port !== undefined && reference.port !== listener.port) continue;
    if ((reference.sectionName ?? listener.name) !== listener.name) continue;
    if (listener.protocol !== 'HTTP' && listener.protocol !== 'HTTPS') continue;
    const kinds = listener.allowedRoutes?.kinds;
    if (kinds?.length && !kinds.some(({kind}) => kind === 'HTTPRoute')) continue;
    if (!namespaceAllowed(gateway, listener)) continue;
    const hostname = listener.hostname ?? '*';
    if (!hosts.some(host => hostsOverlap(hostname, host))) continue;
    const rivals = listeners.filter(
      other =>
        other !== listener && other.port === listener.port && other.protocol === listener.protocol,
    );
    result.push({
      gateway: `${namespace}/${listenerGatewayName(gateway.name, listener.name)}`,
      hosts: hosts.filter(host => allowedByIsolation(host, listener, rivals)),
      port: null,
    });
  }
  return result;
}

function parentsOf(
  document: SourceDocument,
  spec: HttpRouteSpec,
  gateways: readonly SourceDocument[],
  services: readonly Service[],
  namespaceAllowed: (gateway: SourceDocument, listener: Listener) => boolean,
): Parent[] {
  return (spec.parentRefs ?? []).flatMap((reference): Parent[] => {
    const {group = 'gateway.networking.k8s.io', kind = 'Gateway'} = reference;
    if (group === 'gateway.networking.k8s.io' && kind === 'Gateway')
      return gatewayParents(reference, document, spec, gateways, namespaceAllowed);
    const owner = reference.namespace ?? document.namespace;
    const targets = services.filter(
      service =>
        service.name === reference.name &&
        service.namespace === owner &&
        ((group === '' && kind === 'Service' && service.origin === 'kubernetes') ||
          (group === 'networking.istio.io' &&
            kind === 'ServiceEntry' &&
            service.origin === 'service-entry')),
    );
    return targets.length === 0
      ? []
      : [
          {
            gateway: 'mesh',
            hosts: targets.map(({hostname}) => hostname),
            port: reference.port ?? null,
          },
        ];
  });
}

/** The VirtualServices that the HTTPRoutes of a mesh amount to. */
export function convertHttpRoutes(
  documents: readonly SourceDocument[],
  services: readonly Service[],
  namespaceAllowed: (route: string, gateway: SourceDocument, listener: Listener) => boolean,
): VirtualService[] {
  const classes = managedClasses(documents);
  const gateways = documents.filter(
    document =>
      isKubernetesGateway(document) &&
      classes.has((document.value.spec as unknown as KubernetesGatewaySpec).gatewayClassName),
  );
  const context: Context = {
    services,
    grants: documents
      .filter(({kind}) => kind === 'ReferenceGrant')
      .map(({namespace, value}) => ({namespace, spec: (value.spec ?? {}) as ReferenceGrantSpec})),
  };
  const byKey = new Map<string, VirtualService[]>();
  for (const document of documents) {
    if (document.kind !== 'HTTPRoute') continue;
    const spec = (document.value.spec ?? {}) as HttpRouteSpec;
    const {namespace} = document;
    const parents = parentsOf(document, spec, gateways, services, (gateway, listener) =>
      namespaceAllowed(namespace, gateway, listener),
    );
    for (const {gateway, hosts, port} of parents) {
      let rules: RouteRule[];
      try {
        rules = convertRules(context, document, spec, gateway !== 'mesh');
      } catch (error) {
        if (error instanceof Invalid) continue;
        throw error;
      }
      if (port !== null)
        rules = rules.map(rule => ({
          ...rule,
          matches: rule.matches.map(({match, source}) => matchEntry({...match, port}, source)),
        }));
      const base = gateway === 'mesh' ? `${namespace}${port === null ? '' : `/${port}`}` : gateway;
      for (const host of hosts) {
        const key = `${base}/${host}`;
        const service: VirtualService = {
          name: key.replaceAll('/', '~'),
          namespace,
          created: createdAt(document),
          document,
          hosts: [host],
          gateways: [gateway],
          exportTo: ['*'],
          gatewaySemantics: true,
          rules: [...rules].sort(compareRules),
        };
        byKey.set(key, [...(byKey.get(key) ?? []), service]);
      }
    }
  }
  return [...byKey.values()].map(parts => {
    const sorted = [...parts].sort((a, b) =>
      // Here the namespace counts before the name.
      compareAge(
        {created: a.created, name: a.namespace, namespace: a.document.name},
        {created: b.created, name: b.namespace, namespace: b.document.name},
      ),
    );
    const [first] = sorted as [VirtualService, ...VirtualService[]];
    return sorted.length === 1
      ? first
      : {...first, rules: sorted.flatMap(({rules}) => rules).sort(compareRules)};
  });
}
