import {
  compileProxy,
  compileReceiver,
  createSession,
  findPod,
  pairWith,
  receive,
  simulate,
  verifySignatures,
  type CompiledProxy,
  type Mesh,
  type Outcome,
  type Pod,
  type Receiver,
  type Reception,
  type Request,
  type ResponseFlag,
  type SecurityEvent,
  type Session,
  type Signatures,
  type SignatureVerifier,
  type TraceEvent,
  type UpstreamCall,
} from '../../../mesh';
import {Applications, hasSidecar, NOW_SECONDS, type Scene} from './scene';
import {workloadOf} from './words';

/** The sidecar or gateway whose rules count, at work. */
export interface Stage {
  pod: Pod;
  proxy: CompiledProxy;
  session: Session;
  /** What the proxies in front of the Pods decided, in order. */
  arrivals: {pod: Pod; reception: Reception}[];
  /** The gateway's own tokens and policies; null: it has none, or a sidecar calls. */
  gate: Gate | null;
}

interface Gate {
  receiver: Receiver;
  signatures: Signatures | undefined;
  /** What reached an application since the request began. */
  calls: (Pick<UpstreamCall, 'endpoint' | 'attempt' | 'mirror' | 'cluster' | 'host' | 'path'> & {
    reached: boolean;
    startedMs: number;
  })[];
}

function decides({tokenRules, http}: Receiver): boolean {
  return tokenRules.length > 0 || Object.values(http).some(({policies}) => policies.length > 0);
}

export function stageOf(scene: Scene): Stage {
  const {question, mesh, who, signatures} = scene;
  const pod = findPod(mesh, who.pod);
  if (!pod) throw new Error(`The world of the lab has no ${who.label}.`);
  const isGateway = 'gateway' in who.pod;
  const proxy = compileProxy(mesh, {
    kind: isGateway ? 'gateway' : 'sidecar',
    namespace: pod.namespace,
    labels: pod.labels,
  });
  const receiver = isGateway ? compileReceiver(mesh, pod, {gateway: true}) : null;
  const gate = receiver && decides(receiver) ? {receiver, signatures, calls: []} : null;
  const applications = new Applications(scene);
  const arrivals: Stage['arrivals'] = [];
  const calls: Gate['calls'] | undefined = gate?.calls;
  // A Pod that is down has no proxy either: nobody is there to say 503.
  const isDown = (name: string): boolean => question.behaviours[workloadOf(name)]?.type === 'down';
  const pair = pairWith(proxy, pod, {
    nowSeconds: NOW_SECONDS,
    hasSidecar: server => hasSidecar(server) && !isDown(server.name),
    ...(signatures && {signatures}),
    answer: call => {
      const answer = applications.answer(call);
      const {endpoint, attempt, mirror, cluster, host, path, atMs} = call;
      const reached = answer.failure !== 'refuse';
      calls?.push({endpoint, attempt, mirror, cluster, host, path, reached, startedMs: atMs});
      return answer;
    },
    arrived: (at, reception) => arrivals.push({pod: at, reception}),
  });
  const session = createSession(proxy, {
    seed: question.seed,
    upstreams: pair.upstreams,
    speaksTls: (call, cluster) => isDown(call.endpoint.pod ?? '') || pair.speaksTls(call, cluster),
  });
  return {pod, proxy, session, arrivals, gate};
}

/** A request that went its way. */
export interface Sent {
  outcome: Outcome;
  events: readonly TraceEvent[];
  /** What the gateway's own policies decided, before its routes. */
  gate: readonly SecurityEvent[];
}

/** Sends a request through the caller's proxy; at a gateway tokens and policies come before the routes. */
export function sendThrough(
  {session, arrivals, gate}: Stage,
  request: Request,
  trace: boolean,
): Sent {
  arrivals.length = 0;
  if (!gate) return {...simulate(session, request, {trace}), gate: []};
  const {receiver, signatures, calls} = gate;
  calls.length = 0;
  const startedMs = session.nowMs;
  const {outcome, events, routing} = receive(
    receiver,
    {
      request,
      connection:
        request.scheme === 'https' ? {type: 'tls', peer: null, alpn: []} : {type: 'plaintext'},
    },
    {session, nowSeconds: NOW_SECONDS, trace, ...(signatures && {signatures})},
  );
  const tries = calls.filter(({mirror}) => !mirror);
  const last = tries.at(-1)?.endpoint ?? null;
  return {
    gate: events,
    events: routing,
    outcome: {
      status: outcome.status,
      connection: outcome.connection === null ? null : 'reset',
      flags: outcome.flags as readonly ResponseFlag[],
      details: outcome.details,
      route: outcome.route,
      cluster: outcome.cluster,
      tries,
      attempts: tries.at(-1)?.attempt ?? 0,
      endpoint: last,
      upstream: outcome.upstream && last ? {...outcome.upstream, endpoint: last} : null,
      mirrors: calls.filter(({mirror, reached}) => mirror && reached),
      responseHeaders: outcome.responseHeaders,
      proxyBody: outcome.proxyBody,
      startedMs,
      durationMs: session.nowMs - startedMs,
    },
  };
}

/** Looks at the signature of the token that a request carries, for every proxy that may ask; nothing to look at: undefined. */
export async function signaturesOf(
  mesh: Mesh,
  request: Request,
  verify: SignatureVerifier,
): Promise<Signatures | undefined> {
  const receivers = mesh.pods.map(pod =>
    compileReceiver(mesh, pod, {gateway: pod.labels.istio === 'ingressgateway'}),
  );
  const [first] = receivers;
  const tokenRules = receivers.flatMap(receiver => receiver.tokenRules);
  if (!first || tokenRules.length === 0) return undefined;
  const connection = {type: 'plaintext'} as const;
  return verifySignatures({...first, tokenRules}, [{request, connection}], verify);
}
