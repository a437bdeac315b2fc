/**
 * The one door of the engine: what Istio and Envoy do with a request, from plain YAML.
 *
 * `parseDocuments` → `buildMesh` → `compileProxy` → `createSession` → `simulate` → `renderTrace`. Nothing here reads a clock, a
 * file or the network, and nothing a reader types makes it throw.
 */
import type {CompiledProxy} from './compile/types';
import {Session, type SessionOptions} from './simulate/session';

export {
  DIAGNOSTIC_CODES,
  type Diagnostic,
  type DiagnosticCode,
  type Place,
  type Point,
  type Severity,
} from './parse/diagnostic';
export {
  MAX_TEXT,
  parseDocuments,
  type Json,
  type JsonObject,
  type ParseResult,
  type Path,
  type SourceDocument,
} from './parse/documents';
export {ADMISSION} from './admission';
export {buildMesh, needsRegex, type Admission, type MeshOptions} from './model/mesh';
export {re2Compiler, type Re2} from './model/re2';
export {MAX_PATTERN, type CompiledRegex, type RegexCompiler} from './model/regex';
export type {MeshConfig} from './model/spec';
export type {
  DestinationRule,
  Endpoint,
  Gateway,
  Mesh,
  Namespace,
  Pod,
  Service,
  ServicePort,
  Source,
  VirtualService,
} from './model/types';
export {compileProxy, findCaller, findPod} from './compile/proxy';
export type {
  Caller,
  Cluster,
  CompiledProxy,
  Listener,
  MatchField,
  Route,
  RouteTable,
  VirtualHost,
} from './compile/types';
export {accessLogLine} from './simulate/access-log';
export {
  ENGLISH,
  renderTrace,
  type MessageId,
  type Messages,
  type Sentence,
} from './simulate/render';
export {Random} from './simulate/random';
export {createRequest, type RequestInput} from './simulate/request';
export {
  simulate,
  simulateTogether,
  type Session,
  type SessionOptions,
  type Simulation,
} from './simulate/session';
export {
  RESPONSE_FLAGS,
  type HeaderMap,
  type Mismatch,
  type Outcome,
  type Request,
  type ResponseFlag,
  type TraceEvent,
  type TraceEventType,
  type Try,
  type UpstreamAnswer,
  type UpstreamCall,
  type Upstreams,
} from './simulate/types';

export {
  compileReceiver,
  type InboundPort,
  type Receiver,
  type ReceiverOptions,
} from './security/receiver';
export {receive, verifySignatures, type ReceiveOptions, type Reception} from './security/receive';
export {SECURITY_ENGLISH, securitySentence, whyNot, type SecurityMessages} from './security/render';
export {receiveMatrix} from './security/matrix';
export {connectionTo, pairWith, type PairOptions} from './security/pair';
export {decodeBase64Url, decodeUtf8} from './security/base64';
export {
  CLOCK_SKEW_SECONDS,
  MAX_TOKEN,
  parseToken,
  timeStatus,
  TOKEN_STATUS,
  type KeySets,
  type Signatures,
  type SignatureVerifier,
  type TokenStatus,
} from './security/tokens';
export {
  ISTIO_HTTP_ALPN,
  ISTIO_TCP_ALPN,
  type Connection,
  type ConnectionVerdict,
  type InboundOutcome,
  type InboundRequest,
  type MutualTlsMode,
  type Peer,
  type RuleMismatch,
  type SecurityEvent,
  type SecurityEventType,
} from './security/types';

export {lint, type Finding, type LintOptions, type Voice} from './lint/lint';
export {pageOfDiagnostic, type Advice} from './lint/advice';
export {LEFT_OUT_ANALYZERS, LEFT_OUT_WEBHOOK, NOT_OF_ANALYZE, type LeftOut} from './lint/left-out';
export {LINT_CODES, type Level, type LintCode} from './lint/cluster';

/** A proxy at work. It keeps its connections, ejections and random numbers from request to request. */
export const createSession = (proxy: CompiledProxy, options?: SessionOptions): Session =>
  new Session(proxy, options);
