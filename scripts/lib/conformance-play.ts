import {
  ADMISSION,
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findCaller,
  parseDocuments,
  simulate,
  simulateTogether,
  type CompiledProxy,
  type Diagnostic,
  type Endpoint,
  type HeaderMap,
  type Mesh,
  type Outcome,
  type Request,
  type Simulation,
  type TraceEvent,
  type UpstreamAnswer,
  type UpstreamCall,
} from '../../src/mesh';
import type {Answer, Behaviour, Behaviours, Case, CaseRequest, World} from './conformance-case';
import {re2} from './conformance-regex';

/** Plays a recorded case on the engine and tells the outcome in the words of the record. */

export interface Played {
  rejected: string[];
  refused: boolean;
  expect: Answer[];
  /** Routing of the first of each row of equal requests. */
  routing?: readonly (readonly TraceEvent[])[];
}

// What the recorder left out of headers, so that only what the proxy did remains.
const REQUEST_NOISE =
  /^(x-request-id|x-envoy-(?!original-path$|original-host$)|x-forwarded-(proto|for|client-cert)|x-b3-|traceparent|tracestate|connection$|host$|content-length$|transfer-encoding$|te$|:)/;
const RESPONSE_NOISE =
  /^(date|connection|keep-alive|content-length|transfer-encoding|server|x-envoy-upstream-service-time|x-envoy-decorator-operation)$/;

const workloadOf = (name: string): string => name.replace(/-\d+$/, '');

/** The applications of a case: behaviour by pod or workload, one after the other, the last repeats. */
export class Applications {
  private rules: Record<string, Behaviour[]> = {};
  private calls = new Map<string, number>();
  private readonly pods = new Map<string, {name: string; workload: string; ports: number[]}>();

  constructor(
    mesh: Mesh,
    private readonly world: World,
    caller: {namespace: string; labels: unknown} | null,
  ) {
    for (const {name, ip, ports, labels, namespace} of mesh.pods) {
      // A caller does not listen for itself, and a gateway runs no application.
      const silent =
        workloadOf(name) === 'istio-ingressgateway' ||
        (namespace === caller?.namespace && labels === caller.labels);
      this.pods.set(ip, {
        name,
        workload: labels['oracle/workload'] ?? workloadOf(name),
        ports: silent ? [] : Object.values(ports),
      });
    }
    for (const {name, workload, ip, ports} of world.pods)
      this.pods.set(ip, {name, workload, ports});
  }

  behave(rules: Behaviours = {}): void {
    this.calls = new Map();
    this.rules = Object.fromEntries(
      Object.entries(rules).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
    );
  }

  podAt({address}: Endpoint): {name: string; workload: string; ports: number[]} | null {
    return this.pods.get(this.world.dns[address] ?? address) ?? null;
  }

  answer({endpoint, http2}: Pick<UpstreamCall, 'endpoint' | 'http2'>): UpstreamAnswer {
    const pod = this.podAt(endpoint);
    if (!pod?.ports.includes(endpoint.port)) return {failure: 'refuse'};
    const key = this.rules[pod.name] ? pod.name : pod.workload;
    const list = this.rules[key];
    if (list?.[0]?.refuse === true) return {failure: 'refuse'};
    // The applications of the recordings speak HTTP/1.1.
    if (http2) return {failure: 'not-understood'};
    if (!list) return {};
    const count = this.calls.get(key) ?? 0;
    this.calls.set(key, count + 1);
    const rule = list[Math.min(count, list.length - 1)] ?? {};
    const {status, delayMs, headers, body} = rule;
    const failure = (['reset', 'close', 'garbage', 'hang'] as const).find(
      kind => rule[kind] === true,
    );
    return {
      ...(failure ? {failure} : {}),
      ...(status === undefined ? {} : {status}),
      ...(delayMs === undefined ? {} : {delayMs}),
      ...(headers ? {headers} : {}),
      ...(body === undefined ? {} : {body}),
    };
  }
}

function plainHeaders(headers: HeaderMap, noise: RegExp): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const [name, values] of headers)
    if (!noise.test(name)) result[name] = values.length === 1 ? (values[0] ?? '') : [...values];
  return result;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function upstreamSight(outcome: Outcome, request: Request, step: CaseRequest): Answer {
  const {upstream} = outcome;
  if (!upstream) return {};
  const saw = plainHeaders(upstream.headers, REQUEST_NOISE);
  const had = plainHeaders(request.headers, REQUEST_NOISE);
  const changed = Object.entries(saw).filter(([name, value]) => !same(value, had[name]));
  const removed = Object.keys(had).filter(name => !Object.hasOwn(saw, name));
  const method = step.method ?? 'GET';
  return {
    host: upstream.host,
    path: upstream.path,
    ...(changed.length > 0 ? {headers: Object.fromEntries(changed)} : {}),
    ...(removed.length > 0 ? {removedHeaders: removed} : {}),
    ...(upstream.method === method ? {} : {method: upstream.method}),
  };
}

export interface Observation {
  answer: Answer;
  pod: string | null;
}

export interface Look {
  applications: Applications;
  proxy: CompiledProxy;
  mirrored: boolean;
  exactPods: boolean;
  timed: boolean;
  repeated: boolean;
}

export function observe(
  outcome: Outcome,
  request: Request,
  step: CaseRequest,
  look: Look,
): Observation {
  const {applications, proxy, exactPods} = look;
  const answer: Answer = {};
  if (outcome.status === null) answer.connection = outcome.connection;
  else answer.status = outcome.status;
  if (outcome.connection !== 'refused' && !(outcome.connection === 'reset' && !outcome.cluster))
    answer.flags = outcome.flags.length === 0 ? '-' : outcome.flags.join(',');
  answer.details = outcome.details;
  answer.route = outcome.route;
  answer.cluster = outcome.cluster;
  const reached = outcome.tries.filter(item => item.reached);
  const cluster = outcome.cluster === null ? null : proxy.cluster(outcome.cluster);
  const candidates = [
    ...new Set(
      (cluster?.endpoints ?? []).map(endpoint => applications.podAt(endpoint)?.name ?? '?'),
    ),
  ].sort();
  const shown = reached.at(-1);
  const nameOf = (endpoint: Endpoint): string =>
    applications.podAt(endpoint)?.name ?? `${endpoint.address}:${endpoint.port}`;
  if (shown)
    answer.upstream = {
      ...(candidates.length > 1 && !exactPods
        ? {podOneOf: candidates, drawn: nameOf(shown.endpoint)}
        : {pod: nameOf(shown.endpoint)}),
      ...upstreamSight(outcome, request, step),
    };
  answer.tries = reached.length;
  if (reached.length > 1) {
    if (look.repeated || exactPods || candidates.length === 1)
      answer.podsTried = new Set(reached.map(({endpoint}) => nameOf(endpoint))).size;
    answer.attemptCountHeaders = reached.map(({attempt}) => String(attempt));
    if (exactPods) answer.podSequence = reached.map(({endpoint}) => nameOf(endpoint));
  }
  if (outcome.attempts > 0 && outcome.attempts !== reached.length)
    answer.attemptsLogged = outcome.attempts;
  const headers = plainHeaders(outcome.responseHeaders, RESPONSE_NOISE);
  if (headers['content-type'] === 'text/plain') delete headers['content-type'];
  if (headers['set-cookie'] !== undefined)
    headers['set-cookie'] = [headers['set-cookie']]
      .flat()
      .map(cookie => cookie.replace(/="?[0-9a-f]{12,16}"?(?=;|$)/, '=<generated>'))
      .join(', ');
  const response: Answer = {};
  if (Object.keys(headers).length > 0) response.headers = headers;
  if (outcome.proxyBody !== null) response.body = outcome.proxyBody;
  if (Object.keys(response).length > 0) answer.response = response;
  if (look.mirrored)
    answer.mirrors = outcome.mirrors
      .map(({endpoint, host, path}) => ({
        workload: applications.podAt(endpoint)?.workload ?? '?',
        host,
        path,
      }))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (look.timed) answer.ms = outcome.durationMs;
  const final = outcome.endpoint;
  return {answer, pod: final ? nameOf(final) : null};
}

export function summarise(list: readonly Observation[]): Answer[] {
  const groups = new Map<
    string,
    {answer: Answer; count: number; pods: Record<string, number>; ms: number[]}
  >();
  for (const {answer, pod} of list) {
    const {ms, upstream, ...rest} = answer;
    const bare: Answer = {...rest};
    if (upstream !== undefined)
      bare.upstream = Object.fromEntries(
        Object.entries(upstream as Answer).filter(
          ([name]) => !['pod', 'podOneOf', 'drawn'].includes(name),
        ),
      );
    const key = JSON.stringify(bare);
    const group = groups.get(key) ?? {answer: bare, count: 0, pods: {}, ms: []};
    groups.set(key, group);
    group.count += 1;
    if (pod !== null) group.pods[pod] = (group.pods[pod] ?? 0) + 1;
    if (ms !== undefined) group.ms.push(ms as number);
  }
  return [...groups.values()].map(({answer, count, pods, ms}) => ({
    ...answer,
    count,
    pods,
    ...(ms.length > 0 ? {ms: ms.sort((a, b) => a - b)} : {}),
  }));
}

/**
 * A request as it was made. Of the sidecar's listeners only those on the wildcard address were open, so that the address of a
 * service never counts.
 */
export function requestOf(step: CaseRequest): Request {
  const {url, method, headers, sni, sourceIp, abortAfterMs} = step;
  const {request, diagnostics} = createRequest({
    url,
    ...(method === undefined ? {} : {method}),
    ...(headers ? {headers} : {}),
    ...(sni === undefined ? {} : {sni}),
    ...(sourceIp === undefined ? {} : {sourceIp}),
    ...(abortAfterMs === undefined ? {} : {abortAfterMs}),
  });
  if (!request) throw new Error(diagnostics[0]?.message ?? `no request: ${url}`);
  const host = request.scheme === 'http' ? '' : request.host;
  return {...request, host, dial: step.dial ?? `127.10.99.9:${request.port}`};
}

export const rejectedResources = (diagnostics: readonly Diagnostic[]): string[] => [
  ...new Set(
    diagnostics
      .filter(({severity, resource}) => severity === 'error' && resource !== null)
      .map(({resource}) => resource ?? ''),
  ),
];

export function playCase(test: Case, world: World, seed = 1): Played {
  const parsed = [
    parseDocuments(world.yaml, 'world.yaml'),
    parseDocuments(test.config, 'config.yaml'),
  ];
  const {mesh, diagnostics} = buildMesh(
    parsed.flatMap(({documents}) => documents),
    {regex: re2, admission: ADMISSION, ...(test.mesh ? {config: test.mesh} : {})},
  );
  const from = test.from ?? {workload: 'ui', namespace: 'default'};
  const caller = findCaller(
    mesh,
    'gateway' in from
      ? {gateway: from.gateway === 'ingress' ? 'istio-ingressgateway' : from.gateway}
      : {workload: from.workload, namespace: from.namespace ?? 'default'},
  );
  if (!caller) throw new Error(`no pod for ${JSON.stringify(from)}`);
  const proxy = compileProxy(mesh, caller);
  const rejected = rejectedResources([...parsed.flatMap(part => part.diagnostics), ...diagnostics]);
  for (const step of test.requests) proxy.listener(requestOf(step).port);
  if (proxy.refusals().length > 0) return {rejected, refused: true, expect: []};
  const applications = new Applications(mesh, world, caller);
  applications.behave(test.upstreams);
  const session = createSession(proxy, {
    seed,
    upstreams: call => applications.answer(call),
    // No server has a sidecar here, and none speaks TLS.
    speaksTls: (_, {tls}) => tls === 'automatic',
  });
  const mirrored = /\bmirrors?:|RequestMirror/.test(test.config);
  const routing: (readonly TraceEvent[])[] = [];
  const expect = test.requests.map((step): Answer => {
    if (step.waitMs !== undefined) session.advance(step.waitMs);
    if (step.upstreams) applications.behave(step.upstreams);
    const exactPods = step.exactPods ?? test.exactPods ?? false;
    const count = step.concurrent ?? step.repeat ?? 1;
    const request = requestOf(step);
    const look: Look = {
      applications,
      proxy,
      mirrored,
      exactPods,
      timed: test.timed ?? step.timed ?? false,
      repeated: count > 1,
    };
    const sent: Simulation[] =
      step.concurrent === undefined
        ? Array.from({length: count}, (_, index) =>
            simulate(session, request, {trace: index === 0}),
          )
        : simulateTogether(
            session,
            Array.from({length: count}, (_, index) => ({
              request,
              afterMs: index * (step.everyMs ?? 0),
            })),
            {trace: true},
          );
    routing.push(sent[0]?.events ?? []);
    const list = sent.map(({outcome}) => observe(outcome, request, step, look));
    if (count === 1) return list[0]?.answer ?? {};
    return {
      repeat: count,
      outcomes: summarise(list),
      ...(exactPods ? {sequence: list.map(({pod}) => pod)} : {}),
    };
  });
  return {rejected, refused: false, expect, routing};
}
