import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkFrontMatter} from '../../scripts/lib/content/front-matter';
import {checkLength} from '../../scripts/lib/content/length';
import {checkLinks} from '../../scripts/lib/content/links';
import {checkOrder, readingOrder} from '../../scripts/lib/content/order';
import {parsePage, readPages, say} from '../../scripts/lib/content/pages';
import {GUARDED_NAMES, checkTerms} from '../../scripts/lib/content/terms';
import sidebars from '../../sidebars';
import {CONTENTS} from '../../src/data/contents';
import {readCourseData} from '../../src/remark/vocabulary/data';
import {DATA, HEAD, plant, term} from './planted';

const root = path.resolve(__dirname, '../..');
const pages = readPages(root);
const data = readCourseData(root);
const order = readingOrder(Object.values(sidebars).flat() as Parameters<typeof readingOrder>[0]);
const talkIds = data.talk.map(({id}) => id);

describe('the pages of the course', () => {
  it('have complete front matter', () => {
    expect(checkFrontMatter(pages, talkIds).map(say)).toEqual([]);
  });
  it('link only to addresses that were looked at', () => {
    expect(checkLinks(pages, data.sources).map(say)).toEqual([]);
  });
  it('stand in the sidebar exactly once', () => {
    expect(checkOrder(pages, order).map(say)).toEqual([]);
  });
  it('never use a term before the page that teaches it', () => {
    expect(checkTerms(pages, order, data).map(say)).toEqual([]);
  });
  it('are counted: too short or too long is said, and fails nothing', () => {
    const warnings = checkLength(pages).map(say);
    if (warnings.length > 0) console.warn(warnings.join('\n'));
    expect(pages.length).toBeGreaterThan(0);
  });
});

describe('a page that cannot be read', () => {
  const file = 'docs/01-evolution/planted.mdx';
  // HEAD has 8 lines, and `plant` adds an empty one.
  it.each([
    ['a word that is not closed', 'Text.\n\n<Recap>\n\n- One.', 12, 'a closing tag for `<Recap>`'],
    ['a brace that is not closed', 'Text { and more', 10, 'a corresponding closing brace'],
    ['a bare less-than', 'Fewer than <5 Pods', 10, 'Unexpected character `5`'],
  ])('is named with its line: %s', (_, body, line, why) => {
    expect(() => plant(body)).toThrow(`${file}:${line}: not readable as MDX: `);
    expect(() => plant(body)).toThrow(why);
  });
  it('is named with its line: front matter that is no YAML', () => {
    expect(() => parsePage(file, HEAD.replace('One idea.', '"One idea.'))).toThrow(
      `${file}:7: front matter is not readable as YAML: Missing closing "quote`,
    );
    expect(() => parsePage(file, HEAD.replace('title: A page', 'title: A page: a page'))).toThrow(
      `${file}:2: front matter is not readable as YAML: `,
    );
  });
});

describe('front matter', () => {
  const of = (text: string) =>
    checkFrontMatter([parsePage('docs/01-evolution/planted.mdx', text)], ['docker']).map(say);
  it('is accepted when complete', () => {
    expect(of(HEAD)).toEqual([]);
  });
  it.each([
    ['title: A page\n', '', ':1: front matter: title: the name'],
    ['description: What it is about.\n', '', ':1: front matter: description: one sentence'],
    ['What it is about.', 'x'.repeat(161), ':3: front matter: description has 161 characters'],
    ['lede: One idea.\n', '', ':1: front matter: lede'],
    ['  - another thing\n', '', ':5: front matter: know: a list of two to four'],
    [
      'title:',
      'talk: nowhere\ntitle:',
      ':2: front matter: talk: src/data/talk.ts has no line "nowhere"',
    ],
    ['title:', 'keywords: [a]\ntitle:', ':2: front matter: keywords: nothing reads it'],
  ])('is refused when %j becomes %j', (from, to, message) => {
    expect(of(HEAD.replace(from, to))).toEqual([
      expect.stringContaining(`docs/01-evolution/planted.mdx${message}`),
    ]);
  });
  it('of a page without any says all that is missing', () => {
    expect(of('Text.')).toHaveLength(4);
  });
});

describe('links', () => {
  const of = (body: string) => checkLinks([plant(body)], DATA.sources).map(say);
  it('to listed addresses and to files are accepted', () => {
    expect(of('[a](https://example.org/docs), [b](./docker.mdx), [c](#here)')).toEqual([]);
  });
  it('to an address nobody looked at are named with page and line', () => {
    expect(of('Text.\n\n[a](https://example.org/other)')).toEqual([
      expect.stringMatching(
        /^docs\/01-evolution\/planted\.mdx:12: https:\/\/example\.org\/other stands in no file/,
      ),
    ]);
    expect(of('[a][x]\n\n[x]: //example.org/docs')).toHaveLength(1);
  });
  it('to pages go by file', () => {
    expect(of('[a](/docs/evolution/docker)')).toEqual([expect.stringContaining('by its file')]);
    const post = plant('[a](/docs/evolution/docker)', 'blog/planted.mdx');
    expect(checkLinks([post], DATA.sources)).toEqual([]);
  });
});

describe('reading order', () => {
  it('is read from nested sidebars', () => {
    expect(
      readingOrder([
        {type: 'category', link: {type: 'doc', id: 'a'}, items: ['b', {type: 'doc', id: 'c'}]},
      ]),
    ).toEqual(['a', 'b', 'c']);
  });
  it('misses no page, repeats none, names none that is not there', () => {
    const page = plant('Text.');
    expect(checkOrder([page], ['evolution/planted'])).toEqual([]);
    expect(checkOrder([page], []).map(say)).toEqual([expect.stringContaining('no reader finds')]);
    expect(checkOrder([page], ['evolution/planted', 'evolution/planted']).map(say)).toEqual([
      expect.stringContaining('2 times'),
    ]);
    expect(checkOrder([page], ['evolution/planted', 'evolution/gone']).map(say)).toEqual([
      expect.stringContaining("'evolution/gone' has no page"),
    ]);
  });
});

describe('length', () => {
  const words = (count: number, file?: string) => checkLength([plant('word '.repeat(count), file)]);
  it('warns below 500 and above 1300 words, outside the reference', () => {
    expect(words(500)).toEqual([]);
    expect(words(1300)).toEqual([]);
    expect(words(499).map(say)).toEqual([expect.stringContaining('499 words')]);
    expect(words(1301)).toHaveLength(1);
    expect(words(10, 'docs/reference/planted.mdx')).toEqual([]);
  });
});

describe('terms', () => {
  const first = 'docs/01-evolution/index.mdx';
  const second = 'docs/01-evolution/docker.mdx';
  const both = ['evolution/index', 'evolution/docker'];
  const check = (
    one: string,
    two: string,
    glossary = [term('sidecar', 'evolution/docker', {forms: ['sidecars']})],
  ) => checkTerms([plant(one, first), plant(two, second)], both, {...DATA, glossary}).map(say);
  const marked = 'A <Term id="sidecar">sidecar</Term> helps.';

  it('are accepted on the page that teaches them and after', () => {
    expect(check('Text.', marked)).toEqual([]);
    expect(check(marked, 'A sidecar again.', [term('sidecar', 'evolution/index')])).toEqual([]);
  });
  it('are refused before, marked, in plain words, in headings and in boxes', () => {
    for (const early of [
      marked,
      'Many\nSidecars help.',
      '## A sidecar {/* #a */}',
      '<Pitfall title="No sidecar">\n\nText.\n\n</Pitfall>',
    ]) {
      expect(check(early, marked)).toEqual([
        expect.stringMatching(
          /^docs\/01-evolution\/index\.mdx:\d+: “.+” is taught later, on evolution\/docker/,
        ),
      ]);
    }
  });
  it('are followed into typed data that a page shows', () => {
    const glossary = [term('proxy', 'evolution/docker')];
    expect(check('<ThenNow id="hystrix" />', 'A <Term id="proxy">proxy</Term>.', glossary)).toEqual(
      [expect.stringContaining('“proxy” is taught later')],
    );
  });
  it('in code and in names of pages are no use', () => {
    expect(
      check('`sidecar` and [Sidecar](./docker.mdx)\n\n```console\n$ sidecar\n```', marked),
    ).toEqual([]);
  });
  it('are marked where the page first uses them', () => {
    expect(check('Text.', `A sidecar.\n\n${marked}`)).toEqual([
      expect.stringContaining('docker.mdx:10: “sidecar” is marked further down'),
    ]);
    expect(check('Text.', 'A sidecar, never marked.')).toEqual([
      expect.stringContaining('mark it with <Term id="sidecar">'),
    ]);
  });
  it('inside longer terms are no use of the shorter one', () => {
    const glossary = [
      term('gateway', 'evolution/docker'),
      term('gateway-api', 'evolution/index', {term: 'Gateway API'}),
    ];
    const one = 'The <Term id="gateway-api">Gateway API</Term>. The Gateway\nAPI.';
    expect(check(one.replace('\n', ' '), 'A <Term id="gateway">gateway</Term>.', glossary)).toEqual(
      [],
    );
  });
  it('that are everyday words are followed only where they are marked', () => {
    const glossary = [term('image', 'evolution/docker', {everyday: true})];
    expect(check('An image.', 'An <Term id="image">image</Term>.', glossary)).toEqual([]);
    expect(
      check('An <Term id="image">image</Term>.', 'An <Term id="image">image</Term>.', glossary),
    ).toHaveLength(1);
  });
  it('that are guarded names wait for their page, although no glossary has them yet', () => {
    expect(check('Text.', `${marked} A JWT proves it.`)).toEqual([
      expect.stringContaining('“JWT” is taught later, on security/jwt-and-oidc'),
    ]);
    const glossary = [term('sidecar', 'evolution/docker'), term('jwt', 'evolution/docker')];
    expect(check('Text.', `${marked} A <Term id="jwt">JWT</Term> proves it.`, glossary)).toEqual(
      [],
    );
  });
  it('guarded by name have a page in the plan', () => {
    const planned = CONTENTS.map(({page}) => page);
    expect(Object.values(GUARDED_NAMES).filter(page => !planned.includes(page))).toEqual([]);
  });
  it('may stand on Start before they are taught, where their meaning is at hand', () => {
    const start = (text: string) =>
      checkTerms(
        [plant(text, 'docs/00-start/index.mdx'), plant(marked, second)],
        ['start/index', 'evolution/docker'],
        {...DATA, glossary: [term('sidecar', 'evolution/docker')]},
      ).map(say);
    expect(start(`${marked} Another sidecar.`)).toEqual([]);
    expect(start('A sidecar.')).toEqual([
      expect.stringContaining(
        'docs/00-start/index.mdx:10: “sidecar” is taught later, on evolution/docker: mark',
      ),
    ]);
  });
  it('followed by a dot and a letter are another name', () => {
    const glossary = [term('node', 'evolution/docker')];
    expect(check('Node.js.', 'A <Term id="node">node</Term>.', glossary)).toEqual([]);
  });
  it('of a written chapter have a page; those of later chapters may wait', () => {
    expect(check('Text.', 'Text.', [term('mtls', 'evolution/gone')])).toEqual([
      expect.stringContaining('there is no such page'),
    ]);
    expect(check('Text.', 'Text.', [term('mtls', 'security/mtls')])).toEqual([]);
  });
});
