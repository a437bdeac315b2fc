import {
  ADMISSION,
  buildMesh,
  compileProxy,
  createSession,
  findCaller,
  findPod,
  pairWith,
  parseDocuments,
  simulate,
  type InboundOutcome,
  type SecurityEvent,
  type TraceEvent,
} from '../../src/mesh';
import type {Answer, Case, World} from './conformance-case';
import {
  Applications,
  observe,
  rejectedResources,
  requestOf,
  summarise,
  type Observation,
  type Played,
} from './conformance-play';
import {re2} from './conformance-regex';
import {NOW_SECONDS} from './conformance-tokens';

/** Plays cases with two proxies: the caller's, and that of a server. */

export const isPair = (test: Case): boolean => test.sidecars !== undefined;

/**
 * What has no answer is logged nonetheless: unreadable as a bad request, bytes that were passed on without any status, when the
 * connection ends; after an answer it is kept.
 */
function statusOfLine({status, details, connection, cluster}: InboundOutcome): number | null {
  if (status !== null) return details === null ? null : status;
  return connection === 'garbled' ? 400 : cluster === null ? null : 0;
}

const serverLine = (outcome: InboundOutcome): Answer => {
  const {flags, details, cluster} = outcome;
  return {
    status: statusOfLine(outcome),
    flags: flags.length === 0 ? '-' : flags.join(','),
    details,
    cluster,
  };
};

/** A caller's proxy that stops waiting closes the request, so the server's proxy logs a caller who left. */
const LEFT: Answer = {status: 0, flags: 'DC', details: 'downstream_remote_disconnect'};

export function playPair(
  test: Case,
  world: World,
  seed = 1,
): Played & {events?: readonly (readonly SecurityEvent[])[]} {
  const parsed = [
    parseDocuments(world.yaml, 'world.yaml'),
    parseDocuments(test.config, 'config.yaml'),
  ];
  const {mesh, diagnostics} = buildMesh(
    parsed.flatMap(({documents}) => documents),
    {regex: re2, admission: ADMISSION, ...(test.mesh ? {config: test.mesh} : {})},
  );
  const from = test.from ?? {workload: 'ui', namespace: 'default'};
  const who =
    'gateway' in from
      ? {gateway: from.gateway === 'ingress' ? 'istio-ingressgateway' : from.gateway}
      : {workload: from.workload, namespace: from.namespace ?? 'default'};
  const pod = findPod(mesh, who);
  const caller = findCaller(mesh, who);
  if (!pod || !caller) throw new Error(`no pod for ${JSON.stringify(from)}`);
  const proxy = compileProxy(mesh, caller);
  const rejected = rejectedResources([...parsed.flatMap(part => part.diagnostics), ...diagnostics]);
  for (const step of test.requests) proxy.listener(requestOf(step).port);
  if (proxy.refusals().length > 0) return {rejected, refused: true, expect: []};
  const names = new Set(test.sidecars);
  const applications = new Applications(mesh, world, caller);
  applications.behave(test.upstreams);
  let arrivals: InboundOutcome[] = [];
  let told: SecurityEvent[] = [];
  const routing: (readonly TraceEvent[])[] = [];
  const events: (readonly SecurityEvent[])[] = [];
  const session = createSession(proxy, {
    seed,
    ...pairWith(proxy, pod, {
      nowSeconds: NOW_SECONDS,
      hasSidecar: server => names.has(server.name) || names.has(server.name.replace(/-\d+$/, '')),
      answer: call => applications.answer(call),
      arrived: (_, {outcome, events: decisions}) => {
        arrivals.push(outcome);
        told.push(...decisions);
      },
    }),
  });
  const mirrored = /\bmirrors?:|RequestMirror/.test(test.config);
  const expect = test.requests.map((step): Answer => {
    if (step.waitMs !== undefined) session.advance(step.waitMs);
    if (step.upstreams) applications.behave(step.upstreams);
    const request = requestOf(step);
    const count = step.repeat ?? 1;
    const once = (_index: unknown, index: number): Observation => {
      arrivals = [];
      told = [];
      const {outcome, events: route} = simulate(session, request, {trace: index === 0});
      if (index === 0) {
        routing.push(route);
        events.push(told);
      }
      const seen = observe(outcome, request, step, {
        applications,
        proxy,
        mirrored,
        exactPods: step.exactPods ?? test.exactPods ?? false,
        timed: test.timed ?? step.timed ?? false,
        repeated: count > 1,
      });
      const {upstream, response, podsTried, attemptCountHeaders, ...answer} = seen.answer;
      const last = arrivals.at(-1);
      // What a server's proxy keeps from its application, no application saw.
      const reached = arrivals.filter(item => item.upstream !== null).length;
      const tries = arrivals.length === 0 ? (answer.tries as number) : reached;
      const saw = last?.upstream;
      const body = outcome.proxyBody ?? last?.proxyBody ?? null;
      return {
        pod: seen.pod,
        answer: {
          ...answer,
          tries,
          ...(tries > 1 ? {podsTried, attemptCountHeaders} : {}),
          attemptsLogged:
            outcome.attempts === 0 || outcome.attempts === tries ? undefined : outcome.attempts,
          ...(tries > 0
            ? {
                upstream: {
                  ...(upstream as object),
                  ...(saw ? {host: saw.host, path: saw.path} : {}),
                },
              }
            : {}),
          ...(response !== undefined || body !== null
            ? {response: {...(response as object), ...(body === null ? {} : {body})}}
            : {}),
          serverSide: arrivals
            .filter(item => statusOfLine(item) !== null)
            .map(item =>
              item === last && outcome.flags.includes('UT')
                ? {...LEFT, cluster: item.cluster}
                : serverLine(item),
            ),
        },
      };
    };
    const list = Array.from({length: count}, once);
    return count === 1 ? (list[0]?.answer ?? {}) : {repeat: count, outcomes: summarise(list)};
  });
  return {rejected, refused: false, expect, routing, events};
}

/** What the comparison of a caller's answer leaves out: what the server's access log says. */
export function serverDifferences(test: Case, played: Played): string[] {
  return test.expect.flatMap((want, index) => {
    const wanted = JSON.stringify(want.serverSide ?? []);
    const got = JSON.stringify(played.expect[index]?.serverSide ?? []);
    return wanted === got ? [] : [`expect[${index}].serverSide: recorded ${wanted}, engine ${got}`];
  });
}
