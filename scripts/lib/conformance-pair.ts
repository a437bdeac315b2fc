import {
  ADMISSION,
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findPod,
  pairWith,
  parseDocuments,
  simulate,
  type Reception,
} from '../../src/mesh';
import type {Answer, Case, World} from './conformance-case';
import {describeInbound} from './conformance-inbound';
import {rejectedResources, type Played} from './conformance-play';
import {re2} from './conformance-regex';
import {NOW_SECONDS} from './conformance-tokens';

/** Plays cases with two proxies: the caller's, and that of a server. */

export const isPair = (test: Case): boolean => test.sidecars !== undefined;

export function playPair(test: Case, world: World): Played {
  const parsed = [
    parseDocuments(world.yaml, 'world.yaml'),
    parseDocuments(test.config, 'config.yaml'),
  ];
  const {mesh, diagnostics} = buildMesh(
    parsed.flatMap(({documents}) => documents),
    {regex: re2, admission: ADMISSION, ...(test.mesh ? {config: test.mesh} : {})},
  );
  const {from} = test;
  const caller =
    from && 'workload' in from
      ? findPod(mesh, {workload: from.workload, namespace: from.namespace ?? 'default'})
      : null;
  if (!caller) throw new Error('two proxies are played for callers with a sidecar only');
  const proxy = compileProxy(mesh, {
    kind: 'sidecar',
    namespace: caller.namespace,
    labels: caller.labels,
  });
  const names = new Set(test.sidecars);
  let arrivals: Reception[] = [];
  let reached = 0;
  const session = createSession(
    proxy,
    pairWith(proxy, caller, {
      nowSeconds: NOW_SECONDS,
      hasSidecar: pod => names.has(pod.name) || names.has(pod.name.replace(/-\d+$/, '')),
      arrived: (_, reception) => {
        arrivals.push(reception);
        if (reception.outcome.upstream) reached += 1;
      },
    }),
  );
  const expect = test.requests.map((step): Answer => {
    arrivals = [];
    reached = 0;
    const {request} = createRequest({url: step.url, headers: step.headers ?? {}});
    if (!request) throw new Error(`no request: ${step.url}`);
    const {outcome} = simulate(session, request);
    const last = arrivals.at(-1);
    const seen = last
      ? describeInbound(last.outcome, {request, connection: {type: 'plaintext'}}, step, '')
      : {};
    const {upstream} = outcome;
    const proxyBody = outcome.proxyBody ?? last?.outcome.proxyBody ?? null;
    return {
      status: outcome.status,
      flags: outcome.flags.length === 0 ? '-' : outcome.flags.join(','),
      details: outcome.details,
      route: outcome.route,
      cluster: outcome.cluster,
      tries: reached,
      ...(reached > 0 && upstream
        ? {
            upstream: {
              pod: mesh.pods.find(({ip}) => ip === upstream.endpoint.address)?.name,
              host: upstream.host,
              path: upstream.path,
            },
          }
        : {}),
      ...(outcome.attempts === reached ? {} : {attemptsLogged: outcome.attempts}),
      ...(proxyBody === null ? {} : {response: {body: proxyBody}}),
      serverSide: arrivals
        .filter(({outcome: server}) => server.status !== null)
        .map(({outcome: server}) => ({
          status: server.status,
          flags: seen.flags ?? '-',
          details: server.details,
          cluster: server.cluster,
        })),
    };
  });
  return {
    rejected: rejectedResources([...parsed.flatMap(part => part.diagnostics), ...diagnostics]),
    refused: false,
    expect,
  };
}

/** What the comparison of a caller's answer leaves out: what the server's access log says. */
export function serverDifferences(test: Case, played: Played): string[] {
  return test.expect.flatMap((want, index) => {
    const wanted = JSON.stringify(want.serverSide ?? []);
    const got = JSON.stringify(played.expect[index]?.serverSide ?? []);
    return wanted === got ? [] : [`expect[${index}].serverSide: recorded ${wanted}, engine ${got}`];
  });
}
