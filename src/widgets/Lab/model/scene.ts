import type {
  Endpoint,
  Mesh,
  Pod,
  Request,
  Signatures,
  UpstreamAnswer,
  UpstreamCall,
} from '../../../mesh';
import type {LabCaller} from '../../../data/labs/types';
import {curlOf} from './curl';
import type {Refusal} from './mesh';
import type {Answer, Question, Spot, Step} from './types';
import {workloadOf, type Rung} from './words';

/** What all ways through the mesh share: who asks whom, and what applications do. */

/** The lab's clock: answers do not depend on the day on which they are asked for. */
export const START = '2026-11-24T10:00:00.000Z';
export const NOW_SECONDS = Date.parse(START) / 1000;

export interface Who {
  /** As a sentence calls it. */
  label: string;
  pod: {workload: string; namespace: string} | {gateway: string};
}

const GATEWAY: Who = {label: 'the gateway', pod: {gateway: 'istio-ingressgateway'}};

export const WHO: Readonly<Record<LabCaller, Who>> = {
  ui: {label: '`ui`', pod: {workload: 'ui', namespace: 'default'}},
  search: {label: '`search` v1', pod: {workload: 'search-v1', namespace: 'default'}},
  shop: {label: '`cart`', pod: {workload: 'cart', namespace: 'shop'}},
  plain: {label: '`old-job`', pod: {workload: 'old-job', namespace: 'default'}},
  gateway: GATEWAY,
  outside: GATEWAY,
};

/** What the applications of a question do, call by call. */
export class Applications {
  private readonly calls = new Map<string, number>();

  constructor(private readonly scene: Pick<Scene, 'question' | 'mesh'>) {}

  answer({endpoint}: Pick<UpstreamCall, 'endpoint'>): UpstreamAnswer {
    const {question, mesh} = this.scene;
    // The address of a Service on a port that it does not have: there is nobody.
    if (endpoint.pod === null && isOfCluster(mesh, endpoint.address)) return {failure: 'refuse'};
    const workload = nameOf(endpoint);
    const behaviour = question.behaviours[workload];
    const count = (this.calls.get(workload) ?? 0) + 1;
    this.calls.set(workload, count);
    switch (behaviour?.type) {
      case undefined:
      case 'fine':
        return {};
      case 'fail':
        return behaviour.times === 0 || count <= behaviour.times ? {status: behaviour.status} : {};
      case 'slow':
        return {delayMs: behaviour.ms};
      case 'down':
        return {failure: 'refuse'};
    }
  }
}

/** Workload, or the host for what is no Pod of the mesh. */
export const nameOf = ({pod, address}: Endpoint): string =>
  pod === null ? address : workloadOf(pod);

export const hasSidecar = (pod: Pod): boolean =>
  pod.labels['security.istio.io/tlsMode'] === 'istio';

export interface Prepared {
  scene: Scene;
  refused: readonly Refusal[];
  /** Names of what the reader wrote; of these alone lines are shown. */
  ownFiles: ReadonlySet<string>;
}

export interface Scene {
  question: Question;
  mesh: Mesh;
  request: Request;
  who: Who;
  /** Signatures of tokens that were found good; without them none is. */
  signatures: Signatures | undefined;
}

/** A way through the mesh that ended before any proxy was asked. */
export const unreached = (scene: Scene, title: string, text: string, curl: string): Answer => ({
  status: null,
  flags: [],
  details: null,
  route: null,
  cluster: null,
  from: null,
  tries: 0,
  copies: [],
  ms: 0,
  headline: 'no connection',
  said: text,
  good: false,
  steps: [stepOf({verdict: 'fail', title, text}, null, 'caller', 0)],
  targets: [],
  curl: curlOf(scene.request, {broken: curl}),
  log: null,
});

export const hostOf = (request: Request): string => request.host.toLowerCase();

/** Whether a name can only be one of the cluster's own. */
export function isOfCluster(mesh: Mesh, host: string): boolean {
  if (host === 'localhost' || /^[\d.]+$/.test(host)) return false;
  const [, second] = host.split('.');
  return (
    second === undefined ||
    host.endsWith('.svc') ||
    host.endsWith('.cluster.local') ||
    (mesh.namespaces.has(second) && host.split('.').length === 2)
  );
}

/** The service that a name means for a Pod of a namespace, as the cluster's DNS completes names. */
export function resolve(
  mesh: Mesh,
  host: string,
  namespace: string,
): Mesh['services'][number] | null {
  const names = [host, `${host}.${namespace}.svc.cluster.local`, `${host}.svc.cluster.local`];
  return mesh.services.find(service => names.includes(service.hostname)) ?? null;
}

export const versionOf = (labels: Readonly<Record<string, string>>): string | null =>
  labels.version ?? null;

export const stepOf = (
  rung: Rung,
  lines: Step['lines'],
  at: Spot,
  atMs: number,
  decides = false,
): Step => ({
  verdict: rung.verdict,
  title: rung.title,
  name: rung.name ?? '',
  text: rung.text,
  lines,
  at: rung.at ?? at,
  atMs,
  decides,
});
