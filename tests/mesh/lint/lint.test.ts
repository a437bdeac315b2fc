import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {compareLint, lintCase} from '../../../scripts/lib/conformance-lint';
import {re2} from '../../../scripts/lib/conformance-regex';
import {lint, parseDocuments} from '../../../src/mesh';

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const cases = ['lint', 'traffic', 'security', 'authorization', 'course'].flatMap(folder =>
  readCases(path.join(root, folder)),
);

describe('the three voices say what was recorded', () => {
  it.each(cases.map(test => [test.id, test] as const))('%s', (_, test) => {
    expect(compareLint(test, lintCase(test, world))).toEqual([]);
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
