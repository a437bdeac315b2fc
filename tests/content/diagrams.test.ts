import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
  SIGNATURE,
  checkDiagrams,
  flawsOf,
  orphansOf,
  report,
  signatureOf,
} from '../../scripts/lib/diagrams/check';
import {collectDiagrams} from '../../scripts/lib/diagrams/collect';
import {toSentences} from '../../scripts/lib/diagrams/twin';
import {CLASSES, DiagramError, readDiagram} from '../../src/remark/diagrams/read';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HEAD = ['flowchart TD', 'accTitle: One call', 'accDescr: ui calls search.'];
const source = (...lines: string[]) => [...HEAD, ...lines].join('\n');

test('every diagram of the course has its picture, and every picture its diagram', async () => {
  expect((await checkDiagrams(ROOT, signatureOf(ROOT))).map(report)).toEqual([]);
});

describe('a committed picture', () => {
  const folder = join(ROOT, 'diagrams');
  const names = readdirSync(folder).filter(name => name.endsWith('.svg'));

  test('is there', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  test.each(names)('%s follows the colour mode, names itself and has words', name => {
    const svg = readFileSync(join(folder, name), 'utf8');
    expect(flawsOf(svg)).toEqual([]);
    const [, title, description] = /^<svg [^>]*aria-labelledby="(\w+) (\w+)"/.exec(svg) ?? [];
    expect(svg).toContain(`<title id="${title}">`);
    expect(svg).toContain(`<desc id="${description}">`);
    expect(readFileSync(join(folder, name.replace('.svg', '.txt')), 'utf8')).toMatch(/\S[.!?…]\n$/);
  });

  const whole =
    '<svg role="img" aria-labelledby="t d"><path fill="none" stroke="var(--d-ink)" marker-end="url(#da)"/></svg>';

  test('a good one has no flaw', () => {
    expect(flawsOf(whole)).toEqual([]);
  });

  test.each([
    ['a colour that is none of --d-*: #fff', whole.replace('"none"', '"#fff"')],
    ['a colour that is none of --d-*: black', whole.replace('"none"', '"black"')],
    ['a colour that is none of --d-*: var(--mesh-ink)', whole.replace('--d-', '--mesh-')],
    ['a foreignObject', whole.replace('</svg>', '<foreignObject/></svg>')],
    ['a style', whole.replace('</svg>', '<style>path{}</style></svg>')],
    ['a style', whole.replace('<path', '<path style="opacity:0"')],
    ['a script', whole.replace('<path', '<path onclick="x()"')],
    ['no name for assistive technology', whole.replace(' role="img"', '')],
    ['draw two small pictures', whole.replace('</svg>', `${'<g/>'.repeat(6000)}</svg>`)],
  ])('%s is found', (flaw, svg) => {
    expect(flawsOf(svg).join('\n')).toContain(flaw);
  });
});

describe('reading a fence', () => {
  test('gives caption, description and a name that follows the content', () => {
    const one = readDiagram(source('ui["ui"]:::service --> search'));
    expect(one).toMatchObject({
      kind: 'flowchart',
      title: 'One call',
      description: 'ui calls search.',
    });
    expect(one.hash).toMatch(/^[0-9a-f]{12}$/);
    expect(readDiagram(source('ui["ui"]:::service --> search', '')).hash).toBe(one.hash);
    expect(readDiagram(source('ui["ui"]:::service --> find')).hash).not.toBe(one.hash);
  });

  test('takes a description over several lines', () => {
    const text = [
      'sequenceDiagram',
      'accTitle: A',
      'accDescr {',
      '  one',
      '  two',
      '}',
      'a->>b: c',
    ];
    expect(readDiagram(text.join('\n')).description).toBe('one two');
  });

  test.each([...CLASSES])('knows the class %s', name => {
    expect(() => readDiagram(source(`a:::${name} --> b`, `class b ${name}`))).not.toThrow();
  });

  test('takes words that look like looks', () => {
    const lines = ['a["style of #3 and #quot;classes#quot;"] --> b', '%% classDef is not for us'];
    expect(() => readDiagram(source(...lines))).not.toThrow();
  });

  test.each([
    ['no caption', 1, ['flowchart TD', 'accDescr: x', 'a --> b']],
    ['no description', 1, ['flowchart TD', 'accTitle: x', 'a --> b']],
    ['begins with one of flowchart', 1, ['pie', 'accTitle: x', 'accDescr: y']],
    ['begins with one of flowchart', 1, ['stateDiagram', 'accTitle: x', 'accDescr: y']],
    ['classDef', 4, [...HEAD, 'classDef hot stroke:red']],
    ['style', 4, [...HEAD, 'style a fill:red']],
    ['linkStyle', 5, [...HEAD, 'a --> b', 'linkStyle 0 stroke:red']],
    ['a %%{…}%% directive', 1, ['%%{init: {"theme": "dark"}}%%', ...HEAD]],
    ['a configuration block', 1, ['---', 'config: {}', '---', ...HEAD]],
    ['a colour', 4, [...HEAD, 'a["#ff0000"] --> b']],
    ['a colour', 4, [...HEAD, 'a["rgb(1,2,3)"] --> b']],
    ['no class "pods"', 4, [...HEAD, 'a:::pods --> b']],
    ['no class "hot"', 5, [...HEAD, 'a --> b', 'class a,b hot']],
  ])('refuses: %s (line %i)', (message, line, lines) => {
    const read = () => readDiagram(lines.join('\n'));
    expect(read).toThrow(DiagramError);
    expect(read).toThrow(
      expect.objectContaining({line, message: expect.stringContaining(message) as string}),
    );
  });
});

describe('a tree of pages', () => {
  const SIGNED = 'drawn by us\n';
  let tree: string;
  const write = (path: string, text: string) => {
    const file = join(tree, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  };
  const page = (...lines: string[]) => {
    write(
      'docs/one.mdx',
      ['---', 'title: One', '---', '', '```mermaid', ...lines, '```', ''].join('\n'),
    );
  };
  const draw = (text: string) => {
    const {hash} = readDiagram(text);
    write(`diagrams/${hash}.svg`, '<svg role="img" aria-labelledby="t d"/>');
    write(`diagrams/${hash}.txt`, 'From a to b.\n');
    write(`diagrams/${SIGNATURE}`, SIGNED);
    return hash;
  };
  const problems = async () => (await checkDiagrams(tree, SIGNED)).map(report);

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'diagrams-'));
  });
  afterEach(() => {
    rmSync(tree, {recursive: true});
  });

  test('with its pictures is whole', async () => {
    page(...HEAD, 'a --> b');
    draw(source('a --> b'));
    expect(await problems()).toEqual([]);
  });

  test('a fence inside a component is found, with its line', () => {
    write(
      'docs/one.mdx',
      `<Pitfall title="x">\n\n\`\`\`mermaid\n${source('a --> b')}\n\`\`\`\n\n</Pitfall>\n`,
    );
    expect(collectDiagrams(tree).fences).toMatchObject([{file: 'docs/one.mdx', line: 3}]);
  });

  test('a changed fence: file, line, command', async () => {
    page(...HEAD, 'a --> b');
    draw(source('a --> c'));
    const found = await problems();
    expect(found[0]).toBe(
      'docs/one.mdx:5: "One call" is new or has changed, and has no picture: run `npm run diagrams` and commit the folder diagrams/',
    );
    expect(found.filter(line => line.includes('belongs to no fence'))).toHaveLength(2);
  });

  test('a picture without its words counts as missing', async () => {
    page(...HEAD, 'a --> b');
    const hash = draw(source('a --> b'));
    rmSync(join(tree, `diagrams/${hash}.txt`));
    expect((await problems()).join('\n')).toContain('has no picture');
  });

  test('orphans and strangers are named', () => {
    write('diagrams/0123456789ab.svg', '');
    write('diagrams/notes.md', '');
    expect(orphansOf(tree, new Set())).toEqual(['0123456789ab.svg', 'notes.md']);
    expect(orphansOf(tree, new Set(['0123456789ab']))).toEqual(['notes.md']);
  });

  test('pictures of another version are named', async () => {
    page(...HEAD, 'a --> b');
    draw(source('a --> b'));
    write(`diagrams/${SIGNATURE}`, 'drawn by others\n');
    expect((await problems()).join('\n')).toContain(
      'drawn by another version: run `npm run diagrams`',
    );
  });

  test('a flaw of a picture is told at its fence', async () => {
    page(...HEAD, 'a --> b');
    const hash = draw(source('a --> b'));
    write(`diagrams/${hash}.svg`, '<svg role="img" aria-labelledby="t d"><path fill="red"/></svg>');
    expect(await problems()).toEqual([
      'docs/one.mdx:5: the picture of "One call" has a colour that is none of --d-*: red',
    ]);
  });

  test('a syntax error: file and line', async () => {
    page(...HEAD, 'a --> b', 'b --');
    draw(source('a --> b', 'b --'));
    const [found] = await problems();
    expect(found).toMatch(/^docs\/one\.mdx:10: Mermaid cannot read the diagram\. Expecting /);
  });

  test('a fence that cannot be read: file and line', async () => {
    page(...HEAD, 'a:::hot --> b');
    expect((await problems())[0]).toMatch(
      /^docs\/one\.mdx:9: no class "hot": use one of service, /,
    );
  });
});

describe('a diagram in sentences', () => {
  test('a flowchart: what the boxes are, what holds them, each arrow', () => {
    const node = (id: string, text: string, ...classes: string[]) => ({id, text, classes});
    const edge = (from: string, to: string, text = '', ...classes: string[]) => ({
      from,
      to,
      text,
      classes,
      both: false,
      directed: true,
    });
    const sentences = toSentences({
      kind: 'flowchart',
      nodes: [
        node('u', 'ui / copies the header', 'service'),
        node('p', 'proxy', 'proxy'),
        node('q', 'proxy', 'proxy'),
        node('a', 'search / v1', 'v1'),
        node('b', 'search / v2', 'v2'),
        node('x', 'lonely'),
      ],
      edges: [
        edge('u', 'p'),
        edge('p', 'q', 'mutual TLS'),
        edge('q', 'b', 'version: beta', 'refused'),
      ],
      groups: [
        {id: 'g', title: 'Pod of ui', nodes: ['u', 'p']},
        {id: 'h', title: 'Pod of search', nodes: ['q', 'a', 'b']},
      ],
    });
    expect(sentences).toEqual([
      'Boxes: ui copies the header (service); search v1 (version 1) and search v2 (version 2).',
      'Pod of ui holds ui and proxy.',
      'Pod of search holds proxy; search v1 and search v2.',
      'From ui to proxy in Pod of ui.',
      'From proxy in Pod of ui to proxy in Pod of search: mutual TLS.',
      'From proxy in Pod of search to search v2 (refused): version: beta.',
      'On their own: lonely.',
    ]);
  });

  test('a sequence: messages and conditions in order', () => {
    const step = (type: string, from = '', to = '', text = '') => ({type, from, to, text});
    expect(
      toSentences({
        kind: 'sequence',
        steps: [
          step('SOLID', 'ui', 'search', 'GET /find'),
          step('ALT_START', '', '', 'search is up'),
          step('DOTTED', 'search', 'ui', '200'),
          step('ALT_ELSE', '', '', 'search is down'),
          step('SOLID_CROSS', 'ui', 'search', 'GET /find'),
          step('ALT_END'),
          step('ACTIVE_START', 'ui'),
          step('NOTE', 'ui', 'ui', 'gives up!'),
        ],
      }),
    ).toEqual([
      'ui to search: GET /find.',
      'Either: search is up.',
      'search answers ui: 200.',
      'Or: search is down.',
      'ui to search (does not arrive): GET /find.',
      'Then it goes on.',
      'At ui: gives up!',
    ]);
  });

  test('states: where it begins, each move, where it ends', () => {
    expect(
      toSentences({
        kind: 'state',
        states: [
          {id: 's', text: 's', role: 'start'},
          {id: 'c', text: 'Closed', role: 'state'},
          {id: 'o', text: 'Open', role: 'state'},
          {id: 'e', text: 'e', role: 'end'},
        ],
        moves: [
          {from: 's', to: 'c', text: ''},
          {from: 'c', to: 'o', text: 'five errors'},
          {from: 'o', to: 'o', text: 'waiting'},
          {from: 'o', to: 'e', text: ''},
        ],
      }),
    ).toEqual([
      'It begins in Closed.',
      'From Closed to Open: five errors.',
      'Open stays: waiting.',
      'It ends after Open.',
    ]);
  });
});
