import type {Source} from '../model/types';
import type {JsonObject} from '../parse/documents';
import {grpcStatusOf} from '../simulate/run';
import type {Session} from '../simulate/session';
import {simulate} from '../simulate/session';
import type {HeaderMap, Request, TraceEvent, UpstreamAnswer} from '../simulate/types';
import {
  ruleMatches,
  ruleMismatch,
  spiffeId,
  type CompiledPolicy,
  type Subject,
} from './authorization';
import {normaliseFor} from './normalise';
import type {InboundPort, PolicySet, Receiver} from './receiver';
import type {PolicyAction} from './spec';
import {
  checkSignatures,
  checkTokens,
  Signatures,
  TOKEN_STATUS,
  type SignatureVerifier,
} from './tokens';
import type {
  Connection,
  ConnectionVerdict,
  InboundOutcome,
  InboundRequest,
  SecurityEvent,
} from './types';

const HTTP_ALPN = ['istio-http/1.0', 'istio-http/1.1', 'istio-h2'];
const TCP_ALPN = ['istio-peer-exchange', 'istio'];
/** Envoy cuts the address in `www-authenticate` here. */
const MAX_REALM_PATH = 256;
const NONE: HeaderMap = new Map();
const DENIED_BODY = 'RBAC: access denied';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type EventBody = DistributiveOmit<SecurityEvent, 'place'>;

export interface ReceiveOptions {
  /** Seconds since 1970: the receiver's clock. */
  nowSeconds: number;
  /** What `verifySignatures` found; without it no token's signature is good. */
  signatures?: Signatures;
  trace?: boolean;
  /** What the application does, if the request gets there; by default it answers 200. */
  answer?: (port: InboundPort) => UpstreamAnswer;
  /** The port of the request is the one the workload listens on, not that of a Service. */
  atWorkloadPort?: boolean;
  /** A gateway's routing at work; needed at gateways. */
  session?: Session;
  /** What external providers of CUSTOM policies say; those not named here let requests pass. */
  providers?: Readonly<Record<string, 'allow' | 'deny'>>;
}

export interface Reception {
  outcome: InboundOutcome;
  /** Empty unless a trace was asked for. */
  events: readonly SecurityEvent[];
  /** Routing of a gateway. */
  routing: readonly TraceEvent[];
}

/**
 * Looks at the signatures of all tokens that requests carry, before they are simulated: the only thing here that may wait for
 * something.
 */
export function verifySignatures(
  receiver: Receiver,
  requests: readonly InboundRequest[],
  verify: SignatureVerifier,
): Promise<Signatures> {
  const {pathNormalization} = receiver.mesh.config;
  return checkSignatures(
    receiver.tokenRules,
    requests.map(({request}) => ({
      headers: request.headers,
      path:
        normaliseFor(request.path, pathNormalization?.normalization ?? 'DEFAULT') ?? request.path,
    })),
    verify,
  );
}

type Chain =
  | {verdict: ConnectionVerdict; layer: 'http' | 'tcp'}
  | {verdict: ConnectionVerdict; refused: NonNullable<InboundOutcome['connection']>};

/** What the certificate check says of a client; null: it is fine. */
function certificateProblem(receiver: Receiver, connection: Connection): ConnectionVerdict | null {
  if (connection.type !== 'tls' || connection.peer === null) return 'certificate-required';
  if (!connection.peer.trusted) return 'unknown-authority';
  return receiver.trustDomains.includes(connection.peer.trustDomain)
    ? null
    : 'unknown-trust-domain';
}

/**
 * The filter chain a connection meets. Source: istio/istio `pilot/pkg/networking/core/filterchain_options.go`, the table of
 * protocols, modes and ALPN.
 */
export function findChain(receiver: Receiver, port: InboundPort, connection: Connection): Chain {
  const {mode} = port.mode;
  const protocol = port.protocol === 'tls' ? 'tcp' : port.protocol;
  if (connection.type === 'plaintext') {
    if (mode === 'STRICT') return {verdict: 'strict-wants-tls', refused: 'closed'};
    return {verdict: 'plaintext', layer: protocol === 'tcp' ? 'tcp' : 'http'};
  }
  const terminate = (layer: 'http' | 'tcp'): Chain => {
    const problem = certificateProblem(receiver, connection);
    return problem ? {verdict: problem, refused: 'tls'} : {verdict: 'mutual-tls', layer};
  };
  const offered = connection.alpn.find(name => [...HTTP_ALPN, ...TCP_ALPN].includes(name));
  if (mode === 'DISABLE')
    return protocol === 'http'
      ? {verdict: 'tls-to-plaintext-port', refused: 'garbled'}
      : {verdict: 'bytes', layer: 'tcp'};
  if (protocol === 'http') {
    if (mode === 'PERMISSIVE' && offered === undefined)
      return {verdict: 'no-filter-chain', refused: 'closed'};
    return terminate('http');
  }
  if (protocol === 'tcp') {
    if (mode === 'PERMISSIVE' && offered === undefined) return {verdict: 'bytes', layer: 'tcp'};
    return terminate('tcp');
  }
  if (offered !== undefined) return terminate(HTTP_ALPN.includes(offered) ? 'http' : 'tcp');
  return mode === 'STRICT' ? terminate('tcp') : {verdict: 'bytes', layer: 'tcp'};
}

/** Address of the client as the proxy believes it. Source: envoy `source/common/http/conn_manager_utility.cc`. */
function remoteAddress(receiver: Receiver, {headers, sourceIp}: Request): string {
  const entries = (headers.get('x-forwarded-for') ?? [])
    .flatMap(value => value.split(','))
    .map(value => value.trim());
  if (receiver.kind === 'sidecar') return entries.at(-1) ?? sourceIp;
  const trusted = receiver.mesh.config.defaultConfig?.gatewayTopology?.numTrustedProxies ?? 0;
  return trusted > 0 ? (entries.at(-trusted) ?? sourceIp) : sourceIp;
}

interface Denial {
  status: number;
  details: string;
  body: string;
  headers: HeaderMap;
  deniedBy: InboundOutcome['deniedBy'];
}

const policyName = ({namespace, name}: CompiledPolicy): string =>
  `AuthorizationPolicy ${namespace}/${name}`;

/** One request on its way through the filters of a receiver. */
class Reader {
  readonly events: SecurityEvent[] | null;

  constructor(
    private readonly receiver: Receiver,
    private readonly options: ReceiveOptions,
  ) {
    this.events = options.trace === true ? [] : null;
  }

  note(event: EventBody, source: Source | null): void {
    this.events?.push({
      ...event,
      place: source ? source.document.locate(source.path) : null,
    });
  }

  /** The first enforced rule of a set that matches. */
  private firstMatch(
    action: PolicyAction,
    {rules}: PolicySet,
    subject: Subject,
  ): PolicySet['rules'][number] | null {
    for (const entry of rules) {
      const {policy, rule} = entry;
      if (policy.dryRun) continue;
      const about = {action, policy: policyName(policy), rule: rule.index};
      if (ruleMatches(rule, subject)) {
        this.note({type: 'rule-matched', ...about}, rule.source);
        return entry;
      }
      if (this.events) {
        const why = ruleMismatch(rule, subject);
        this.note(
          {type: 'rule-skipped', ...about, mismatch: why?.mismatch ?? null},
          why?.source ?? rule.source,
        );
      }
    }
    return null;
  }

  private refuse(
    details: string,
    deniedBy: InboundOutcome['deniedBy'],
    body = DENIED_BODY,
  ): Denial {
    return {status: 403, details, body, headers: NONE, deniedBy};
  }

  /** External authorization, which is asked before tokens are looked at. */
  custom(set: PolicySet, subject: Subject): Denial | null {
    if (set.policies.length === 0) return null;
    const known = new Map(
      (this.receiver.mesh.config.extensionProviders ?? []).map(provider => [
        provider.name,
        provider.envoyExtAuthzHttp !== undefined || provider.envoyExtAuthzGrpc !== undefined,
      ]),
    );
    const asked = new Set(set.policies.map(({provider}) => provider ?? ''));
    const [provider = ''] = asked;
    const usable = asked.size === 1 && known.get(provider) === true;
    const match = this.firstMatch('CUSTOM', set, subject);
    if (!match) return null;
    const {policy, rule} = match;
    const deniedBy = {policy: policyName(policy), rule: rule.index};
    if (!usable)
      return this.refuse(
        `rbac_access_denied_matched_policy[istio-ext-authz-${policy.provider ?? ''}-${rule.id}-deny-due-to-bad-CUSTOM-action]`,
        deniedBy,
      );
    const allowed = this.options.providers?.[provider] !== 'deny';
    this.note({type: 'external', provider, policy: policyName(policy), allowed}, rule.source);
    return allowed ? null : this.refuse('ext_authz_denied', deniedBy, '');
  }

  /** AUDIT, which decides nothing, then DENY, then ALLOW. */
  decide(sets: Receiver['http'], subject: Subject): Denial | null {
    if (this.events) this.firstMatch('AUDIT', sets.AUDIT, subject);
    const denied = this.firstMatch('DENY', sets.DENY, subject);
    if (denied)
      return this.refuse(`rbac_access_denied_matched_policy[${denied.rule.id}]`, {
        policy: policyName(denied.policy),
        rule: denied.rule.index,
      });
    const enforced = sets.ALLOW.policies.filter(({dryRun}) => !dryRun);
    if (enforced.length === 0) {
      this.note({type: 'no-allow-policy'}, null);
      return null;
    }
    if (this.firstMatch('ALLOW', sets.ALLOW, subject)) return null;
    this.note({type: 'no-allow-matched', policies: enforced.length}, enforced[0]?.source ?? null);
    return this.refuse('rbac_access_denied_matched_policy[none]', null);
  }

  /** Tokens; the claims of the accepted one, and the headers as they go on. */
  tokens(
    request: Request,
    path: string,
    encrypted: boolean,
  ): {denial: Denial | null; claims: JsonObject | null; headers: HeaderMap; path: string} {
    const {tokenRules} = this.receiver;
    const {headers} = request;
    if (tokenRules.length === 0) return {denial: null, claims: null, headers, path};
    const filled = (name: string): boolean => (headers.get(name)?.[0] ?? '') !== '';
    if (
      request.method === 'OPTIONS' &&
      filled('origin') &&
      filled('access-control-request-method')
    ) {
      this.note({type: 'token-skipped', because: 'preflight'}, null);
      return {denial: null, claims: null, headers, path};
    }
    const verdict = checkTokens(
      tokenRules,
      headers,
      path,
      this.options.signatures ?? new Signatures(),
      this.options.nowSeconds,
    );
    for (const {rule, status, tokens} of verdict.results) {
      if (status === 'missing')
        this.note({type: 'token-missing', issuer: rule.issuer}, rule.source);
      for (const {location, status: found} of tokens)
        this.note(
          {
            type: 'token',
            issuer: rule.issuer,
            location: `${location.type} ${location.name}`,
            accepted: found === 'ok',
            reason: TOKEN_STATUS[found],
          },
          rule.source,
        );
    }
    const {status, claims} = verdict;
    if (status === 'ok' || status === 'missing')
      return {denial: null, claims, headers: verdict.headers, path: verdict.path};
    const text = TOKEN_STATUS[status];
    const [forwarded] = headers.get('x-forwarded-proto') ?? [];
    const believed = this.receiver.kind === 'sidecar' ? forwarded : undefined;
    const scheme = believed ?? (encrypted ? 'https' : 'http');
    const realm = `${scheme}://${request.authority}${path.slice(0, MAX_REALM_PATH)}`;
    return {
      claims: null,
      headers: verdict.headers,
      path,
      denial: {
        status: status === 'audience' ? 403 : 401,
        details: `jwt_authn_access_denied{${text.replaceAll(' ', '_')}}`,
        body: text,
        headers: new Map([
          ['www-authenticate', [`Bearer realm="${realm}", error="invalid_token"`]],
        ]),
        deniedBy: null,
      },
    };
  }
}

const UNANSWERED = {
  status: null,
  connection: null,
  flags: [],
  details: null,
  termination: null,
  route: null,
  cluster: null,
  responseHeaders: NONE,
  proxyBody: null,
  upstream: null,
  principal: null,
  requestPrincipal: null,
  deniedBy: null,
} as const satisfies InboundOutcome;

function answerHeaders({headers = {}}: UpstreamAnswer): HeaderMap {
  return new Map(
    Object.entries(headers).map(([name, value]): [string, readonly string[]] => [
      name.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}

/**
 * What the proxy says when its application fails. It tries again where nothing was sent yet: a refused connection is asked three
 * times. Source: istio/istio `core/route/retry/retry.go`, the policy of inbound routes.
 */
function brokenApplication(
  failure: Exclude<NonNullable<UpstreamAnswer['failure']>, 'hang'>,
  request: Request,
): Pick<InboundOutcome, 'status' | 'flags' | 'details' | 'responseHeaders' | 'proxyBody'> {
  const refused = failure === 'refuse';
  const misread = failure === 'garbage' || failure === 'not-understood';
  const reason = refused
    ? 'remote connection failure'
    : misread
      ? 'protocol error'
      : 'connection termination';
  const status = misread ? 502 : 503;
  return {
    flags: refused ? ['URX', 'UF'] : [misread ? 'UPE' : 'UC'],
    details: `upstream_reset_before_response_started{${reason.replaceAll(' ', '_')}${refused ? '|delayed_connect_error:_Connection_refused' : ''}}`,
    ...localReply(
      {
        status,
        body: `upstream connect error or disconnect/reset before headers. ${refused ? 'retried and the latest ' : ''}reset reason: ${reason}`,
        headers: NONE,
        details: '',
        deniedBy: null,
      },
      request,
    ),
  };
}

/** gRPC callers are answered in their own way, and a HEAD has no body. */
function localReply(
  {status, body, headers}: Denial,
  request: Request,
): Pick<InboundOutcome, 'status' | 'responseHeaders' | 'proxyBody'> {
  const type = request.headers.get('content-type')?.[0] ?? '';
  if (/^application\/grpc($|\+)/.test(type))
    return {
      status: 200,
      responseHeaders: new Map([
        ...headers,
        ['grpc-status', [String(grpcStatusOf(status))]],
        ['grpc-message', [body]],
      ]),
      proxyBody: '',
    };
  return {status, responseHeaders: headers, proxyBody: request.method === 'HEAD' ? '' : body};
}

const text = (claims: JsonObject | null, name: string): string | null => {
  const value = claims?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Sends one request to a receiver: connection, external authorization, token, policies, application. Never throws. */
export function receive(
  receiver: Receiver,
  {request, connection}: InboundRequest,
  options: ReceiveOptions,
): Reception {
  const reader = new Reader(receiver, options);
  const port =
    options.atWorkloadPort === true
      ? receiver.workloadPort(request.port)
      : receiver.port(request.port);
  const {mode} = port;
  const done = (outcome: InboundOutcome, routing: readonly TraceEvent[] = []): Reception => ({
    outcome,
    events: reader.events ?? [],
    routing,
  });
  const gateway = receiver.kind === 'gateway';
  const chain: Chain = gateway
    ? {verdict: connection.type === 'tls' ? 'bytes' : 'plaintext', layer: 'http'}
    : findChain(receiver, port, connection);
  const peer = chain.verdict === 'mutual-tls' && connection.type === 'tls' ? connection.peer : null;
  const principal = peer && spiffeId(peer);
  if (!gateway)
    reader.note(
      {
        type: 'peer',
        port: port.port,
        mode: mode.mode,
        wire: connection.type,
        principal,
        accepted: !('refused' in chain),
        because: chain.verdict,
      },
      mode.source,
    );
  if ('refused' in chain) {
    reader.note({type: 'denied', status: null, details: chain.verdict}, mode.source);
    return done({
      ...UNANSWERED,
      connection: chain.refused,
      ...(chain.refused === 'garbled' ? {flags: ['DPE'], details: 'http1.codec_error'} : {}),
    });
  }
  const {cluster} = port;
  const base: Subject = {
    peer,
    claims: null,
    method: request.method,
    path: '',
    authority: request.authority,
    headers: request.headers,
    directIp: request.sourceIp,
    remoteIp: remoteAddress(receiver, request),
    destinationIp: receiver.pod.ip,
    port: port.port,
    sni: connection.type === 'tls' ? (request.sni ?? request.host) : null,
  };
  const ask = (): UpstreamAnswer => options.answer?.(port) ?? {};
  if (chain.layer === 'tcp') {
    const subject = {...base, remoteIp: request.sourceIp};
    const denial =
      reader.custom(receiver.tcp.CUSTOM, subject) ?? reader.decide(receiver.tcp, subject);
    if (denial) {
      reader.note({type: 'denied', status: null, details: denial.details}, null);
      return done({
        ...UNANSWERED,
        connection: 'policy',
        termination: denial.details,
        cluster,
        principal,
        deniedBy: denial.deniedBy,
      });
    }
    reader.note({type: 'accepted', cluster}, null);
    // The application of this world speaks HTTP in the clear: it cannot read a TLS greeting.
    if (chain.verdict === 'bytes') return done({...UNANSWERED, connection: 'tls', cluster});
    const answer = ask();
    const {method, authority: host, headers} = request;
    const upstream = {method, host, path: request.path, headers};
    const {failure} = answer;
    if (failure !== undefined && failure !== 'hang')
      return done({
        ...UNANSWERED,
        connection: 'closed',
        flags: failure === 'refuse' ? ['UF', 'URX'] : failure === 'reset' ? ['UR'] : [],
        cluster,
        principal,
        upstream: failure === 'refuse' ? null : upstream,
      });
    return done({
      ...UNANSWERED,
      status: answer.status ?? 200,
      cluster,
      principal,
      responseHeaders: answerHeaders(answer),
      upstream,
    });
  }
  const path = normaliseFor(
    request.path,
    receiver.mesh.config.pathNormalization?.normalization ?? 'DEFAULT',
  );
  if (path === null) {
    reader.note({type: 'bad-path', path: request.path}, null);
    return done({
      ...UNANSWERED,
      status: 400,
      details: 'path_normalization_failed',
      proxyBody: '',
      principal,
    });
  }
  const mark = path.indexOf('?');
  const subject: Subject = {...base, path: mark < 0 ? path : path.slice(0, mark)};
  let denial = reader.custom(receiver.http.CUSTOM, subject);
  let {headers} = request;
  let forwarded = path;
  let claims: JsonObject | null = null;
  if (!denial) {
    const checked = reader.tokens(request, path, connection.type === 'tls');
    ({denial, claims, headers, path: forwarded} = checked);
    denial ??= reader.decide(receiver.http, {...subject, claims, headers});
  }
  if (denial) reader.note({type: 'denied', status: denial.status, details: denial.details}, null);
  const iss = text(claims, 'iss');
  const sub = text(claims, 'sub');
  const identity = {
    principal,
    requestPrincipal: iss !== null && sub !== null ? `${iss}/${sub}` : null,
    deniedBy: denial?.deniedBy ?? null,
  };
  if (gateway && options.session) {
    const {outcome, events} = simulate(
      options.session,
      {...request, path: forwarded, headers, claims, denied: denial},
      {trace: options.trace === true},
    );
    return done(
      {
        ...UNANSWERED,
        ...identity,
        status: outcome.status,
        connection: outcome.connection === null ? null : 'closed',
        flags: outcome.flags,
        details: outcome.details,
        route: outcome.route,
        cluster: outcome.cluster,
        responseHeaders: outcome.responseHeaders,
        proxyBody: outcome.proxyBody,
        upstream: outcome.upstream,
      },
      events,
    );
  }
  if (denial)
    return done({
      ...UNANSWERED,
      ...identity,
      details: denial.details,
      route: 'default',
      cluster,
      ...localReply(denial, request),
    });
  reader.note({type: 'accepted', cluster}, null);
  const answer = ask();
  const sight = {method: request.method, host: request.authority, path: forwarded, headers};
  if (answer.failure !== undefined && answer.failure !== 'hang')
    return done({
      ...UNANSWERED,
      ...identity,
      ...brokenApplication(answer.failure, request),
      route: 'default',
      cluster,
      upstream: answer.failure === 'refuse' || answer.failure === 'not-understood' ? null : sight,
    });
  return done({
    ...UNANSWERED,
    ...identity,
    status: answer.status ?? 200,
    details: 'via_upstream',
    route: 'default',
    cluster,
    responseHeaders: answerHeaders(answer),
    upstream: sight,
  });
}
