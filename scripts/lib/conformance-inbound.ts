import {
  ADMISSION,
  buildMesh,
  compileReceiver,
  createRequest,
  createSession,
  findPod,
  ISTIO_HTTP_ALPN,
  parseDocuments,
  receive,
  verifySignatures,
  type Connection,
  type HeaderMap,
  type InboundOutcome,
  type InboundRequest,
  type Peer,
  type SecurityEvent,
} from '../../src/mesh';
import type {Answer, Case, CaseRequest, World} from './conformance-case';
import {Applications, rejectedResources, type Played} from './conformance-play';
import {re2} from './conformance-regex';
import {
  joseVerifier,
  makeToken,
  NOW_SECONDS,
  type CaseToken,
  type TestKeys,
} from './conformance-tokens';

/** Plays cases in which the proxy in front of a workload is asked directly. */

interface CallerIdentity {
  namespace: string;
  serviceAccount: string;
  trustDomain?: string;
  ca?: string;
  alpn?: string[];
  san?: string;
}

type CaseCaller = 'plaintext' | 'tls' | 'tls-istio-alpn' | CallerIdentity;

interface InboundStep extends CaseRequest {
  caller?: CaseCaller;
  jwt?: CaseToken | CaseToken[];
}

interface Inbound {
  workload: string;
  namespace?: string;
  gateway?: boolean;
}

export const isInbound = (test: Case): boolean => test.inbound !== undefined;

function peerOf(caller: CallerIdentity): Peer {
  const named = /^URI:spiffe:\/\/([^/]+)\/ns\/([^/]+)\/sa\/(.+)$/.exec(caller.san ?? '');
  return {
    trustDomain: named?.[1] ?? caller.trustDomain ?? 'cluster.local',
    namespace: named?.[2] ?? caller.namespace,
    serviceAccount: named?.[3] ?? caller.serviceAccount,
    trusted: caller.ca === undefined || caller.ca === 'root',
  };
}

function connectionOf(caller: CaseCaller): Connection {
  if (caller === 'plaintext') return {type: 'plaintext'};
  if (caller === 'tls') return {type: 'tls', peer: null, alpn: ['http/1.1']};
  if (caller === 'tls-istio-alpn') return {type: 'tls', peer: null, alpn: ISTIO_HTTP_ALPN};
  return {type: 'tls', peer: peerOf(caller), alpn: caller.alpn ?? ISTIO_HTTP_ALPN};
}

export function inboundRequest(step: InboundStep, keys: TestKeys): InboundRequest {
  let {url} = step;
  const headers: Record<string, string[]> = {};
  const add = (name: string, value: string): void => {
    headers[name] = [...(headers[name] ?? []), value];
  };
  for (const [name, value] of Object.entries(step.headers ?? {}))
    for (const item of [value].flat()) add(name.toLowerCase(), item);
  for (const wanted of [step.jwt ?? []].flat()) {
    const token = makeToken(wanted, keys);
    if (wanted.in === 'query')
      url += `${url.includes('?') ? '&' : '?'}${wanted.name ?? 'access_token'}=${token}`;
    else
      add(
        (wanted.name ?? 'authorization').toLowerCase(),
        `${wanted.prefix ?? (wanted.name === undefined ? 'Bearer ' : '')}${token}`,
      );
  }
  const {request, diagnostics} = createRequest({
    url,
    headers,
    sourceIp: step.sourceIp ?? '127.10.0.10',
    ...(step.method === undefined ? {} : {method: step.method}),
    ...(step.sni === undefined ? {} : {sni: step.sni}),
  });
  if (!request) throw new Error(diagnostics[0]?.message ?? `no request: ${url}`);
  return {request, connection: connectionOf(step.caller ?? 'plaintext')};
}

// What the recorder left out of headers, so that only what the proxy did remains.
const REQUEST_NOISE =
  /^(x-request-id|x-envoy-(?!original-path$|original-host$)|x-forwarded-(proto|for|client-cert)|x-b3-|traceparent|tracestate|connection$|host$|content-length$|transfer-encoding$|te$|:)/;
const RESPONSE_NOISE = /^(date|connection|content-length|server|content-type)$/;

const plain = (headers: HeaderMap, noise: RegExp): Record<string, string | string[]> =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => !noise.test(name))
      .map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : [...values]]),
  );

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The outcome in the words of the record. */
export function describeInbound(
  outcome: InboundOutcome,
  {request}: InboundRequest,
  step: InboundStep,
  pod: string,
): Answer {
  const answer: Answer = {};
  if (outcome.status === null) answer.connection = outcome.connection;
  else answer.status = outcome.status;
  if (outcome.status !== null || outcome.flags.length > 0 || outcome.cluster !== null)
    answer.flags = outcome.flags.length === 0 ? '-' : outcome.flags.join(',');
  answer.details = outcome.details;
  answer.route = outcome.route;
  answer.cluster = outcome.cluster;
  if (outcome.upstream) {
    const saw = plain(outcome.upstream.headers, REQUEST_NOISE);
    const had = plain(request.headers, REQUEST_NOISE);
    const changed = Object.entries(saw).filter(([name, value]) => !same(value, had[name]));
    const removed = Object.keys(had).filter(name => !Object.hasOwn(saw, name));
    const inQuery = [step.jwt ?? []].flat().some(token => token.in === 'query');
    answer.upstream = {
      pod,
      host: outcome.upstream.host,
      path: inQuery
        ? outcome.upstream.path.replace(/=ey[^&]+/g, '=<token>')
        : outcome.upstream.path,
      ...(changed.length > 0 ? {headers: Object.fromEntries(changed)} : {}),
      ...(removed.length > 0 ? {removedHeaders: removed} : {}),
    };
  }
  const headers = plain(outcome.responseHeaders, RESPONSE_NOISE);
  const response: Answer = {
    ...(Object.keys(headers).length > 0 ? {headers} : {}),
    ...(outcome.proxyBody === null ? {} : {body: outcome.proxyBody}),
  };
  if (Object.keys(response).length > 0) answer.response = response;
  return answer;
}

export interface PlayedInbound extends Played {
  events: readonly (readonly SecurityEvent[])[];
}

export async function playInbound(
  test: Case,
  world: World,
  keys: TestKeys,
): Promise<PlayedInbound> {
  const parsed = [
    parseDocuments(world.yaml, 'world.yaml'),
    parseDocuments(test.config, 'config.yaml'),
  ];
  const {mesh, diagnostics} = buildMesh(
    parsed.flatMap(({documents}) => documents),
    {regex: re2, admission: ADMISSION, ...(test.mesh ? {config: test.mesh} : {})},
  );
  const rejected = rejectedResources([...parsed.flatMap(part => part.diagnostics), ...diagnostics]);
  const {workload, namespace = 'default', gateway = false} = test.inbound as Inbound;
  const pod = findPod(mesh, {workload, namespace});
  if (!pod) throw new Error(`there is no pod of ${workload} in ${namespace}`);
  const receiver = compileReceiver(mesh, pod, {gateway});
  const steps = test.requests as InboundStep[];
  const requests = steps.map(step => inboundRequest(step, keys));
  const signatures = await verifySignatures(receiver, requests, joseVerifier);
  for (const {request} of requests) receiver.proxy?.listener(request.port);
  if ((receiver.proxy?.refusals() ?? []).length > 0)
    return {rejected, refused: true, expect: [], events: []};
  const applications = new Applications(mesh, world, null);
  applications.behave(test.upstreams);
  const session = receiver.proxy
    ? createSession(receiver.proxy, {
        upstreams: call => applications.answer(call),
        speaksTls: (_, {tls}) => tls === 'automatic',
      })
    : null;
  const played = requests.map((request, index) => {
    const {outcome, events, routing} = receive(receiver, request, {
      nowSeconds: NOW_SECONDS,
      signatures,
      trace: true,
      answer: ({port, http2}) =>
        applications.answer({
          http2,
          endpoint: {
            pod: pod.name,
            namespace: pod.namespace,
            address: pod.ip,
            port,
            labels: pod.labels,
            weight: 1,
          },
        }),
      ...(session ? {session} : {}),
    });
    const answer = describeInbound(outcome, request, steps[index] ?? {url: ''}, pod.name);
    return {answer, events, routing};
  });
  return {
    rejected,
    refused: false,
    expect: played.map(({answer}) => answer),
    events: played.map(({events}) => events),
    routing: played.map(({routing}) => routing),
  };
}
