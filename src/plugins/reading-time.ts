import path from 'node:path';
import type {ParseFrontMatter} from '@docusaurus/types';
import {CHAPTERS} from '../data/chapters';
import {docsId} from '../remark/vocabulary/page';

/** Words a minute of an attentive reader of technical text. */
const PACE = 200;
/** Minutes for a picture or a block of code. */
const BLOCK = 0.5;

/**
 * Reading time of a chapter in whole minutes, at least one.
 *
 * @param text MDX without front matter.
 */
export function readingTime(text: string): number {
  let blocks = 0;
  const prose = text
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1\s*$/gm, () => {
      blocks += 1;
      return ' ';
    })
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/<[^>]*>/g, ' ');
  const words = prose.match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / PACE + blocks * BLOCK));
}

/** Path under `static/` of the picture that other sites show beside a link to a chapter; undefined: the folder is none of a chapter. */
export function chapterCard(folder: string): string | undefined {
  return CHAPTERS.some(chapter => chapter.folder === folder) ? `social/${folder}.png` : undefined;
}

/**
 * Reads a file's front matter and adds to that of a page under `docs/` what its head shows and a reader of the source does not
 * need to write: `minutes`, `talkLine`, the words of the talk behind the id in `talk`, `short`, the number of its short link, and `image`, the card of its
 * chapter.
 *
 * @param lineOf the words of the talk for an id, or undefined when the talk has no such line.
 * @param numberOf the number of a page by its docs id, or undefined when the ledger does not have it yet.
 * @throws Error that names file and id, when the talk has no such line.
 */
export function courseFrontMatter(
  docs: string,
  lineOf: (id: string) => string | undefined,
  numberOf: (id: string) => number | undefined,
): ParseFrontMatter {
  return async ({defaultParseFrontMatter, ...params}) => {
    const parsed = await defaultParseFrontMatter(params);
    const file = path.relative(docs, params.filePath);
    if (file.startsWith('..')) return parsed;
    const {talk} = parsed.frontMatter;
    const added: Record<string, unknown> = {minutes: readingTime(parsed.content)};
    const image = chapterCard(file.split(path.sep)[0] ?? '');
    if (image !== undefined) added.image = image;
    const short = numberOf(
      docsId(
        file
          .split(path.sep)
          .join('/')
          .replace(/\.mdx?$/, ''),
      ),
    );
    if (short !== undefined) added.short = short;
    if (typeof talk === 'string') {
      const line = lineOf(talk);
      if (line === undefined) {
        throw new Error(
          `${params.filePath}: front matter says talk: ${talk}, and src/data/talk.ts has no line with that id. Correct the id, or leave \`talk\` out.`,
        );
      }
      added.talkLine = line;
    }
    return {...parsed, frontMatter: {...parsed.frontMatter, ...added}};
  };
}
