import path from 'node:path';
import {describe, expect, it} from 'vitest';
import * as pairPlayer from '../../scripts/lib/conformance-pair';
import {compareCase} from '../../scripts/lib/conformance-compare';
import {readCases, readWorld, type Case} from '../../scripts/lib/conformance-case';
import {mutated, type Change} from '../../scripts/lib/mutated-engine';
import {runCase, type Play} from '../../scripts/lib/conformance-report';

/** For each topic one rule of the engine is changed; the recorded cases that are named must then fail. */

interface Mutation extends Change {
  topic: string;
  rule: string;
  red: string[];
}

const MUTATIONS: Mutation[] = [
  {
    topic: 'routing',
    rule: 'an unknown Host with REGISTRY_ONLY is answered 502',
    file: 'compile/sidecar.ts',
    from: "action: {type: 'direct', status: 502",
    to: "action: {type: 'direct', status: 503",
    red: ['traffic/unknown-host-registry-only'],
  },
  {
    topic: 'routing',
    rule: 'a port that is named http2 or grpc is spoken HTTP/2 to',
    file: 'compile/clusters.ts',
    from: 'if (port.http2 ||',
    to: 'if (',
    red: ['rules/http2-port', 'rules/http2-grpc-port'],
  },
  {
    topic: 'match',
    rule: 'each value of a header is matched by itself',
    file: 'simulate/match.ts',
    from: 'for (const value of values) if (passes(test, value)) return !invert;',
    to: "if (passes(test, values.join(','))) return !invert;",
    red: ['rules/header-two-values'],
  },
  {
    topic: 'weights',
    rule: 'the draw is modulo the sum of the weights',
    file: 'simulate/run.ts',
    from: 'this.streamId() % Math.max(totalWeight, 1)',
    to: 'this.streamId() % 100',
    red: ['traffic/weights-need-not-sum-to-100'],
  },
  {
    topic: 'redirect',
    rule: 'port 443 is not printed with https',
    file: 'compile/routes.ts',
    from: "(port === 443 && effective === 'https')",
    to: 'false',
    red: ['traffic/redirect-forms'],
  },
  {
    topic: 'rewrite',
    rule: 'only the matched prefix is replaced',
    file: 'simulate/redirect.ts',
    from: 'return view.pathOnly.slice(0, value.length);',
    to: 'return view.pathOnly;',
    red: ['traffic/rewrite-forms'],
  },
  {
    topic: 'headers',
    rule: 'of several destinations the route has the last word',
    file: 'simulate/run.ts',
    from: 'if (!isNoOperation(route.request)) this.operate(route.request, route.rule);',
    to: '',
    red: ['rules/weighted-destination-headers'],
  },
  {
    topic: 'mirror',
    rule: 'a copy is sent once, not with every try',
    file: 'simulate/run.ts',
    from: 'if (this.attempts === 1 && action.mirrors.length > 0)',
    to: 'if (action.mirrors.length > 0)',
    red: ['traffic/mirror-once-despite-retries'],
  },
  {
    topic: 'fault',
    rule: 'a share that is not given means never',
    file: 'compile/policies.ts',
    from: 'perMillion: abort.percentage ? perMillion(abort.percentage) : 0,',
    to: 'perMillion: abort.percentage ? perMillion(abort.percentage) : 1_000_000,',
    red: ['traffic/fault-without-percentage'],
  },
  {
    topic: 'timeout',
    rule: 'a per-try timeout longer than the route’s is ignored',
    file: 'simulate/run.ts',
    from: 'if (this.timeoutMs > 0) this.deadlineMs = session.nowMs + this.timeoutMs;',
    to: '',
    red: ['traffic/timeout', 'traffic/timeout-bounds-all-tries'],
  },
  {
    topic: 'retries',
    rule: 'a per-try timeout is final by default',
    file: 'simulate/run.ts',
    from: "      'gateway-error',\n    ];",
    to: "      'gateway-error',\n      'retriable-status-codes',\n    ];",
    red: ['traffic/per-try-timeout-is-final-by-default'],
  },
  {
    topic: 'cors',
    rule: 'an origin that is not allowed is forwarded',
    file: 'compile/policies.ts',
    from: "forwardUnmatched: cors.unmatchedPreflights !== 'IGNORE'",
    to: 'forwardUnmatched: false',
    red: ['traffic/cors'],
  },
  {
    topic: 'subset',
    rule: 'the caller’s namespace does not see rules that are kept to another',
    file: 'model/destination-rules.ts',
    from: 'if (!ownOnly) add(exported, rule);',
    to: 'add(exported, {...rule, exportTo: []});',
    red: ['traffic/dr-export-to'],
  },
  {
    topic: 'load-balancing',
    rule: 'the ring is hashed over address, port and number',
    file: 'simulate/rings.ts',
    from: '`${key}_${entry}`',
    to: '`${key}-${entry}`',
    red: ['traffic/lb-consistent-hash-header'],
  },
  {
    topic: 'connection-pool',
    rule: 'a limit of 0 means none',
    file: 'compile/policies.ts',
    from: 'value === undefined || value === 0 ? UNLIMITED : value;',
    to: 'value ?? UNLIMITED;',
    red: ['traffic/connection-pool-zero-means-unset'],
  },
  {
    topic: 'outlier',
    rule: 'a success sets the count back',
    file: 'simulate/outlier.ts',
    from: '      host.errors5xx = 0;\n      host.errorsGateway = 0;\n      return 0;',
    to: '      return 0;',
    red: ['traffic/outlier-success-resets'],
  },
  {
    topic: 'gateway',
    rule: 'catch-alls of merged hosts go last',
    file: 'compile/gateway.ts',
    from: '  ...routes.filter(({takesAll}) => !takesAll),\n  ...routes.filter(({takesAll}) => takesAll),',
    to: '  ...routes,',
    red: ['rules/gateway-merge-order'],
  },
  {
    topic: 'service-entry',
    rule: 'a host that is exported nowhere else is unknown',
    file: 'compile/scope.ts',
    from: 'exportedTo(service.exportTo, service.namespace, namespace);',
    to: 'namespace !== service.hostname;',
    red: ['traffic/service-entry-export-to'],
  },
  {
    topic: 'sidecar-scope',
    rule: 'destinations of an imported VirtualService are imported with it',
    file: 'compile/scope.ts',
    from: 'destinations.has(service.hostname),',
    to: 'false,',
    red: ['traffic/sidecar-hides-destination'],
  },
  {
    topic: 'http-route',
    rule: 'prefixes of an HTTPRoute go by segment',
    file: 'compile/match.ts',
    from: "const segments = gatewaySemantics && uri.prefix !== '/';",
    to: 'const segments = false;',
    red: ['traffic/httproute-prefix-is-segment-wise'],
  },
  {
    topic: 'gateway-api',
    rule: 'a missing backend of an HTTPRoute is 500',
    file: 'compile/routes.ts',
    from: 'missingStatus: context.gatewaySemantics ? 500 : 503',
    to: 'missingStatus: 503',
    red: ['traffic/httproute-mesh'],
  },
];

/** Rules that show only where a caller's and a server's proxy meet. */
const PAIR_MUTATIONS: Omit<Mutation, 'topic'>[] = [
  {
    rule: 'an entry for a port that says nothing of TLS leaves it to the endpoints',
    file: 'compile/clusters.ts',
    from: 'entry.tls)?.tls ??\n    policy?.tls;',
    to: 'entry.tls)?.tls;',
    red: ['pairs/pair-23-64'],
  },
  {
    rule: 'a client sends no mutual TLS to a workload that takes none',
    file: 'security/peer-authentication.ts',
    from: "hasSidecarLabel(pod) && effectiveMode(mesh, pod, port).mode !== 'DISABLE';",
    to: 'hasSidecarLabel(pod);',
    red: ['pairs/pair-11-10', 'pairs/pair-11-47'],
  },
  {
    rule: 'the certificate of a sidecar names no host',
    file: 'security/pair.ts',
    from: "return serverNames === 'any' ||",
    to: "return serverNames !== 'x' ||",
    red: ['pairs/pair-11-19', 'pairs/pair-11-21'],
  },
  {
    rule: 'the proxy of a server asks an application that refuses three times, and says so',
    file: 'security/receive.ts',
    from: "flags: refused ? ['URX', 'UF']",
    to: "flags: refused ? ['UF']",
    red: ['pairs/pair-11-101', 'pairs/pair-11-94'],
  },
  {
    rule: 'raw bytes of an application that fails are passed on',
    file: 'security/receive.ts',
    from: "if (failure !== undefined && failure !== 'hang')",
    to: 'if (failure === null)',
    red: ['pairs/tcp-port-close', 'pairs/tcp-port-garbage', 'pairs/tcp-port-refuse'],
  },
];

const root = path.resolve(__dirname, '..', '..');
const world = readWorld(path.join(root, 'conformance', 'world'));
const cases = ['traffic', 'rules'].flatMap(folder =>
  readCases(path.join(root, 'conformance', folder)),
);

const pairs = readCases(path.join(root, 'conformance', 'pairs'));

const playWith = async (mutation: Mutation): Promise<Play> =>
  (await mutated<{playCase: Play}>(mutation, 'scripts/lib/conformance-play.ts')).playCase;

const named = (id: string): Case => {
  const found = [...cases, ...pairs].find(test => test.id === id);
  if (!found) throw new Error(`There is no case ${id}.`);
  return found;
};

describe('a rule that is changed is noticed', () => {
  it('has a mutation for every recorded topic', () => {
    const topics = new Set(cases.map(({topic}) => topic));
    expect(new Set(MUTATIONS.map(({topic}) => topic))).toEqual(topics);
  });

  it('passes when nothing is changed', async () => {
    const [first] = MUTATIONS;
    if (!first) throw new Error('There are no mutations.');
    const play = await playWith({...first, to: first.from});
    for (const id of first.red) expect(runCase(named(id), world, play).state).toBe('passed');
  }, 60_000);

  it.each(MUTATIONS.map(mutation => [mutation.topic, mutation.rule, mutation]))(
    '%s: %s',
    async (_, __, mutation) => {
      const play = await playWith(mutation);
      for (const id of mutation.red) {
        expect(runCase(named(id), world).state, `${id} as it is`).toBe('passed');
        const {state, differences} = runCase(named(id), world, play);
        expect(state, `${id} changed`).toBe('failed');
        expect(differences.join(), id).not.toContain('could not be played');
      }
    },
    60_000,
  );

  const pairDifferences = (
    {playPair, serverDifferences}: typeof pairPlayer,
    test: Case,
  ): string[] => [
    ...compareCase(test, seed => playPair(test, world, seed)),
    ...serverDifferences(test, playPair(test, world)),
  ];

  it.each(PAIR_MUTATIONS.map(mutation => [mutation.rule, mutation] as const))(
    'pairs: %s',
    async (_, mutation) => {
      const changed = await mutated<typeof pairPlayer>(mutation, 'scripts/lib/conformance-pair.ts');
      for (const id of mutation.red) {
        const test = named(id);
        expect(pairDifferences(pairPlayer, test), `${id} as it is`).toEqual([]);
        expect(pairDifferences(changed, test), `${id} changed`).not.toEqual([]);
      }
    },
    60_000,
  );
});
