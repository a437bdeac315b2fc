import {
  buildMesh,
  compileProxy,
  compileReceiver,
  createSession,
  findPod,
  receive,
  simulate,
  type Endpoint,
  type Pod,
  type SourceDocument,
  type UpstreamAnswer,
} from '../../../mesh';
import {curlOf} from './curl';
import {
  Applications,
  hasSidecar,
  hostOf,
  isOfCluster,
  nameOf,
  NOW_SECONDS,
  resolve,
  stepOf,
  unreached,
  versionOf,
  type Prepared,
  type Scene,
} from './scene';
import type {Stage} from './stage';
import type {Answer, Spot, Step} from './types';
import {linesOf, securityRung, type Rung} from './words';

const isRule = ({apiVersion}: SourceDocument): boolean =>
  /(^|\.)istio\.io\/|^gateway\.networking\.k8s\.io\//.test(apiVersion);

/** A Pod without a proxy: DNS and Kubernetes alone, until a sidecar receives. Each call sends one more request. */
export function bareCaller({scene, ownFiles}: Prepared): () => Answer {
  const {mesh, question, request} = scene;
  const pod = findPod(mesh, scene.who.pod);
  if (!pod) throw new Error('The world of the lab has no Pod without a sidecar.');
  const host = hostOf(request);
  const service = resolve(mesh, host, pod.namespace);
  if (!service || service.origin === 'service-entry') {
    const answer = !isOfCluster(mesh, host)
      ? bareAnswer(scene, {workload: host, label: '', version: null}, null, [], ownFiles)
      : unreached(
          scene,
          'DNS',
          `No service is called \`${host}\` for a Pod of \`${pod.namespace}\`.`,
          `(6) Could not resolve host: ${host}`,
        );
    return () => answer;
  }
  // Kubernetes knows no rules: what it does is what a mesh without any does.
  const plain = mesh.documents.filter(document => !isRule(document));
  const proxy = compileProxy(buildMesh(plain).mesh, {
    kind: 'sidecar',
    namespace: pod.namespace,
    labels: pod.labels,
  });
  const applications = new Applications(scene);
  let picked: Endpoint | null = null;
  const session = createSession(proxy, {
    seed: question.seed,
    upstreams: ({endpoint}) => {
      picked = endpoint;
      return {};
    },
  });
  return () => {
    simulate(session, {...request, host: service.hostname, authority: service.hostname});
    const endpoint = picked;
    if (!endpoint)
      return unreached(
        scene,
        'Kubernetes',
        `The Service \`${service.name}\` has nobody on port ${request.port}.`,
        `(7) Failed to connect to ${request.host} port ${request.port}`,
      );
    const target = mesh.pods.find(({ip}) => ip === endpoint.address);
    const application = applications.answer({endpoint});
    const reception =
      target && hasSidecar(target) && application.failure === undefined
        ? receive(
            compileReceiver(mesh, target),
            {request: {...request, port: endpoint.port}, connection: {type: 'plaintext'}},
            {
              nowSeconds: NOW_SECONDS,
              atWorkloadPort: true,
              answer: () => application,
              trace: true,
            },
          )
        : null;
    return bareAnswer(
      scene,
      {
        workload: nameOf(endpoint),
        label: endpoint.labels.app ?? service.name,
        version: versionOf(endpoint.labels),
      },
      application,
      reception ? [{pod: target as Pod, reception}] : [],
      ownFiles,
    );
  };
}

function bareAnswer(
  scene: Scene,
  to: {workload: string; label: string; version: string | null},
  application: UpstreamAnswer | null,
  arrivals: Stage['arrivals'],
  ownFiles: ReadonlySet<string>,
): Answer {
  const {request, who} = scene;
  const at: Spot = {workload: to.workload};
  const reception = arrivals[0]?.reception ?? null;
  const failed = application?.failure !== undefined;
  const status = failed
    ? null
    : (reception?.outcome.status ?? (reception ? null : (application?.status ?? 200)));
  const step = (rung: Rung, lines: Step['lines'] = null): Step => stepOf(rung, lines, 'caller', 0);
  const steps: Step[] = [
    step({
      verdict: 'skip',
      title: 'Proxy of the caller',
      text: `There is none beside ${who.label}: no VirtualService and no DestinationRule is read.`,
    }),
    step({
      verdict: 'hit',
      title: application === null ? 'DNS' : 'Kubernetes',
      name: to.workload,
      text:
        application === null
          ? 'The name leads out of the cluster.'
          : 'The Service gives any ready Pod, whatever its version.',
      at,
    }),
    ...(reception?.events ?? []).flatMap(event => {
      const rung = securityRung(event);
      const lines = event.place && linesOf(event.place);
      return rung ? [stepOf(rung, lines && ownFiles.has(lines.file) ? lines : null, at, 0)] : [];
    }),
    step({
      verdict: status !== null && status < 500 ? 'hit' : 'fail',
      title: 'Answer of',
      name: to.workload,
      text:
        status === null ? 'The connection is closed without an answer.' : `It answers ${status}.`,
      at,
    }),
  ];
  return {
    status,
    flags: [],
    details: null,
    route: null,
    cluster: null,
    from: to.workload,
    tries: 1,
    copies: [],
    ms: application?.delayMs ?? 0,
    headline: status === null ? 'no answer' : String(status),
    said:
      status === null
        ? 'The connection was closed before there was an answer.'
        : status === 403
          ? `The proxy of \`${to.workload}\` refused it.`
          : `\`${to.workload}\` answers, and no rule was read on the way.`,
    good: status !== null && status < 400,
    steps,
    targets: [{...to, requests: 1, copies: 0}],
    curl: curlOf(
      request,
      status === null
        ? {broken: '(56) Recv failure: Connection reset by peer'}
        : {status, body: `${to.workload} answers`},
    ),
    log: null,
  };
}
