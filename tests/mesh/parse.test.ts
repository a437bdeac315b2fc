import {describe, expect, it} from 'vitest';
import {ADMISSION, buildMesh, createRequest, parseDocuments, type Diagnostic} from '../../src/mesh';
import {re2} from '../../scripts/lib/conformance-regex';

const virtualService = (http: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: search}
spec:
  hosts: [search]
  http:
  - ${http}
${more}`;

const ROUTE = 'route: [{destination: {host: search}}]';

function codes(text: string): string[] {
  const parsed = parseDocuments(text, 'x.yaml');
  const built = buildMesh(parsed.documents, {regex: re2, admission: ADMISSION});
  return [...parsed.diagnostics, ...built.diagnostics].map(({code}) => code);
}

const first = (text: string): Diagnostic | undefined => {
  const parsed = parseDocuments(text, 'x.yaml');
  return [
    ...parsed.diagnostics,
    ...buildMesh(parsed.documents, {regex: re2, admission: ADMISSION}).diagnostics,
  ][0];
};

describe('the place of a value', () => {
  it('ends with its last letter, also when another block follows', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  list:\n    - a: 1\n      b: 2\n\n    - c: 3\n';
    const place = parseDocuments(text, 'x.yaml').documents[0]?.locate(['spec', 'list', 0]);
    expect([place?.start.line, place?.end.line, place?.end.column]).toEqual([6, 7, 11]);
  });
});

describe('text that is no proper YAML', () => {
  it.each([
    ['nothing', '', []],
    ['only comments', '# nothing\n---\n# more\n', []],
    ['a list', '- a\n- b\n', ['not-an-object']],
    ['a word', 'hello', ['not-an-object']],
    ['unclosed brackets', 'a: [1, 2', ['yaml-syntax']],
    ['a tab as indent', 'a:\n\tb: 1\n', ['yaml-syntax']],
    ['a key that is there twice', 'a: 1\na: 2\n', ['yaml-duplicate-key']],
    ['an alias without an anchor', 'a: *nobody\n', ['yaml-syntax']],
    ['an alias of itself', 'a: &a [*a]\n', ['yaml-syntax']],
    ['a resource without a name', 'apiVersion: v1\nkind: Pod\nmetadata: {}\n', ['missing-field']],
    ['a text that is too long', `a: "${'x'.repeat(1_000_001)}"`, ['input-too-large']],
    ['brackets nested thousands deep', '['.repeat(20_000), ['yaml-too-deep']],
    ['braces nested thousands deep', '{a: '.repeat(20_000), ['yaml-too-deep']],
  ])('%s', (_, text, expected) => {
    const found = codes(text);
    expect(found.slice(0, 1)).toEqual(expected);
  });

  it('refuses an alias bomb', () => {
    const lines = Array.from(
      {length: 12},
      (_, index) => `l${index + 1}: &l${index + 1} [${Array(9).fill(`*l${index}`).join(', ')}]`,
    );
    expect(codes(`l0: &l0 [a, b, c]\n${lines.join('\n')}\n`)).toEqual(['yaml-too-many-aliases']);
  });

  it('refuses a pattern of 100 KB, and one that RE2 does not know', () => {
    const rule = (regex: string): string =>
      virtualService(`{match: [{uri: {regex: "${regex}"}}], ${ROUTE}}`);
    expect(codes(rule('a'.repeat(100_000)))).toContain('invalid-regex');
    expect(codes(rule('a(?=b)'))).toContain('invalid-regex');
    expect(codes(rule('(a+)+$'))).toEqual([]);
  });

  it('keeps the documents around a broken one', () => {
    const {documents, diagnostics} = parseDocuments(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\na: [\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n`,
    );
    expect(documents.map(({name}) => name)).toEqual(['a', 'b']);
    expect(diagnostics.map(({code}) => code)).toContain('yaml-syntax');
  });

  it('does not mind CRLF, a byte order mark, an empty document and a merge key', () => {
    const text = `\uFEFFapiVersion: v1\r\nkind: Pod\r\nmetadata: &m {name: a, labels: {x: "1"}}\r\n---\r\n---\r\napiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  <<: *m\r\n  name: b\r\n`;
    const own = `apiVersion: v1\nkind: Pod\nmetadata:\n  <<: {labels: {x: "1"}, name: z}\n  name: b\n`;
    expect(parseDocuments(text).documents[0]?.name).toBe('a');
    const [merged] = parseDocuments(own).documents;
    expect(merged?.value.metadata).toEqual({name: 'b', labels: {x: '1'}});
  });

  it('tells the range of a value', () => {
    const text = virtualService(`{match: [{uri: {prefix: /a}, ports: 80}], ${ROUTE}}`);
    const found = first(text);
    expect(found?.code).toBe('unknown-field');
    expect(found?.place).toMatchObject({file: 'x.yaml', document: 0, start: {line: 7}});
    const {start, end} = found?.place ?? {start: {offset: 0}, end: {offset: 0}};
    expect(text.slice(start.offset, end.offset)).toBe('ports: 80');
  });
});

describe('scalars as Kubernetes reads them', () => {
  const read = (scalar: string): unknown => {
    const [document] = parseDocuments(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nvalue: ${scalar}\n`,
    ).documents;
    return document?.value.value;
  };

  it.each([
    ['y', true],
    ['NO', false],
    ['On', true],
    ['off', false],
    ['"on"', 'on'],
    ['0755', 493],
    ['0x1F', 31],
    ['1_000', 1000],
    ['1e3', 1000],
    ['.5', 0.5],
    ['~', null],
    ['', null],
    ['1:30', '1:30'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['1.2.3', '1.2.3'],
    ['08', 8],
    ['!!str 12', '12'],
    ["'12'", '12'],
  ])('%s', (scalar, value) => {
    expect(read(scalar)).toEqual(value);
  });

  it('turns keys into text', () => {
    const [document] = parseDocuments(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\ny: 1\n80: 2\nnull: 3\n',
    ).documents;
    expect(Object.keys(document?.value ?? {}).sort()).toEqual([
      '80',
      'apiVersion',
      'kind',
      'metadata',
      'null',
      'true',
    ]);
  });
});

describe('documents an API server or the webhook refuses', () => {
  it.each([
    ['an unknown field', virtualService(`{${ROUTE}, timeouts: 1s}`), 'unknown-field'],
    ['a number where text belongs', virtualService(`{name: 5, ${ROUTE}}`), 'wrong-type'],
    ['an unquoted on', virtualService(`{match: [{uri: {exact: on}}], ${ROUTE}}`), 'wrong-type'],
    ['a null header', virtualService(`{match: [{headers: {x: null}}], ${ROUTE}}`), 'wrong-type'],
    [
      'two kinds of match',
      virtualService(`{match: [{uri: {exact: a, prefix: b}}], ${ROUTE}}`),
      'bad-value',
    ],
    ['an unknown version', virtualService(`{${ROUTE}}`).replace('/v1', '/v2'), 'unknown-version'],
    [
      'a host with spaces',
      virtualService(`{${ROUTE}}`).replace('[search]', '["a b"]'),
      'invalid-config',
    ],
    [
      'negative weights',
      virtualService('{route: [{destination: {host: a}, weight: -1}]}'),
      'invalid-config',
    ],
    [
      'weights that are all zero',
      virtualService('{route: [{destination: {host: a}}, {destination: {host: b}}]}'),
      'invalid-config',
    ],
    ['a timeout of nothing', virtualService(`{timeout: 0s, ${ROUTE}}`), 'bad-value'],
  ])('%s', (_, text, code) => {
    expect(codes(text)).toContain(code);
    expect(buildMesh(parseDocuments(text).documents).mesh.virtualServices).toEqual([]);
  });

  it('keeps an unknown kind and says so', () => {
    const text = 'apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n';
    expect(first(text)).toMatchObject({code: 'unknown-kind', severity: 'warning'});
    expect(buildMesh(parseDocuments(text).documents).mesh.documents).toHaveLength(1);
  });

  it('lets the later of two resources of one name replace the earlier', () => {
    const text = `${virtualService(`{name: one, ${ROUTE}}`)}\n---\n${virtualService(`{name: two, ${ROUTE}}`)}`;
    expect(codes(text)).toEqual(['replaced-resource']);
    const {mesh} = buildMesh(parseDocuments(text).documents);
    expect(mesh.virtualServices.map(({rules}) => rules[0]?.rule.name)).toEqual(['two']);
  });

  it('warns when patterns have no engine', () => {
    const text = virtualService(`{match: [{uri: {regex: "/a.*"}}], ${ROUTE}}`);
    const {diagnostics} = buildMesh(parseDocuments(text).documents);
    expect(diagnostics.map(({code}) => code)).toEqual(['regex-engine-missing']);
  });
});

describe('requests', () => {
  it.each([
    ['no address', {url: 'search'}],
    ['another protocol', {url: 'ftp://search/x'}],
    ['a port that is none', {url: 'http://search:99999/x'}],
    ['a space in the path', {url: 'http://search/a b'}],
    ['a method that is none', {url: 'http://search/', method: 'G T'}],
    ['a header name that is none', {url: 'http://search/', headers: {'x y': '1'}}],
    ['a header value with a line end', {url: 'http://search/', headers: {x: 'a\nb'}}],
  ])('%s is refused', (_, input) => {
    const {request, diagnostics} = createRequest(input);
    expect(request).toBeNull();
    expect(diagnostics.map(({code}) => code)).toEqual(['bad-request']);
  });

  it('takes Unicode in headers, a request without a path, and the Host from a header', () => {
    const {request} = createRequest({
      url: 'http://search:8080',
      headers: {'X-Name': 'Zoë', Host: 'other'},
    });
    expect(request).toMatchObject({path: '/', authority: 'other', host: 'search', port: 8080});
    expect(request?.headers.get('x-name')).toEqual(['Zoë']);
  });
});
