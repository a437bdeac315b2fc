import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Root} from 'mdast';
import type {MdxJsxFlowElement} from 'mdast-util-mdx';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import {unified} from 'unified';
import {VFile} from 'vfile';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {remarkCode} from '../../src/remark/code';
import {fenceAsText} from '../../src/remark/code/read-example';
import {renderFence} from '../../src/remark/code/render';

const V1 = `apiVersion: v1
kind: Service
metadata:
  name: search # <who>
spec:
  # region rule
  ports:
    - port: 80
  # endregion rule
  type: ClusterIP
`;
const V2 = V1.replace('port: 80', 'port: 8080\n      name: http');

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'code-'));
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  };
  plant('examples/a/v1/service.yaml', V1);
  plant('examples/a/v2/service.yaml', V2);
  plant('examples/a/open.yaml', '# region never\na: 1\n');
  plant('examples/broken/b.yaml', `# expect: NO_KIND\na: 1\n`);
  plant('examples/long/1.yaml', Array.from({length: 30}, (_, n) => `k${n}: 1\n`).join(''));
  plant(
    'examples/long/2.yaml',
    Array.from({length: 30}, (_, n) => `k${n}: ${n === 15 ? 2 : 1}\n`).join(''),
  );
  plant(
    'examples/long/3.yaml',
    Array.from({length: 12}, (_, n) => `k${n}: ${n === 3 || n === 11 ? 2 : 1}\n`).join(''),
  );
});
afterAll(() => {
  rmSync(root, {recursive: true});
});

const yaml = (meta: string) => renderFence(root, 'yaml', meta, '');
const FILE = 'file=examples/a/v1/service.yaml';

/** The text a reader sees, without markup. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const withoutMarkers = (text: string) => text.replace(/^.*# (?:end)?region.*\n/gm, '');

describe('a fence with a file', () => {
  it('shows the whole file, escaped, without the markers of regions', async () => {
    const shown = await yaml(FILE);
    expect(textOf(shown.html)).toBe(withoutMarkers(V1));
    expect(shown.html).toContain('&lt;who&gt;');
    expect(shown).toMatchObject({
      file: 'examples/a/v1/service.yaml',
      note: 'complete, ready to apply',
    });
  });

  it('colours keys, values and comments by class, never by style', async () => {
    const {html} = await yaml(FILE);
    expect(html).toContain('<span class="k">kind</span>: <span class="s">Service</span>');
    expect(html).toContain('<span class="c"># &lt;who&gt;</span>');
    expect(html).not.toMatch(/style=|#0000/);
  });

  it('shows a region, some lines, marks and numbers of the file', async () => {
    const region = await yaml(`${FILE} region=rule highlight=8 numbers title="The rule"`);
    expect(textOf(region.html)).toBe('  ports:\n    - port: 80\n');
    expect(region.html).toContain('<span class="l" data-n="7">');
    expect(region.html).toContain('<mark class="l hit" data-n="8">');
    expect(region).toMatchObject({title: 'The rule', note: 'lines 7 to 8 of 10'});
    const lines = await yaml(`${FILE} lines=2`);
    expect(textOf(lines.html)).toBe('kind: Service\n');
    expect(lines.note).toBe('line 2 of 10');
  });

  it('shows the difference from another step with signs in words', async () => {
    const shown = await yaml('file=examples/a/v2/service.yaml since=examples/a/v1/service.yaml');
    expect(shown.since).toEqual({
      file: 'examples/a/v1/service.yaml',
      name: 'v1/service.yaml',
      added: 2,
      removed: 1,
    });
    expect(shown.html.match(/class="l add"/g)).toHaveLength(2);
    expect(shown.html).toMatch(/<span class="l del"><span class="vh">removed: <\/span>.*>80</);
    expect(shown.html).toContain('<span class="vh">added: </span>');
  });

  it('folds what is far from a change, and nothing that is near', async () => {
    const {html} = await yaml('file=examples/long/2.yaml since=examples/long/1.yaml');
    expect(html.match(/<summary>(\d+) unchanged lines<\/summary>/g)).toEqual([
      '<summary>12 unchanged lines</summary>',
      '<summary>11 unchanged lines</summary>',
    ]);
    const open = textOf(html.replace(/<details>.*?<\/details>/gs, ''));
    expect(open.match(/k\d+/g)).toEqual(['k12', 'k13', 'k14', 'k15', 'k15', 'k16', 'k17', 'k18']);
  });

  it('does not fold a single line away', async () => {
    const {html} = await yaml('file=examples/long/3.yaml since=examples/long/1.yaml');
    // k7 alone lies farther than three lines from k3 and from k11.
    expect(html.slice(0, html.indexOf('k11'))).not.toContain('<details>');
  });

  it('says of a broken example that it is wrong on purpose, and keeps the check out of sight', async () => {
    const shown = await yaml('file=examples/broken/b.yaml');
    expect(shown.note).toBe('wrong on purpose');
    expect(textOf(shown.html)).toBe('a: 1\n');
  });

  it('gives its text to readers without pictures', () => {
    const shown = (meta: string) => fenceAsText(root, {lang: 'yaml', meta, value: ''});
    expect(shown(FILE)).toMatchObject({lang: 'yaml', title: 'examples/a/v1/service.yaml'});
    expect(shown(`${FILE} region=rule`).value).toBe('  ports:\n    - port: 80');
    const {lang, title, value} = shown(
      'file=examples/a/v2/service.yaml since=examples/a/v1/service.yaml',
    );
    expect(lang).toBe('diff');
    expect(title).toBe('examples/a/v2/service.yaml, changed from examples/a/v1/service.yaml');
    const newer = value.split('\n').filter(line => !line.startsWith('-'));
    expect(`${newer.map(line => line.slice(1)).join('\n')}\n`).toBe(withoutMarkers(V2));
    expect(value).toMatch(/^-/m);
    expect(fenceAsText(root, {lang: 'text', meta: null, value: 'x'})).toEqual({
      lang: 'text',
      value: 'x',
    });
  });

  it.each([
    [
      'file=examples/a/v1/servce.yaml',
      /no file "examples\/a\/v1\/servce\.yaml"; nearest: examples\/a\/v1\/service\.yaml, /,
    ],
    ['file=examples/a', /no file/],
    ['file=examples/../package.json', /expected a path such as examples/],
    ['file=docs/a.yaml', /expected a path such as examples/],
    [`${FILE} region=rul`, /no "# region rul"; it has: rule/],
    [
      'file=examples/a/open.yaml region=never',
      /open\.yaml:1 opens region never.*# endregion never/,
    ],
    [`${FILE} lines=3-90`, /has 10 lines/],
    [`${FILE} lines=9-3`, /expected line numbers/],
    [
      `${FILE} lines=1-3 highlight=4`,
      /line 4, which examples\/a\/v1\/service\.yaml here does not show/,
    ],
    [`${FILE} lines=1-3 region=rule`, /keep one/],
    [`${FILE} since=examples/a/v0/service.yaml`, /no file "examples\/a\/v0/],
    [`${FILE} since=examples/a/v1/service.yaml`, /no difference/],
    [`${FILE} since=examples/a/v2/service.yaml lines=1-2`, /drop lines=/],
    [`${FILE} since=examples/a/v2/service.yaml numbers`, /drop numbers/],
    [`${FILE} reg=rule`, /knows no "reg=rule": expected file=/],
    [`${FILE} ${FILE}`, /"file" stands twice/],
    [`${FILE} title=`, /cannot read|needs a value/],
    ['', /YAML lives in a file/],
    ['region=rule', /YAML lives in a file/],
  ])('is refused: %s', async (meta, message) => {
    await expect(yaml(meta)).rejects.toThrow(message);
  });

  it('is refused when it has a text of its own', async () => {
    await expect(renderFence(root, 'yaml', FILE, 'a: 1')).rejects.toThrow(/no text of its own/);
  });
});

describe('a fence with text', () => {
  it('marks the commands of a console and draws prompts without text', async () => {
    const {html, label} = await renderFence(
      root,
      'console',
      '',
      '$ kubectl apply \\\n    -f a\nconfigured\n$ ls',
    );
    expect(label).toBe('shell');
    expect(html.match(/class="l cmd"/g)).toHaveLength(3);
    expect(html.match(/class="prompt"/g)).toHaveLength(2);
    expect(textOf(html)).toBe('kubectl apply \\\n    -f a\nconfigured\nls\n');
  });

  it('may be any known language', async () => {
    for (const language of ['promql', 'json', 'http', 'text', 'ts', 'bash']) {
      expect(textOf((await renderFence(root, language, '', '{"a": 1}')).html)).toBe('{"a": 1}\n');
    }
  });

  it.each([
    ['console', '', 'no prompt', /starts with "\$ "/],
    ['console', 'highlight=1', '$ ls', /title= only/],
    ['yml', '', 'a: 1', /"yml" is not known: use one of yaml, /],
    ['', '', 'x', /names no language/],
    ['json', '', '', /is empty/],
    ['json', 'highlight=2', '{}', /line 2, which this fence does not show/],
    ['json', 'lines=2', '{}', /needs file=/],
  ])('is refused: %s %s', async (language, meta, body, message) => {
    await expect(renderFence(root, language, meta, body)).rejects.toThrow(message);
  });
});

describe('the step over the page', () => {
  const run = async (markdown: string): Promise<Root> => {
    const file = new VFile({path: join(root, 'docs/a/b.mdx'), value: markdown});
    const processor = unified().use(remarkParse).use(remarkMdx);
    const tree = processor.parse(file);
    await remarkCode({root})(tree, file);
    return tree;
  };

  it('imports a file, so that the bundler sees an edit, and draws a text at once', async () => {
    const {children} = await run(
      `# T\n\n\`\`\`yaml ${FILE} title="a!b"\n\`\`\`\n\n> \`\`\`text\n> x\n> \`\`\`\n\n\`\`\`mermaid\na\n\`\`\`\n`,
    );
    const imports = JSON.stringify(children.filter(({type}) => type === 'mdxjsEsm'));
    expect(imports).toContain('@theme/CodeBlock');
    expect(imports).toMatch(
      /!!code-loader\?place=docs%2Fa%2Fb\.mdx%3A3&language=yaml&meta=[^!]*%21[^!]*!@site\/examples\/a\/v1\/service\.yaml/,
    );
    const shown = children.filter(
      (node): node is MdxJsxFlowElement => node.type === 'mdxJsxFlowElement',
    );
    expect(shown.map(({name}) => name)).toEqual(['ShownCode']);
    expect(JSON.stringify(children.find(({type}) => type === 'blockquote'))).toContain('ShownCode');
    expect(children.find(({type}) => type === 'code')).toMatchObject({lang: 'mermaid'});
  });

  it('leaves a page without code alone', async () => {
    expect((await run('# T\n\nText.\n')).children.map(({type}) => type)).toEqual([
      'heading',
      'paragraph',
    ]);
  });

  it('names page and line of a mistake', async () => {
    await expect(
      run('# T\n\ntext\n\n```yaml file=examples/a/v3/service.yaml\n```\n'),
    ).rejects.toThrow(/^docs\/a\/b\.mdx:5: there is no file/);
  });
});
