import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readPages, say} from '../../scripts/lib/content/pages';
import {checkBeyond, checkTalk, outlineLines, talkLines} from '../../scripts/lib/content/talk';
import {BEYOND, TALK, talkLine} from '../../src/data/talk';
import type {TalkBullet} from '../../src/data/types';
import {plant} from './planted';

const root = path.resolve(__dirname, '../..');
const outline = readFileSync(path.join(__dirname, 'fixtures/outline.md'), 'utf8');

describe('the talk', () => {
  it('holds every line of the outline, in the speaker’s words and order', () => {
    expect(talkLines(TALK)).toEqual(outlineLines(outline));
  });
  it('keeps the speaker’s spelling', () => {
    const text = JSON.stringify(TALK);
    for (const word of ['Our system are', 'doesnt', 'responsability', 'Graphana', 'vern']) {
      expect(text).toContain(word);
    }
  });
  it('leads to pages and headings that are there', () => {
    expect(checkTalk(root, TALK, readPages(root)).map(say)).toEqual([]);
  });
  it('leaves no page of a chapter alone: it belongs to a line, or goes beyond all of them', () => {
    expect(checkBeyond(BEYOND, readPages(root)).map(say)).toEqual([]);
  });
  it('is quoted as section and line', () => {
    expect(talkLine('evolution')).toBe('Our system are evolving');
    expect(talkLine('canary-headers')).toBe('Connect and Control, Headers (routing & more)');
    expect(talkLine('nowhere')).toBeUndefined();
  });
});

describe('a line of the talk', () => {
  const page = plant('## One {/* #one */}\n\n<Recap>\n\n- One.\n\n</Recap>');
  const check = (bullet: Partial<TalkBullet>) =>
    checkTalk(
      root,
      [{id: 'line', text: 'Line', target: {page: 'evolution/planted'}, ...bullet}],
      [page],
    ).map(say);
  it('may name a page, a heading, a section that a word brings', () => {
    expect(check({})).toEqual([]);
    for (const heading of ['one', 'recap']) {
      expect(check({target: {page: 'evolution/planted', heading}})).toEqual([]);
    }
  });
  it('is refused when its target is gone', () => {
    expect(check({target: {page: 'evolution/gone'}})).toEqual([
      expect.stringContaining('no page evolution/gone'),
    ]);
    expect(
      check({
        bullets: [
          {id: 'inner', text: 'Inner', target: {page: 'evolution/planted', heading: 'two'}},
        ],
      }),
    ).toEqual([
      expect.stringContaining('`inner`: docs/01-evolution/planted.mdx has no heading #two'),
    ]);
  });
  it('may name a page beside the course that is there', () => {
    expect(check({target: {place: '/'}})).toEqual([]);
    expect(check({target: {place: '/fidelity'}})).toEqual([]);
    expect(check({target: {place: '/gone'}})).toEqual([
      expect.stringContaining('there is no page /gone'),
    ]);
  });
  it('is refused when what stands at its address today is no source', () => {
    expect(check({now: 'istio-0-1'})).toEqual([]);
    expect(check({now: 'gone'})).toEqual([expect.stringContaining('no source gone')]);
  });
  it('is refused when its second and its address disagree', () => {
    expect(check({second: 2, url: 'https://youtu.be/x?t=1'})).toEqual([
      expect.stringContaining('disagree'),
    ]);
    expect(check({second: 2})).toHaveLength(1);
  });
});

describe('a page of a chapter', () => {
  const page = plant('## One {/* #one */}');
  const mirrors = {...page, frontMatter: {...page.frontMatter, talk: 'docker'}};
  const alone = {...page, frontMatter: {...page.frontMatter, talk: undefined}};
  const check = (beyond: readonly string[], pages: readonly (typeof page)[]) =>
    checkBeyond(beyond, pages).map(say);
  it('belongs to a line, or is said to go beyond', () => {
    expect(check([], [mirrors])).toEqual([]);
    expect(check(['evolution/planted'], [alone])).toEqual([]);
  });
  it('is refused when it does neither, or both, or is gone', () => {
    expect(check([], [alone])).toEqual([expect.stringContaining('belongs to no line')]);
    expect(check(['evolution/planted'], [mirrors])).toEqual([
      expect.stringContaining('belongs to the line docker'),
    ]);
    expect(check(['evolution/gone'], [mirrors])).toEqual([
      expect.stringContaining('there is no such page'),
    ]);
  });
});
