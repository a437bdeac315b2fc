import {describe, expect, it} from 'vitest';
import {suggest} from '@site/src/widgets/Lab/editor/complete';

/** The cursor stands at the bar. */
function at(text: string) {
  const before = text.slice(0, text.indexOf('|'));
  const lines = text.replace('|', '').split('\n');
  const line = before.split('\n').length - 1;
  return suggest(lines, line, before.length - (before.lastIndexOf('\n') + 1));
}
const labels = (text: string) => at(text)?.options.map(({label}) => label) ?? null;
const option = (text: string, name: string) => at(text)?.options.find(({label}) => label === name);

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: search
spec:
  hosts: [search]
  http:
    - match:
        - uri:
            prefix: /
          headers:
            version:
              exact: beta
      route:
        - destination:
            host: search
`;
const put = (after: string, text: string) => RULE.replace(after, `${after}\n${text}`);

describe('completion', () => {
  it('begins an empty document with a whole object', () => {
    expect(option('|', 'VirtualService (networking.istio.io/v1)')?.insert).toBe(
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: $\nspec:\n',
    );
    expect(labels(`${RULE}---\n|`)).toContain('HTTPRoute (gateway.networking.k8s.io/v1)');
    expect(labels('kind: Gateway\n|')).toEqual(['apiVersion', 'metadata', 'spec']);
  });
  it('knows the kinds of a version, and the versions of a kind', () => {
    expect(labels('apiVersion: networking.istio.io/v1\nkind: |')).toEqual([
      'VirtualService',
      'DestinationRule',
      'Gateway',
      'ServiceEntry',
      'Sidecar',
    ]);
    expect(labels('kind: Gateway\napiVersion: |')).toEqual([
      'networking.istio.io/v1',
      'gateway.networking.k8s.io/v1',
    ]);
    expect(labels('kind: |')).toContain('Service');
  });
  it('knows the fields of a place, with what they mean', () => {
    expect(
      labels('apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec:\n  |'),
    ).toContain('http');
    expect(option(put('  http:', '    - |'), 'match')).toMatchObject({
      insert: 'match:\n        - $',
      meaning: 'Conditions: one entry is enough, all keys of an entry must hold.',
    });
    expect(labels(put('        - destination:', '            |'))).toEqual(['port', 'subset']);
  });
  it('leaves out what is there already, above and below', () => {
    const beside = labels(put('            prefix: /', '          |'));
    expect(beside).toContain('method');
    expect(beside).not.toContain('uri');
    expect(beside).not.toContain('headers');
    expect(labels(put('            host: search', '      |'))).not.toContain('match');
  });
  it('offers only what begins as typed, from its beginning', () => {
    const found = at(put('            host: search', '      tim|'));
    expect(found?.from).toBe(6);
    expect(found?.options.map(({label}) => label)).toContain('timeout');
  });
  it('looks through names that a reader chose', () => {
    expect(
      labels(put('            version:', '              |').replace('exact: beta\n', '\n')),
    ).toEqual(['exact', 'prefix', 'regex']);
  });
  it('knows lists whose dashes stand in the column of their key', () => {
    expect(
      labels(
        'apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec:\n  http:\n  - match:\n    - uri:\n        |',
      ),
    ).toEqual(['exact', 'prefix', 'regex']);
    expect(
      labels(
        'apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec:\n  http:\n  - route: []\n    |',
      ),
    ).toContain('retries');
  });
  it('knows the values of a field', () => {
    const rule = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nspec:\n  action: |';
    expect(labels(rule)).toEqual(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']);
    expect(labels(rule.replace('|', 'DE|'))).toContain('DENY');
  });
  it('tells two kinds of one name apart by their version', () => {
    const gateway = (version: string) =>
      labels(`apiVersion: ${version}\nkind: Gateway\nspec:\n  |`);
    expect(gateway('networking.istio.io/v1')).toContain('servers');
    expect(gateway('gateway.networking.k8s.io/v1')).toContain('listeners');
  });
  it('says nothing in comments, in free text, and about kinds that the engine does not know', () => {
    expect(at('# a|')).toBeNull();
    expect(at('kind: ConfigMap\napiVersion: v1\ndata:\n  |')).toBeNull();
    expect(at('metadata:\n  name: sea|')).toBeNull();
    expect(at('a: {b|')).toBeNull();
  });
});
