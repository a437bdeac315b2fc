import type {Source} from '../model/types';
import type {Place} from '../parse/diagnostic';
import type {HeaderMap, Request} from '../simulate/types';
import type {PolicyAction} from './spec';

/** What a server's certificate check makes of a caller. */
export interface Peer {
  /** Of its SPIFFE ID, `spiffe://trustDomain/ns/namespace/sa/serviceAccount`. */
  trustDomain: string;
  namespace: string;
  serviceAccount: string;
  /** Whether the certificate was signed by the mesh's own authority. */
  trusted: boolean;
}

/** How a caller reaches the receiver's port. */
export type Connection =
  | {type: 'plaintext'}
  /** `peer` is null for a client without certificate. `alpn` is what it offers, in order. */
  | {type: 'tls'; peer: Peer | null; alpn: readonly string[]};

/** What Istio's own proxies offer: HTTP, or bytes. */
export const ISTIO_HTTP_ALPN: readonly string[] = ['istio-http/1.1', 'istio', 'http/1.1'];
export const ISTIO_TCP_ALPN: readonly string[] = ['istio-peer-exchange', 'istio'];

export type MutualTlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** A request that arrives at the proxy in front of a workload. */
export interface InboundRequest {
  request: Request;
  connection: Connection;
}

/** Which policy, rule and field decided. */
export interface RuleMismatch {
  /** `from`, `to` or `when`. */
  clause: 'from' | 'to' | 'when';
  /** Field of a source or operation, or key of a condition. */
  field: string;
  expected: readonly string[];
  /** None of them may be there, as in `notPaths` and `notValues`. */
  negated: boolean;
  /** Null: it was not there. */
  seen: string | null;
}

interface At {
  place: Place | null;
}

/** One decision of the receiver's proxy, in order. */
export type SecurityEvent = At &
  (
    | {
        type: 'peer';
        port: number;
        mode: MutualTlsMode;
        wire: 'plaintext' | 'tls';
        principal: string | null;
        accepted: boolean;
        because: ConnectionVerdict;
      }
    | {type: 'bad-path'; path: string}
    | {type: 'token-missing'; issuer: string}
    | {type: 'token'; issuer: string; location: string; accepted: boolean; reason: string}
    | {type: 'token-skipped'; because: 'preflight'}
    | {type: 'rule-matched'; action: PolicyAction; policy: string; rule: number}
    | {
        type: 'rule-skipped';
        action: PolicyAction;
        policy: string;
        rule: number;
        /** Null: the rule has a part that this port cannot test, and never matches. */
        mismatch: RuleMismatch | null;
      }
    | {type: 'external'; provider: string; policy: string; allowed: boolean}
    | {type: 'no-allow-matched'; policies: number}
    | {type: 'no-allow-policy'}
    | {type: 'denied'; status: number | null; details: string}
    | {type: 'accepted'; cluster: string}
  );

export type SecurityEventType = SecurityEvent['type'];

/** Why a connection was taken or refused. */
export type ConnectionVerdict =
  | 'plaintext'
  | 'mutual-tls'
  | 'bytes'
  | 'strict-wants-tls'
  | 'no-filter-chain'
  | 'certificate-required'
  | 'unknown-authority'
  | 'unknown-trust-domain'
  | 'tls-to-plaintext-port';

/** How a request ended at the receiver, as its access log has it. */
export interface InboundOutcome {
  /** Null: no HTTP answer. */
  status: number | null;
  /**
   * Why there is none: `closed` before a greeting or by the application, `tls` during or after it, `policy` by a rule, `garbled` if TLS met a port
   * that reads plain text.
   */
  connection: 'closed' | 'tls' | 'policy' | 'garbled' | null;
  flags: readonly string[];
  details: string | null;
  /** Why a connection without HTTP was ended. */
  termination: string | null;
  route: string | null;
  cluster: string | null;
  responseHeaders: HeaderMap;
  /** Body if the proxy made it; null if the application did. */
  proxyBody: string | null;
  /** What the application saw; null: it saw nothing. */
  upstream: {method: string; host: string; path: string; headers: HeaderMap} | null;
  /** `trustDomain/ns/namespace/sa/account` of a caller with mutual TLS. */
  principal: string | null;
  /** `issuer/subject` of a verified token. */
  requestPrincipal: string | null;
  /** The policy and rule that denied, `Kind namespace/name` as in diagnostics; null: no single rule. */
  deniedBy: {policy: string; rule: number} | null;
}

export type {Source};
