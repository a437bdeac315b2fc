import {combineHashes, xxHash64} from './hash';
import type {ClusterState, HostState, Waiter} from './cluster-state';
import {applyOperations, isNoOperation, type FormatContext} from './headers';
import {
  firstMismatch,
  headerValues,
  queryOf,
  routeMatches,
  testText,
  type RequestView,
} from './match';
import {normalisePath} from './path';
import {matchedPart, redirectLocation} from './redirect';
import {candidates} from './route-index';
import type {Session} from './session';
import type {
  ConnectionFailure,
  HeaderMap,
  MirroredCopy,
  Outcome,
  Request,
  ResetReason,
  ResponseFlag,
  TraceEvent,
  Try,
  UpstreamAnswer,
  UpstreamCall,
  UpstreamSight,
} from './types';
import {hostOf} from '../compile/tables';
import type {
  ForwardAction,
  HeaderOperations,
  Listener,
  Route,
  RouteTable,
  VirtualHost,
  WeightedDestination,
} from '../compile/types';
import type {Endpoint, Source} from '../model/types';
import type {Place} from '../parse/diagnostic';

/** A caller that says nothing of leaving goes away after this time. */
const PATIENCE_MS = 300_000;
/** One pick and five more until a host turns up that was not tried yet. */
const HOST_PICKS = 6;
/** Longest list of routes that is simply walked. */
const WALKED_ROUTES = 4;
const NONE: HeaderMap = new Map();
const NO_MIRRORS: readonly MirroredCopy[] = [];
const NO_FLAGS: readonly ResponseFlag[] = [];

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type EventBody = DistributiveOmit<TraceEvent, 'atMs' | 'place'>;

/** Whether the application saw the request. */
const arrives = ({failure}: UpstreamAnswer): boolean =>
  failure !== 'refuse' && failure !== 'not-understood';

const RESETS: Readonly<
  Record<ResetReason, {flag: ResponseFlag; status: number; details: string; words: string}>
> = {
  'connection-refused': {
    flag: 'UF',
    status: 503,
    details: 'remote_connection_failure|delayed_connect_error:_Connection_refused',
    words: 'remote connection failure',
  },
  'tls-error': {
    flag: 'UF',
    status: 503,
    details: 'remote_connection_failure|TLS_error',
    words: 'remote connection failure',
  },
  'connection-termination': {
    flag: 'UC',
    status: 503,
    details: 'connection_termination',
    words: 'connection termination',
  },
  'protocol-error': {
    flag: 'UPE',
    status: 502,
    details: 'protocol_error',
    words: 'protocol error',
  },
  overflow: {flag: 'UO', status: 503, details: 'overflow', words: 'overflow'},
};

const GRPC_CONDITIONS: Readonly<Record<string, string>> = {
  '1': 'cancelled',
  '4': 'deadline-exceeded',
  '8': 'resource-exhausted',
  '13': 'internal',
  '14': 'unavailable',
};

/** Milliseconds of the units of `grpc-timeout`. */
const GRPC_UNITS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/** gRPC status of a local reply. Source: envoy `source/common/grpc/common.cc httpToGrpcStatus`. */
export function grpcStatusOf(status: number): number {
  switch (status) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}

/** Control headers of callers that no proxy believes. Source: envoy `conn_manager_utility.cc cleanInternalHeaders`. */
const STRIPPED =
  /^x-envoy-(decorator-operation|downstream-service-(cluster|node)|expected-rq-timeout-ms|force-trace|hedge-on-per-try-timeout|internal|ip-tags|max-retries|original-url|retriable-(header-names|status-codes)|retry-(grpc-)?on|upstream-(alt-stat-name|rq-per-try-timeout-ms|rq-timeout-alt-response|rq-timeout-ms|stream-duration-ms))$/;

/**
 * One request on its way through a proxy. Goes on by itself where nothing takes time, and sets a timer where something does.
 */
export class Run implements Waiter {
  outcome: Outcome | null = null;

  private readonly flags: ResponseFlag[] = [];
  private readonly tries: Try[] = [];
  private mirrors: MirroredCopy[] | null = null;
  private attempts = 0;
  private startedMs = 0;
  private view: RequestView;
  private route: Route | null = null;
  private destination: WeightedDestination | null = null;
  private state: ClusterState | null = null;
  private endpoint: Endpoint | null = null;
  private upstream: UpstreamSight | null = null;
  private random: number | null = null;
  private corsOrigin: string | null = null;
  private cookie: string | null = null;
  private hash: bigint | null = null;

  private host = '';
  private path = '';
  private headers: HeaderMap = NONE;
  private current: HostState | null = null;
  private retriesLeft = 0;
  private holdsRetry = false;
  private backoffs = 0;
  private timeoutMs = 0;
  private deadlineMs = Infinity;
  private cancelMs = Infinity;

  constructor(
    private readonly session: Session,
    private readonly request: Request,
    private readonly events: TraceEvent[] | null,
  ) {
    this.view = {request, scheme: request.scheme, path: request.path, pathOnly: '', query: null};
  }

  /** The outcome of a run that is over. */
  finished(): Outcome {
    if (!this.outcome) throw new Error('The run is not over.');
    return this.outcome;
  }

  // Trace

  private note(event: EventBody, source: Source | null = null, field?: string | number): void {
    if (!this.events) return;
    this.events.push({...event, atMs: this.session.nowMs, place: placeOf(source, field)});
  }

  // Time

  /** Goes on after a while, unless the caller leaves or the route's time is up before. */
  private wait(ms: number, proceed: () => void): void {
    if (ms <= 0) {
      proceed();
      return;
    }
    const {session} = this;
    const at = session.nowMs + ms;
    const end = Math.min(at, this.cancelMs, this.deadlineMs);
    session.schedule(end, () => {
      if (this.outcome) return;
      if (end === at) proceed();
      else if (end === this.cancelMs) this.gaveUp();
      else this.timedOut();
    });
  }

  // Downstream

  start(): void {
    const {session, request} = this;
    this.startedMs = session.nowMs;
    this.cancelMs = session.nowMs + (request.abortAfterMs ?? PATIENCE_MS);
    const listener = session.proxy.listener(request.port);
    if (!listener) {
      this.note({type: 'listener', port: request.port, kind: 'none'});
      this.broken('refused');
      return;
    }
    this.accept(listener);
  }

  private accept(listener: Listener): void {
    const {request} = this;
    switch (listener.kind) {
      case 'http':
        if (request.scheme === 'https') this.opaque(listener);
        else this.routeIn(listener.table);
        break;
      case 'tls': {
        const name = (request.sni ?? request.host).toLowerCase();
        const chain = request.scheme === 'https' ? chainFor(listener.chains, name) : null;
        this.note({type: 'listener', port: request.port, kind: chain ? 'tls' : 'none'});
        if (chain) this.routeIn(chain.table);
        else this.broken('reset');
        break;
      }
      case 'by-address': {
        const table = request.scheme === 'http' ? listener.find(request.host) : null;
        if (table) this.routeIn(table);
        else this.accept(listener.fallback);
        break;
      }
      case 'tcp':
        this.passBytes(listener.cluster);
        break;
    }
  }

  /** TLS on a port for plain HTTP: a gateway cannot read it, a sidecar passes it on. */
  private opaque(listener: Listener): void {
    if (this.session.proxy.caller.kind === 'gateway') {
      this.note({type: 'listener', port: listener.port, kind: 'none'});
      this.broken('reset');
    } else this.passBytes('PassthroughCluster');
  }

  private passBytes(cluster: string): void {
    this.note({type: 'listener', port: this.request.port, kind: 'tcp'});
    this.state = this.session.cluster(cluster);
    const host = this.pickHost();
    if (!host) {
      this.flags.push('UH');
      this.broken('reset', cluster);
      return;
    }
    this.host = this.request.authority;
    this.path = this.request.path;
    this.headers = this.request.headers;
    this.endpoint = host.endpoint;
    const answer = this.callUpstream(host.endpoint, 1);
    if (answer.failure !== undefined) {
      if (answer.failure === 'refuse') this.flags.push('UF');
      this.broken('reset', cluster);
      return;
    }
    this.wait(answer.delayMs ?? 0, () => {
      this.end({
        status: answer.status ?? 200,
        details: null,
        cluster,
        headers: headersOf(answer),
        body: null,
      });
    });
  }

  private routeIn(table: RouteTable): void {
    const {request, view, session} = this;
    const {denied} = request;
    const isGateway = session.proxy.caller.kind === 'gateway';
    if (this.events) this.note({type: 'listener', port: request.port, kind: 'http'});
    if (!isGateway) {
      const [forwarded] = request.headers.get('x-forwarded-proto') ?? [];
      if (forwarded === 'http' || forwarded === 'https') view.scheme = forwarded;
    }
    view.path = normalisePath(request.path);
    const mark = view.path.indexOf('?');
    view.pathOnly = mark < 0 ? view.path : view.path.slice(0, mark);
    const found = table.find(request.authority);
    if (!found) {
      this.note({type: 'no-virtual-host', authority: request.authority});
      if (denied) this.reply(denied.status, denied.details, denied.body, denied.headers);
      else this.notFound();
      return;
    }
    const {virtualHost, domain} = found;
    if (this.events)
      this.note({
        type: 'virtual-host',
        authority: request.authority,
        name: virtualHost.name,
        domain,
      });
    if (virtualHost.requireTls && view.scheme === 'http') {
      const location = `https://${request.authority}${view.path}`;
      this.note({type: 'tls-required', location});
      this.reply(301, 'direct_response', '', new Map([['location', [location]]]));
      return;
    }
    const route = this.findRoute(virtualHost);
    if (!route) {
      this.note({type: 'no-route', path: view.pathOnly});
      if (denied) this.reply(denied.status, denied.details, denied.body, denied.headers);
      else this.notFound();
      return;
    }
    this.route = route;
    if (route.action.type === 'forward') this.draw(route.action);
    if (denied) {
      this.reply(denied.status, denied.details, denied.body, denied.headers);
      return;
    }
    if (route.fault) this.fault(route);
    else this.cors(route);
  }

  private findRoute(virtualHost: VirtualHost): Route | null {
    const {view} = this;
    const {routes} = virtualHost;
    // A trace names every route that was passed over; without one a long list need not be walked.
    if (!this.events && routes.length > WALKED_ROUTES) {
      const index = this.session.routeIndex(virtualHost);
      for (const position of candidates(index, view)) {
        const route = routes[position];
        if (route && routeMatches(route, view)) return route;
      }
      return null;
    }
    for (const route of routes) {
      if (routeMatches(route, view)) {
        if (this.events)
          this.note(
            {type: 'route-matched', route: labelOf(route), path: view.pathOnly},
            route.source,
          );
        return route;
      }
      if (this.events) {
        const mismatch = firstMismatch(route, view);
        if (mismatch)
          this.note(
            {type: 'route-skipped', route: labelOf(route), mismatch},
            route.source,
            mismatch.field,
          );
      }
    }
    return null;
  }

  /** The random number of the request: one for weights and mirrors, so that they go together. */
  private streamId(): number {
    this.random ??= this.session.random.next();
    return this.random;
  }

  private draw(action: ForwardAction): void {
    const {destinations, totalWeight} = action;
    if (destinations.length === 1) {
      this.destination = destinations[0] ?? null;
      return;
    }
    let left = this.streamId() % Math.max(totalWeight, 1);
    for (const destination of destinations) {
      this.destination = destination;
      left -= destination.weight;
      if (left < 0) break;
    }
    if (this.events && this.destination)
      this.note(
        {
          type: 'weights',
          cluster: this.destination.cluster,
          weight: this.destination.weight,
          total: totalWeight,
        },
        this.destination.source,
      );
  }

  // Filters

  private fault(route: Route): void {
    const {delay} = route.fault ?? {};
    if (delay && this.drawn(delay.perMillion)) {
      this.flags.push('DI');
      this.note({type: 'fault-delay', ms: delay.ms}, route.fault?.source, 'delay');
      this.wait(delay.ms, () => {
        this.abortFault(route);
      });
    } else this.abortFault(route);
  }

  private abortFault(route: Route): void {
    const {abort} = route.fault ?? {};
    if (!abort || !this.drawn(abort.perMillion)) {
      this.cors(route);
      return;
    }
    this.flags.push('FI');
    const status = abort.status ?? 200;
    this.note({type: 'fault-abort', status}, route.fault?.source, 'abort');
    this.reply(status, 'fault_filter_abort', 'fault filter abort', NONE, abort.grpcStatus);
  }

  private drawn(perMillion: number): boolean {
    if (perMillion <= 0) return false;
    return perMillion >= 1_000_000 || this.session.random.next() % 1_000_000 < perMillion;
  }

  /** Source: envoy `source/extensions/filters/http/cors/cors_filter.cc`. */
  private cors(route: Route): void {
    const {cors, action} = route;
    const origin = cors && action.type === 'forward' ? this.first('origin') : undefined;
    if (!cors || origin === undefined || origin === '') {
      this.act(route);
      return;
    }
    const allowed = cors.origins.some(test => testText(test, '*') || testText(test, origin));
    if (allowed) this.corsOrigin = origin;
    const asked = this.first('access-control-request-method');
    const preflight = this.request.method === 'OPTIONS' && asked !== undefined && asked !== '';
    if (!preflight || (!allowed && cors.forwardUnmatched)) {
      this.note({type: 'cors-origin', origin, allowed}, cors.source);
      this.act(route);
      return;
    }
    this.note({type: 'cors-preflight', origin, allowed}, cors.source);
    const headers = new Map<string, readonly string[]>();
    const put = (name: string, value: string | undefined): void => {
      if (value !== undefined && value !== '') headers.set(name, [value]);
    };
    if (allowed) put('access-control-allow-origin', origin);
    if (cors.credentials) put('access-control-allow-credentials', 'true');
    put('access-control-allow-methods', cors.methods === '*' ? asked : cors.methods);
    put(
      'access-control-allow-headers',
      cors.headers === '*' ? this.first('access-control-request-headers') : cors.headers,
    );
    if (allowed) put('access-control-expose-headers', cors.expose);
    put('access-control-max-age', cors.maxAge);
    this.end({
      status: 200,
      details: 'cors_response',
      cluster: this.clusterName(),
      headers: this.finalHeaders(headers, 200),
      body: '',
    });
  }

  private first(name: string): string | undefined {
    return this.request.headers.get(name)?.[0];
  }

  /** The chosen cluster if the proxy has it. */
  private clusterName(): string | null {
    const name = this.destination?.cluster;
    return name !== undefined && this.session.proxy.cluster(name) ? name : null;
  }

  // Router

  private act(route: Route): void {
    const {action} = route;
    switch (action.type) {
      case 'redirect': {
        const location = redirectLocation(action, route, this.view);
        this.note({type: 'redirect', status: action.status, location}, route.rule, 'redirect');
        this.reply(action.status, 'direct_response', '', new Map([['location', [location]]]));
        break;
      }
      case 'direct':
        this.note({type: 'direct-response', status: action.status}, route.rule, 'directResponse');
        this.reply(action.status, 'direct_response', action.body);
        break;
      case 'forward':
        this.forward(route, action);
        break;
    }
  }

  private forward(route: Route, action: ForwardAction): void {
    const {session, destination} = this;
    const name = destination?.cluster ?? '';
    this.state = session.cluster(name);
    if (!this.state) {
      this.flags.push('NC');
      this.note({type: 'no-cluster', cluster: name}, destination?.source);
      this.reply(action.missingStatus, 'cluster_not_found', '');
      return;
    }
    if (this.events)
      this.note(
        {type: 'cluster', cluster: name, endpoints: this.state.hosts.length},
        this.state.cluster.source,
      );
    this.timeoutMs = this.isGrpc() ? this.grpcTimeout(action.timeoutMs) : action.timeoutMs;
    if (this.timeoutMs > 0) this.deadlineMs = session.nowMs + this.timeoutMs;
    this.retriesLeft = action.retry?.retries ?? 0;
    if (action.hash.length > 0) this.hash = this.hashOf(action);
    this.prepare(route, action);
    this.attempt();
  }

  private isGrpc(): boolean {
    return /^application\/grpc($|\+|;)/.test(this.first('content-type') ?? '');
  }

  /** A gRPC caller may ask for less time than the route gives. Source: envoy `router.cc finalTimeout`. */
  private grpcTimeout(mostMs: number): number {
    const [, amount = '0', unit = 'm'] =
      /^(\d{1,8})([HMSmun])$/.exec(this.first('grpc-timeout') ?? '') ?? [];
    const asked = Math.ceil(Number(amount) * (GRPC_UNITS[unit] ?? 0));
    return mostMs > 0 && (asked === 0 || asked > mostMs) ? mostMs : asked;
  }

  /** Headers, then host, then path, as the application will see them. */
  private prepare(route: Route, action: ForwardAction): void {
    const {view, request, destination} = this;
    this.host = request.authority;
    this.path = view.path;
    this.headers = request.headers;
    for (const name of request.headers.keys())
      if (name.charCodeAt(0) === 120 && STRIPPED.test(name)) {
        this.headers = new Map([...request.headers].filter(([key]) => !STRIPPED.test(key)));
        break;
      }
    // What the destination says comes first, so that the route has the last word.
    if (destination?.request) this.operate(destination.request, destination.source);
    if (destination !== null && destination.hostRewrite !== null) {
      this.note(
        {type: 'host-rewrite', from: this.host, to: destination.hostRewrite},
        destination.source,
      );
      this.host = destination.hostRewrite;
    }
    if (!isNoOperation(route.request)) this.operate(route.request, route.rule);
    const {rewrite, hostRewrite: host} = action;
    const perTry = action.retry?.perTryTimeoutMs ?? 0;
    const expected =
      perTry > 0 && (this.timeoutMs === 0 || perTry < this.timeoutMs) ? perTry : this.timeoutMs;
    const tellsTime = expected > 0 && this.isGrpc();
    if (host === null && rewrite === null && !tellsTime) return;
    const headers = new Map(this.headers);
    if (tellsTime) headers.set('grpc-timeout', [`${expected}m`]);
    if (host !== null) {
      this.note({type: 'host-rewrite', from: this.host, to: host}, route.rule);
      headers.set('x-envoy-original-host', [this.host]);
      this.host = host;
    }
    if (rewrite !== null) {
      const query = view.path.slice(view.pathOnly.length);
      const path =
        rewrite.type === 'prefix'
          ? rewrite.value + view.pathOnly.slice(matchedPart(route, view).length) + query
          : (rewrite.regex?.replaceAll(view.pathOnly, rewrite.substitution) ?? view.pathOnly) +
            query;
      this.note({type: 'path-rewrite', from: this.path, to: path}, route.rule, 'rewrite');
      headers.set('x-envoy-original-path', [this.path]);
      this.path = path;
    }
    this.headers = headers;
  }

  private operate(operations: HeaderOperations, source: Source | null): void {
    this.headers = applyOperations(this.headers, operations, this.formatContext(null));
    if (this.events)
      this.note(
        {
          type: 'request-headers',
          set: [...operations.set, ...operations.add].map(([name]) => name),
          removed: operations.remove,
        },
        source,
        'headers',
      );
  }

  /** Source: envoy `source/common/http/hash_policy.cc`. */
  private hashOf(action: ForwardAction): bigint | null {
    let hash: bigint | null = null;
    for (const policy of action.hash) {
      let next: bigint | null = null;
      switch (policy.type) {
        case 'header': {
          const values = headerValues(policy.name, this.view);
          if (values?.length === 1) next = xxHash64(values[0] ?? '');
          else if (values)
            next = [...values].sort().reduce((seed, value) => xxHash64(value, seed), 0n);
          break;
        }
        case 'cookie': {
          let value = this.cookieValue(policy.name);
          if (value === null && policy.ttlSeconds !== null) {
            value = this.newCookie();
            this.cookie = cookieText(policy, value);
          }
          if (value !== null) next = xxHash64(value);
          break;
        }
        case 'source-ip':
          next = xxHash64(this.request.sourceIp);
          break;
        case 'query': {
          const value = queryOf(this.view).get(policy.name);
          if (value !== undefined) next = xxHash64(value);
          break;
        }
      }
      if (next !== null) hash = combineHashes(hash, next);
    }
    return hash;
  }

  private cookieValue(name: string): string | null {
    for (const line of this.request.headers.get('cookie') ?? []) {
      for (const part of line.split(';')) {
        const equals = part.indexOf('=');
        if (equals > 0 && part.slice(0, equals).trim() === name)
          return part
            .slice(equals + 1)
            .trim()
            .replace(/^"(.*)"$/, '$1');
      }
    }
    return null;
  }

  private newCookie(): string {
    const half = (): string => this.session.random.next().toString(16).padStart(8, '0');
    return half() + half();
  }

  // Tries

  private attempt(): void {
    const {session, state} = this;
    if (!state) return;
    this.attempts += 1;
    state.detector?.advance(session.nowMs);
    const host = this.pickHost();
    if (!host) {
      this.flags.push('UH');
      this.note(
        {
          type: 'no-endpoint',
          cluster: state.cluster.name,
          total: state.hosts.length,
          ejected: state.ejected,
        },
        state.cluster.source ?? this.destination?.source ?? null,
      );
      this.releaseRetry();
      this.reply(503, 'no_healthy_upstream', 'no healthy upstream');
      return;
    }
    this.current = host;
    if (this.events)
      this.note(
        {
          type: 'endpoint',
          attempt: this.attempts,
          endpoint: nameOf(host.endpoint),
          balancing: state.cluster.balancing.type,
        },
        state.cluster.source,
      );
    const lease = state.lease(host, this);
    switch (lease) {
      case 'ready':
        this.send(host, state);
        break;
      case 'waiting':
        this.note({type: 'queued', endpoint: nameOf(host.endpoint)}, state.cluster.source);
        this.waitForConnection(host, state);
        break;
      case 'no-pending-room':
        this.overflow('pending', null);
        break;
      case 'no-request-room':
        this.overflow('requests', host.endpoint);
        break;
    }
  }

  private pickHost(): HostState | null {
    const {state, session, request, route} = this;
    if (!state) return null;
    const {discovery} = state.cluster;
    if (discovery === 'none') return null;
    if (discovery === 'original-destination') {
      const [address, port] = splitAddress(request.dial ?? `${request.host}:${request.port}`);
      const pod = session.proxy.mesh.pods.find(({ip}) => ip === address);
      return state.byAddress({
        pod: pod?.name ?? null,
        namespace: pod?.namespace ?? '',
        address,
        port,
        labels: pod?.labels ?? {},
        weight: 1,
      });
    }
    if (discovery === 'dynamic-dns')
      return state.byAddress({
        pod: null,
        namespace: '',
        address: hostOf(request.authority),
        port: request.port,
        labels: {},
        weight: 1,
      });
    let host = state.pick(this.hash);
    const retry = route?.action.type === 'forward' ? route.action.retry : null;
    if (this.attempts <= 1 || retry?.avoidPreviousHosts !== true) return host;
    for (let picks = 1; picks < HOST_PICKS && host; picks += 1) {
      const {endpoint} = host;
      if (!this.tries.some(earlier => earlier.endpoint === endpoint)) break;
      host = state.pick(this.hash);
    }
    return host;
  }

  private waitForConnection(host: HostState, state: ClusterState): void {
    const end = Math.min(this.deadlineMs, this.cancelMs);
    const attempt = this.attempts;
    this.session.schedule(end, () => {
      // Connected in the meantime, or over.
      if (this.outcome || this.attempts !== attempt || !host.waiters.includes(this)) return;
      state.leave(host, this);
      if (end === this.cancelMs) this.gaveUp();
      else this.timedOut();
    });
  }

  connected(room: boolean): void {
    const {current, state} = this;
    if (!current || !state) return;
    if (room) this.send(current, state);
    else this.overflow('requests', current.endpoint);
  }

  private callTo(endpoint: Endpoint, attempt: number): UpstreamCall {
    return {
      endpoint,
      cluster: this.state?.cluster.name ?? '',
      http2: this.state?.cluster.http2 ?? false,
      attempt,
      mirror: false,
      method: this.request.method,
      host: this.host,
      path: this.path,
      headers: this.headers,
      atMs: this.session.nowMs,
    };
  }

  private callUpstream(endpoint: Endpoint, attempt: number): UpstreamAnswer {
    const answer = this.session.upstreams(this.callTo(endpoint, attempt));
    const reached = arrives(answer);
    this.tries.push({endpoint, attempt, startedMs: this.session.nowMs, reached});
    if (reached)
      this.upstream = {
        endpoint,
        method: this.request.method,
        host: this.host,
        path: this.path,
        headers: this.headers,
      };
    return answer;
  }

  private send(host: HostState, state: ClusterState): void {
    const {session, route} = this;
    const {endpoint} = host;
    this.endpoint = endpoint;
    const action = route?.action as ForwardAction;
    if (this.attempts === 1 && action.mirrors.length > 0) this.mirror(action);
    const {tls} = state.cluster;
    if (
      tls !== 'plaintext' &&
      session.speaksTls?.(this.callTo(endpoint, this.attempts), state.cluster) === false
    ) {
      this.tries.push({
        endpoint,
        attempt: this.attempts,
        startedMs: session.nowMs,
        reached: false,
      });
      this.reset(host, state, 'tls-error');
      return;
    }
    const answer = this.callUpstream(endpoint, this.attempts);
    if (answer.failure === 'refuse') {
      this.reset(host, state, 'connection-refused');
      return;
    }
    // What takes no time needs no timer.
    if (answer.failure === undefined && (answer.delayMs ?? 0) <= 0) {
      this.answered(host, state, answer);
      return;
    }
    const now = session.nowMs;
    const answerMs = answer.failure === 'hang' ? Infinity : now + (answer.delayMs ?? 0);
    const perTry = action.retry?.perTryTimeoutMs ?? 0;
    const perTryMs =
      perTry > 0 && (this.timeoutMs === 0 || perTry < this.timeoutMs) ? now + perTry : Infinity;
    const end = Math.min(answerMs, perTryMs, this.deadlineMs, this.cancelMs);
    const settle = (): void => {
      if (end === answerMs) this.answered(host, state, answer);
      else if (end === this.cancelMs) {
        state.release(host, false);
        this.gaveUp();
      } else if (end === this.deadlineMs) {
        this.report(host, state, 504);
        state.release(host, false);
        this.timedOut();
      } else this.perTryTimeout(host, state, perTry);
    };
    if (end <= now) settle();
    else session.schedule(end, settle);
  }

  private mirror(action: ForwardAction): void {
    const {session} = this;
    for (const {cluster, perMillion, source} of action.mirrors) {
      if (perMillion < 1_000_000 && this.streamId() % 1_000_000 >= perMillion) {
        this.note({type: 'mirror-not-drawn', cluster}, source);
        continue;
      }
      const state = session.cluster(cluster);
      state?.detector?.advance(session.nowMs);
      const host = state?.pick(null) ?? null;
      this.note({type: 'mirror', cluster, endpoint: host && nameOf(host.endpoint)}, source);
      if (!state || !host) continue;
      if (state.lease(host, {connected: () => undefined}) !== 'ready') continue;
      const {endpoint} = host;
      const answer = session.upstreams({
        endpoint,
        cluster,
        http2: state.cluster.http2,
        attempt: 1,
        mirror: true,
        method: this.request.method,
        host: this.host,
        path: this.path,
        headers: this.headers,
        atMs: session.nowMs,
      });
      if (arrives(answer)) {
        this.mirrors ??= [];
        this.mirrors.push({endpoint, cluster, host: this.host, path: this.path});
      }
      const took =
        answer.failure === 'hang'
          ? Math.min(this.deadlineMs - session.nowMs, PATIENCE_MS)
          : (answer.delayMs ?? 0);
      const done = (): void => {
        const verdict = answer.failure === undefined ? (answer.status ?? 200) : 503;
        state.detector?.advance(session.nowMs);
        state.detector?.report(host, verdict, session.nowMs);
        state.release(host, answer.failure === undefined);
      };
      if (took > 0) session.schedule(session.nowMs + took, done);
      else done();
    }
  }

  // Ends of a try

  private report(host: HostState, state: ClusterState, verdict: number | 'local-failure'): void {
    const {detector} = state;
    if (!detector) return;
    const {nowMs} = this.session;
    detector.advance(nowMs);
    const forMs = detector.report(host, verdict, nowMs);
    if (forMs > 0 && this.events)
      this.note({type: 'ejected', endpoint: nameOf(host.endpoint), forMs}, state.cluster.source);
  }

  private answered(host: HostState, state: ClusterState, answer: UpstreamAnswer): void {
    if (answer.failure === 'close' || answer.failure === 'reset') {
      this.reset(host, state, 'connection-termination');
      return;
    }
    if (answer.failure === 'garbage' || answer.failure === 'not-understood') {
      this.reset(host, state, 'protocol-error');
      return;
    }
    const status = answer.status ?? 200;
    if (this.events)
      this.note({
        type: 'answer',
        attempt: this.attempts,
        endpoint: nameOf(host.endpoint),
        status,
      });
    this.report(host, state, status);
    const because = this.conditionFor(status, answer);
    const retried = because !== null && this.mayRetry(because, state);
    state.release(host, true);
    if (retried) this.retry(because, state);
    else {
      this.releaseRetry();
      this.end({
        status,
        details: 'via_upstream',
        cluster: state.cluster.name,
        headers: this.finalHeaders(headersOf(answer), status),
        body: null,
      });
    }
  }

  /** The condition of the retry policy that an answer meets. Source: envoy `retry_state_impl.cc wouldRetryFromHeaders`. */
  private conditionFor(status: number, answer: UpstreamAnswer): string | null {
    const retry = (this.route?.action as ForwardAction).retry;
    if (!retry) return null;
    const {conditions, codes} = retry;
    const limited = answer.headers?.['x-envoy-ratelimited'] !== undefined;
    if (limited) return conditions.has('envoy-ratelimited') ? 'envoy-ratelimited' : null;
    if (conditions.has('5xx') && status >= 500 && status < 600) return '5xx';
    if (conditions.has('gateway-error') && status >= 502 && status <= 504) return 'gateway-error';
    if (conditions.has('retriable-4xx') && status === 409) return 'retriable-4xx';
    if (conditions.has('retriable-status-codes') && codes.includes(status)) return String(status);
    const grpc = answer.headers?.['grpc-status'];
    const condition = GRPC_CONDITIONS[(typeof grpc === 'string' ? grpc : grpc?.[0]) ?? ''];
    return condition !== undefined && conditions.has(condition) ? condition : null;
  }

  /** Source: envoy `retry_state_impl.cc wouldRetryFromReset`. */
  private conditionForReset(reason: ResetReason | 'per-try-timeout'): string | null {
    const retry = (this.route?.action as ForwardAction).retry;
    if (!retry) return null;
    const {conditions} = retry;
    const notConnected = reason === 'connection-refused' || reason === 'tls-error';
    const candidates = [
      ...(notConnected ? ['connect-failure', 'reset-before-request'] : []),
      'reset',
      '5xx',
      'gateway-error',
    ];
    return candidates.find(condition => conditions.has(condition)) ?? null;
  }

  /** Whether a retry that the policy wants can be made; sets the flag that says why not. */
  private mayRetry(because: string | null, state: ClusterState): boolean {
    this.releaseRetry();
    const retry = (this.route?.action as ForwardAction).retry;
    if (because === null || !retry) {
      this.note({type: 'no-retry', because: 'not-retriable'});
      return false;
    }
    if (this.retriesLeft === 0) {
      this.flags.push('URX');
      this.note({type: 'no-retry', because: 'used-up'}, this.route?.rule, 'retries');
      return false;
    }
    if (!state.hasRetryRoom()) {
      this.flags.push('UO');
      this.note({type: 'no-retry', because: 'no-room'}, state.cluster.source);
      return false;
    }
    return true;
  }

  private retry(because: string, state: ClusterState): void {
    const policy = (this.route?.action as ForwardAction).retry;
    const base = policy?.backoffMs ?? 25;
    this.retriesLeft -= 1;
    this.holdsRetry = true;
    state.retries += 1;
    // 25, 50, 100, 200, 250, 250, … for a base of 25. Source: envoy `backoff_strategy.cc`.
    const most = base * 10;
    let interval = base;
    for (let step = 0; step < this.backoffs; step += 1)
      interval = interval < most / 2 ? interval * 2 : most;
    this.backoffs += 1;
    const backoffMs = this.session.random.below(Math.max(Math.floor(interval), 1));
    this.note(
      {type: 'retry', attempt: this.attempts + 1, because, backoffMs},
      this.route?.rule,
      'retries',
    );
    this.wait(backoffMs, () => {
      this.attempt();
    });
  }

  private releaseRetry(): void {
    if (this.holdsRetry && this.state) this.state.retries -= 1;
    this.holdsRetry = false;
  }

  private reset(host: HostState, state: ClusterState, reason: ResetReason): void {
    this.note({
      type: 'failure',
      attempt: this.attempts,
      endpoint: nameOf(host.endpoint),
      reason,
    });
    this.report(host, state, 'local-failure');
    const because = this.conditionForReset(reason);
    const retried = this.mayRetry(because, state);
    state.release(host, false);
    if (retried && because !== null) this.retry(because, state);
    else this.resetReply(reason);
  }

  private resetReply(reason: ResetReason, headers: HeaderMap = NONE): void {
    const {flag, status, details, words} = RESETS[reason];
    this.flags.push(flag);
    const again = this.attempts > 1 ? 'retried and the latest ' : '';
    this.reply(
      status,
      `upstream_reset_before_response_started{${details}}`,
      `upstream connect error or disconnect/reset before headers. ${again}reset reason: ${words}`,
      headers,
    );
  }

  private overflow(limit: 'pending' | 'requests', endpoint: Endpoint | null): void {
    const {state} = this;
    this.endpoint = endpoint;
    this.note(
      {type: 'overflow', limit, value: state?.cluster.limits[limit] ?? 0},
      state?.cluster.source,
    );
    this.releaseRetry();
    this.resetReply('overflow', new Map([['x-envoy-overloaded', ['true']]]));
  }

  private perTryTimeout(host: HostState, state: ClusterState, ms: number): void {
    this.note({type: 'per-try-timeout', attempt: this.attempts, ms}, this.route?.rule, 'retries');
    this.report(host, state, 504);
    const because = this.conditionForReset('per-try-timeout');
    const retried = this.mayRetry(because, state);
    state.release(host, false);
    if (retried && because !== null) this.retry(because, state);
    else {
      this.flags.push('UT');
      this.reply(504, 'upstream_per_try_timeout', 'upstream request timeout');
    }
  }

  private timedOut(): void {
    this.note({type: 'timeout', ms: this.timeoutMs}, this.route?.rule, 'timeout');
    this.releaseRetry();
    this.flags.push('UT');
    this.reply(504, 'response_timeout', 'upstream request timeout');
  }

  private gaveUp(): void {
    this.note({type: 'gave-up', afterMs: this.session.nowMs - this.startedMs});
    this.releaseRetry();
    this.flags.push('DC');
    this.finish(null, 'gave-up', 'downstream_remote_disconnect', this.clusterName(), NONE, null);
  }

  // Answers

  private notFound(): void {
    this.flags.push('NR');
    this.reply(404, 'route_not_found', '');
  }

  /** An answer the proxy makes itself; callers of gRPC get it in their own form. */
  private reply(
    status: number,
    details: string,
    body: string,
    headers: HeaderMap = NONE,
    grpcStatus: number | null = null,
  ): void {
    const grpc = this.isGrpc();
    let all = headers;
    if (grpc) {
      const entries: [string, readonly string[]][] = [
        ...headers,
        ['content-type', ['application/grpc']],
        ['grpc-status', [String(grpcStatus ?? grpcStatusOf(status))]],
      ];
      if (body !== '') entries.push(['grpc-message', [body]]);
      all = new Map(entries);
    } else if (body !== '') all = new Map([...headers, ['content-type', ['text/plain']]]);
    this.end({
      status: grpc ? 200 : status,
      details,
      cluster: this.clusterName(),
      headers: this.finalHeaders(all, grpc ? 200 : status),
      body: grpc || this.request.method === 'HEAD' ? '' : body,
    });
  }

  private formatContext(status: number | null): FormatContext {
    const {endpoint} = this;
    return {
      view: this.view,
      host: this.host === '' ? this.request.authority : this.host,
      route: this.route?.name ?? null,
      status,
      flags: this.flags,
      details: null,
      upstreamHost: endpoint ? `${endpoint.address}:${endpoint.port}` : null,
      cluster: this.destination?.cluster ?? null,
    };
  }

  private finalHeaders(headers: HeaderMap, status: number): HeaderMap {
    const {route, destination} = this;
    let result = headers;
    const operate = (operations: HeaderOperations, source: Source | null): void => {
      result = applyOperations(result, operations, this.formatContext(status));
      if (this.events)
        this.note(
          {
            type: 'response-headers',
            set: [...operations.set, ...operations.add].map(([name]) => name),
            removed: operations.remove,
          },
          source,
          'headers',
        );
    };
    if (destination?.response) operate(destination.response, destination.source);
    if (route && !isNoOperation(route.response)) operate(route.response, route.rule);
    const cors = route?.cors;
    if ((cors && this.corsOrigin !== null) || this.cookie !== null) {
      const more = new Map(result);
      if (this.cookie !== null)
        more.set('set-cookie', [...(more.get('set-cookie') ?? []), this.cookie]);
      if (cors && this.corsOrigin !== null) {
        more.set('access-control-allow-origin', [this.corsOrigin]);
        if (cors.credentials) more.set('access-control-allow-credentials', ['true']);
        if (cors.expose !== '') more.set('access-control-expose-headers', [cors.expose]);
      }
      result = more;
    }
    return result;
  }

  private broken(connection: ConnectionFailure, cluster: string | null = null): void {
    this.finish(null, connection, null, cluster, NONE, null);
  }

  private end(answer: {
    status: number;
    details: string | null;
    cluster: string | null;
    headers: HeaderMap;
    body: string | null;
  }): void {
    this.finish(answer.status, null, answer.details, answer.cluster, answer.headers, answer.body);
  }

  private finish(
    status: number | null,
    connection: ConnectionFailure | null,
    details: string | null,
    cluster: string | null,
    responseHeaders: HeaderMap,
    proxyBody: string | null,
  ): void {
    const flags = this.flags.length === 0 ? NO_FLAGS : this.flags;
    this.outcome = {
      status,
      connection,
      flags,
      details,
      route: this.route?.name ?? null,
      cluster,
      tries: this.tries,
      attempts: this.attempts,
      endpoint: this.endpoint,
      upstream: this.upstream,
      mirrors: this.mirrors ?? NO_MIRRORS,
      responseHeaders,
      proxyBody,
      startedMs: this.startedMs,
      durationMs: this.session.nowMs - this.startedMs,
    };
    if (this.events) this.note({type: 'end', status, connection, flags: [...flags], details});
  }
}

function placeOf(source: Source | null | undefined, field?: string | number): Place | null {
  if (!source) return null;
  return source.document.locate(field === undefined ? source.path : [...source.path, field]);
}

const nameOf = ({pod, address, port}: Endpoint): string => pod ?? `${address}:${port}`;

/** Name of a route in a trace: its own, or the place of its rule. */
function labelOf(route: Route): string {
  if (route.name !== null) return route.name;
  const path = route.source?.path ?? [];
  return path.filter(step => typeof step === 'number').join('.');
}

function splitAddress(address: string): [string, number] {
  const colon = address.lastIndexOf(':');
  return [address.slice(0, colon), Number(address.slice(colon + 1))];
}

function headersOf({headers}: UpstreamAnswer): HeaderMap {
  if (!headers) return NONE;
  return new Map(
    Object.entries(headers).map(([name, value]): [string, readonly string[]] => [
      name.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}

/** Of the chains of a TLS listener the one for a name: exact, longest suffix, any. */
function chainFor<T extends {hosts: readonly string[]}>(
  chains: readonly T[],
  name: string,
): T | null {
  let best: T | null = null;
  let length = -1;
  for (const chain of chains)
    for (const host of chain.hosts) {
      const fits =
        host === name || (host.startsWith('*') && name.endsWith(host.slice(1)) && name !== host);
      const rank = host === name ? Infinity : host.length;
      if (fits && rank > length) {
        best = chain;
        length = rank;
      }
    }
  return best;
}

/** Source: envoy `source/common/http/utility.cc makeSetCookieValue`. */
function cookieText(
  policy: {
    name: string;
    path: string;
    ttlSeconds: number | null;
    attributes: readonly {name: string; value: string}[];
  },
  value: string,
): string {
  const parts = [`${policy.name}="${value}"`];
  if ((policy.ttlSeconds ?? 0) > 0) parts.push(`Max-Age=${policy.ttlSeconds ?? 0}`);
  if (policy.path !== '') parts.push(`Path=${policy.path}`);
  for (const {name, value: text} of policy.attributes)
    parts.push(text === '' ? name : `${name}=${text}`);
  return [...parts, 'HttpOnly'].join('; ');
}
