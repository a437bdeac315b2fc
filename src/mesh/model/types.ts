import type {Path, SourceDocument} from '../parse/documents';
import type {RegexCompiler} from './regex';
import type {
  DestinationRuleSpec,
  GatewayServer,
  HttpRule,
  MatchRequest,
  MeshConfig,
  ServiceEntrySpec,
  SidecarSpec,
} from './spec';

/** The value in the YAML that something came from. */
export interface Source {
  document: SourceDocument;
  path: Path;
}

/** What all resources share. */
export interface Resource {
  name: string;
  namespace: string;
  /** Milliseconds since 1970; what has no `creationTimestamp` counts as the oldest. */
  created: number;
  document: SourceDocument;
}

export interface Namespace {
  name: string;
  labels: Readonly<Record<string, string>>;
}

export interface Pod {
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  ip: string;
  ready: boolean;
  serviceAccount: string;
  /** Port numbers by name; the number itself as text for ports without a name. */
  ports: Readonly<Record<string, number>>;
}

/** One address that answers for a service. */
export interface Endpoint {
  /** Null for addresses that are no pod of the mesh. */
  pod: string | null;
  namespace: string;
  /** An IP address, or the name DNS is asked for. */
  address: string;
  port: number;
  labels: Readonly<Record<string, string>>;
  weight: number;
}

export type PortProtocol = 'http' | 'tcp' | 'tls' | 'sniffed';

export interface ServicePort {
  number: number;
  name: string;
  protocol: PortProtocol;
  /** Its HTTP is HTTP/2. */
  http2: boolean;
  targetPort: number;
}

/** How the cluster of a service finds its endpoints. Source: istio/istio `core/cluster.go convertResolution`. */
export type Resolution = 'static' | 'dns' | 'logical-dns' | 'original-destination' | 'dynamic-dns';

export interface Service {
  /** Lower case, fully qualified. */
  hostname: string;
  name: string;
  namespace: string;
  origin: 'kubernetes' | 'service-entry';
  ports: readonly ServicePort[];
  /** Virtual addresses, if any. */
  addresses: readonly string[];
  /** Hosts of services of type ExternalName that stand for this one. */
  aliases: readonly string[];
  resolution: Resolution;
  exportTo: readonly string[];
  created: number;
  /** By port number. */
  endpoints: ReadonlyMap<number, readonly Endpoint[]>;
  document: SourceDocument;
}

/** A rule of a VirtualService after delegation, names resolved. */
export interface MatchEntry {
  match: MatchRequest;
  source: Source;
  /** It is meant for every proxy, Envoy takes it for certain, and it leaves some requests to others. */
  plain: boolean;
}

export interface RouteRule {
  rule: HttpRule;
  source: Source;
  /** Empty: the rule has no `match` and takes everything. */
  matches: readonly MatchEntry[];
  /** Envoy takes for certain what the rule does with a request. */
  plain: boolean;
}

export interface VirtualService extends Resource {
  /** Fully qualified where they were short. */
  hosts: readonly string[];
  /** `mesh` or `namespace/name`. */
  gateways: readonly string[];
  exportTo: readonly string[];
  rules: readonly RouteRule[];
  /** Made of HTTPRoutes: path prefixes by segment, missing backends 500. */
  gatewaySemantics: boolean;
}

export interface DestinationRule extends Resource {
  spec: DestinationRuleSpec;
  /** Documents merged into this one, oldest first, this one's included. */
  from: readonly SourceDocument[];
  exportTo: readonly string[];
}

/** Destination rules by namespace of the rule and host. */
export type DestinationRuleIndex = ReadonlyMap<string, ReadonlyMap<string, DestinationRule[]>>;

export interface Gateway extends Resource {
  /** Labels of the gateway's pods, or the services in front of them. */
  selects: {labels: Readonly<Record<string, string>>} | {services: readonly string[]};
  servers: readonly {server: GatewayServer; source: Source}[];
}

export interface Sidecar extends Resource {
  spec: SidecarSpec;
}

export interface ServiceEntry extends Resource {
  spec: ServiceEntrySpec;
}

/** Everything a control plane knows; made by `buildMesh`, read by `compileProxy`. */
export interface Mesh {
  config: MeshConfig;
  rootNamespace: string;
  regex: RegexCompiler | null;
  namespaces: ReadonlyMap<string, Namespace>;
  pods: readonly Pod[];
  services: readonly Service[];
  /** Hosts of services of type ExternalName, with the host they stand for. */
  aliases: ReadonlyMap<string, string>;
  /** Oldest first. */
  virtualServices: readonly VirtualService[];
  destinationRules: {
    /** Rules that count for callers of their own namespace. */
    local: DestinationRuleIndex;
    /** Rules that other namespaces may see. */
    exported: DestinationRuleIndex;
  };
  /** Oldest first; those of Gateway API included, one for each listener. */
  gateways: readonly Gateway[];
  sidecars: readonly Sidecar[];
  /** All documents that were accepted, also those without effect on traffic. */
  documents: readonly SourceDocument[];
}
