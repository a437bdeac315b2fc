import {readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import jsQR from 'jsqr';
import {describe, expect, it} from 'vitest';
import {readPages} from '../../scripts/lib/content/pages';
import {outlineLines, talkLines} from '../../scripts/lib/content/talk';
import {BINGO, FREE, type BingoWord} from '../../src/data/bingo';
import {GLOSSARY} from '../../src/data/glossary';
import {PERMALINKS} from '../../src/data/permalinks';
import {SOURCES} from '../../src/data/sources';
import type {ShownLine} from '../../src/data/stage';
import {TALK} from '../../src/data/talk';
import {THEN_AND_NOW} from '../../src/data/then-and-now';
import {bingoWords, headingsOf, linkGroups, pageNumber, talkMap} from '../../src/plugins/stage/map';
import {qrSvg} from '../../src/plugins/stage/qr';
import {zip} from '../../src/plugins/stage/zip';

const root = path.resolve(__dirname, '../..');
const pages = readPages(root).flatMap(({id, text, frontMatter}) =>
  id === undefined ? [] : [{id, title: String(frontMatter.title), text}],
);
const course = {pages, ledger: PERMALINKS, sources: SOURCES, thenAndNow: THEN_AND_NOW};
const map = talkMap(TALK, course);

const flat = (lines: readonly ShownLine[]): ShownLine[] =>
  lines.flatMap(line => [line, ...flat(line.lines)]);

describe('the map of the talk', () => {
  it('holds every line of the outline, in the speaker’s words and order', () => {
    const outline = readFileSync(path.join(__dirname, 'fixtures/outline.md'), 'utf8');
    const words = (lines: readonly ShownLine[], depth = 0): {depth: number; text: string}[] =>
      lines.flatMap(({text, second, url, lines: inner}) => [
        {depth, text},
        ...(second !== undefined && url !== undefined ? [{depth, text: url}] : []),
        ...words(inner, depth + 1),
      ]);
    expect(words(map)).toEqual(outlineLines(outline));
    expect(words(map)).toEqual(talkLines(TALK));
  });
  it('has a short link for each section', () => {
    for (const {id, short} of map) {
      expect(PERMALINKS.find(({number}) => number === short)).toMatchObject({
        path: '/talk',
        anchor: id,
      });
    }
  });
  it('leads lines to headings by links of their own', () => {
    const shown = flat(map).find(({id}) => id === 'mixer');
    expect(shown).toMatchObject({
      target: {
        href: '/docs/architecture/control-plane-then#mixer',
        harbour: 4,
        heading: 'Mixer',
      },
    });
    expect(PERMALINKS.find(({number}) => number === shown?.short)).toMatchObject({
      path: '/docs/architecture/control-plane-then',
      anchor: 'mixer',
    });
  });
  it('never gives a line a short link to another page', () => {
    for (const {id, target, short} of flat(map)) {
      // A page that is new has no number yet; the gate of the ledger asks for it.
      if (short === undefined || target === undefined) continue;
      if (map.some(section => section.id === id)) continue;
      const entry = PERMALINKS.find(({number}) => number === short);
      expect(entry?.path).toBe(target.href.split('#')[0]);
    }
  });
  it('tells each change once, at the first line that leads to its page', () => {
    const told = flat(map).flatMap(({since}) => since.map(({href}) => href));
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain('/docs/architecture/control-plane-then#then-now-mixer');
    const first = flat(map).find(({target}) => target?.href.includes('control-plane-then'));
    expect(first?.since.map(({href}) => href)).toContain(
      '/docs/architecture/control-plane-then#then-now-mixer',
    );
  });
  it('says what stands at an old address today', () => {
    expect(flat(map).find(({id}) => id === 'release-0-1')?.now?.url).toBe(
      'https://istio.io/latest/news/releases/0.x/announcing-0.1/',
    );
  });
  it('lets a line wait whose page is not written', () => {
    const [waiting] = talkMap([{id: 'b', text: 'B', target: {page: 'evolution/gone'}}], course);
    expect(waiting?.target).toBeUndefined();
  });
});

describe('the words of the bingo', () => {
  const shown = (words: readonly BingoWord[]) =>
    bingoWords(words, TALK, {glossary: GLOSSARY, pages});
  it('begin with those of the outline', () => {
    const section = TALK.find(({id}) => id === 'bingo');
    const lines = section?.bullets?.filter(({text}) => text !== '...') ?? [];
    expect(
      shown(BINGO)
        .slice(0, lines.length)
        .map(({id, word}) => ({id, word})),
    ).toEqual(lines.map(({id, text}) => ({id, word: text})));
  });
  it('stand once, and lead to pages of the course', () => {
    const all = shown([FREE, ...BINGO]);
    for (const key of ['id', 'word'] as const) {
      expect(new Set(all.map(entry => entry[key])).size).toBe(all.length);
    }
    expect(all.find(({id}) => id === 'sidecar')).toEqual({
      id: 'sidecar',
      word: 'Sidecar',
      cell: 'Sidecar',
      href: '/docs/evolution/istio-rises',
      page: 'Istio rises',
    });
    expect(all.find(({id}) => id === 'mixer')?.href).toBe(
      '/docs/architecture/control-plane-then#mixer',
    );
  });
  it('are refused when they lead nowhere', () => {
    expect(() => shown([{word: 'X', term: 'gone'}])).toThrow('"X" names gone');
    expect(() => shown([{word: 'X', line: 'slide'}])).toThrow('"X" names slide');
  });
});

describe('headings of a page', () => {
  it('are read from its text and from words that bring them, not from code', () => {
    const text =
      '## The `x` of <Term id="a">it</Term> {/* #the-x */}\n\n```md\n## No {/* #no */}\n```\n\n<Recap>\n\n<Confusion id="3" belief="…">';
    expect([...headingsOf(text)]).toEqual([
      ['the-x', 'The x of it'],
      ['recap', 'Recap'],
      ['confusion-3', 'confusion 3 of 12'],
    ]);
  });
});

describe('the list of short links', () => {
  const groups = linkGroups(TALK, course, new Map([['/blog/why-this-course-exists', 'Why']]));
  const links = groups.flatMap(group => group.links);
  it('holds every number once', () => {
    const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b);
    expect(sorted(links.map(({number}) => number))).toEqual(
      sorted(PERMALINKS.map(({number}) => number)),
    );
  });
  it('has words for each, not an address', () => {
    const posts = /^\/blog\//;
    expect(links.filter(({title}) => title.startsWith('/') && !posts.test(title))).toEqual([]);
    expect(links.find(({number}) => number === 31)?.title).toBe('Docker rises');
    expect(links.find(({number}) => number === 510)?.title).toBe('The talk: Connect and Control');
  });
  it('has a confusion’s own place', () => {
    for (let id = 1; id <= 12; id += 1) {
      const link = links.find(({number}) => number === 520 + id);
      expect(link?.title).toContain(`: confusion ${id} of 12`);
    }
  });
  it('knows a page by its id', () => {
    expect(pageNumber('evolution/docker')).toBe(31);
    expect(pageNumber('evolution/gone')).toBeUndefined();
  });
});

/** Paints the lines of a code, two pixels a module, black on white. */
function paint(svg: string): {data: Uint8ClampedArray; size: number} {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * 2;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  const [, lines = ''] = /stroke="#000" d="([^"]*)"/.exec(svg) ?? [];
  let x = 0;
  let y = 0;
  for (const [, move, to, row, width] of lines.matchAll(/([Mm])(\d+) (\d+)(?:\.5)?h(\d+)/g)) {
    if (move === 'M') [x, y] = [Number(to), Number(row)];
    else x += Number(to);
    for (const pixels of [y * 2, y * 2 + 1]) {
      for (let at = x * 2; at < (x + Number(width)) * 2; at += 1) {
        data.fill(0, (pixels * size + at) * 4, (pixels * size + at) * 4 + 3);
      }
    }
    x += Number(width);
  }
  return {data, size};
}

describe('a QR code', () => {
  it('is read by a decoder that did not make it', () => {
    fc.assert(
      fc.property(fc.webUrl(), address => {
        const {data, size} = paint(qrSvg(address));
        expect(jsQR(data, size, size, {inversionAttempts: 'dontInvert'})?.data).toBe(address);
      }),
      {numRuns: 5},
    );
  });
});

describe('a zip file', () => {
  it('gives back what was put into it, at the places that its directory names', () => {
    const entries = [
      {name: '31-docker-rises.svg', text: '<svg/>\n'},
      {name: 'é.txt', text: 'été'},
    ];
    const file = Buffer.from(zip(entries));
    const end = file.length - 22;
    expect(file.readUInt32LE(end)).toBe(0x06054b50);
    expect(file.readUInt16LE(end + 10)).toBe(entries.length);
    let at = file.readUInt32LE(end + 16);
    for (const {name, text} of entries) {
      expect(file.readUInt32LE(at)).toBe(0x02014b50);
      const size = file.readUInt32LE(at + 24);
      const nameLength = file.readUInt16LE(at + 28);
      expect(file.toString('utf8', at + 46, at + 46 + nameLength)).toBe(name);
      const local = file.readUInt32LE(at + 42);
      expect(file.readUInt32LE(local)).toBe(0x04034b50);
      const data = local + 30 + nameLength;
      expect(file.toString('utf8', data, data + size)).toBe(text);
      at += 46 + nameLength;
    }
    expect(at).toBe(end);
    // CRC-32 of "<svg/>\n", as Python's zlib computes it.
    expect(file.readUInt32LE(14)).toBe(0x3d7b465c);
  });
});
