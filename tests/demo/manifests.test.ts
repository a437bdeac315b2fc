import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {createLocalJWKSet, jwtVerify, type JSONWebKeySet} from 'jose';
import {describe, expect, test} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import {CODE_FILE, codeConfigMap} from '../../demo/config-map';
import {readFolder, ROOT, stateAfter, type Manifest} from '../../demo/manifests';
import {ISSUER, KEY_ID, makeTokens, SECURITY_FOLDER, TOKENS} from '../../demo/tokens';
import {APIS, foldersOf, ORDERS, STEPS, type Order, type Step} from '../../demo/walkthrough/steps';
import {INSTALLED} from '../../scripts/lib/example-cluster';
import {lint, parseDocuments} from '../../src/mesh';
import {findBrokenReferences} from './lib/references';

/** What Istio would say of a whole state. */
const lintState = (manifests: Iterable<Manifest>): string[] =>
  lint(
    [...manifests].flatMap(({file, text}) => parseDocuments(text, file).documents),
    {cluster: INSTALLED},
  ).map(({place, code, field, message}) => `${place.file}: ${code ?? ''} ${field}: ${message}`);

const orders = Object.entries(ORDERS) as [Order, readonly Step[]][];
const told = orders.flatMap(([order, steps]) =>
  APIS.filter(api => order !== 'security' || api === 'istio').flatMap(api =>
    steps.map((step, index) => ({order, api, step, before: steps.slice(0, index)})),
  ),
);
/** Security needs Pods and the routes of chapter 6; the others stand alone. */
const states = told.map(({order, api, step, before}) => ({
  name: `${order}/${api}/${step.id}`,
  manifests: [...stateAfter([...before, step], api).values()],
}));

describe('the ConfigMap', () => {
  test('holds what the compiler makes of demo/services today', () => {
    expect(
      readFileSync(path.join(ROOT, CODE_FILE), 'utf8') === codeConfigMap(),
      `${CODE_FILE} is stale: run npx tsx scripts/demo-code.ts`,
    ).toBe(true);
  });
});

describe('references', () => {
  test.each(states)('$name leads everywhere', ({manifests}) => {
    expect(findBrokenReferences(manifests)).toEqual([]);
    expect(lintState(manifests)).toEqual([]);
  });

  const everything = [
    ...stateAfter(ORDERS.live, 'istio').values(),
    ...readFolder('gateway-api/v1-only').filter(({file}) => !file.endsWith('/gateway.yaml')),
    ...readFolder('gateway-api/mirroring'),
    ...['strict-mtls', 'least-privilege', 'jwt'].flatMap(name => readFolder(`security/${name}`)),
  ];
  test.each([
    [
      'ui-v1-deployment',
      'serviceAccountName: ui',
      'serviceAccountName: iu',
      'no ServiceAccount iu',
    ],
    ['ui-v1-deployment', '/app/ui.js', '/app/u.js', 'no mounted ConfigMap holds /app/u.js'],
    ['ui-v1-deployment', 'port: health', 'port: healthy', 'no port healthy for a probe'],
    ['ui-v1-deployment', '      version: v1\n  template', '  template', 'selector app=ui is not'],
    ['search-v2-deployment', 'name: search-v2', 'name: search-2', 'is not <app>-<version>'],
    ['app/search-service', 'app: search', 'app: search\n    version: v1', 'selects only app'],
    ['app/ui-service', 'port: 8080', 'port: 80', 'port 80 is none of 8080, 8181'],
    ['ui-destination-rule', 'version: v2', 'version: v3', 'IST0173 spec.subsets[1]'],
    ['ui-destination-rule', 'host: ui', 'host: iu', 'IST0174 spec.host'],
    [
      'ui-virtual-service',
      'subset: version-1',
      'subset: v1',
      'IST0101 spec.http[0].route[1].destination',
    ],
    ['ui-virtual-service', '[ui]', '[iu]', 'IST0101 spec.gateways[0]'],
    ['search-authorization-policy', 'app: search', 'app: iu', 'IST0127 spec.selector'],
    ['ui-http-route', 'name: ui-v2', 'name: ui-v3', 'no Service ui-v3 with port 8080'],
    ['search-http-route', 'kind: Service', 'kind: Gateway', 'no Gateway search'],
    ['search-authorization-policy', 'sa/ui', 'sa/iu', 'no ServiceAccount for the principal'],
    ['ui-request-authentication', 'app: ui', 'app: iu', 'no Deployment has app=iu'],
  ])('%s with %j → %j is found', (file, found, planted, problem) => {
    const spoilt = everything.map(manifest =>
      manifest.file.includes(file)
        ? {...manifest, text: manifest.text.replaceAll(found, planted)}
        : manifest,
    );
    expect(spoilt).not.toEqual(everything);
    expect([...findBrokenReferences(spoilt), ...lintState(spoilt)].join('\n')).toContain(problem);
  });
});

interface Document {
  kind: string;
  metadata: {name: string};
  spec: Record<string, unknown>;
}

const documents = (manifests: Iterable<Manifest>) =>
  [...manifests].flatMap(({text}) => parseAllDocuments(text).map(d => d.toJS() as Document));

/** What a step may change besides adding objects: `Kind name` and the field below `spec`. */
const MAY_CHANGE: Readonly<Record<string, string>> = {
  'VirtualService ui': 'http',
  'VirtualService search': 'http',
  'HTTPRoute ui': 'rules',
  'HTTPRoute search': 'rules',
  'AuthorizationPolicy ui': 'rules',
};

/** Differences between two states, as `Kind name` (new) or `Kind name: field, field`. */
export function differences(before: readonly Document[], after: readonly Document[]): string[] {
  const found: string[] = [];
  for (const {kind, metadata, spec} of after) {
    const id = `${kind} ${metadata.name}`;
    const old = before.find(d => d.kind === kind && d.metadata.name === metadata.name);
    if (old === undefined) {
      found.push(id);
      continue;
    }
    const keys = [...new Set([...Object.keys(spec ?? {}), ...Object.keys(old.spec ?? {})])];
    const changed = keys.filter(k => JSON.stringify(spec[k]) !== JSON.stringify(old.spec[k]));
    if (changed.length > 0) found.push(`${id}: ${changed.join(', ')}`);
  }
  return found;
}

describe('steps', () => {
  test('each folder of steps belongs to a step', () => {
    for (const api of APIS) {
      const told = STEPS.flatMap(step => foldersOf(step, api)).filter(f => f.startsWith(`${api}/`));
      const there = readdirSync(path.join(ROOT, 'examples/demo', api)).map(f => `${api}/${f}`);
      expect(there.sort()).toEqual([...new Set(told)].sort());
    }
  });

  const routing = told.filter(({step}) => step.kind === 'routing' && step.id !== 'v1-only');
  test.each(routing)('$order/$api: $step.id changes one route and nothing else', told => {
    const {api, step, before} = told;
    const found = differences(
      documents(stateAfter(before, api).values()),
      documents(stateAfter([...before, step], api).values()),
    );
    expect(found).toHaveLength(1);
    const [id = '', fields] = (found[0] ?? '').split(': ');
    expect(fields).toBe(MAY_CHANGE[id]);
    const service = step.id === 'canary-through' ? 'search' : 'ui';
    expect(id).toBe(`${api === 'istio' ? 'VirtualService' : 'HTTPRoute'} ${service}`);
  });

  test('the security steps add policies, and one of them becomes stricter', () => {
    const [, , ...steps] = ORDERS.security;
    const changes = steps.map((_step, index) =>
      differences(
        documents(stateAfter(steps.slice(0, index), 'istio').values()),
        documents(stateAfter(steps.slice(0, index + 1), 'istio').values()),
      ),
    );
    expect(changes).toEqual([
      ['PeerAuthentication default'],
      ['AuthorizationPolicy allow-nothing', 'AuthorizationPolicy search', 'AuthorizationPolicy ui'],
      ['AuthorizationPolicy ui: rules', 'RequestAuthentication ui'],
    ]);
  });

  test('a change beside the route is named', () => {
    const before = documents(readFolder('istio/v1-only'));
    const after = structuredClone(before);
    for (const {kind, spec} of after) if (kind === 'Gateway') spec.servers = [];
    expect(differences(before, after)).toEqual(['Gateway ui: servers']);
  });
});

interface Outcome {
  status: number;
  cluster: string;
  count?: number;
  counts?: number[];
  mirrors?: {workload: string}[];
}

interface Recorded {
  config: string;
  requests: {url: string; headers?: Record<string, string>; caller?: unknown}[];
  expect: ({outcomes?: Outcome[]; status?: number} & Partial<Outcome>)[];
}

const recorded = (name: string) =>
  JSON.parse(
    readFileSync(path.join(ROOT, `conformance/course/demo-${name}.json`), 'utf8'),
  ) as Recorded;

/** The recording was made with the file of today: same kind and name, same rules. */
function expectSameRules(record: Recorded, manifests: Iterable<Manifest>, kinds: string[]): void {
  const asked = parseAllDocuments(record.config).map(d => d.toJS() as Document);
  const today = documents(manifests).filter(({kind}) => kinds.includes(kind));
  expect(today.length).toBeGreaterThan(0);
  for (const {kind, metadata, spec} of today) {
    const twin = asked.find(d => d.kind === kind && d.metadata.name === metadata.name);
    // A route's parent is the instrument's own gateway there, so only its rules are compared.
    if (kind === 'HTTPRoute') expect(twin?.spec.rules).toEqual(spec.rules);
    else expect(twin?.spec).toEqual(spec);
  }
}

describe('what real Istio and Envoy answered', () => {
  const v1Only = ORDERS.live.filter(({id}) => id === 'v1-only');
  const cases = STEPS.flatMap(step =>
    step.kind === 'routing' ? APIS.map(api => ({api, step, id: step.id})) : [],
  );
  test.each(cases)('$api/$id behaves as the step says', ({api, step}) => {
    const manifests = [...stateAfter([...v1Only, step], api).values()];
    const kinds = ['VirtualService', 'DestinationRule', 'HTTPRoute'];
    for (const service of ['ui', 'search'] as const) {
      const record = recorded(`${api}-${step.id}-${service}`);
      expectSameRules(record, manifests, kinds);
      (['everyone', 'beta'] as const).forEach((lane, index) => {
        expect(record.requests[index]?.headers).toEqual(
          lane === 'beta' ? {version: 'beta'} : undefined,
        );
        const outcomes = record.expect[index]?.outcomes ?? [];
        const share = (pattern: RegExp) =>
          outcomes
            .filter(({cluster}) => pattern.test(cluster))
            .map(({count, counts}) => count ?? ((counts?.[0] ?? 0) + (counts?.[1] ?? 0)) / 2)
            .reduce((sum, part) => sum + part, 0) / 5;
        // canary-through stands on canary, which the recording of one hop leaves out.
        const expected =
          step.id === 'canary-through' && service === 'ui' ? 0 : step.shares[lane][service];
        expect(Math.abs(share(/version-2-beta|-v2\./) - expected)).toBeLessThan(6);
        if (expected % 100 === 0) expect(share(/version-2-beta|-v2\./)).toBe(expected);
        const copies = outcomes.flatMap(({mirrors}) => mirrors ?? []).map(({workload}) => workload);
        const copied = service === 'ui' && step.kind === 'routing' && step.mirrored === true;
        expect(copies).toEqual(copied ? ['ui-v2'] : []);
      });
    }
  });

  const guards = ORDERS.security.flatMap(step => (step.kind === 'security' ? [step] : []));
  test.each(guards)('security/$id behaves as the step says', step => {
    const steps = guards.slice(0, guards.indexOf(step) + 1);
    const record = recorded(`security-${step.id}-ui`);
    expectSameRules(record, stateAfter(steps, 'istio').values(), [
      'PeerAuthentication',
      'AuthorizationPolicy',
      'RequestAuthentication',
    ]);
    for (const ask of step.asks) {
      const token =
        ask.token === undefined
          ? undefined
          : `Bearer ${readFileSync(path.join(ROOT, SECURITY_FOLDER, 'tokens', ask.token), 'utf8').trim()}`;
      const index = record.requests.findIndex(
        ({url, headers, caller}) =>
          new URL(url).pathname === ask.path &&
          headers?.authorization === token &&
          JSON.stringify(caller).includes('istio-ingressgateway-service-account'),
      );
      expect(record.expect[index]?.status, ask.who).toBe(ask.status);
    }
  });

  test('plain text is refused and only ui reaches search', () => {
    const record = recorded('security-least-privilege-search');
    expect(record.expect.map(({status}) => status)).toEqual([undefined, 200, 403, 403, 403]);
  });
});

describe('tokens', () => {
  const policy = parse(
    readFileSync(path.join(ROOT, SECURITY_FOLDER, 'jwt/ui-request-authentication.yaml'), 'utf8'),
  ) as {spec: {jwtRules: {issuer: string; jwks: string}[]}};
  const rule = policy.spec.jwtRules[0];
  const jwks = JSON.parse(rule?.jwks ?? '') as JSONWebKeySet;

  test.each(Object.entries(TOKENS))(
    '%s is signed by the key of the policy',
    async (name, claims) => {
      const token = readFileSync(path.join(ROOT, SECURITY_FOLDER, 'tokens', name), 'utf8').trim();
      const {payload, protectedHeader} = await jwtVerify(token, createLocalJWKSet(jwks), {
        issuer: rule?.issuer ?? '',
        currentDate: new Date('2026-01-01T00:30:00Z'),
      });
      expect(protectedHeader.kid).toBe(KEY_ID);
      expect(payload).toMatchObject(claims);
      expect(payload.iss).toBe(ISSUER);
    },
  );

  test('no private key was kept', () => {
    expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test('the script makes the same files with another key', async () => {
    const made = await makeTokens();
    expect([...made.keys()].sort()).toEqual(
      ['jwt/ui-request-authentication.yaml', ...Object.keys(TOKENS).map(n => `tokens/${n}`)].sort(),
    );
    expect(made.get('jwt/ui-request-authentication.yaml')).not.toContain(jwks.keys[0]?.n ?? '');
  });
});
