import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {compareLint, lintCase} from '../../../scripts/lib/conformance-lint';
import {re2} from '../../../scripts/lib/conformance-regex';
import {CONTENTS} from '../../../src/data/contents';
import {
  DIAGNOSTIC_CODES,
  LINT_CODES,
  lint,
  pageOfDiagnostic,
  parseDocuments,
} from '../../../src/mesh';
import {adviceFor} from '../../../src/mesh/lint/advice';

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const cases = ['lint', 'traffic', 'security', 'authorization', 'course'].flatMap(folder =>
  readCases(path.join(root, folder)),
);

const pages = new Set(CONTENTS.map(({page}) => page));

describe('the three voices say what was recorded', () => {
  it.each(cases.map(test => [test.id, test] as const))('%s', (_, test) => {
    const findings = lintCase(test, world);
    expect(compareLint(test, findings)).toEqual([]);
    for (const {page, help} of findings) {
      expect(pages).toContain(page);
      expect(help).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the comparison', () => {
  it('sees a finding too many and one too few', () => {
    const test = cases.find(({id}) => id === 'lint/unknown-host');
    if (!test) throw new Error('the case is gone');
    const findings = lintCase(test, world);
    const without = {...test, analysis: []};
    expect(compareLint(test, [])).toHaveLength(1);
    expect(compareLint(without, findings)).toHaveLength(1);
  });
});

describe('what a finding means', () => {
  it('is taught on a page of the course, for every code, kind and field', () => {
    const fields = ['', 'kind', 'spec', 'spec.http[0].retries', 'spec.trafficPolicy.tls'];
    for (const code of [...LINT_CODES, null])
      for (const kind of ['VirtualService', 'DestinationRule', 'HTTPRoute', 'Service', 'Thing'])
        for (const field of fields)
          expect(pages).toContain(adviceFor('schema', code, true, `${kind} a/b`, field).page);
    for (const code of DIAGNOSTIC_CODES)
      for (const resource of ['VirtualService a/b', 'Thing a/b', null])
        expect(pages).toContain(pageOfDiagnostic({code, resource}));
  });

  it('leads to the page of the field', () => {
    const page = (kind: string, field: string): string =>
      adviceFor('webhook', 'IST0106', true, `${kind} a/b`, field).page;
    expect(page('VirtualService', 'spec.http[0].retries.attempts')).toBe(
      'connect-and-control/when-things-go-wrong',
    );
    expect(page('DestinationRule', 'spec.trafficPolicy.outlierDetection')).toBe(
      'envoy/outlier-detection',
    );
    expect(page('PeerAuthentication', 'spec.portLevelMtls')).toBe('security/mtls');
    expect(adviceFor('analyzer', 'IST0101', true, '', 'spec.gateways[0]').page).toBe(
      'kubernetes-and-istio/gateway-and-serviceentry',
    );
  });
});

describe('kinds that the engine does not read', () => {
  const said = (apiVersion: string, kind: string): string[] =>
    lint(parseDocuments(JSON.stringify({apiVersion, kind, metadata: {name: 'x'}})).documents).map(
      ({voice, message}) => `${voice}: ${message}`,
    );

  it.each([
    ['v1', 'ConfigMap'],
    ['telemetry.istio.io/v1', 'Telemetry'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['argoproj.io/v1alpha1', 'Rollout'],
  ])('has nothing to say of %s %s', (apiVersion, kind) => {
    expect(said(apiVersion, kind)).toEqual([]);
  });

  it.each([
    ['networking.istio.io/v1', 'VirtualServices'],
    ['v1', 'Deployment'],
    ['config.istio.io/v1alpha2', 'RouteRule'],
  ])('refuses %s %s, as the API server does', (apiVersion, kind) => {
    expect(said(apiVersion, kind)).toEqual([
      `schema: no matches for kind "${kind}" in version "${apiVersion}"`,
    ]);
  });

  it('finds the Secret of a gateway', () => {
    const gateway = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: {name: 'x'},
      spec: {
        selector: {istio: 'ingressgateway'},
        servers: [
          {
            port: {number: 443, name: 'https', protocol: 'HTTPS'},
            hosts: ['a.example.com'],
            tls: {mode: 'SIMPLE', credentialName: 'certificate'},
          },
        ],
      },
    };
    const codes = (...objects: object[]): (string | null)[] =>
      lint(
        objects.flatMap(object => parseDocuments(JSON.stringify(object)).documents),
        {
          cluster: parseDocuments(world.yaml).documents,
        },
      ).map(({code}) => code);
    const secret = (namespace: string): object => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name: 'certificate', namespace},
    });
    expect(codes(gateway)).toEqual(['IST0101']);
    expect(codes(gateway, secret('default'))).toEqual(['IST0101']);
    expect(codes(gateway, secret('istio-system'))).toEqual([]);
  });
});

describe('laws', () => {
  const kinds = [
    'networking.istio.io/v1 VirtualService',
    'networking.istio.io/v1 DestinationRule',
    'networking.istio.io/v1 Gateway',
    'networking.istio.io/v1 ServiceEntry',
    'security.istio.io/v1 AuthorizationPolicy',
    'security.istio.io/v1 PeerAuthentication',
    'security.istio.io/v1 RequestAuthentication',
    'gateway.networking.k8s.io/v1 HTTPRoute',
    'v1 Service',
    'v1 Pod',
    'apps/v1 Deployment',
  ];
  const fields = fc.constantFrom(
    ...['hosts', 'host', 'http', 'route', 'match', 'rules', 'from', 'source', 'to', 'operation'],
    ...['paths', 'when', 'key', 'values', 'selector', 'matchLabels', 'jwtRules', 'jwks', 'mtls'],
    ...['portLevelMtls', 'servers', 'port', 'ports', 'subsets', 'labels', 'trafficPolicy', 'tls'],
  );
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      {maxDepth: 5},
      fc.constantFrom<unknown>(null, true, 0, -1, '', '*', '**', 'a/b', '{**}/{**}', '10.0.0.0/99'),
      fc.array(tie('any'), {maxLength: 3}),
      fc.dictionary(fields, tie('any'), {maxKeys: 4}),
    ),
  })).any;

  it('never throws, and every finding has its place in the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), value, value, (kind, spec, labels) => {
        const [apiVersion, name] = kind.split(' ');
        const text = JSON.stringify({
          apiVersion,
          kind: name,
          metadata: {name: 'x', labels},
          spec,
        });
        const {documents} = parseDocuments(text);
        for (const {place, resource} of lint(documents, {regex: re2})) {
          expect(place.end.offset).toBeGreaterThan(place.start.offset);
          expect(place.end.offset).toBeLessThanOrEqual(text.length);
          expect(resource).toContain('/x');
        }
      }),
      {numRuns: 1000, seed: 7},
    );
  });
});
