import {isSubsetOfLabels} from '../model/names';
import {takesAll} from '../model/route-rules';
import type {Destination, HttpRule, MatchRequest} from '../model/spec';
import type {
  DestinationRule,
  MatchEntry,
  Mesh,
  RouteRule,
  Service,
  Source,
  VirtualService,
} from '../model/types';
import {clusterName, hashOfDestination} from './clusters';
import {
  compileHeaders,
  concatOperations,
  NO_OPERATIONS,
  type CompiledHeaders,
} from './header-operations';
import {compileMatch, type CompileRegex, type Refuse} from './match';
import {
  corsFilter,
  faultPolicy,
  hashPolicy,
  milliseconds,
  perMillion,
  retryPolicy,
} from './policies';
import type {
  Caller,
  DirectAction,
  ForwardAction,
  HashPolicy,
  MirrorPolicy,
  RedirectAction,
  Rewrite,
  Route,
  RouteMatch,
  WeightedDestination,
} from './types';

/** Rules of a VirtualService as routes. Source: istio/istio `pilot/pkg/networking/core/route/route.go`. */

export interface RouteContext {
  mesh: Mesh;
  caller: Caller;
  /** `mesh` or `namespace/name`. */
  gateway: string;
  port: number;
  tls: boolean;
  /** The service a destination means, as far as routing on this port knows it. */
  service(host: string): Pick<Service, 'ports'> | null;
  destinationRule(host: string): DestinationRule | null;
  compileRegex: CompileRegex;
  /** Envoy refuses the whole table. */
  refuse(message: string, source: Source): void;
}

interface RuleContext extends RouteContext {
  gatewaySemantics: boolean;
}

/** Whether a match entry is meant for this proxy and port at all. */
function applies(match: MatchRequest, context: RouteContext): boolean {
  const {port = 0, gateways = [], sourceLabels, sourceNamespace = ''} = match;
  if (port !== 0 && port !== context.port) return false;
  // An entry that names gateways is not asked for its source.
  if (gateways.length > 0) return gateways.includes(context.gateway);
  return (
    isSubsetOfLabels(sourceLabels, context.caller.labels) &&
    (sourceNamespace === '' || sourceNamespace === context.caller.namespace)
  );
}

function destinationCluster(destination: Destination, context: RouteContext): string {
  if (destination.host === '') return 'UnknownService';
  const service = context.service(destination.host);
  const only = service?.ports.length === 1 ? service.ports[0]?.number : undefined;
  const port = destination.port?.number ?? only ?? context.port;
  const {aliases} = context.mesh;
  const host = aliases.get(destination.host.toLowerCase()) ?? destination.host;
  return clusterName(port, destination.subset ?? '', host);
}

const REDIRECT_CODES = [301, 302, 303, 307, 308];

function redirectAction(
  rule: HttpRule,
  context: RouteContext,
  refuse: Refuse,
): RedirectAction | null {
  const redirect = rule.redirect ?? {};
  const status = redirect.redirectCode || 301;
  if (!REDIRECT_CODES.includes(status)) {
    refuse(`a redirect with code ${status} has no action`);
    return null;
  }
  const scheme = redirect.scheme ?? '';
  let port = redirect.port ?? (redirect.derivePort === 'FROM_REQUEST_PORT' ? context.port : 0);
  const effective = scheme === '' ? (context.tls ? 'https' : 'http') : scheme;
  if ((port === 80 && effective === 'http') || (port === 443 && effective === 'https')) port = 0;
  const {uri = '', prefixRewrite = ''} = redirect;
  return {
    type: 'redirect',
    status,
    scheme,
    host: redirect.authority ?? '',
    port,
    path:
      prefixRewrite !== ''
        ? {type: 'prefix', value: prefixRewrite}
        : uri !== ''
          ? {type: 'replace', value: uri}
          : null,
  };
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Bytes of a direct response as text; the engine has no other bodies. */
function decodeBytes(text: string): string {
  if (!BASE64.test(text)) return text;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let bits = 0;
  let held = 0;
  let escaped = '';
  for (const char of text.replace(/-/g, '+').replace(/_/g, '/').replace(/=/g, '')) {
    held = (held << 6) | alphabet.indexOf(char);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      escaped += `%${((held >> bits) & 255).toString(16).padStart(2, '0')}`;
    }
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return text;
  }
}

function directAction(rule: HttpRule): DirectAction {
  const {status = 200, body} = rule.directResponse ?? {};
  return {
    type: 'direct',
    status,
    body: body?.string ?? (body?.bytes === undefined ? '' : decodeBytes(body.bytes)),
  };
}

function rewriteOf(
  rule: HttpRule,
  match: RouteMatch,
  context: RuleContext,
  refuse: Refuse,
): Rewrite | null {
  const {uri = '', uriRegexRewrite} = rule.rewrite ?? {};
  const regex = (pattern: string, substitution: string): Rewrite => {
    const compiled = context.compileRegex(pattern);
    if (compiled && 'error' in compiled) {
      refuse(compiled.error);
      return {type: 'regex', regex: null, substitution};
    }
    return {type: 'regex', regex: compiled, substitution};
  };
  if (uriRegexRewrite) return regex(uriRegexRewrite.match ?? '', uriRegexRewrite.rewrite ?? '');
  if (uri === '') return null;
  if (context.gatewaySemantics && uri === '/') {
    const prefix = match.path.type === 'segment-prefix' ? match.path.value : '';
    return regex(`^${prefix.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')}(/?)(.*)`, '/\\2');
  }
  return {type: 'prefix', value: uri};
}

const NO_MIRRORS: readonly MirrorPolicy[] = [];
const NO_HASH: readonly HashPolicy[] = [];

function mirrorsOf(rule: HttpRule, source: Source, context: RouteContext): readonly MirrorPolicy[] {
  if (!rule.mirror && !rule.mirrors) return NO_MIRRORS;
  const mirrors: MirrorPolicy[] = [];
  const add = (destination: Destination, share: number, path: (string | number)[]): void => {
    if (share > 0)
      mirrors.push({
        cluster: destinationCluster(destination, context),
        perMillion: share,
        source: {document: source.document, path: [...source.path, ...path]},
      });
  };
  if (rule.mirror) {
    const share = rule.mirrorPercentage
      ? perMillion(rule.mirrorPercentage)
      : (rule.mirrorPercent ?? 100) * 10_000;
    add(rule.mirror, share, ['mirror']);
  }
  for (const [index, {destination, percentage}] of (rule.mirrors ?? []).entries())
    add(destination, percentage ? perMillion(percentage) : 1_000_000, ['mirrors', index]);
  return mirrors;
}

interface ForwardParts {
  action: ForwardAction;
  /** Operations of a single destination; they join those of the route. */
  single: CompiledHeaders | null;
}

function forwardAction(
  rule: HttpRule,
  source: Source,
  match: RouteMatch,
  authority: string | null,
  context: RuleContext,
  refuse: Refuse,
): ForwardParts {
  const written = rule.route ?? [];
  const used = written
    .map((item, index) => ({item, index}))
    .filter(({item}) => written.length === 1 || (item.weight ?? 0) > 0);
  const hash: HashPolicy[] = [];
  let single: CompiledHeaders | null = null;
  const destinations = used.map(({item, index}): WeightedDestination => {
    const {destination} = item;
    const policy = hashPolicy(
      hashOfDestination(
        context.destinationRule(destination.host),
        destination.subset ?? '',
        destination.port?.number,
      ),
    );
    if (policy) hash.push(policy);
    const operations = compileHeaders(item.headers, refuse);
    if (written.length === 1) single = operations;
    const alone = written.length === 1;
    return {
      cluster: destinationCluster(destination, context),
      weight: item.weight ?? 0,
      request: alone || operations.request === NO_OPERATIONS ? null : operations.request,
      response: alone || operations.response === NO_OPERATIONS ? null : operations.response,
      hostRewrite: alone ? null : operations.authority,
      source: {document: source.document, path: [...source.path, 'route', index]},
    };
  });
  const rewritten = rule.rewrite?.authority ?? '';
  let hostRewrite = rewritten === '' ? authority : rewritten;
  const inner = single as CompiledHeaders | null;
  hostRewrite ??= inner?.authority ?? null;
  const hashed = written.length === 1 && hash.length > 0;
  return {
    single: inner,
    action: {
      type: 'forward',
      destinations,
      totalWeight: destinations.reduce((sum, {weight}) => sum + weight, 0),
      timeoutMs: milliseconds(rule.timeout),
      retry: retryPolicy(rule.retries ?? context.mesh.config.defaultHttpRetryPolicy, hashed),
      mirrors: mirrorsOf(rule, source, context),
      hash: hash.length === 0 ? NO_HASH : hash,
      rewrite: rewriteOf(rule, match, context, refuse),
      hostRewrite,
      missingStatus: context.gatewaySemantics ? 500 : 503,
    },
  };
}

type RouteParts = Pick<Route, 'name' | 'request' | 'response' | 'fault' | 'cors'> & {
  action: Route['action'] | null;
};

function translate(
  {rule, source}: RouteRule,
  entry: MatchEntry | null,
  match: RouteMatch,
  context: RuleContext,
): RouteParts {
  const refuse: Refuse = message => {
    context.refuse(message, entry?.source ?? source);
  };
  const headers = compileHeaders(rule.headers, refuse);
  const matchName = entry?.match.name ?? '';
  const name = `${rule.name ?? ''}${matchName === '' ? '' : `.${matchName}`}`;
  let {request, response} = headers;
  let action: Route['action'] | null;
  if (rule.redirect) action = redirectAction(rule, context, refuse);
  else if (rule.directResponse) action = directAction(rule);
  else {
    const parts = forwardAction(rule, source, match, headers.authority, context, refuse);
    ({action} = parts);
    if (parts.single) {
      request = concatOperations(request, parts.single.request);
      response = concatOperations(response, parts.single.response);
    }
  }
  const part = (field: string): Source => ({
    document: source.document,
    path: [...source.path, field],
  });
  return {
    name: name === '' ? null : name,
    action,
    request,
    response,
    fault: rule.fault ? faultPolicy(rule.fault, part('fault')) : null,
    cors: rule.corsPolicy
      ? corsFilter(rule.corsPolicy, part('corsPolicy'), context.compileRegex, refuse)
      : null,
  };
}

/**
 * A route is worked out when a request first comes to it. Of ten thousand routes a request takes one, and a long list of finished
 * ones costs the collector more than the compiler.
 */
class LazyRoute implements Route {
  private tests: RouteMatch | null = null;
  private parts: RouteParts | null = null;

  constructor(
    private readonly written: RouteRule,
    private readonly entry: MatchEntry | null,
    private readonly context: RuleContext,
  ) {}

  get match(): RouteMatch {
    return this.tests ?? this.compileMatch();
  }

  compileMatch(): RouteMatch {
    const {entry, context, source} = this;
    const {gatewaySemantics, compileRegex} = context;
    this.tests = compileMatch(entry?.match ?? null, gatewaySemantics, compileRegex, message => {
      context.refuse(message, source);
    });
    return this.tests;
  }

  get takesAll(): boolean {
    return this.entry === null || (!this.entry.plain && takesAll(this.entry.match));
  }

  get does(): RouteParts {
    return (this.parts ??= translate(this.written, this.entry, this.match, this.context));
  }

  get name(): Route['name'] {
    return this.does.name;
  }

  get action(): Route['action'] {
    const {action} = this.does;
    if (!action) throw new Error('A route without an action is in no table.');
    return action;
  }

  get request(): Route['request'] {
    return this.does.request;
  }

  get response(): Route['response'] {
    return this.does.response;
  }

  get fault(): Route['fault'] {
    return this.does.fault;
  }

  get cors(): Route['cors'] {
    return this.does.cors;
  }

  get source(): Source {
    return this.entry?.source ?? this.written.source;
  }

  get rule(): Source {
    return this.written.source;
  }
}

function routeOf(written: RouteRule, entry: MatchEntry | null, context: RuleContext): Route | null {
  const route = new LazyRoute(written, entry, context);
  // What Envoy might refuse is known before the first request.
  if (entry && !entry.plain) route.compileMatch();
  return !written.plain && route.does.action === null ? null : route;
}

/** Routes of one VirtualService for one proxy and port, in order; empty if nothing of it is meant for them. */
export function compileRoutes(service: VirtualService, given: RouteContext): Route[] {
  const context = {...given, gatewaySemantics: service.gatewaySemantics};
  const routes: Route[] = [];
  for (const rule of service.rules) {
    if (rule.matches.length === 0) {
      const route = routeOf(rule, null, context);
      if (route) routes.push(route);
      return routes;
    }
    for (const entry of rule.matches) {
      if (!entry.plain && !applies(entry.match, context)) continue;
      const route = routeOf(rule, entry, context);
      if (!route) continue;
      routes.push(route);
      if (route.takesAll) return routes;
    }
  }
  return routes;
}

/** The one route of a service without a VirtualService. */
export function defaultRoute(
  cluster: string,
  hash: HashPolicy | null,
  mesh: Mesh,
  name = 'default',
): Route {
  return {
    name,
    match: compileMatch(
      null,
      false,
      () => null,
      () => undefined,
    ),
    action: {
      type: 'forward',
      destinations: [
        {cluster, weight: 0, request: null, response: null, hostRewrite: null, source: null},
      ],
      totalWeight: 0,
      timeoutMs: 0,
      retry: name === 'default' ? retryPolicy(mesh.config.defaultHttpRetryPolicy, false) : null,
      mirrors: [],
      hash: hash ? [hash] : [],
      rewrite: null,
      hostRewrite: null,
      missingStatus: 503,
    },
    takesAll: true,
    request: NO_OPERATIONS,
    response: NO_OPERATIONS,
    fault: null,
    cors: null,
    source: null,
    rule: null,
  };
}
