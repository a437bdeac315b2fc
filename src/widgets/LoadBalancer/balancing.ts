/**
 * The same requests, put to each algorithm. The engine picks the Pod of every request; this file only says when requests come, who sends
 * them, and how long a Pod works: one request at a time, the others wait in front of it.
 */
import {
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findCaller,
  parseDocuments,
  Random,
  simulateTogether,
  type Outcome,
  type UpstreamCall,
} from '@site/src/mesh';

export const ALGORITHMS = [
  'least-request',
  'round-robin',
  'random',
  'ring-hash',
  'maglev',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export interface Scene {
  /** Pods of `search`; the last one is slow. */
  pods: number;
  /** How many times longer the slow Pod works on a request, from 1. */
  slowness: number;
  /** Requests a second, on average. */
  rate: number;
  seed: number;
}

/** How long a Pod that is well works on one request. */
export const WORK_MS = 20;

export const REQUESTS = 300;

/** Users who send them; the value that is hashed. */
const USERS = 40;

export interface Arrival {
  atMs: number;
  user: string;
}

/** One request and its Pod, from 0. */
export interface Served {
  atMs: number;
  endMs: number;
  pod: number;
}

export interface Course {
  algorithm: Algorithm;
  /** In the order in which they came. */
  served: readonly Served[];
}

/** The requests of a scene: the same for each algorithm. Times between them are random, as those of independent users are. */
export function arrivalsOf({rate, seed}: Scene): Arrival[] {
  const random = new Random(seed);
  let atMs = 0;
  return Array.from({length: REQUESTS}, () => {
    const chance = (random.next() + 1) / 4_294_967_297;
    atMs += Math.round((-Math.log(chance) * 1000) / rate);
    return {atMs, user: `user-${random.below(USERS)}`};
  });
}

const BALANCING: Readonly<Record<Algorithm, string>> = {
  'least-request': 'simple: LEAST_REQUEST',
  'round-robin': 'simple: ROUND_ROBIN',
  random: 'simple: RANDOM',
  'ring-hash': 'consistentHash: {httpHeaderName: x-user}',
  maglev: 'consistentHash: {httpHeaderName: x-user, maglev: {tableSize: 65537}}',
};

/** The line under `loadBalancer` that asks for it. */
export const settingOf = (algorithm: Algorithm): string => BALANCING[algorithm];

const addressOf = (pod: number) => `10.0.0.${pod + 1}`;

const podYaml = (name: string, app: string, address: string) => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: default, labels: {app: ${app}}}
status: {podIP: ${address}, conditions: [{type: Ready, status: "True"}]}
`;

const meshYaml = ({pods}: Scene, algorithm: Algorithm) =>
  `apiVersion: v1
kind: Service
metadata: {name: search, namespace: default}
spec: {selector: {app: search}, ports: [{name: http, port: 8080}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: search, namespace: default}
spec:
  host: search
  trafficPolicy:
    loadBalancer:
      ${settingOf(algorithm)}
${podYaml('ui', 'ui', '10.0.1.1')}${Array.from({length: pods}, (_, pod) =>
    podYaml(`search-${pod + 1}`, 'search', addressOf(pod)),
  ).join('')}`;

/** The Pods as applications. Each works on one request at a time, in the order of arrival. */
function applications({pods, slowness}: Scene) {
  const freeAtMs = new Map<string, number>();
  const slow = addressOf(pods - 1);
  return ({endpoint: {address}, atMs}: UpstreamCall) => {
    const begins = Math.max(atMs, freeAtMs.get(address) ?? 0);
    const ends = begins + (address === slow ? WORK_MS * slowness : WORK_MS);
    freeAtMs.set(address, ends);
    return {delayMs: ends - atMs};
  };
}

const podOf = ({endpoint}: Outcome) => Number(endpoint?.address.split('.').at(-1)) - 1;

/** @throws Error when the engine refuses the mesh of this file: a mistake of this file. */
export function courseOf(scene: Scene, algorithm: Algorithm): Course {
  const {documents} = parseDocuments(meshYaml(scene, algorithm), 'search.yaml');
  const {mesh, diagnostics} = buildMesh(documents);
  const caller = findCaller(mesh, {workload: 'ui', namespace: 'default'});
  if (diagnostics.length > 0 || caller === null) throw new Error('the mesh is not whole');
  const session = createSession(compileProxy(mesh, caller), {
    seed: scene.seed,
    upstreams: applications(scene),
  });
  const requests = arrivalsOf(scene).map(({atMs, user}) => {
    const {request} = createRequest({url: 'http://search:8080/', headers: {'x-user': user}});
    if (request === null) throw new Error('the request is not whole');
    return {request, afterMs: atMs};
  });
  return {
    algorithm,
    served: simulateTogether(session, requests).map(({outcome}) => ({
      atMs: outcome.startedMs,
      endMs: outcome.startedMs + outcome.durationMs,
      pod: podOf(outcome),
    })),
  };
}

/** What one Pod is doing, and has done. */
export interface PodState {
  /** Requests that it works on or that wait for it. */
  inFlight: number;
  /** All that it got so far. */
  requests: number;
}

/** The Pods at a moment. */
export function stateAt({served}: Course, pods: number, atMs: number): PodState[] {
  const states = Array.from({length: pods}, () => ({inFlight: 0, requests: 0}));
  for (const {atMs: came, endMs, pod} of served) {
    if (came > atMs) break;
    const state = states[pod];
    if (state === undefined) continue;
    state.requests += 1;
    if (endMs > atMs) state.inFlight += 1;
  }
  return states;
}

export interface Figures {
  /** Of the requests so far, between 0 and 1, those that the slow Pod got. */
  slowShare: number;
  /** Half of the requests waited no longer. */
  p50Ms: number;
  /** Ninety-nine of a hundred waited no longer. */
  p99Ms: number;
  /** The most that ever stood at one Pod at the same time, the one it works on included. */
  longest: number;
}

/** The smallest wait that this share of all waits does not pass: the nearest rank. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Of the first requests of a course, to their end. */
export function figuresOf({served}: Course, pods: number, count: number): Figures {
  const first = served.slice(0, count);
  const waits = first.map(({atMs, endMs}) => endMs - atMs).sort((a, b) => a - b);
  const ends: number[][] = Array.from({length: pods}, () => []);
  let longest = 0;
  for (const {atMs, endMs, pod} of first) {
    const queue = (ends[pod] ?? []).filter(end => end > atMs);
    queue.push(endMs);
    ends[pod] = queue;
    longest = Math.max(longest, queue.length);
  }
  return {
    slowShare: count === 0 ? 0 : first.filter(({pod}) => pod === pods - 1).length / first.length,
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    longest,
  };
}
