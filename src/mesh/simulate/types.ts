import type {MatchField} from '../compile/types';
import type {Endpoint} from '../model/types';
import type {Place} from '../parse/diagnostic';

/** Header names in lower case, each with its values in order. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

/** A request as the caller's application sends it. Made by `createRequest`. */
export interface Request {
  method: string;
  scheme: 'http' | 'https';
  /** What was dialled. */
  host: string;
  port: number;
  /** The Host header, with its port if it has one. */
  authority: string;
  /** Path and query. */
  path: string;
  headers: HeaderMap;
  sourceIp: string;
  /** `ip:port` that was really dialled; null: what DNS says of the host. */
  dial: string | null;
  /** Name in the TLS greeting; null: the host. */
  sni: string | null;
  /** The caller goes away after this time; null: it is patient. */
  abortAfterMs: number | null;
  /** Claims of a verified token, at a gateway. */
  claims: Readonly<Record<string, unknown>> | null;
  /** What a filter before the router answers instead, at a gateway; null: nothing. */
  denied: LocalReply | null;
}

/** An answer that a filter gives by itself. */
export interface LocalReply {
  status: number;
  /** Response code details. */
  details: string;
  body: string;
  headers: HeaderMap;
}

/** What an application does with a request. */
export interface UpstreamAnswer {
  /** 200 if absent. */
  status?: number;
  delayMs?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string;
  /**
   * `refuse`: does not listen; `close`, `reset`: ends the connection before answering; `garbage`: answers something that is
   * not HTTP; `hang`: never answers; `not-understood`: was sent HTTP/2 and speaks only HTTP/1.1.
   */
  failure?: 'refuse' | 'close' | 'reset' | 'garbage' | 'hang' | 'not-understood';
}

/** One request that reaches an endpoint. */
export interface UpstreamCall {
  endpoint: Endpoint;
  cluster: string;
  /** The proxy speaks HTTP/2 to the endpoint: its port is named so, or a DestinationRule asks for it. */
  http2: boolean;
  /** 1 for the first try; copies by mirroring have 1 too. */
  attempt: number;
  mirror: boolean;
  method: string;
  host: string;
  path: string;
  headers: HeaderMap;
  atMs: number;
}

/** Called once for each request that reaches an endpoint; must not keep the call. */
export type Upstreams = (call: UpstreamCall) => UpstreamAnswer;

export const RESPONSE_FLAGS = [
  'NR',
  'NC',
  'UH',
  'UF',
  'UC',
  'UO',
  'UT',
  'UPE',
  'URX',
  'DI',
  'FI',
  'DC',
] as const;
export type ResponseFlag = (typeof RESPONSE_FLAGS)[number];

/** One try at an endpoint. */
export interface Try {
  endpoint: Endpoint;
  attempt: number;
  startedMs: number;
  /** False for connections that were refused: no application saw this try. */
  reached: boolean;
}

export interface MirroredCopy {
  endpoint: Endpoint;
  cluster: string;
  host: string;
  path: string;
}

/** What the last try's application saw. */
export interface UpstreamSight {
  endpoint: Endpoint;
  method: string;
  host: string;
  path: string;
  headers: HeaderMap;
}

export type ConnectionFailure = 'refused' | 'reset' | 'gave-up';

/** How a request ended, as the caller and the access log of its proxy have it. */
export interface Outcome {
  /** Null: there was no HTTP answer; then `connection` says why. */
  status: number | null;
  connection: ConnectionFailure | null;
  /** In the order in which they were set. */
  flags: readonly ResponseFlag[];
  /** Response code details; null for what is no HTTP. */
  details: string | null;
  route: string | null;
  /** Null: none was chosen or it does not exist. */
  cluster: string | null;
  tries: readonly Try[];
  /** Tries as Envoy counts them; also those that found no endpoint or no room. */
  attempts: number;
  /** Endpoint in the access log. */
  endpoint: Endpoint | null;
  upstream: UpstreamSight | null;
  mirrors: readonly MirroredCopy[];
  responseHeaders: HeaderMap;
  /** Body if the proxy made it; null if the application did. */
  proxyBody: string | null;
  /** When the request began and how long it took. */
  startedMs: number;
  durationMs: number;
}

interface At {
  /** Milliseconds since the session began. */
  atMs: number;
  /** Where in the YAML this was decided; null where no YAML did. */
  place: Place | null;
}

/** Why a test did not hold. */
export interface Mismatch {
  field: MatchField | 'claims';
  /** Header, query parameter or claim; empty for the others. */
  name: string;
  expected: string;
  /** Null: it was not there. */
  seen: string | null;
}

/** One decision of a proxy. */
export type TraceEvent = At &
  (
    | {type: 'listener'; port: number; kind: 'http' | 'tls' | 'tcp' | 'none'}
    | {type: 'virtual-host'; authority: string; name: string; domain: string}
    | {type: 'no-virtual-host'; authority: string}
    | {type: 'tls-required'; location: string}
    | {type: 'route-skipped'; route: string; mismatch: Mismatch}
    | {type: 'route-matched'; route: string; path: string}
    | {type: 'no-route'; path: string}
    | {type: 'weights'; cluster: string; weight: number; total: number}
    | {type: 'cluster'; cluster: string; endpoints: number}
    | {type: 'no-cluster'; cluster: string}
    | {type: 'fault-delay'; ms: number}
    | {type: 'fault-abort'; status: number}
    | {type: 'cors-preflight'; origin: string; allowed: boolean}
    | {type: 'cors-origin'; origin: string; allowed: boolean}
    | {type: 'redirect'; status: number; location: string}
    | {type: 'direct-response'; status: number}
    | {type: 'request-headers'; set: readonly string[]; removed: readonly string[]}
    | {type: 'response-headers'; set: readonly string[]; removed: readonly string[]}
    | {type: 'host-rewrite'; from: string; to: string}
    | {type: 'path-rewrite'; from: string; to: string}
    | {type: 'mirror'; cluster: string; endpoint: string | null}
    | {type: 'mirror-not-drawn'; cluster: string}
    | {type: 'endpoint'; attempt: number; endpoint: string; balancing: string}
    | {type: 'no-endpoint'; cluster: string; total: number; ejected: number}
    | {type: 'queued'; endpoint: string}
    | {type: 'overflow'; limit: 'pending' | 'requests'; value: number}
    | {type: 'answer'; attempt: number; endpoint: string; status: number}
    | {type: 'failure'; attempt: number; endpoint: string; reason: ResetReason}
    | {type: 'per-try-timeout'; attempt: number; ms: number}
    | {type: 'timeout'; ms: number}
    | {type: 'retry'; attempt: number; because: string; backoffMs: number}
    | {type: 'no-retry'; because: 'not-retriable' | 'used-up' | 'no-room'}
    | {type: 'ejected'; endpoint: string; forMs: number}
    | {type: 'gave-up'; afterMs: number}
    | {
        type: 'end';
        status: number | null;
        connection: ConnectionFailure | null;
        flags: readonly ResponseFlag[];
        details: string | null;
      }
  );

export type TraceEventType = TraceEvent['type'];

export type ResetReason =
  'connection-refused' | 'tls-error' | 'connection-termination' | 'protocol-error' | 'overflow';
