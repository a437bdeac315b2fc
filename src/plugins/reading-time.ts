import path from 'node:path';
import type {ParseFrontMatter} from '@docusaurus/types';

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

/**
 * Reads a file's front matter and adds to that of a page under `docs/` what its head shows and a reader of the source does not
 * need to write: `minutes`, and `talkLine`, the words of the talk behind the id in `talk`.
 *
 * @param lineOf the words of the talk for an id, or undefined when the talk has no such line.
 * @throws Error that names file and id, when the talk has no such line.
 */
export function courseFrontMatter(
  docs: string,
  lineOf: (id: string) => string | undefined,
): ParseFrontMatter {
  return async ({defaultParseFrontMatter, ...params}) => {
    const parsed = await defaultParseFrontMatter(params);
    if (path.relative(docs, params.filePath).startsWith('..')) return parsed;
    const {talk} = parsed.frontMatter;
    const added: Record<string, unknown> = {minutes: readingTime(parsed.content)};
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
