/**
 * The parts of the Istio and Gateway API objects the engine reads, as JSON once the schema has been checked (defaults of the
 * definitions filled in). Source: istio/api `networking/v1alpha3/*.proto`, kubernetes-sigs/gateway-api `apis/v1`.
 */

/** A duration as written: `1.5s`, `200ms`, `1h30m`. */
export type Duration = string;

export interface StringMatch {
  exact?: string;
  prefix?: string;
  regex?: string;
}

export interface MatchRequest {
  name?: string;
  uri?: StringMatch;
  scheme?: StringMatch;
  method?: StringMatch;
  authority?: StringMatch;
  headers?: Record<string, StringMatch>;
  withoutHeaders?: Record<string, StringMatch>;
  queryParams?: Record<string, StringMatch>;
  ignoreUriCase?: boolean;
  port?: number;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
  statPrefix?: string;
}

export interface Destination {
  host: string;
  subset?: string;
  port?: {number?: number};
}

export interface HeaderOperations {
  set?: Record<string, string>;
  add?: Record<string, string>;
  remove?: string[];
}

export interface Headers {
  request?: HeaderOperations;
  response?: HeaderOperations;
}

export interface RouteDestination {
  destination: Destination;
  weight?: number;
  headers?: Headers;
}

export interface Redirect {
  uri?: string;
  prefixRewrite?: string;
  authority?: string;
  scheme?: string;
  port?: number;
  derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  redirectCode?: number;
}

export interface Percent {
  value?: number;
}

export interface Fault {
  delay?: {
    percentage?: Percent;
    percent?: number;
    fixedDelay?: Duration;
    exponentialDelay?: Duration;
  };
  abort?: {
    percentage?: Percent;
    httpStatus?: number;
    grpcStatus?: string;
    http2Error?: string;
  };
}

export interface Retries {
  attempts?: number;
  perTryTimeout?: Duration;
  retryOn?: string;
  retryRemoteLocalities?: boolean;
  retryIgnorePreviousHosts?: boolean;
  backoff?: Duration;
}

export interface CorsPolicy {
  allowOrigin?: string[];
  allowOrigins?: StringMatch[];
  allowMethods?: string[];
  allowHeaders?: string[];
  exposeHeaders?: string[];
  maxAge?: Duration;
  allowCredentials?: boolean;
  unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
}

export interface Mirror {
  destination: Destination;
  percentage?: Percent;
}

export interface HttpRule {
  name?: string;
  match?: MatchRequest[];
  route?: RouteDestination[];
  redirect?: Redirect;
  directResponse?: {status: number; body?: {string?: string; bytes?: string}};
  delegate?: {name?: string; namespace?: string};
  rewrite?: {
    uri?: string;
    authority?: string;
    uriRegexRewrite?: {match?: string; rewrite?: string};
  };
  timeout?: Duration;
  retries?: Retries;
  fault?: Fault;
  mirror?: Destination;
  mirrors?: Mirror[];
  mirrorPercent?: number;
  mirrorPercentage?: Percent;
  corsPolicy?: CorsPolicy;
  headers?: Headers;
}

export interface VirtualServiceSpec {
  hosts?: string[];
  gateways?: string[];
  http?: HttpRule[];
  tcp?: StreamRule[];
  tls?: StreamRule[];
  exportTo?: string[];
}

/** A rule for bytes: by port and addresses, or by the name in the TLS greeting. */
export interface StreamRule {
  match?: {
    sniHosts?: string[];
    destinationSubnets?: string[];
    port?: number;
    sourceLabels?: Record<string, string>;
    gateways?: string[];
  }[];
  route?: {destination?: Destination; weight?: number}[];
}

export interface ConsistentHash {
  httpHeaderName?: string;
  httpCookie?: {
    name: string;
    path?: string;
    ttl?: Duration;
    attributes?: {name: string; value?: string}[];
  };
  useSourceIp?: boolean;
  httpQueryParameterName?: string;
  ringHash?: {minimumRingSize?: number};
  maglev?: {tableSize?: number};
  minimumRingSize?: number;
}

export interface LoadBalancer {
  simple?: string;
  consistentHash?: ConsistentHash;
  localityLbSetting?: LocalitySetting;
  zoneAwareLbSetting?: Record<string, unknown>;
  warmup?: {duration?: Duration; minimumPercent?: number; aggression?: number};
  warmupDurationSecs?: Duration;
}

export interface LocalitySetting {
  enabled?: boolean;
  distribute?: {from?: string; to?: Record<string, number>}[];
  failover?: {from?: string; to?: string}[];
  failoverPriority?: string[];
}

export interface ConnectionPool {
  tcp?: {
    maxConnections?: number;
    connectTimeout?: Duration;
    maxConnectionDuration?: Duration;
    idleTimeout?: Duration;
    tcpKeepalive?: {time?: Duration; interval?: Duration};
  };
  http?: {
    idleTimeout?: Duration;
    h2UpgradePolicy?: string;
    useClientProtocol?: boolean;
    http2KeepAlive?: {interval?: Duration; timeout?: Duration};
    http1MaxPendingRequests?: number;
    http2MaxRequests?: number;
    maxRequestsPerConnection?: number;
    maxRetries?: number;
  };
}

export interface OutlierDetection {
  consecutiveErrors?: number;
  consecutive5xxErrors?: number;
  consecutiveGatewayErrors?: number;
  splitExternalLocalOriginErrors?: boolean;
  consecutiveLocalOriginFailures?: number;
  interval?: Duration;
  baseEjectionTime?: Duration;
  maxEjectionPercent?: number;
  minHealthPercent?: number;
}

export interface ClientTls {
  mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  clientCertificate?: string;
  privateKey?: string;
  caCertificates?: string;
  caCrl?: string;
  credentialName?: string;
  subjectAltNames?: string[];
  sni?: string;
  insecureSkipVerify?: boolean;
}

export interface Tunnel {
  protocol?: string;
  targetHost?: string;
  targetPort?: number;
}

export interface TrafficPolicy {
  loadBalancer?: LoadBalancer;
  connectionPool?: ConnectionPool;
  outlierDetection?: OutlierDetection;
  tls?: ClientTls;
  portLevelSettings?: (TrafficPolicy & {port?: {number?: number}})[];
  tunnel?: Tunnel;
  proxyProtocol?: Record<string, unknown>;
  retryBudget?: {percent?: number; minRetryConcurrency?: number};
}

export interface Subset {
  name: string;
  labels?: Record<string, string>;
  trafficPolicy?: TrafficPolicy;
}

export interface DestinationRuleSpec {
  host: string;
  subsets?: Subset[];
  trafficPolicy?: TrafficPolicy;
  exportTo?: string[];
  workloadSelector?: {matchLabels?: Record<string, string>};
}

export interface ServerTls {
  mode?: string;
  httpsRedirect?: boolean;
  credentialName?: string;
  credentialNames?: string[];
  serverCertificate?: string;
  privateKey?: string;
  caCertificates?: string;
  caCrl?: string;
  subjectAltNames?: string[];
  tlsCertificates?: {serverCertificate?: string; privateKey?: string}[];
  minProtocolVersion?: string;
  cipherSuites?: string[];
}

export interface GatewayServer {
  name?: string;
  bind?: string;
  port: {number: number; name: string; protocol: string; targetPort?: number};
  hosts: string[];
  tls?: ServerTls;
}

export interface GatewaySpec {
  selector?: Record<string, string>;
  servers?: GatewayServer[];
}

export interface ServiceEntrySpec {
  hosts?: string[];
  addresses?: string[];
  ports?: {number: number; name: string; protocol?: string; targetPort?: number}[];
  location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  endpoints?: {
    address?: string;
    network?: string;
    ports?: Record<string, number>;
    labels?: Record<string, string>;
    weight?: number;
    locality?: string;
  }[];
  workloadSelector?: {labels?: Record<string, string>};
  exportTo?: string[];
}

export interface SidecarPort {
  number?: number;
  protocol?: string;
  name?: string;
  targetPort?: number;
}

export interface SidecarIngress {
  port?: SidecarPort;
  bind?: string;
  defaultEndpoint?: string;
  connectionPool?: ConnectionPool;
  tls?: ServerTls;
}

export interface SidecarSpec {
  workloadSelector?: {labels?: Record<string, string>};
  egress?: {port?: SidecarPort; bind?: string; captureMode?: string; hosts?: string[]}[];
  ingress?: SidecarIngress[];
  inboundConnectionPool?: ConnectionPool;
  outboundTrafficPolicy?: {mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY'; egressProxy?: Destination};
}

// Gateway API

export interface ParentReference {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  sectionName?: string;
  port?: number;
}

export interface BackendReference {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface HttpHeader {
  name: string;
  value: string;
}

export interface RouteMatch {
  path?: {type?: 'Exact' | 'PathPrefix' | 'RegularExpression'; value?: string};
  headers?: (HttpHeader & {type?: 'Exact' | 'RegularExpression'})[];
  queryParams?: (HttpHeader & {type?: 'Exact' | 'RegularExpression'})[];
  method?: string;
}

export interface PathModifier {
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
  replaceFullPath?: string;
  replacePrefixMatch?: string;
}

export interface HeaderModifier {
  set?: HttpHeader[];
  add?: HttpHeader[];
  remove?: string[];
}

export interface RouteFilter {
  type: string;
  requestHeaderModifier?: HeaderModifier;
  responseHeaderModifier?: HeaderModifier;
  requestMirror?: {
    backendRef: BackendReference;
    percent?: number;
    fraction?: {numerator: number; denominator?: number};
  };
  requestRedirect?: {
    scheme?: string;
    hostname?: string;
    path?: PathModifier;
    port?: number;
    statusCode?: number;
  };
  urlRewrite?: {hostname?: string; path?: PathModifier};
  cors?: {
    allowOrigins?: string[];
    allowCredentials?: boolean;
    allowMethods?: string[];
    allowHeaders?: string[];
    exposeHeaders?: string[];
    maxAge?: number;
  };
}

export interface HttpRouteRule {
  name?: string;
  matches?: RouteMatch[];
  filters?: RouteFilter[];
  backendRefs?: (BackendReference & {filters?: RouteFilter[]})[];
  timeouts?: {request?: Duration; backendRequest?: Duration};
  retry?: {codes?: number[]; attempts?: number; backoff?: Duration};
}

export interface HttpRouteSpec {
  parentRefs?: ParentReference[];
  hostnames?: string[];
  rules?: HttpRouteRule[];
}

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: {key: string; operator: string; values?: string[]}[];
}

export interface Listener {
  name: string;
  hostname?: string;
  port: number;
  protocol: string;
  tls?: {mode?: string; certificateRefs?: unknown[]};
  allowedRoutes?: {
    namespaces?: {from?: 'All' | 'Same' | 'Selector'; selector?: LabelSelector};
    kinds?: {group?: string; kind: string}[];
  };
}

export interface KubernetesGatewaySpec {
  gatewayClassName: string;
  listeners: Listener[];
  addresses?: {type?: string; value?: string}[];
}

export interface ReferenceGrantSpec {
  from?: {group?: string; kind: string; namespace: string}[];
  to?: {group?: string; kind: string; name?: string}[];
}

// Kubernetes

export interface ServiceSpec {
  clusterIP?: string;
  clusterIPs?: string[];
  type?: string;
  externalName?: string;
  selector?: Record<string, string>;
  ports?: {
    name?: string;
    port: number;
    targetPort?: number | string;
    protocol?: string;
    appProtocol?: string;
  }[];
}

export interface Container {
  name?: string;
  ports?: {name?: string; containerPort: number}[];
}

export interface PodSpec {
  serviceAccountName?: string;
  containers?: Container[];
}

export interface PodStatus {
  phase?: string;
  podIP?: string;
  conditions?: {type: string; status: string}[];
}

export interface DeploymentSpec {
  replicas?: number;
  template?: {metadata?: {labels?: Record<string, string>}; spec?: PodSpec};
}

export interface EndpointSliceBody {
  ports?: {name?: string; port?: number}[];
  endpoints?: {
    addresses?: string[];
    conditions?: {ready?: boolean};
    targetRef?: {kind?: string; name?: string; namespace?: string};
  }[];
}

/** The fields of Istio's mesh configuration that change what a proxy does. */
export interface MeshConfig {
  /** `cluster.local` if absent. */
  trustDomain?: string;
  trustDomainAliases?: string[];
  /** True if absent. */
  enableAutoMtls?: boolean;
  h2UpgradePolicy?: 'DO_NOT_UPGRADE' | 'UPGRADE';
  pathNormalization?: {
    normalization?: 'DEFAULT' | 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';
  };
  defaultConfig?: {gatewayTopology?: {numTrustedProxies?: number}};
  extensionProviders?: {
    name: string;
    envoyExtAuthzHttp?: unknown;
    envoyExtAuthzGrpc?: unknown;
  }[];
  outboundTrafficPolicy?: {mode?: 'ALLOW_ANY' | 'REGISTRY_ONLY'};
  defaultHttpRetryPolicy?: Retries;
  defaultProviders?: {accessLogging?: string[]};
  rootNamespace?: string;
  defaultServiceExportTo?: string[];
  defaultVirtualServiceExportTo?: string[];
  defaultDestinationRuleExportTo?: string[];
  defaultTrafficPolicy?: {connectionPool?: ConnectionPool; outlierDetection?: OutlierDetection};
}
