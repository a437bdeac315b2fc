import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Root} from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import {unified} from 'unified';
import {parseDocument} from 'yaml';
import {docsId} from '../../../src/remark/vocabulary/page';

/** A page of the course or a post, as its author wrote it. */
export interface Page {
  /** From the root of the project, `docs/01-evolution/docker.mdx`. */
  file: string;
  /** Docs id, `evolution/docker`; posts have none. */
  id?: string;
  /** Whole text, front matter included. */
  text: string;
  tree: Root;
  frontMatter: Readonly<Record<string, unknown>>;
}

/** What a check found: where, and what to do. */
export interface Finding {
  file: string;
  line: number;
  message: string;
}

/** `docs/01-evolution/docker.mdx:12: what is wrong and what to do` */
export const say = ({file, line, message}: Finding) => `${file}:${line}: ${message}`;

const markdown = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkDirective)
  .use(remarkGfm)
  .freeze();
const mdx = markdown().use(remarkMdx).freeze();

/**
 * Why a page is not readable as MDX: an error of the parser as a place and a reason. Some errors (a tag that is never closed)
 * name their place only in the words.
 */
export function mdxMistake(error: unknown): {line: number; message: string} {
  const {line, reason, message} = error as {line?: number; reason?: string; message: string};
  const why = reason ?? message;
  return {
    line: line ?? Number(/\((\d+):\d+/.exec(why)?.[1] ?? 1),
    message: `not readable as MDX: ${why}; a { or < that is meant as text is written \\{ or \\<`,
  };
}

function readFrontMatter(file: string, head: Root['children'][number] | undefined) {
  if (head?.type !== 'yaml') return {};
  const document = parseDocument(head.value, {prettyErrors: true});
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const line = (head.position?.start.line ?? 1) + (mistake.linePos?.[0].line ?? 1);
    const why = mistake.message.replace(/ at line \d+, column \d+:[\s\S]*$/, '');
    throw new Error(say({file, line, message: `front matter is not readable as YAML: ${why}`}));
  }
  const values: unknown = document.toJS();
  return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
}

/**
 * Reads a page from its text; `file` is its path from the root of the project.
 *
 * @throws Error with file, line and reason, when the text is no MDX or its front matter no YAML.
 */
export function parsePage(file: string, text: string): Page {
  let tree: Root;
  try {
    tree = (file.endsWith('.mdx') ? mdx : markdown).parse(text);
  } catch (error) {
    throw new Error(say({file, ...mdxMistake(error)}), {cause: error});
  }
  const frontMatter = readFrontMatter(file, tree.children[0]);
  const id = /^docs\/(.+)\.mdx?$/.exec(file)?.[1];
  return {file, ...(id !== undefined && {id: docsId(id)}), text, tree, frontMatter};
}

/** All pages under `docs/` and `blog/` of the project at `root`, by path; parts of pages (`_part.mdx`) are none. */
export function readPages(root: string): Page[] {
  return ['docs', 'blog'].flatMap(room =>
    readdirSync(path.join(root, room), {recursive: true, encoding: 'utf8'})
      .filter(name => /\.mdx?$/.test(name) && !path.basename(name).startsWith('_'))
      .map(name => `${room}/${name.split(path.sep).join('/')}`)
      .sort()
      .map(file => parsePage(file, readFileSync(path.join(root, file), 'utf8'))),
  );
}
