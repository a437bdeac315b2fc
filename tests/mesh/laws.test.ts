import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {
  ADMISSION,
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
  type CompiledProxy,
  type Request,
  type SourceDocument,
  type UpstreamAnswer,
} from '../../src/mesh';
import {readCases} from '../../scripts/lib/conformance-case';
import {re2} from '../../scripts/lib/conformance-regex';
import {LAW, LAW_TIME} from './law-runs';

const world = readFileSync(
  path.resolve(__dirname, '..', '..', 'conformance', 'world', 'world.yaml'),
  'utf8',
);
const worldDocuments = parseDocuments(world, 'world.yaml').documents;
/** As much of the world as the laws of routing and tries need. */
const smallWorld = worldDocuments.filter(({name}) => /^(ui|search|ratings)/.test(name));

const doc = (kind: string, name: string, spec: object): object => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: {name},
  spec,
});

const subsets = doc('DestinationRule', 'search', {
  host: 'search',
  subsets: [
    {name: 'v1', labels: {version: 'v1'}},
    {name: 'v2', labels: {version: 'v2'}},
  ],
});

function proxyOf(resources: readonly object[]): CompiledProxy {
  const text = resources.map(resource => stringify(resource)).join('---\n');
  const {mesh, diagnostics} = buildMesh([...smallWorld, ...parseDocuments(text).documents], {
    regex: re2,
  });
  expect(diagnostics).toEqual([]);
  const caller = findCaller(mesh, {workload: 'ui', namespace: 'default'});
  if (!caller) throw new Error('no caller');
  return compileProxy(mesh, caller);
}

const rules = (http: readonly object[]): object =>
  doc('VirtualService', 'search', {hosts: ['search'], http});

function requestTo(target: string, headers: Record<string, string> = {}): Request {
  const {request} = createRequest({url: `http://search:8080${target}`, headers});
  if (!request) throw new Error(`no request to ${target}`);
  return request;
}

const route = {route: [{destination: {host: 'search', subset: 'v1'}}]};

// Rules as people write them, and requests that nearly match.
const word = fc.constantFrom('a', 'b', 'ab', 'search', 'items');
const pathText = fc.array(word, {maxLength: 3}).map(parts => `/${parts.join('/')}`);
const stringMatch = fc.oneof(
  word.map(exact => ({exact})),
  word.map(prefix => ({prefix})),
  word.map(text => ({regex: `${text}.*`})),
  fc.constant({}),
);
const uriMatch = fc.oneof(
  pathText.map(exact => ({exact})),
  pathText.map(prefix => ({prefix})),
  pathText.map(text => ({regex: `${text}(/.*)?`})),
);
const matchEntry = fc.record(
  {
    uri: uriMatch,
    ignoreUriCase: fc.boolean(),
    headers: fc.dictionary(fc.constantFrom('x-a', 'x-b'), stringMatch, {maxKeys: 2}),
    withoutHeaders: fc.dictionary(fc.constantFrom('x-a', 'x-c'), stringMatch, {maxKeys: 1}),
    queryParams: fc.dictionary(fc.constantFrom('q', 'r'), stringMatch, {maxKeys: 1}),
  },
  {requiredKeys: []},
);
const rule = fc.record({match: fc.array(matchEntry, {minLength: 1, maxLength: 2})});
const headers = fc.dictionary(fc.constantFrom('x-a', 'x-b', 'x-c'), word, {maxKeys: 3});
const target = fc
  .tuple(pathText, fc.option(fc.tuple(fc.constantFrom('q', 'r'), word), {nil: null}))
  .map(([text, query]) => (query ? `${text}?${query.join('=')}` : text));

const answer = fc.oneof(
  fc.constant<UpstreamAnswer>({}),
  fc.constantFrom(500, 502, 503, 404, 409).map((status): UpstreamAnswer => ({status})),
  fc
    .constantFrom(
      'refuse' as const,
      'close' as const,
      'reset' as const,
      'garbage' as const,
      'hang' as const,
    )
    .map((failure): UpstreamAnswer => ({failure})),
  fc.integer({min: 0, max: 400}).map((delayMs): UpstreamAnswer => ({delayMs})),
);
const retries = fc.record({
  attempts: fc.integer({min: 1, max: 5}),
  retryOn: fc.constantFrom(
    '5xx',
    'gateway-error',
    'reset',
    'connect-failure',
    '503',
    'retriable-4xx',
  ),
});

describe('laws of routing', () => {
  it(
    'weights share all traffic',
    () => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({min: 0, max: 1000}), {minLength: 2, maxLength: 5}),
          fc.integer(),
          (weights, seed) => {
            fc.pre(weights.some(weight => weight > 0));
            const proxy = proxyOf([
              subsets,
              rules([
                {
                  route: weights.map((weight, index) => ({
                    destination: {host: 'search', subset: index % 2 === 0 ? 'v1' : 'v2'},
                    weight,
                  })),
                },
              ]),
            ]);
            const session = createSession(proxy, {seed});
            const used = new Set(weights.map((weight, index) => (weight > 0 ? index % 2 : -1)));
            for (let index = 0; index < 5; index += 1) {
              const {cluster, status} = simulate(session, requestTo('/')).outcome;
              expect(status).toBe(200);
              expect(used.has(cluster?.includes('|v1|') ? 0 : 1)).toBe(true);
            }
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'the same seed gives the same trace',
    () => {
      fc.assert(
        fc.property(
          fc.array(rule, {maxLength: 4}),
          target,
          headers,
          fc.integer(),
          retries,
          answer,
          (list, where, given, seed, policy, upstream) => {
            const proxy = proxyOf([
              subsets,
              rules([
                ...list.map(item => ({...item, ...route, retries: policy, timeout: '1s'})),
                route,
              ]),
            ]);
            const play = (): string => {
              const session = createSession(proxy, {seed, upstreams: () => upstream});
              const {outcome, events} = simulate(session, requestTo(where, given), {trace: true});
              return JSON.stringify([
                outcome,
                events,
                renderTrace(events, ENGLISH).map(({text}) => text),
              ]);
            };
            expect(play()).toBe(play());
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'a trace changes nothing, and the index finds what a walk finds',
    () => {
      fc.assert(
        fc.property(
          fc.array(rule, {minLength: 5, maxLength: 14}),
          fc.array(fc.tuple(target, headers), {minLength: 1, maxLength: 4}),
          (list, requests) => {
            const proxy = proxyOf([
              rules(
                list.map((item, index) => ({
                  ...item,
                  name: `r${index}`,
                  directResponse: {status: 200 + index},
                })),
              ),
            ]);
            const session = createSession(proxy);
            for (const [where, given] of requests) {
              const request = requestTo(where, given);
              // With a trace the list is walked, without one it is looked up.
              const walked = simulate(session, request, {trace: true}).outcome;
              const found = simulate(session, request).outcome;
              expect([found.status, found.route]).toEqual([walked.status, walked.route]);
            }
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'the order of rules that share no request does not matter',
    () => {
      fc.assert(
        fc.property(
          fc.uniqueArray(fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f'), {minLength: 2}),
          fc.integer({min: 0, max: 5}),
          (paths, turn) => {
            const list = paths.map(exact => ({
              match: [{uri: {exact}}],
              directResponse: {status: 200 + exact.charCodeAt(1)},
            }));
            const turned = [...list.slice(turn), ...list.slice(0, turn)].reverse();
            const [one, two] = [list, turned].map(order => createSession(proxyOf([rules(order)])));
            for (const text of ['/a', '/c', '/f', '/z']) {
              const request = requestTo(text);
              expect(one && simulate(one, request).outcome.status).toBe(
                two && simulate(two, request).outcome.status,
              );
            }
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );
});

describe('laws of tries', () => {
  it(
    'there are never more tries than one and the retries',
    () => {
      fc.assert(
        fc.property(
          retries,
          fc.array(answer, {minLength: 1, maxLength: 6}),
          fc.integer(),
          (policy, answers, seed) => {
            const proxy = proxyOf([subsets, rules([{...route, retries: policy, timeout: '2s'}])]);
            let call = 0;
            const session = createSession(proxy, {
              seed,
              upstreams: () => answers[Math.min(call++, answers.length - 1)] ?? {},
            });
            const {outcome} = simulate(session, requestTo('/'));
            expect(outcome.attempts).toBeLessThanOrEqual(1 + policy.attempts);
            expect(outcome.tries.length).toBeLessThanOrEqual(outcome.attempts);
            expect(outcome.durationMs).toBeLessThanOrEqual(2000);
            // Whoever used up all retries says so.
            if (outcome.flags.includes('URX')) expect(outcome.attempts).toBe(1 + policy.attempts);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'an ejected endpoint gets nothing until its time is up',
    () => {
      fc.assert(
        fc.property(
          fc.integer({min: 1, max: 4}),
          fc.integer({min: 1, max: 20}),
          fc.integer(),
          (threshold, seconds, seed) => {
            const proxy = proxyOf([
              doc('DestinationRule', 'search', {
                host: 'search',
                trafficPolicy: {
                  loadBalancer: {simple: 'ROUND_ROBIN'},
                  outlierDetection: {
                    consecutive5xxErrors: threshold,
                    interval: '1s',
                    baseEjectionTime: `${seconds}s`,
                    maxEjectionPercent: 100,
                  },
                },
              }),
            ]);
            const hits: number[] = [];
            const session = createSession(proxy, {
              seed,
              upstreams: ({endpoint, atMs}) => {
                if (endpoint.pod !== 'search-v2-1') return {};
                hits.push(atMs);
                return {status: 500};
              },
            });
            for (let index = 0; index < 60; index += 1) {
              simulate(session, requestTo('/'));
              session.advance(500);
            }
            const ejectedAt = hits[threshold - 1] ?? Infinity;
            const until = ejectedAt + seconds * 1000;
            expect(hits.filter(at => at > ejectedAt && at < until)).toEqual([]);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'limits hold, everyone gets an answer, and nothing is left behind',
    () => {
      fc.assert(
        fc.property(
          fc.integer({min: 1, max: 4}),
          fc.integer({min: 1, max: 4}),
          fc.integer({min: 1, max: 4}),
          fc.array(fc.tuple(fc.integer({min: 0, max: 50}), answer), {minLength: 1, maxLength: 12}),
          (connections, pending, requests, calls) => {
            const proxy = proxyOf([
              doc('DestinationRule', 'ratings', {
                host: 'ratings',
                trafficPolicy: {
                  connectionPool: {
                    tcp: {maxConnections: connections},
                    http: {http1MaxPendingRequests: pending, http2MaxRequests: requests},
                  },
                },
              }),
              doc('VirtualService', 'ratings', {
                hosts: ['ratings'],
                http: [{timeout: '1s', route: [{destination: {host: 'ratings'}}]}],
              }),
            ]);
            let index = 0;
            const session = createSession(proxy, {
              upstreams: () => {
                const state = session.cluster('outbound|9080||ratings.default.svc.cluster.local');
                expect(state?.active).toBeLessThanOrEqual(requests);
                expect(state?.pending).toBeLessThanOrEqual(pending);
                expect(state?.connections).toBeLessThanOrEqual(connections);
                return calls[index++ % calls.length]?.[1] ?? {};
              },
            });
            const {request} = createRequest({url: 'http://ratings:9080/'});
            if (!request) throw new Error('no request');
            const ended = simulateTogether(
              session,
              calls.map(([afterMs]) => ({request, afterMs})),
            );
            for (const {outcome} of ended) expect(outcome.status).not.toBeNull();
            session.advance(10_000);
            const state = session.cluster('outbound|9080||ratings.default.svc.cluster.local');
            expect([state?.active, state?.pending, state?.retries]).toEqual([0, 0, 0]);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );
});

describe('laws of reading', () => {
  const whole = (text: string, base: readonly SourceDocument[] = []): void => {
    const parsed = parseDocuments(text, 'x.yaml');
    const {mesh} = buildMesh([...base, ...parsed.documents], {regex: re2, admission: ADMISSION});
    for (const {place} of parsed.diagnostics) {
      expect(place?.start.offset).toBeGreaterThanOrEqual(0);
      expect(place?.end.offset).toBeLessThanOrEqual(text.length);
    }
    for (const who of [{workload: 'ui', namespace: 'default'}, {gateway: 'istio-ingressgateway'}]) {
      const caller = findCaller(mesh, who);
      if (!caller) continue;
      const session = createSession(compileProxy(mesh, caller));
      for (const url of ['http://search:8080/a', 'http://shop.example/', 'https://a.io/']) {
        const {request} = createRequest({url});
        if (request) renderTrace(simulate(session, request, {trace: true}).events, ENGLISH);
      }
    }
  };

  it(
    'arbitrary text never throws',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(fc.string({maxLength: 200}), fc.string({unit: 'binary', maxLength: 200})),
          text => {
            whole(text);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'arbitrary YAML never throws',
    () => {
      const value = fc.jsonValue({maxDepth: 4});
      const resource = fc.record({
        apiVersion: fc.constantFrom(
          'networking.istio.io/v1',
          'v1',
          'apps/v1',
          'gateway.networking.k8s.io/v1',
          'discovery.k8s.io/v1',
        ),
        kind: fc.constantFrom(
          'VirtualService',
          'DestinationRule',
          'Gateway',
          'ServiceEntry',
          'Sidecar',
          'Service',
          'Pod',
          'Deployment',
          'EndpointSlice',
          'HTTPRoute',
          'GatewayClass',
          'ReferenceGrant',
          'Namespace',
        ),
        metadata: fc.oneof(fc.constant({name: 'a'}), value),
        spec: value,
      });
      fc.assert(
        fc.property(fc.oneof(value, resource), item => {
          whole(stringify(item));
        }),
        LAW,
      );
    },
    LAW_TIME,
  );

  const root = path.resolve(__dirname, '..', '..', 'conformance');
  const examples = readdirSync(root)
    .filter(name => ['traffic', 'rules', 'lint'].includes(name))
    .flatMap(name => readCases(path.join(root, name)))
    .map(({config}) => config)
    .filter(text => text !== '');

  it(
    'recorded configurations with a piece cut out, doubled or replaced never throw',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...examples),
          fc.nat(),
          fc.nat({max: 40}),
          fc.constantFrom(
            '',
            '0',
            '-1',
            'null',
            '[]',
            '{}',
            ': ',
            '- ',
            '\n',
            '&a',
            '*a',
            '"',
            '99999999999',
            'on',
            '~',
          ),
          fc.boolean(),
          (text, at, length, piece, withWorld) => {
            const from = at % text.length;
            const changed = text.slice(0, from) + piece + text.slice(from + length);
            whole(changed, withWorld ? worldDocuments : []);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  // Pieces of which patterns that make a backtracking engine hang are built.
  const piece = fc.oneof(
    {maxDepth: 3},
    fc.constantFrom('a', 'b', '.', '[ab]', 'a|b', 'ab?'),
    fc.constantFrom('(a+)+', '(a*)*', '(a|a)*', '(a|ab)*b?', '(.*)*', '(a?){3}', '(a|b|ab)+'),
  );
  const patternText = fc
    .array(
      fc
        .tuple(piece, fc.constantFrom('', '*', '+', '?', '{2}'))
        .map(([part, times]) => (times === '' ? `(${part})` : `(${part})${times}`)),
      {minLength: 1, maxLength: 4},
    )
    .map(parts => parts.join(''));

  it(
    'patterns of any shape say what a backtracking engine says of short text, and answer for long text',
    () => {
      fc.assert(
        fc.property(
          patternText,
          fc.array(fc.constantFrom('a', 'b', 'ab'), {maxLength: 4}).map(parts => parts.join('')),
          fc.integer({min: 50, max: 400}),
          (pattern, short, length) => {
            const proxy = proxyOf([
              rules([{match: [{uri: {regex: `/${pattern}`}}], directResponse: {status: 211}}]),
            ]);
            const session = createSession(proxy);
            const answer = (text: string): number | null =>
              simulate(session, requestTo(`/${text}`)).outcome.status;
            expect(answer(short)).toBe(new RegExp(`^(?:${pattern})$`).test(short) ? 211 : 404);
            expect([211, 404]).toContain(answer(`${'a'.repeat(length)}c`));
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'a pattern that is too long is refused, with its place',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom('a', '[a-z]', '(a|b)', '.*', 'x?', 'é'),
          fc.integer({min: 100_000, max: 101_000}),
          (part, length) => {
            const pattern = part.repeat(Math.ceil(length / part.length));
            const text = `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a], http: [{match: [{uri: {regex: "${pattern}"}}], directResponse: {status: 200}}]}\n`;
            const {diagnostics} = buildMesh(parseDocuments(text).documents, {
              regex: re2,
              admission: ADMISSION,
            });
            const [found] = diagnostics;
            expect(found?.code).toBe('invalid-regex');
            const {start, end} = found?.place ?? {start: {offset: 0}, end: {offset: 0}};
            expect(text.slice(start.offset, end.offset)).toContain(pattern);
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it(
    'aliases are followed as far as they unfold to little, and refused with their place when they unfold to much',
    () => {
      fc.assert(
        fc.property(
          fc.integer({min: 1, max: 12}),
          fc.integer({min: 1, max: 12}),
          (depth, width) => {
            const levels = Array.from(
              {length: depth},
              (_, level) =>
                `l${level + 1}: &l${level + 1} [${Array(width).fill(`*l${level}`).join(', ')}]`,
            );
            const text = `apiVersion: v1\nkind: Thing\nmetadata: {name: a}\nl0: &l0 [x]\n${levels.join('\n')}\n`;
            const {documents, diagnostics} = parseDocuments(text);
            let nodes = 0;
            for (let level = 0, size = 1; level <= depth; level += 1, size *= width) nodes += size;
            if (nodes < 10_000) expect(diagnostics).toEqual([]);
            if (nodes > 1_000_000) {
              expect(diagnostics.map(({code}) => code)).toEqual(['yaml-too-many-aliases']);
              expect(diagnostics[0]?.place?.start.line).toBeGreaterThan(3);
              expect(documents).toEqual([]);
            }
          },
        ),
        LAW,
      );
    },
    LAW_TIME,
  );

  it('patterns take time in proportion to the text', () => {
    const proxy = proxyOf([
      rules([{match: [{uri: {regex: '/(a+)+b'}}], directResponse: {status: 211}}]),
    ]);
    const session = createSession(proxy);
    // An engine that backtracks would need 2^5000 steps.
    expect(simulate(session, requestTo(`/${'a'.repeat(5000)}`)).outcome.status).toBe(404);
    expect(simulate(session, requestTo(`/${'a'.repeat(5000)}b`)).outcome.status).toBe(211);
  });
});
