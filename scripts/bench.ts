import path from 'node:path';
import {compileFunction} from 'node:vm';
import type * as Engine from '../src/mesh';
import {bundleEngine, TRAFFIC_DOOR} from './lib/conformance-bundle';

/**
 * `npm run bench`: how fast the engine is, as ratios measured in one run; absolute numbers depend on the machine. The engine runs
 * as it is delivered: bundled and minified.
 */

const MOST = 10_000;
const COUNTS = [10, 100, 1000, MOST];

const WORLD = `apiVersion: v1
kind: Service
metadata: {name: search}
spec: {clusterIP: 10.0.0.1, selector: {app: search}, ports: [{name: http, port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec: {replicas: 3, template: {metadata: {labels: {app: search}}, spec: {containers: [{ports: [{containerPort: 8080}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ui}
spec: {template: {metadata: {labels: {app: ui}}, spec: {containers: [{ports: [{containerPort: 8080}]}]}}}
---
`;

/** Rules with paths and headers, the last one without a match. */
function rules(count: number): string {
  const lines = Array.from({length: count - 1}, (_, index) =>
    index % 2 === 0
      ? `  - {match: [{uri: {prefix: /path-${index}/}}], route: [{destination: {host: search}}]}`
      : `  - {match: [{headers: {x-user: {exact: user-${index}}}}], route: [{destination: {host: search}}]}`,
  );
  return `${WORLD}apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: search}
spec:
  hosts: [search]
  http:
${lines.join('\n')}
  - {route: [{destination: {host: search}}]}
`;
}

/** Nanoseconds of one call, the fastest of several rounds. */
function time(work: () => void, atLeastMs = 150): number {
  let best = Infinity;
  for (let round = 0; round < 4; round += 1) {
    let calls = 0;
    const start = process.hrtime.bigint();
    let took = 0n;
    do {
      work();
      calls += 1;
      took = process.hrtime.bigint() - start;
    } while (Number(took) < atLeastMs * 1e6);
    best = Math.min(best, Number(took) / calls);
  }
  return best;
}

const BATCH = 1000;

/** What a quick router of one's own would be: a list of expressions over path and headers. */
function regExpRouter(count: number): (url: string, headers: Record<string, string>) => number {
  const routes = Array.from({length: count - 1}, (_, index) =>
    index % 2 === 0
      ? {path: new RegExp(`^/path-${index}/`), user: null}
      : {path: null, user: new RegExp(`^user-${index}$`)},
  );
  return (url, headers) => {
    for (const [index, {path: pattern, user}] of routes.entries()) {
      if (pattern?.test(url)) return index;
      if (user?.test(headers['x-user'] ?? '')) return index;
    }
    return count - 1;
  };
}

const perSecond = (nanoseconds: number): string =>
  Math.round(1e9 / nanoseconds).toLocaleString('en');

/** Callers with names of their own, and a policy that has to be read to its end for most of them. */
const POLICIES = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: strict}
spec: {mtls: {mode: STRICT}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: no-admin}
spec: {action: DENY, rules: [{to: [{operation: {paths: [/admin*]}}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: callers}
spec:
  rules:
${Array.from({length: 10}, (_, index) => `  - {from: [{source: {principals: [cluster.local/ns/default/sa/caller-${index}]}}], to: [{operation: {methods: [GET]}}]}`).join('\n')}
`;

/** Nanoseconds of one cell of a table of a hundred callers with a hundred requests, without and with its trace. */
function cellTime(engine: typeof Engine): {plain: number; traced: number} {
  const {documents} = engine.parseDocuments(`${WORLD}${POLICIES}`);
  const {mesh} = engine.buildMesh(documents);
  const pod = engine.findPod(mesh, {workload: 'search', namespace: 'default'});
  if (!pod) throw new Error('The bench has no receiver.');
  const receiver = engine.compileReceiver(mesh, pod);
  const callers = Array.from({length: 100}, (_, index): Engine.Connection => ({
    type: 'tls',
    alpn: engine.ISTIO_HTTP_ALPN,
    peer: {
      trustDomain: 'cluster.local',
      namespace: 'default',
      serviceAccount: `caller-${index % 20}`,
      trusted: true,
    },
  }));
  const requests = Array.from({length: 100}, (_, index) => {
    const url = `http://search:8080/${index % 3 === 0 ? 'admin/' : ''}${index}`;
    const {request} = engine.createRequest({url, method: index % 2 === 0 ? 'GET' : 'POST'});
    if (!request) throw new Error('The bench has no request.');
    return request;
  });
  const cell = (trace: boolean): number =>
    time(() => engine.receiveMatrix(receiver, callers, requests, {nowSeconds: 0, trace})) /
    (callers.length * requests.length);
  return {plain: cell(false), traced: cell(true)};
}

async function main(): Promise<void> {
  const entry = path.resolve(__dirname, '..', 'src', 'mesh', 'index.ts');
  const traffic = await bundleEngine(entry, {names: TRAFFIC_DOOR, format: 'cjs'});
  const bundle = await bundleEngine(entry, {
    names: [...TRAFFIC_DOOR, 'findPod', 'compileReceiver', 'receiveMatrix', 'ISTIO_HTTP_ALPN'],
    format: 'cjs',
  });
  const loaded = {exports: {}};
  const load = compileFunction(bundle.code, ['module', 'exports']) as (
    module: typeof loaded,
    exports: object,
  ) => void;
  load(loaded, loaded.exports);
  const engine = loaded.exports as typeof Engine;
  console.log(`engine with yaml, traffic: ${(traffic.gzipBytes / 1024).toFixed(1)} KB gzip`);

  const meshOf = (text: string): Engine.Mesh =>
    engine.buildMesh(engine.parseDocuments(text).documents).mesh;
  const proxyOf = (mesh: Engine.Mesh): Engine.CompiledProxy => {
    const caller = engine.findCaller(mesh, {workload: 'ui', namespace: 'default'});
    if (!caller) throw new Error('The bench has no caller.');
    return engine.compileProxy(mesh, caller);
  };
  const {request} = engine.createRequest({url: 'http://search:8080/x', headers: {'x-user': 'me'}});
  if (!request) throw new Error('The bench has no request.');

  console.log(
    '\ncompile, cost of one route against that of 100 routes (garbage collection included)',
  );
  console.log(
    '  alone: one proxy at a time; kept: 10,000 routes stay in memory, whatever their split; asked: alone, until its first answer',
  );
  const costs = COUNTS.map(count => {
    const mesh = meshOf(rules(count));
    const compile = (): unknown => proxyOf(mesh).listener(8080);
    // Short-lived proxies die before the collector copies them, so `alone` favours small ones; `kept` shows the compiler's own growth.
    const proxies = MOST / count;
    const alone = time(compile) / count;
    const kept = time(() => Array.from({length: proxies}, compile)) / MOST;
    // A route is worked out when a request comes to it; the first request sorts them all.
    const asked = time(() => engine.simulate(engine.createSession(proxyOf(mesh)), request)) / count;
    return {count, alone, kept, asked};
  });
  const base = costs.find(({count}) => count === 100) ?? {alone: 1, kept: 1, asked: 1};
  for (const {count, alone, kept, asked} of costs)
    console.log(
      `  ${String(count).padStart(6)} routes  alone ${(alone / base.alone).toFixed(2)}  kept ${(kept / base.kept).toFixed(2)}  asked ${(asked / base.asked).toFixed(2)}`,
    );

  let trafficTime = 1;
  for (const count of [10, 1000]) {
    const text = rules(count);
    const session = engine.createSession(proxyOf(meshOf(text)));
    const compiled =
      time(() => {
        for (let index = 0; index < BATCH; index += 1) engine.simulate(session, request);
      }) / BATCH;
    const traced = time(() => {
      engine.simulate(session, request, {trace: true});
    });
    const naive = time(() => {
      engine.simulate(engine.createSession(proxyOf(meshOf(text))), request);
    });
    const router = regExpRouter(count);
    const plain =
      time(() => {
        for (let index = 0; index < BATCH; index += 1) router('/x', {'x-user': 'me'});
      }) / BATCH;
    console.log(`\n${count} rules, the last one matches`);
    console.log(`  compiled mesh          ${perSecond(compiled)} requests a second`);
    console.log(`  with a trace           ${(traced / compiled).toFixed(1)} times as long`);
    console.log(`  parsed each time       ${(naive / compiled).toFixed(0)} times as long`);
    if (count === 10) trafficTime = compiled;
    console.log(
      `  RegExp router          ${(plain / compiled).toFixed(2)} times as long (routing alone)`,
    );
  }

  const cell = cellTime(engine);
  console.log('\nwho may call whom, 100 callers with 100 requests');
  console.log(`  table                  ${perSecond(cell.plain)} cells a second`);
  console.log(`  with a trace in each   ${perSecond(cell.traced)} cells a second`);
  console.log(
    `  one cell               ${(cell.plain / trafficTime).toFixed(2)} times as long as a request with 10 rules, ${(cell.traced / trafficTime).toFixed(2)} with its trace`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
