import {describe, expect, it} from 'vitest';
import {
  ADMISSION,
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findCaller,
  parseDocuments,
  simulate,
  type Diagnostic,
  type Outcome,
  type RequestInput,
} from '../../src/mesh';
import {re2} from '../../scripts/lib/conformance-regex';

/** What a reader may type that is wrong: each is found at its place, and traffic goes on as it would with Istio. */

const ROUTE = 'route: [{destination: {host: search}}]';
const MARK = 'headers: {response: {set: {x-rule: "1"}}}';

const virtualService = (http: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: search}
spec:
  hosts: [search]
  http:
  - ${http}
`;

const LEVELS = Array.from(
  {length: 12},
  (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
);

const WORLD = `apiVersion: v1
kind: Service
metadata: {name: search}
spec: {clusterIP: 10.0.0.1, selector: {app: search}, ports: [{name: http, port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec: {template: {metadata: {labels: {app: search}}, spec: {containers: [{ports: [{containerPort: 8080}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ui}
spec: {template: {metadata: {labels: {app: ui}}, spec: {containers: [{ports: [{containerPort: 8080}]}]}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: search}
spec: {host: search, subsets: [{name: a}, {name: b}]}
`;

function findings(text: string): Diagnostic[] {
  const {documents, diagnostics} = parseDocuments(text, 'x.yaml');
  return [...diagnostics, ...buildMesh(documents, {regex: re2, admission: ADMISSION}).diagnostics];
}

/** What a finding points at. */
function pointed(text: string, {place}: Pick<Diagnostic, 'place'>): string {
  if (!place) throw new Error('A finding has no place.');
  return text.slice(place.start.offset, place.end.offset);
}

/** What is answered to requests when a text was applied to a small world. */
function answers(text: string, count = 1, input: Partial<RequestInput> = {}): Outcome[] {
  const documents = [WORLD, text].flatMap(part => parseDocuments(part).documents);
  const {mesh} = buildMesh(documents, {regex: re2, admission: ADMISSION});
  const caller = findCaller(mesh, {workload: 'ui', namespace: 'default'});
  const {request} = createRequest({url: 'http://search:8080/a', ...input});
  if (!caller || !request) throw new Error('There is nobody to ask.');
  const session = createSession(compileProxy(mesh, caller), {seed: 3});
  return Array.from({length: count}, () => simulate(session, request).outcome);
}

const ruled = (text: string, input: Partial<RequestInput> = {}): boolean => {
  const [outcome] = answers(text, 1, input);
  expect(outcome?.status).toBe(200);
  return outcome?.responseHeaders.has('x-rule') ?? false;
};

const marked = virtualService(`{${ROUTE}, ${MARK}}`);

describe('is found at its place', () => {
  const doubled = `a: "${'x'.repeat(999_994)}"\nsecond: line\n`;
  it.each([
    ['no YAML', '{{{ hello: ]', 'yaml-syntax', ']'],
    ['a word', 'hello', 'not-an-object', 'hello'],
    ['unclosed brackets', 'a: [1, 2', 'yaml-syntax', '2'],
    ['an unclosed quote', 'a: "x\nb: 1\n', 'yaml-syntax', '1\n'],
    ['a megabyte', doubled, 'input-too-large', 'second: line\n'],
    ['a bomb of aliases', `l0: &l0 [a]\n${LEVELS.join('\n')}\n`, 'yaml-too-many-aliases', '*l5'],
    ['an alias of itself', 'a: &a [*a]\n', 'yaml-syntax', '*a'],
    ['thousands of brackets', '['.repeat(20_000), 'yaml-too-deep', '['],
    ['a tab', 'a:\n\tb: 1\n', 'yaml-syntax', '\t'],
    ['a key that is there twice', 'a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key', 'a'],
    ['the same with CRLF', 'a: 1\r\nb: 2\r\na: 3\r\n', 'yaml-duplicate-key', 'a'],
    ['the same behind a byte order mark', '\uFEFFa: 1\nb: 2\nb: 3\n', 'yaml-duplicate-key', 'b'],
    ['a number for text', virtualService(`{name: 5, ${ROUTE}}`), 'wrong-type', 'name: 5'],
    [
      'a boolean as in Norway',
      virtualService(`{match: [{headers: {country: {exact: no}}}], ${ROUTE}}`),
      'wrong-type',
      'exact: no',
    ],
    [
      'a key that is a boolean',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {a: b, on: yes}}\nspec: {containers: [{name: a}]}\n',
      'wrong-type',
      'on: yes',
    ],
    [
      'an unknown field',
      virtualService(`{${ROUTE}, timeouts: 1s}`),
      'unknown-field',
      'timeouts: 1s',
    ],
    [
      'an unknown kind',
      marked.replace('Service', 'Services'),
      'unknown-kind',
      'kind: VirtualServices',
    ],
    [
      'an unknown version',
      marked.replace('/v1', '/v2'),
      'unknown-version',
      'apiVersion: networking.istio.io/v2',
    ],
    ['a second of one name', `${marked}---\n${marked}`, 'replaced-resource', marked.trimEnd()],
    ['a host with spaces', marked.replace('[search]', '["a b"]'), 'invalid-config', '"a b"'],
    [
      'weights that are all zero',
      virtualService('{route: [{destination: {host: a}}, {destination: {host: b}}]}'),
      'invalid-config',
      'route: [{destination: {host: a}}, {destination: {host: b}}]',
    ],
    [
      'a pattern with look-ahead',
      virtualService(`{match: [{uri: {regex: "/a(?=b)"}}], ${ROUTE}}`),
      'invalid-regex',
      'regex: "/a(?=b)"',
    ],
  ])('%s', (_, text, code, at) => {
    const found = findings(text);
    expect(found.map(finding => [finding.code, pointed(text, finding)])).toEqual([[code, at]]);
  });

  it('a pattern without an engine, in each document', () => {
    const pattern = virtualService(`{match: [{uri: {regex: "/a.*"}}], ${ROUTE}}`);
    const text = `${pattern}---\n${pattern.replace('name: search', 'name: other')}`;
    const {diagnostics} = buildMesh(parseDocuments(text).documents);
    expect(diagnostics.map(({code, resource}) => [code, resource])).toEqual([
      ['regex-engine-missing', 'VirtualService default/search'],
      ['regex-engine-missing', 'VirtualService default/other'],
    ]);
    for (const finding of diagnostics) expect(pointed(text, finding)).toBe('regex: "/a.*"');
  });

  it.each<[string, RequestInput, string, string]>([
    ['no address', {url: 'search'}, 'url', 'search'],
    ['another protocol', {url: 'ftp://a/x'}, 'url', 'ftp://a/x'],
    ['a port that is none', {url: 'http://a:99999/x'}, 'url', '99999'],
    ['a space in a path', {url: 'http://a/b c'}, 'url', '/b c'],
    ['a method that is none', {url: 'http://a/', method: 'G T'}, 'method', 'G T'],
    ['no header name', {url: 'http://a/', headers: {'x y': '1'}}, 'headers', 'x y'],
    ['a line end in a header', {url: 'http://a/', headers: {x: ['b', 'a\nb']}}, 'headers', 'a\nb'],
  ])('%s in a request', (_, input, field, at) => {
    const {request, diagnostics} = createRequest(input);
    expect(request).toBeNull();
    const [finding] = diagnostics;
    expect([finding?.code, finding?.place?.file]).toEqual(['bad-request', `request.${field}`]);
    const [name = '', value = ''] = Object.entries(input.headers ?? {})[0] ?? [];
    const text = {
      url: input.url,
      method: input.method ?? '',
      headers: `${name}: ${typeof value === 'string' ? value : (value.at(-1) ?? '')}`,
    }[field];
    expect(finding && pointed(text ?? '', finding)).toBe(at);
  });
});

describe('traffic goes on as with Istio', () => {
  it.each([
    ['nothing', ''],
    ['no YAML', '{{{ hello: ]'],
    ['a key that is there twice', marked.replace('spec:', 'kind: VirtualService\nspec:')],
    ['a boolean for text', virtualService(`{name: no, ${ROUTE}, ${MARK}}`)],
    ['an unknown field', virtualService(`{${ROUTE}, ${MARK}, timeouts: 1s}`)],
    ['an unknown kind', marked.replace('Service', 'Services')],
    ['an unknown version', marked.replace('/v1', '/v2')],
    ['a host with spaces', marked.replace('[search]', '["search "]')],
    [
      'weights that are all zero',
      virtualService(
        `{route: [{destination: {host: search}}, {destination: {host: search}}], ${MARK}}`,
      ),
    ],
    [
      'a pattern with look-ahead',
      virtualService(`{match: [{uri: {regex: "/(?=a)a"}}], ${ROUTE}, ${MARK}}`),
    ],
  ])('%s: the cluster refuses it, and the service answers without a rule', (_, text) => {
    expect(ruled(text)).toBe(false);
  });

  it.each([
    ['CRLF', marked.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${marked}`],
    [
      'an unknown kind beside it',
      `${marked}---\napiVersion: a.b/v1\nkind: C\nmetadata: {name: d}\n`,
    ],
    ['a broken document beside it', `a: [\n---\n${marked}`],
    ['an earlier one of the same name', `${virtualService(`{${ROUTE}}`)}---\n${marked}`],
  ])('%s: the rule counts', (_, text) => {
    expect(ruled(text)).toBe(true);
  });

  it('weights need not sum to 100: each has its part of the sum', () => {
    const text = virtualService(
      '{route: [{destination: {host: search, subset: a}, weight: 3}, {destination: {host: search, subset: b}, weight: 1}]}',
    );
    expect(findings(text)).toEqual([]);
    const first = answers(text, 400).filter(({cluster}) => cluster?.includes('|a|'));
    expect(Math.abs(first.length - 300)).toBeLessThan(40);
  });

  it('a pattern that no engine was given for matches nothing', () => {
    const text = virtualService(`{match: [{uri: {regex: "/.*"}}], ${ROUTE}, ${MARK}}`);
    const {mesh} = buildMesh([WORLD, text].flatMap(part => parseDocuments(part).documents));
    const caller = findCaller(mesh, {workload: 'ui', namespace: 'default'});
    const {request} = createRequest({url: 'http://search:8080/a'});
    if (!caller || !request) throw new Error('There is nobody to ask.');
    expect(simulate(createSession(compileProxy(mesh, caller)), request).outcome.status).toBe(404);
  });

  it('Unicode in a header passes, and a request without a path asks for /', () => {
    const root = virtualService(`{match: [{uri: {exact: /}}], ${ROUTE}, ${MARK}}`);
    expect(ruled(root, {url: 'http://search:8080', headers: {'x-name': 'Zoë ⛵'}})).toBe(true);
  });
});
