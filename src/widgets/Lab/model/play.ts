import {
  accessLogLine,
  compileProxy,
  compileReceiver,
  createRequest,
  createSession,
  findPod,
  pairWith,
  receive,
  simulate,
  type CompiledProxy,
  type Endpoint,
  type Mesh,
  type Outcome,
  type Pod,
  type Reception,
  type RegexCompiler,
  type Request,
  type Route,
  type Session,
  type SourceDocument,
  type TraceEvent,
  type UpstreamAnswer,
  type UpstreamCall,
} from '../../../mesh';
import type {LabCaller} from '../../../data/labs/types';
import {curlOf} from './curl';
import {meshOf, type Read} from './mesh';
import {saidOf} from './said';
import type {Answer, Hundred, Question, Share, Spot, Step, Target} from './types';
import {
  linesOf,
  readCluster,
  rungOf,
  securityRung,
  workloadOf,
  type Rung,
  type Told,
} from './words';

/** The lab's clock: answers do not depend on the day on which they are asked for. */
const START = '2026-11-24T10:00:00.000Z';
const NOW_SECONDS = Date.parse(START) / 1000;

interface Who {
  /** As a sentence calls it. */
  label: string;
  pod: {workload: string; namespace: string} | {gateway: string};
}

const GATEWAY: Who = {label: 'the gateway', pod: {gateway: 'istio-ingressgateway'}};

const WHO: Readonly<Record<LabCaller, Who>> = {
  ui: {label: '`ui`', pod: {workload: 'ui', namespace: 'default'}},
  search: {label: '`search` v1', pod: {workload: 'search-v1', namespace: 'default'}},
  shop: {label: '`cart`', pod: {workload: 'cart', namespace: 'shop'}},
  plain: {label: '`old-job`', pod: {workload: 'old-job', namespace: 'default'}},
  gateway: GATEWAY,
  outside: GATEWAY,
};

/** What the applications of a question do, call by call. */
class Applications {
  private readonly calls = new Map<string, number>();

  constructor(private readonly question: Question) {}

  answer({endpoint}: Pick<UpstreamCall, 'endpoint'>): UpstreamAnswer {
    const workload = nameOf(endpoint);
    const behaviour = this.question.behaviours[workload];
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
const nameOf = ({pod, address}: Endpoint): string => (pod === null ? address : workloadOf(pod));

const hasSidecar = (pod: Pod): boolean => pod.labels['security.istio.io/tlsMode'] === 'istio';

interface Prepared {
  scene: Scene;
  read: Read;
  /** Names of what the reader wrote; of these alone lines are shown. */
  ownFiles: ReadonlySet<string>;
}

interface Scene {
  question: Question;
  mesh: Mesh;
  request: Request;
  who: Who;
}

/** A way through the mesh that ended before any proxy was asked. */
const unreached = (scene: Scene, title: string, text: string, curl: string): Answer => ({
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

const hostOf = (request: Request): string => request.host.toLowerCase();

/** The service that a name means for a Pod of a namespace, as the cluster's DNS completes names. */
function resolve(mesh: Mesh, host: string, namespace: string): Mesh['services'][number] | null {
  const names = [host, `${host}.${namespace}.svc.cluster.local`, `${host}.svc.cluster.local`];
  return mesh.services.find(service => names.includes(service.hostname)) ?? null;
}

/** The sidecar or gateway whose rules count, at work. */
interface Stage {
  pod: Pod;
  proxy: CompiledProxy;
  session: Session;
  arrivals: {pod: Pod; reception: Reception}[];
}

function stageOf({question, mesh, who}: Scene): Stage {
  const pod = findPod(mesh, who.pod);
  if (!pod) throw new Error(`The world of the lab has no ${who.label}.`);
  const proxy = compileProxy(mesh, {
    kind: 'gateway' in who.pod ? 'gateway' : 'sidecar',
    namespace: pod.namespace,
    labels: pod.labels,
  });
  const applications = new Applications(question);
  const arrivals: Stage['arrivals'] = [];
  const session = createSession(proxy, {
    seed: question.seed,
    ...pairWith(proxy, pod, {
      nowSeconds: NOW_SECONDS,
      hasSidecar,
      answer: call => applications.answer(call),
      arrived: (at, reception) => arrivals.push({pod: at, reception}),
    }),
  });
  return {pod, proxy, session, arrivals};
}

/** Routes of the virtual host that a request meets. */
function routesOf(proxy: CompiledProxy, request: Request): readonly Route[] {
  const listener = proxy.listener(request.port);
  if (!listener) return [];
  const table =
    listener.kind === 'http'
      ? listener.table
      : listener.kind === 'by-address'
        ? listener.find(request.host)
        : null;
  return table?.find(request.authority)?.virtualHost.routes ?? [];
}

/** “Route `beta-users`” where it has a name, else its place in the file. */
function titleOf(route: Route): {title: string; name?: string} {
  const path = route.source?.path.filter(step => typeof step === 'number') ?? [];
  const [rule, entry] = path;
  if (route.name !== null && route.name !== 'default') return {title: 'Route', name: route.name};
  if (rule === undefined) return {title: 'Route', name: 'default'};
  const several = entry !== undefined && siblings(route) > 1;
  return {title: `Rule ${rule + 1}${several ? `, entry ${entry + 1}` : ''}`};
}

/** Entries under `match` of a route's rule. */
function siblings({rule}: Route): number {
  if (!rule) return 0;
  let value: unknown = rule.document.value;
  for (const step of [...rule.path, 'match'])
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  return Array.isArray(value) ? value.length : 0;
}

function linesOfRoute(route: Route): Step['lines'] {
  const source = siblings(route) > 1 ? route.source : (route.rule ?? route.source);
  return source ? linesOf(source.document.locate(source.path)) : null;
}

const stepOf = (
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function ladder(
  events: readonly TraceEvent[],
  scene: Scene,
  {proxy, arrivals}: Stage,
  ownFiles: ReadonlySet<string>,
): Step[] {
  const {request, who} = scene;
  const routes = routesOf(proxy, request);
  const steps: Step[] = [];
  const own = (lines: Step['lines']): Step['lines'] =>
    lines && ownFiles.has(lines.file) ? lines : null;
  const keeper = 'gateway' in who.pod ? who.label : `the proxy of ${who.label}`;
  let seen = 0;
  let arrived = 0;
  let answered = 0;
  let endpoints = 0;
  for (const event of events) {
    const isRoute = event.type === 'route-skipped' || event.type === 'route-matched';
    const route = isRoute ? (routes[seen] ?? null) : null;
    if (isRoute) seen += 1;
    if (event.type === 'answer') answered = event.status;
    if (event.type === 'cluster') endpoints = event.endpoints;
    // Without a failure nobody thinks of another try.
    if (event.type === 'no-retry' && event.because === 'not-retriable' && answered < 500) continue;
    const told: Told = {
      keeper,
      routeTitle: label => (route ? titleOf(route) : {title: 'Route', name: label}),
      matched: event.type === 'route-matched' ? route : null,
      only: endpoints === 1,
      proxy,
    };
    const rung = rungOf(event, told);
    if (!rung) continue;
    if (event.type === 'answer' || event.type === 'failure') {
      const arrival = arrivals[arrived];
      if (arrival && arrival.pod.name === event.endpoint) {
        arrived += 1;
        for (const decision of arrival.reception.events) {
          const heard = securityRung(decision);
          if (heard)
            steps.push(
              stepOf(
                heard,
                own(decision.place && linesOf(decision.place)),
                {workload: workloadOf(arrival.pod.name)},
                event.atMs,
              ),
            );
        }
      }
    }
    let lines = route ? linesOfRoute(route) : event.place && linesOf(event.place);
    if (event.type === 'virtual-host') {
      const document = routes.find(({rule}) => rule)?.rule?.document;
      lines = document
        ? linesOf(
            document.locate(
              document.kind === 'HTTPRoute' ? ['spec', 'parentRefs'] : ['spec', 'hosts'],
            ),
          )
        : null;
    }
    steps.push(
      stepOf(
        {...rung, text: capital(rung.text)},
        own(lines),
        'proxy',
        event.atMs,
        event.type === 'route-matched',
      ),
    );
    if (event.type === 'route-matched')
      for (const later of routes.slice(seen))
        if (later.rule)
          steps.push(
            stepOf(
              {
                verdict: 'off',
                ...titleOf(later),
                text: 'Not reached: a route that matched is never left for the next.',
              },
              own(linesOfRoute(later)),
              'proxy',
              event.atMs,
            ),
          );
  }
  return steps;
}

const versionOf = (labels: Readonly<Record<string, string>>): string | null =>
  labels.version ?? null;

/** What the picture shows: everybody behind the host that was asked for, and whoever got something. */
function targetsOf(
  {mesh, request}: Scene,
  pod: Pod,
  outcome: Pick<Outcome, 'tries' | 'mirrors' | 'cluster'>,
  wanted: string | null,
): Target[] {
  const targets = new Map<string, Target>();
  const add = (endpoint: Endpoint, label: string): Target => {
    const workload = nameOf(endpoint);
    let target = targets.get(workload);
    if (!target) {
      target = {workload, label, version: versionOf(endpoint.labels), requests: 0, copies: 0};
      targets.set(workload, target);
    }
    return target;
  };
  const serviceNamed = (hostname: string): Mesh['services'][number] | undefined =>
    mesh.services.find(service => service.hostname === hostname);
  const behind = (service: Mesh['services'][number] | null | undefined): void => {
    for (const endpoint of [...(service?.endpoints.values() ?? [])].flat())
      add(
        endpoint,
        service?.origin === 'service-entry' ? '' : (endpoint.labels.app ?? service?.name ?? ''),
      );
  };
  behind(resolve(mesh, hostOf(request), pod.namespace));
  behind(serviceNamed((wanted ?? outcome.cluster)?.split('|')[3] ?? ''));
  const label = (endpoint: Endpoint): string => endpoint.labels.app ?? '';
  for (const {endpoint} of outcome.tries.filter(({reached}) => reached))
    add(endpoint, label(endpoint)).requests += 1;
  for (const {endpoint} of outcome.mirrors) add(endpoint, label(endpoint)).copies += 1;
  return [...targets.values()].sort((a, b) => a.workload.localeCompare(b.workload));
}

/** Name of the log line's keeper, as in “the access log of `ui`’s proxy”. */
function logOf(outcome: Outcome, request: Request, who: Who): Answer['log'] {
  if (outcome.connection === 'refused') return null;
  const line = accessLogLine(outcome, request, START);
  const parts = /^(\[.*?\] ".*?" \d+ )(\S+)( .*)$/s.exec(line);
  if (!parts) return null;
  const [, before = '', flags = '', after = ''] = parts;
  return {keeper: who.label, before, flags, after};
}

function answerOf(
  {outcome, events}: {outcome: Outcome; events: readonly TraceEvent[]},
  scene: Scene,
  stage: Stage,
  ownFiles: ReadonlySet<string>,
): Answer {
  const steps = ladder(events, scene, stage, ownFiles);
  const {request, who} = scene;
  const last = outcome.tries.filter(({reached}) => reached).at(-1);
  const from = last ? nameOf(last.endpoint) : null;
  const wanted = events.flatMap(event => (event.type === 'no-cluster' ? event.cluster : []))[0];
  const {headline, said, good} = saidOf(outcome, {
    caller: who.label,
    from,
    wanted: wanted === undefined ? null : readCluster(wanted),
    denied: stage.arrivals.at(-1)?.reception.outcome.status === 403,
  });
  return {
    status: outcome.status,
    flags: outcome.flags,
    details: outcome.details,
    route: outcome.route,
    cluster: outcome.cluster,
    from,
    tries: outcome.tries.filter(({reached}) => reached).length,
    copies: outcome.mirrors.map(({endpoint}) => nameOf(endpoint)),
    ms: Math.round(outcome.durationMs),
    headline,
    said,
    good,
    steps,
    targets: targetsOf(scene, stage.pod, outcome, wanted ?? null),
    curl: curlOf(request, {
      outcome,
      body:
        from !== null && outcome.proxyBody === null ? `${from} answers` : (outcome.proxyBody ?? ''),
    }),
    log: logOf(outcome, request, who),
  };
}

const isRule = ({apiVersion}: SourceDocument): boolean =>
  /(^|\.)istio\.io\/|^gateway\.networking\.k8s\.io\//.test(apiVersion);

/** A Pod without a proxy: DNS and Kubernetes alone, until a sidecar receives. Each call sends one more request. */
function bareCaller({scene, read, ownFiles}: Prepared): () => Answer {
  const {mesh, question, request} = scene;
  const pod = findPod(mesh, scene.who.pod);
  if (!pod) throw new Error('The world of the lab has no Pod without a sidecar.');
  const host = hostOf(request);
  const service = resolve(mesh, host, pod.namespace);
  if (!service || service.origin === 'service-entry') {
    const answer =
      host.includes('.') && (service !== null || !host.endsWith('.local'))
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
  const plain = {...read, documents: read.documents.filter(document => !isRule(document))};
  const proxy = compileProxy(meshOf(question.world, plain, undefined).mesh, {
    kind: 'sidecar',
    namespace: pod.namespace,
    labels: pod.labels,
  });
  const applications = new Applications(question);
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
      target && hasSidecar(target)
        ? receive(
            compileReceiver(mesh, target),
            {request: {...request, port: endpoint.port}, connection: {type: 'plaintext'}},
            {nowSeconds: NOW_SECONDS, atWorkloadPort: true, answer: application, trace: true},
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

export type Asked = {ok: true; answer: Answer} | {ok: false; problem: string};

/** Whether a name means a service only inside the cluster. */
const isInside = (mesh: Mesh, host: string): boolean => {
  if (host === 'localhost') return false;
  const service = resolve(mesh, host, 'default');
  return !host.includes('.') || (service !== null && service.origin === 'kubernetes');
};

/** @returns a sentence if the request is none that a client could send. */
function prepare(
  question: Question,
  read: Read,
  regex: RegexCompiler | undefined,
): Prepared | string {
  const {mesh} = meshOf(question.world, read, regex);
  const {host, path, method, headers} = question.request;
  const sent: Record<string, string[]> = {};
  for (const {name, value} of headers)
    if (name.trim() !== '') (sent[name.trim()] ??= []).push(value);
  const {request, diagnostics} = createRequest({
    url: /^https?:\/\//.test(host) ? `${host}${path}` : `http://${host.trim()}${path}`,
    method,
    headers: sent,
  });
  if (!request) return diagnostics[0]?.message ?? 'This is no request.';
  return {
    scene: {question, mesh, request, who: WHO[question.caller]},
    read,
    ownFiles: new Set(question.files.map(({name}) => name)),
  };
}

function shut(scene: Scene): Answer | null {
  const {question, mesh, request} = scene;
  const host = hostOf(request);
  if (question.caller !== 'outside' || !isInside(mesh, host)) return null;
  return unreached(
    scene,
    'DNS',
    `\`${host}\` is a name of the cluster. Outside, it means nothing.`,
    `(6) Could not resolve host: ${host}`,
  );
}

/** Sends the request of a question, after those that came before it, and tells who decided what. */
export function play(question: Question, read: Read, regex?: RegexCompiler): Asked {
  const prepared = prepare(question, read, regex);
  if (typeof prepared === 'string') return {ok: false, problem: prepared};
  const {scene, ownFiles} = prepared;
  const closed = shut(scene);
  if (closed) return {ok: true, answer: closed};
  if (question.caller === 'plain') {
    const send = bareCaller(prepared);
    for (let draw = 1; draw < question.draw; draw += 1) send();
    return {ok: true, answer: send()};
  }
  const stage = stageOf(scene);
  for (let draw = 1; draw < question.draw; draw += 1) simulate(stage.session, scene.request);
  stage.arrivals.length = 0;
  const simulation = simulate(stage.session, scene.request, {trace: true});
  return {ok: true, answer: answerOf(simulation, scene, stage, ownFiles)};
}

/** What the rules ask for, in percent by workload; null where more than the rules decides. */
function expectedShares(
  {question, request}: Scene,
  proxy: CompiledProxy,
  events: readonly TraceEvent[],
): {pods: ReadonlyMap<string, number>; faults: number} | null {
  const failing = Object.values(question.behaviours).some(
    ({type}) => type === 'fail' || type === 'down',
  );
  const position = events.filter(({type}) => type === 'route-skipped').length;
  const route = routesOf(proxy, request)[position];
  if (failing || route?.action.type !== 'forward') return null;
  const {destinations, totalWeight, hash} = route.action;
  const faults = (route.fault?.abort?.perMillion ?? 0) / 1_000_000;
  const pods = new Map<string, number>();
  for (const {cluster: name, weight} of destinations) {
    const endpoints = proxy.cluster(name)?.endpoints ?? [];
    // The hash of a request, and not chance, chooses among these.
    if (hash.length > 0 && endpoints.length > 1) return null;
    const share = destinations.length === 1 ? 1 : weight / Math.max(totalWeight, 1);
    const total = endpoints.reduce((sum, endpoint) => sum + endpoint.weight, 0);
    for (const endpoint of endpoints) {
      const part = (share * (1 - faults) * endpoint.weight * 100) / Math.max(total, 1);
      pods.set(nameOf(endpoint), (pods.get(nameOf(endpoint)) ?? 0) + part);
    }
  }
  return {pods, faults: faults * 100};
}

/** Sends a hundred in one session and counts how they end. */
export function playHundred(
  question: Question,
  read: Read,
  regex?: RegexCompiler,
): {ok: true; hundred: Hundred} | {ok: false; problem: string} {
  const total = 100;
  const prepared = prepare(question, read, regex);
  if (typeof prepared === 'string') return {ok: false, problem: prepared};
  const {scene} = prepared;
  const shares = new Map<string, Share>();
  const copies = new Map<string, number>();
  let expected: ReturnType<typeof expectedShares> = null;
  const count = (status: number | null, flags: string, workload: string | null): void => {
    const end = status === null ? 'no answer' : String(status);
    const label = `${end}${flags === '' ? '' : ` ${flags}`}${workload === null ? '' : ` from ${workload}`}`;
    const share = shares.get(label) ?? {label, workload, status, flags, count: 0, expected: null};
    shares.set(label, {...share, count: share.count + 1});
  };
  const closed = shut(scene);
  if (closed || question.caller === 'plain') {
    const send = closed ? () => closed : bareCaller(prepared);
    for (let draw = 1; draw <= total; draw += 1) {
      const {status, from} = send();
      count(status, '', from);
    }
  } else {
    const {session, proxy, arrivals} = stageOf(scene);
    for (let draw = 1; draw <= total; draw += 1) {
      const {outcome, events} = simulate(session, scene.request, {trace: draw === 1});
      if (draw === 1) expected = expectedShares(scene, proxy, events);
      arrivals.length = 0;
      const last = outcome.tries.filter(({reached}) => reached).at(-1);
      count(outcome.status, outcome.flags.join(','), last ? nameOf(last.endpoint) : null);
      for (const {endpoint} of outcome.mirrors)
        copies.set(nameOf(endpoint), (copies.get(nameOf(endpoint)) ?? 0) + 1);
    }
  }
  const known = expected;
  return {
    ok: true,
    hundred: {
      total,
      shares: [...shares.values()]
        .map(share => ({
          ...share,
          expected: !known
            ? null
            : share.flags === 'FI'
              ? known.faults
              : share.workload !== null && share.status === 200
                ? (known.pods.get(share.workload) ?? null)
                : null,
        }))
        .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label)),
      copies: [...copies].map(([workload, copied]) => ({workload, count: copied})),
    },
  };
}
