import type {Diagnostic} from '../parse/diagnostic';
import type {CompiledRegex} from '../model/regex';
import type {Endpoint, Mesh, Source} from '../model/types';

/** Whose proxy is meant: the sidecar of a pod, or a gateway pod. */
export interface Caller {
  kind: 'sidecar' | 'gateway';
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

/** A test of one text value. `regex` is null when no engine for patterns was given: then nothing matches. */
export type TextTest =
  | {type: 'present'}
  | {type: 'exact'; value: string}
  | {type: 'prefix'; value: string}
  | {type: 'regex'; value: string; regex: CompiledRegex | null};

/** What a match entry looks at; also the name of the field in the YAML. */
export type MatchField =
  'uri' | 'headers' | 'withoutHeaders' | 'method' | 'authority' | 'scheme' | 'queryParams';

export interface PathMatch {
  type: 'prefix' | 'segment-prefix' | 'exact' | 'regex';
  value: string;
  ignoreCase: boolean;
  regex: CompiledRegex | null;
}

export interface HeaderMatch {
  field: Exclude<MatchField, 'uri' | 'queryParams'>;
  /** Lower case; pseudo headers begin with a colon. */
  name: string;
  test: TextTest;
  invert: boolean;
}

export interface QueryMatch {
  name: string;
  test: TextTest;
}

export interface RouteMatch {
  path: PathMatch;
  headers: readonly HeaderMatch[];
  query: readonly QueryMatch[];
  /** Paths of verified token claims; a gateway only. */
  claims: readonly {path: readonly string[]; test: TextTest; invert: boolean}[];
}

/** A header value: text, or pieces some of which come from the request. */
export type HeaderValue = string | readonly (string | {command: string; argument: string})[];

export interface HeaderOperations {
  remove: readonly string[];
  set: readonly (readonly [string, HeaderValue])[];
  add: readonly (readonly [string, HeaderValue])[];
}

export interface RetryPolicy {
  /** Retries after the first try. */
  retries: number;
  conditions: ReadonlySet<string>;
  codes: readonly number[];
  /** 0: none. */
  perTryTimeoutMs: number;
  backoffMs: number;
  avoidPreviousHosts: boolean;
}

export type HashPolicy =
  | {type: 'header'; name: string}
  | {
      type: 'cookie';
      name: string;
      path: string;
      ttlSeconds: number | null;
      attributes: readonly {name: string; value: string}[];
    }
  | {type: 'source-ip'}
  | {type: 'query'; name: string};

export interface WeightedDestination {
  cluster: string;
  weight: number;
  request: HeaderOperations | null;
  response: HeaderOperations | null;
  hostRewrite: string | null;
  source: Source | null;
}

export interface MirrorPolicy {
  cluster: string;
  /** Of a million requests. */
  perMillion: number;
  source: Source;
}

export type Rewrite =
  | {type: 'prefix'; value: string}
  | {type: 'regex'; regex: CompiledRegex | null; substitution: string};

export interface ForwardAction {
  type: 'forward';
  /** At least one. */
  destinations: readonly WeightedDestination[];
  totalWeight: number;
  /** 0: none. */
  timeoutMs: number;
  retry: RetryPolicy | null;
  mirrors: readonly MirrorPolicy[];
  hash: readonly HashPolicy[];
  rewrite: Rewrite | null;
  hostRewrite: string | null;
  /** What a cluster that does not exist is answered with. */
  missingStatus: 500 | 503;
}

export interface RedirectAction {
  type: 'redirect';
  status: number;
  scheme: string;
  host: string;
  /** 0: as it is. */
  port: number;
  path: {type: 'replace' | 'prefix'; value: string} | null;
}

export interface DirectAction {
  type: 'direct';
  status: number;
  body: string;
}

export interface FaultPolicy {
  delay: {ms: number; perMillion: number} | null;
  abort: {status: number | null; grpcStatus: number | null; perMillion: number} | null;
  source: Source;
}

export interface CorsFilter {
  origins: readonly TextTest[];
  methods: string;
  headers: string;
  expose: string;
  maxAge: string;
  credentials: boolean;
  forwardUnmatched: boolean;
  source: Source;
}

export interface Route {
  /** As the access log prints it; null: none. */
  name: string | null;
  match: RouteMatch;
  /** Every request passes its match: nothing behind it is ever reached. */
  takesAll: boolean;
  action: ForwardAction | RedirectAction | DirectAction;
  request: HeaderOperations;
  response: HeaderOperations;
  fault: FaultPolicy | null;
  cors: CorsFilter | null;
  /** The match entry; the rule if it has none; null for routes Istio makes of itself. */
  source: Source | null;
  /** The rule. */
  rule: Source | null;
}

export interface VirtualHost {
  name: string;
  /** Lower case: a name, `*suffix` or `*`. */
  domains: readonly string[];
  routes: readonly Route[];
  requireTls: boolean;
}

export interface FoundHost {
  virtualHost: VirtualHost;
  /** The domain that brought it. */
  domain: string;
}

export interface RouteTable {
  name: string;
  virtualHosts: readonly VirtualHost[];
  /** By authority, port and case aside: exact, longest suffix, `*`. */
  find(authority: string): FoundHost | null;
}

/** What listens on a port of the caller's proxy. */
export type Listener =
  | {kind: 'http'; port: number; table: RouteTable}
  | {kind: 'tls'; port: number; chains: readonly {hosts: readonly string[]; table: RouteTable}[]}
  /** HTTP is recognised on the wire, and the dialled service alone decides. */
  | {kind: 'by-address'; port: number; find(host: string): RouteTable | null; fallback: Listener}
  /** Bytes are passed on. */
  | {kind: 'tcp'; port: number; cluster: string};

export interface RingHashSettings {
  type: 'ring-hash';
  minimumSize: number;
}

export interface MaglevSettings {
  type: 'maglev';
  tableSize: number;
}

export type LoadBalancing =
  | {type: 'least-request' | 'round-robin' | 'random' | 'passthrough'}
  | RingHashSettings
  | MaglevSettings;

export interface Limits {
  connections: number;
  pending: number;
  requests: number;
  retries: number;
  /** Percent of active requests that may be retries, and how many may at least. */
  retryBudget: {percent: number; minimum: number} | null;
  requestsPerConnection: number;
}

export interface OutlierPolicy {
  consecutive5xx: number;
  consecutiveGateway: number;
  /** Own counter of local errors; 0: they count as 5xx. */
  consecutiveLocal: number;
  intervalMs: number;
  baseMs: number;
  maxPercent: number;
}

export type TlsMode = 'plaintext' | 'simple' | 'mutual' | 'istio-mutual';

export interface Cluster {
  name: string;
  /** `original-destination`: whatever address the caller dialled. */
  discovery: 'endpoints' | 'original-destination' | 'dynamic-dns' | 'none';
  endpoints: readonly Endpoint[];
  balancing: LoadBalancing;
  limits: Limits;
  outlier: OutlierPolicy | null;
  /** Below this share of healthy hosts (percent) all are used. */
  panicPercent: number;
  connectTimeoutMs: number;
  /** The proxy speaks HTTP/2 to endpoints. */
  http2: boolean;
  /** `automatic`: no DestinationRule says anything; mutual TLS where the endpoint is known to take it. */
  tls: TlsMode | 'automatic';
  /**
   * What a DestinationRule says of TLS for the endpoints of an automatic cluster, because it says so for other ports; null: nothing.
   */
  endpointTls: TlsMode | null;
  /** Names of which the server's certificate must have one; `host`: the name of the request; `any`: nobody looks. */
  serverNames: readonly string[] | 'host' | 'any';
  /** The DestinationRule that shapes it. */
  source: Source | null;
}

/** What one proxy knows. Listeners and clusters are made when they are first asked for. */
export interface CompiledProxy {
  mesh: Mesh;
  caller: Caller;
  /** The table of a port as the caller dials it; null: nothing listens. */
  listener(port: number): Listener | null;
  /** Null: the proxy has no cluster of that name. */
  cluster(name: string): Cluster | null;
  /** What Envoy refuses of the listeners that were asked for so far. */
  refusals(): readonly Diagnostic[];
}
