import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {
  accessLogLine,
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  ENGLISH,
  findCaller,
  parseDocuments,
  renderTrace,
  simulate,
  simulateTogether,
  type Session,
  type Simulation,
  type TraceEvent,
  type UpstreamAnswer,
} from '../../src/mesh';
import {re2} from '../../scripts/lib/conformance-regex';

const world = readFileSync(
  path.resolve(__dirname, '..', '..', 'conformance', 'world', 'world.yaml'),
  'utf8',
);

const CONFIG = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: search}
spec:
  hosts: [search]
  http:
  - match: [{headers: {version: {exact: beta}}, uri: {prefix: /}}]
    route: [{destination: {host: search, subset: v2}}]
  - match: [{uri: {exact: /old}}]
    redirect: {uri: /new}
  - match: [{uri: {prefix: /slow}}]
    fault: {delay: {percentage: {value: 100}, fixedDelay: 200ms}}
    rewrite: {uri: /fast, authority: inner.io}
    headers: {request: {set: {x-a: b}, remove: [x-c]}}
    mirror: {host: search, subset: v2}
    route: [{destination: {host: search, subset: v1}}]
  - retries: {attempts: 2, retryOn: 5xx}
    timeout: 1s
    route: [{destination: {host: search, subset: v1}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: search}
spec:
  host: search
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;

function session(config = CONFIG, upstreams: () => UpstreamAnswer = () => ({})): Session {
  const documents = [
    ...parseDocuments(world, 'world.yaml').documents,
    ...parseDocuments(config, 'config.yaml').documents,
  ];
  const {mesh} = buildMesh(documents, {regex: re2});
  const caller = findCaller(mesh, {workload: 'ui', namespace: 'default'});
  if (!caller) throw new Error('no caller');
  return createSession(compileProxy(mesh, caller), {upstreams});
}

function ask(of: Session, url: string, headers: Record<string, string> = {}): Simulation {
  const {request} = createRequest({url, headers});
  if (!request) throw new Error(`no request ${url}`);
  return simulate(of, request, {trace: true});
}

const types = (events: readonly TraceEvent[]): string[] => events.map(({type}) => type);

/** The YAML an event points at. */
function quoted(event: TraceEvent | undefined): string {
  const {place} = event ?? {};
  return place ? CONFIG.slice(place.start.offset, place.end.offset) : '';
}

describe('traces', () => {
  it('names every route that was passed over, its field, and what was seen', () => {
    const {events} = ask(session(), 'http://search:8080/x');
    const skipped = events.filter(event => event.type === 'route-skipped');
    expect(skipped.map(({mismatch}) => mismatch)).toEqual([
      {field: 'headers', name: 'version', expected: 'exact "beta"', seen: null},
      {field: 'uri', name: '', expected: 'exact "/old"', seen: '/x'},
      {field: 'uri', name: '', expected: 'prefix "/slow"', seen: '/x'},
    ]);
    expect(skipped.map(quoted)).toEqual([
      'headers: {version: {exact: beta}}',
      'uri: {exact: /old}',
      'uri: {prefix: /slow}',
    ]);
  });

  it('tells a request from the listener to the answer, in order', () => {
    const {events} = ask(session(), 'http://search:8080/x', {version: 'beta'});
    expect(types(events)).toEqual([
      'listener',
      'virtual-host',
      'route-matched',
      'cluster',
      'endpoint',
      'answer',
      'end',
    ]);
    expect(quoted(events[2])).toBe('{headers: {version: {exact: beta}}, uri: {prefix: /}}');
    expect(quoted(events[3])).toBe('{name: v2, labels: {version: v2}}');
  });

  it('tells what is done to a request, with the place of the rule', () => {
    const {events, outcome} = ask(session(), 'http://search:8080/slow/x', {'x-c': '1'});
    for (const type of ['fault-delay', 'request-headers', 'host-rewrite', 'path-rewrite', 'mirror'])
      expect(types(events)).toContain(type);
    const delay = events.find(({type}) => type === 'fault-delay');
    expect(quoted(delay)).toBe('delay: {percentage: {value: 100}, fixedDelay: 200ms}');
    expect(quoted(events.find(({type}) => type === 'path-rewrite'))).toContain('rewrite:');
    expect(outcome).toMatchObject({durationMs: 200, flags: ['DI']});
    expect(outcome.upstream).toMatchObject({host: 'inner.io', path: '/fast/x'});
    expect(events.every(({atMs}, index) => atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true);
  });

  it('tells retries, and why there is no further one', () => {
    const {events} = ask(
      session(CONFIG, () => ({status: 500})),
      'http://search:8080/x',
    );
    expect(types(events).filter(type => type === 'retry')).toHaveLength(2);
    expect(events.find(({type}) => type === 'no-retry')).toMatchObject({because: 'used-up'});
    expect(events.at(-1)).toMatchObject({type: 'end', status: 500, flags: ['URX']});
  });

  it('leaves out nothing of the outcome when there is no trace', () => {
    const one = session();
    const two = session();
    const {request} = createRequest({url: 'http://search:8080/x'});
    if (!request) throw new Error('no request');
    const plain = simulate(one, request);
    const traced = simulate(two, request, {trace: true});
    expect(plain.events).toEqual([]);
    expect(JSON.stringify(plain.outcome)).toBe(JSON.stringify(traced.outcome));
  });
});

describe('sentences', () => {
  it('has one for each event, by message id', () => {
    const {events} = ask(session(), 'http://search:8080/x');
    const sentences = renderTrace(events, ENGLISH);
    expect(sentences.map(({id}) => id)).toEqual(types(events));
    for (const {text} of sentences) expect(text).not.toMatch(/[{}]|undefined|\[object/);
  });

  it('speaks another language with another table', () => {
    const {events} = ask(session(), 'http://search:8080/x', {version: 'beta'});
    const french = {...ENGLISH, 'route-matched': 'La route {route} convient à {path}.'};
    expect(renderTrace(events, french)[2]?.text).toBe('La route 0.0 convient à /x.');
  });

  it.each([
    ['http://search:9999/x', 'tcp-listener'],
    ['http://search:8080/old', 'redirect'],
  ])('%s has the message %s', (url, id) => {
    expect(renderTrace(ask(session(), url).events, ENGLISH).map(item => item.id)).toContain(id);
  });
});

describe('the access log', () => {
  it('reads as Istio’s default format', () => {
    const {request} = createRequest({
      url: 'http://search:8080/x?a=1',
      headers: {'user-agent': 'curl', version: 'beta'},
    });
    if (!request) throw new Error('no request');
    const {outcome} = simulate(session(), request);
    expect(accessLogLine(outcome, request, '2026-01-01T00:00:00.000Z')).toBe(
      '[2026-01-01T00:00:00.000Z] "GET /x?a=1 HTTP/1.1" 200 - via_upstream - "-" - - 0 - "-" "curl" "-" "search:8080" "127.10.0.31:8080" outbound|8080|v2|search.default.svc.cluster.local - search:8080 127.0.0.1:- - -',
    );
  });
});

describe('time', () => {
  it('passes while a request waits, and stands still otherwise', () => {
    const slow = session(CONFIG, () => ({delayMs: 300}));
    expect(ask(slow, 'http://search:8080/x').outcome.durationMs).toBe(300);
    expect(slow.nowMs).toBe(300);
    slow.advance(1000);
    expect(slow.nowMs).toBe(1300);
  });

  it('lets requests overlap', () => {
    const slow = session(CONFIG, () => ({delayMs: 100}));
    const {request} = createRequest({url: 'http://search:8080/x'});
    if (!request) throw new Error('no request');
    const ended = simulateTogether(slow, [
      {request, afterMs: 0},
      {request, afterMs: 50},
    ]);
    expect(ended.map(({outcome}) => outcome.startedMs)).toEqual([0, 50]);
    expect(slow.nowMs).toBe(150);
  });
});
