import type {CompiledProxy} from '../compile/types';
import type {Mesh, Pod} from '../model/types';
import type {SessionOptions} from '../simulate/session';
import type {UpstreamAnswer, UpstreamCall} from '../simulate/types';
import {hasSidecarLabel, infersTls, wantsTls} from './peer-authentication';
import {findChain, receive, type Reception} from './receive';
import {compileReceiver, type Receiver} from './receiver';
import type {Signatures} from './tokens';
import {ISTIO_HTTP_ALPN, type Connection, type InboundOutcome, type Peer} from './types';

/** Both sides at once: a caller's proxy whose requests arrive at the proxies in front of the servers. */
export interface PairOptions {
  nowSeconds: number;
  /** Which pods have a sidecar; by default those that the injector labelled. */
  hasSidecar?: (pod: Pod) => boolean;
  signatures?: Signatures;
  /** What the applications do. */
  answer?: (call: UpstreamCall) => UpstreamAnswer;
  /** Told of everything that arrives at a server's sidecar. */
  arrived?: (pod: Pod, reception: Reception) => void;
}

const FOREIGN = 'user-certificate';

/** What a client sends to an endpoint of a cluster. Source: istio/istio `core/cluster_tls.go`. */
export function connectionTo(
  mesh: Mesh,
  proxy: CompiledProxy,
  caller: Pod,
  call: Pick<UpstreamCall, 'cluster' | 'endpoint'>,
): Connection {
  const identity: Peer = {
    trustDomain: mesh.config.trustDomain ?? 'cluster.local',
    namespace: caller.namespace,
    serviceAccount: caller.serviceAccount,
    trusted: true,
  };
  const mutual: Connection = {type: 'tls', peer: identity, alpn: ISTIO_HTTP_ALPN};
  const cluster = proxy.cluster(call.cluster);
  switch (cluster?.tls) {
    case 'istio-mutual':
      return mutual;
    case 'simple':
      return {type: 'tls', peer: null, alpn: []};
    case 'mutual':
      return {
        type: 'tls',
        peer: {trustDomain: FOREIGN, namespace: '', serviceAccount: '', trusted: false},
        alpn: [],
      };
    case 'automatic': {
      const host = call.cluster.split('|')[3] ?? '';
      const service = mesh.services.find(({hostname}) => hostname === host.toLowerCase());
      const pod = mesh.pods.find(({ip}) => ip === call.endpoint.address);
      if (!service || !pod || !infersTls(mesh, service)) return {type: 'plaintext'};
      const wants =
        cluster.endpointTls === null
          ? wantsTls(mesh, pod, call.endpoint.port)
          : cluster.endpointTls === 'istio-mutual';
      return wants ? mutual : {type: 'plaintext'};
    }
    default:
      return {type: 'plaintext'};
  }
}

/** Options for a session of the caller's proxy in which servers with a sidecar decide for themselves. */
export function pairWith(
  proxy: CompiledProxy,
  caller: Pod,
  options: PairOptions,
): Required<Pick<SessionOptions, 'upstreams' | 'speaksTls'>> {
  const {mesh} = proxy;
  const {hasSidecar = hasSidecarLabel, answer = (): UpstreamAnswer => ({})} = options;
  const receivers = new Map<Pod, Receiver>();
  const receiverAt = (address: string): Receiver | null => {
    const pod = mesh.pods.find(({ip}) => ip === address);
    if (!pod || !hasSidecar(pod)) return null;
    const known = receivers.get(pod) ?? compileReceiver(mesh, pod);
    receivers.set(pod, known);
    return known;
  };
  const arrive = (
    receiver: Receiver,
    call: UpstreamCall,
    connection: Connection,
    application: (call: UpstreamCall) => UpstreamAnswer,
  ): InboundOutcome => {
    const reception = receive(
      receiver,
      {
        connection,
        request: {
          method: call.method,
          scheme: 'http',
          host: call.host,
          port: call.endpoint.port,
          authority: call.host,
          path: call.path,
          headers: call.headers,
          sourceIp: caller.ip,
          dial: null,
          sni: null,
          abortAfterMs: null,
          claims: null,
          denied: null,
        },
      },
      {
        nowSeconds: options.nowSeconds,
        atWorkloadPort: true,
        answer: ({http2}) => application({...call, http2}),
        trace: options.arrived !== undefined,
        ...(options.signatures ? {signatures: options.signatures} : {}),
      },
    );
    options.arrived?.(receiver.pod, reception);
    return reception.outcome;
  };
  return {
    speaksTls(call, {serverNames}) {
      const connection = connectionTo(mesh, proxy, caller, call);
      if (connection.type === 'plaintext') return true;
      const receiver = receiverAt(call.endpoint.address);
      if (!receiver) return false;
      const chain = findChain(receiver, receiver.workloadPort(call.endpoint.port), {
        type: 'tls',
        peer: null,
        alpn: connection.alpn,
      });
      // With TLS 1.3 a client is through with the handshake before the server asks for its certificate.
      if (chain.verdict === 'no-filter-chain') return false;
      if (chain.verdict === 'tls-to-plaintext-port' || chain.verdict === 'bytes') {
        arrive(receiver, call, connection, answer);
        return false;
      }
      // The certificate of a sidecar has its identity and no host name.
      const {namespace, serviceAccount} = receiver.pod;
      const identity = `spiffe://${mesh.config.trustDomain ?? 'cluster.local'}/ns/${namespace}/sa/${serviceAccount}`;
      return serverNames === 'any' || (serverNames !== 'host' && serverNames.includes(identity));
    },
    upstreams(call) {
      const receiver = receiverAt(call.endpoint.address);
      if (!receiver) return answer(call);
      let application: UpstreamAnswer = {};
      const outcome = arrive(receiver, call, connectionTo(mesh, proxy, caller, call), at => {
        application = answer(at);
        return application;
      });
      // Bytes that are passed on unread: the caller's proxy reads them.
      if (outcome.status === null)
        return {failure: application.failure === 'garbage' ? 'garbage' : 'close'};
      if (application.failure === 'hang') return application;
      const {delayMs, body} = application;
      return {
        ...(delayMs === undefined ? {} : {delayMs}),
        ...(body === undefined ? {} : {body}),
        status: outcome.status,
        headers: Object.fromEntries(outcome.responseHeaders),
      };
    },
  };
}
