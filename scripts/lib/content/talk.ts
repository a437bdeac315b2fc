import {existsSync} from 'node:fs';
import path from 'node:path';
import {visit} from 'unist-util-visit';
import {CHAPTERS} from '../../../src/data/chapters';
import {SOURCES} from '../../../src/data/sources';
import type {TalkBullet} from '../../../src/data/types';
import {headingId, isElement} from '../../../src/remark/vocabulary/check';
import {WORDS} from '../../../src/remark/vocabulary/words';
import type {Finding, Page} from './pages';

/** Lines of the outline from its Markdown: depth of the bullet and its words, emphasis taken off. */
export function outlineLines(markdown: string): {depth: number; text: string}[] {
  return markdown.split('\n').flatMap(line => {
    const match = /^( *)\* (.*)$/.exec(line);
    if (match === null) return [];
    const text = (match[2] ?? '').trim().replace(/^\*\*(.*)\*\*$/, '$1');
    return [{depth: (match[1] ?? '').length / 4, text}];
  });
}

/** The typed outline as such lines; an address that points into a video stands on a line of its own. */
export function talkLines(
  bullets: readonly TalkBullet[],
  depth = 0,
): {depth: number; text: string}[] {
  return bullets.flatMap(({text, second, url, bullets: inner}) => [
    {depth, text},
    ...(second !== undefined && url !== undefined ? [{depth, text: url}] : []),
    ...talkLines(inner ?? [], depth + 1),
  ]);
}

const headingsOf = ({tree}: Page): Set<string> => {
  const ids = new Set<string>();
  visit(tree, node => {
    if (node.type === 'heading') {
      const id = headingId(node);
      if (id !== undefined) ids.add(id);
    }
    const brought = isElement(node) ? WORDS[node.name ?? '']?.heading : undefined;
    if (brought !== undefined) ids.add(brought.id);
  });
  return ids;
};

/** A line of the talk leads to a page and heading that are there; a second agrees with the address it stands in. */
export function checkTalk(
  root: string,
  bullets: readonly TalkBullet[],
  pages: readonly Page[],
): Finding[] {
  return bullets.flatMap(({id, target, second, url, now, bullets: inner}) => {
    const findings = checkTalk(root, inner ?? [], pages);
    const say = (message: string) =>
      findings.push({file: 'src/data/talk.ts', line: 1, message: `\`${id}\`: ${message}`});
    if (now !== undefined && !SOURCES.some(source => source.id === now)) {
      say(`src/data/sources has no source ${now}`);
    }
    if (
      second !== undefined &&
      new URL(url ?? 'about:blank').searchParams.get('t') !== String(second)
    ) {
      say(`second ${second} and the address ${url ?? '(none)'} disagree`);
    }
    if ('place' in target) {
      const files = ['', '/index'].map(end => `src/pages${target.place}${end}.tsx`);
      if (!files.some(file => existsSync(path.join(root, file)))) {
        say(`there is no page ${target.place}`);
      }
    } else {
      const page = pages.find(candidate => candidate.id === target.page);
      if (page === undefined) say(`there is no page ${target.page}`);
      else if (target.heading !== undefined && !headingsOf(page).has(target.heading)) {
        say(`${page.file} has no heading #${target.heading}`);
      }
    }
    return findings;
  });
}

/** Every page of a chapter belongs to a line of the talk, by its front matter, or is said to go beyond all of them. */
export function checkBeyond(beyond: readonly string[], pages: readonly Page[]): Finding[] {
  const say = (message: string): Finding => ({file: 'src/data/talk.ts', line: 1, message});
  const gone = beyond
    .filter(id => !pages.some(page => page.id === id))
    .map(id => say(`BEYOND names ${id}: there is no such page`));
  const lost = pages.flatMap(({id, file, frontMatter}) => {
    if (id === undefined || !CHAPTERS.some(({slug}) => id.startsWith(`${slug}/`))) return [];
    const mirrors = frontMatter.talk !== undefined;
    if (mirrors && beyond.includes(id)) {
      return [
        say(`BEYOND names ${id}, and ${file} belongs to the line ${String(frontMatter.talk)}`),
      ];
    }
    if (!mirrors && !beyond.includes(id)) {
      return [
        say(`${file} belongs to no line of the talk: give it a \`talk\`, or name ${id} in BEYOND`),
      ];
    }
    return [];
  });
  return [...gone, ...lost];
}
