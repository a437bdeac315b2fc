import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Root} from 'mdast';
import {VFile} from 'vfile';
import {describe, expect, it} from 'vitest';
import {parsePage, readPages, say} from '../../scripts/lib/content/pages';
import {remarkVocabulary} from '../../src/remark/vocabulary';
import {checkTree} from '../../src/remark/vocabulary/check';
import {readCourseData} from '../../src/remark/vocabulary/data';
import {WORDS} from '../../src/remark/vocabulary/words';
import {DATA, plant} from './planted';

const root = path.resolve(__dirname, '../..');
const pages = readPages(root);
const words = Object.keys(WORDS).sort();
const drawn = words.filter(word => WORDS[word]?.replaced === undefined);

describe('the vocabulary', () => {
  it('is all that pages use', () => {
    const data = readCourseData(root);
    const findings = pages.flatMap(({file, tree}) =>
      checkTree(tree, data).map(problem => say({file, ...problem})),
    );
    expect(findings).toEqual([]);
  });
  it('has a component for every word, and one line for it in MDXComponents', () => {
    const map = readFileSync(path.join(root, 'src/theme/MDXComponents.tsx'), 'utf8');
    const body = /\.\.\.markdown,([\s\S]*?)\};/.exec(map)?.[1] ?? '';
    const registered = [...body.matchAll(/^\s+(\w+),$/gm)].flatMap(([, word]) => word ?? []);
    expect(registered.filter(word => word !== 'SourceList').sort()).toEqual(drawn);
    for (const word of drawn) {
      const folders = ['components', 'widgets'].map(room =>
        path.join(root, 'src', room, word, 'index.tsx'),
      );
      expect(folders.filter(existsSync), `one folder for ${word}`).toHaveLength(1);
    }
  });
  it('lets every widget be used, unless it stands on a page beside the course', () => {
    const widgets = readdirSync(path.join(root, 'src/widgets')).filter(name => /^[A-Z]/.test(name));
    const pages = path.join(root, 'src/pages');
    const beside = readdirSync(pages, {recursive: true, encoding: 'utf8'})
      .filter(file => file.endsWith('.tsx'))
      .map(file => readFileSync(path.join(pages, file), 'utf8'))
      .join('\n');
    const idle = widgets.filter(
      name => !words.includes(name) && !beside.includes(`'@site/src/widgets/${name}'`),
    );
    expect(idle).toEqual([]);
  });
  it('is explained in CONTRIBUTING.md, word by word, with an example that is right', () => {
    const guide = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
    const section = /## The vocabulary\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `(\w+)` +\|[^|]+\| `(<.*>)` +\|$/gm)];
    expect(rows.map(([, word]) => word).sort()).toEqual(words);
    for (const [, word = '', example = ''] of rows)
      expect(example).toMatch(new RegExp(`^<${word}[ >]`));
  });
});

const check = (body: string) => checkTree(plant(body).tree, DATA);

describe('a page', () => {
  it('made of the vocabulary passes', () => {
    expect(
      check(
        [
          '## Why {/* #why-it-matters */}',
          'A <Term id="sidecar">sidecar</Term> <Source id="docs" />. ![A boat](./boat.png) {/* a note */}',
          '<TalkMoment id="docker" />',
          '<ThenNow id="hystrix" />',
          '<Pitfall title="Watch out">\n\nText.\n\n</Pitfall>',
          '<Steps>\n\n1. One.\n2. Two.\n\n</Steps>',
          '<Confusion id="3" belief="It finds them" recorded="traffic/x">\n\nIt does not.\n\n</Confusion>',
          '<CallCost />',
          '<Quiz id="quiz" />',
          '<Recap>\n\n- One.\n\n</Recap>',
          '<GoFurther>\n\n- Two.\n\n</GoFurther>',
        ].join('\n\n'),
      ),
    ).toEqual([]);
  });
  it.each([
    [
      'an unknown word',
      '<Trem id="sidecar">sidecar</Trem>',
      'the vocabulary has no <Trem>; nearest: `Term`',
    ],
    ['raw HTML', 'Some <b>bold</b> text', 'no raw HTML in a chapter: <b>'],
    ['a fragment', '<>text</>', 'no <>…</> in a chapter'],
    [
      'an unknown term',
      'A <Term id="sidcar">sidecar</Term>',
      'src/data/glossary/ has no `sidcar`; nearest: `sidecar`',
    ],
    [
      'an unknown line of the talk',
      '<TalkMoment id="dokcer" />',
      'src/data/talk.ts has no `dokcer`; nearest: `docker`',
    ],
    ['a missing attribute', '<Pitfall>\n\nText.\n\n</Pitfall>', '<Pitfall> needs title="…"'],
    [
      'an unknown attribute',
      '<Recap title="x">\n\n- One.\n\n</Recap>',
      '<Recap> has no attribute `title`; it takes none',
    ],
    [
      'an empty attribute',
      '<Pitfall title=" ">\n\nText.\n\n</Pitfall>',
      '<Pitfall> title is empty',
    ],
    ['an attribute in braces', '<Quiz id={"quiz"} />', '<Quiz> id: write id="…", in quotes'],
    ['attributes spread', '<Quiz id="quiz" {...all} />', '<Quiz> takes no {…} in its tag'],
    ['an empty term', 'A <Term id="sidecar"></Term>', '<Term> is empty'],
    ['text in a word that has none', '<Quiz id="quiz">text</Quiz>', '<Quiz> has nothing inside'],
    ['a recap that is no list', '<Recap>\n\nText.\n\n</Recap>', 'one list of bullets'],
    ['steps without numbers', '<Steps>\n\n- One.\n\n</Steps>', 'one numbered list'],
    [
      'two recaps',
      '<Recap>\n\n- One.\n\n</Recap>\n\n<Recap>\n\n- Two.\n\n</Recap>',
      '<Recap> stands on line 10 already',
    ],
    ['an import', 'import x from "./x"', 'no import and no export'],
    ['an export', 'export const x = 1', 'no import and no export'],
    ['code in braces', 'One {1 + 1}', 'no code in a chapter: {1 + 1}'],
    ['a heading without id', '## Why it matters', '“Why it matters” needs an id'],
    [
      'an id that is no list of words',
      '## Why {/* #Why_it */}',
      '“Why” needs an id of lower-case words',
    ],
    [
      'the same id twice',
      '## A {/* #a */}\n\n### B {/* #a */}',
      'the id #a stands on line 10 already',
    ],
    [
      'a heading that a word brings',
      '## Recap {/* #recap */}',
      '<Recap> brings the heading #recap along',
    ],
    ['a heading of the first level', '# Title', 'no # heading'],
    ['a heading too deep', '#### Deep {/* #deep */}', 'two levels are enough'],
    ['a picture without text', '![](./boat.png)', 'a picture needs a text'],
    ['an admonition', ':::tip\n\nText.\n\n:::', 'no :::tip in a chapter'],
    [
      'a sentence that Prettier parted',
      'It is a\n\n<Term id="sidecar">sidecar</Term>: a helper.',
      'join it to the line before',
    ],
    ['a term that stands alone', '<Term id="sidecar">sidecar</Term>', 'join it to the line before'],
  ])('with %s is refused', (_name, body, message) => {
    expect(check(body).map(problem => problem.message)).toEqual([expect.stringContaining(message)]);
  });
  it('may begin a new sentence with a term', () => {
    expect(check('It ends.\n\n<Term id="sidecar">Sidecars</Term> help.')).toEqual([]);
  });
  it('has all its mistakes named, in order, with their lines', () => {
    expect(check('<b>one</b> text\n\n## Two\n\n![](x.png)').map(({line}) => line)).toEqual([
      10, 12, 14,
    ]);
  });
});

describe('the build', () => {
  const [page] = pages.filter(({text}) => text.includes('<Recap>') && text.includes('<Source'));
  const run = (tree: Root, file: string) => {
    remarkVocabulary({root, repository: ''})(tree, new VFile({path: path.join(root, file)}));
  };
  const parse = () => parsePage(page!.file, page!.text).tree;

  it('stops with page and line', () => {
    expect(() => {
      run(plant('## No id').tree, 'docs/01-evolution/planted.mdx');
    }).toThrow(
      'docs/01-evolution/planted.mdx:10: “No id” needs an id of lower-case words: ## No id {/* #some-id */}',
    );
  });
  it('imports each entry once and alone, and lists the sources in the order of their first use', () => {
    const tree = parse();
    run(tree, page!.file);
    const imports = tree.children.flatMap(node =>
      node.type === 'mdxjsEsm'
        ? [(node.data?.estree?.body[0] as {source: {value: string}}).source.value]
        : [],
    );
    expect(imports.length).toBeGreaterThan(2);
    expect(new Set(imports).size).toBe(imports.length);
    for (const from of imports)
      expect(from).toMatch(
        /^!!entry-loader\?kind=[\w-]+(?:&id=[\w%-]+)?(?:&request=[\w%]+)?&page=\S+!@site\/src\/data\//,
      );
    expect(tree.children.at(-1)).toMatchObject({name: 'SourceList'});
  });
  it('puts every box of then and now, and the page that explains it, in the place of their list', () => {
    const file = 'docs/reference/then-and-now.mdx';
    const {tree} = plant('<ThenNowList />', file);
    run(tree, file);
    const boxes = tree.children.filter(node => 'name' in node && node.name === 'ThenNow');
    expect(boxes).toHaveLength(readCourseData(root)['then-and-now'].length);
    const links = tree.children.flatMap(node =>
      node.type === 'paragraph' && node.children[0]?.type === 'link' ? [node.children[0].url] : [],
    );
    expect(links).toHaveLength(boxes.length);
    for (const link of links) {
      expect(existsSync(path.join(root, 'docs/reference', link)), link).toBe(true);
    }
  });
  it('adds the headings of sections that every page calls by the same name', () => {
    const tree = parse();
    run(tree, page!.file);
    const at = tree.children.findIndex(node => 'name' in node && node.name === 'Recap');
    expect(tree.children[at - 1]).toMatchObject({
      type: 'heading',
      depth: 2,
      data: {hProperties: {id: 'recap'}},
    });
  });
});
