import {
  accessLogLine,
  createRequest,
  type CompiledProxy,
  type Endpoint,
  type Mesh,
  type Outcome,
  type Pod,
  type Request,
  type Signatures,
  type SignatureVerifier,
  type TraceEvent,
} from '../../../mesh';
import {bareCaller} from './bare';
import {curlOf} from './curl';
import {isDenied, ladder, routesOf} from './ladder';
import {meshOf, type Read, type Refusal, type Rules} from './mesh';
import {saidOf} from './said';
import {
  hostOf,
  isOfCluster,
  nameOf,
  resolve,
  START,
  unreached,
  versionOf,
  WHO,
  type Prepared,
  type Scene,
  type Who,
} from './scene';
import {sendThrough, signaturesOf, stageOf, type Sent, type Stage} from './stage';
import type {Answer, Hundred, Question, Share, Target} from './types';
import {readCluster, workloadOf} from './words';

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

/** Whose policy refused, as a sentence calls it; null: nobody's. */
function denialOf(
  outcome: Outcome,
  gate: Sent['gate'],
  arrival: Stage['arrivals'][number] | undefined,
): string | null {
  if (isDenied(gate)) return 'The gateway';
  return arrival && isDenied(arrival.reception.events) && outcome.details === 'via_upstream'
    ? `The proxy in front of \`${workloadOf(arrival.pod.name)}\``
    : null;
}

/** What the caller reads: of the proxy, of the one in front of the Pod, or a word of the application. */
function bodyOf(
  {proxyBody}: Outcome,
  from: string | null,
  arrival: Stage['arrivals'][number] | undefined,
): string {
  if (proxyBody !== null) return proxyBody;
  return arrival?.reception.outcome.proxyBody ?? (from === null ? '' : `${from} answers`);
}

function answerOf(sent: Sent, prepared: Prepared, stage: Stage): Answer {
  const {outcome, events, gate} = sent;
  const {scene} = prepared;
  const steps = ladder(sent, prepared, stage);
  const {request, who} = scene;
  const last = outcome.tries.filter(({reached}) => reached).at(-1);
  const from = last ? nameOf(last.endpoint) : null;
  const wanted = events.flatMap(event => (event.type === 'no-cluster' ? event.cluster : []))[0];
  const {headline, said, good} = saidOf(outcome, {
    caller: who.label,
    from,
    wanted: wanted === undefined ? null : readCluster(wanted),
    denied: denialOf(outcome, gate, stage.arrivals.at(-1)),
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
    curl: curlOf(request, {outcome, body: bodyOf(outcome, from, stage.arrivals.at(-1))}),
    log: logOf(outcome, request, who),
  };
}

export type Asked =
  {ok: true; answer: Answer; refused: readonly Refusal[]} | {ok: false; problem: string};

/** What is fetched or looked at before a question can be played. */
export interface Tools extends Rules {
  signatures?: Signatures | undefined;
}

/** @returns a sentence if the request is none that a client could send. */
function prepare(question: Question, read: Read, {signatures, ...rules}: Tools): Prepared | string {
  const {world, before} = question;
  const {mesh, refused} = meshOf(world, read, rules, before ?? []);
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
    scene: {question, mesh, request, who: WHO[question.caller], signatures},
    refused,
    ownFiles: new Set(question.files.map(({name}) => name)),
  };
}

/** The answer to a request whose name leads nowhere: DNS comes before any proxy. */
function shut(scene: Scene): Answer | null {
  const {question, mesh, request, who} = scene;
  const host = hostOf(request);
  // A gateway reads the Host header; nobody has looked the name up.
  if (question.caller === 'gateway' || !isOfCluster(mesh, host)) return null;
  const outside = question.caller === 'outside';
  const namespace = 'namespace' in who.pod ? who.pod.namespace : '';
  if (!outside && resolve(mesh, host, namespace)) return null;
  const text = outside
    ? `\`${host}\` is a name of the cluster. Outside, it means nothing.`
    : `No Service is called \`${host}\` for a Pod of \`${namespace}\`.`;
  return unreached(scene, 'DNS', text, `(6) Could not resolve host: ${host}`);
}

/** Sends the request of a question, after those that came before it, and tells who decided what. */
export function play(question: Question, read: Read, tools: Tools = {}): Asked {
  const prepared = prepare(question, read, tools);
  if (typeof prepared === 'string') return {ok: false, problem: prepared};
  const {scene, refused} = prepared;
  const closed = shut(scene);
  if (closed) return {ok: true, answer: closed, refused};
  if (question.caller === 'plain') {
    const send = bareCaller(prepared);
    for (let draw = 1; draw < question.draw; draw += 1) send();
    return {ok: true, answer: send(), refused};
  }
  const stage = stageOf(scene);
  for (let draw = 1; draw < question.draw; draw += 1) sendThrough(stage, scene.request, false);
  const sent = sendThrough(stage, scene.request, true);
  return {ok: true, answer: answerOf(sent, prepared, stage), refused};
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
  tools: Tools = {},
): {ok: true; hundred: Hundred} | {ok: false; problem: string} {
  const total = 100;
  const prepared = prepare(question, read, tools);
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
    const stage = stageOf(scene);
    for (let draw = 1; draw <= total; draw += 1) {
      const {outcome, events} = sendThrough(stage, scene.request, draw === 1);
      if (draw === 1) expected = expectedShares(scene, stage.proxy, events);
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

/** What has to be looked at before: the signature of a token, where a policy asks for one. */
export async function lookAtTokens(
  question: Question,
  read: Read,
  rules: Rules,
  verify: SignatureVerifier,
): Promise<Signatures | undefined> {
  const prepared = prepare(question, read, rules);
  if (typeof prepared === 'string') return undefined;
  const {mesh, request} = prepared.scene;
  return signaturesOf(mesh, request, verify);
}
