import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Root} from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import {unified} from 'unified';
import {parse as parseYaml} from 'yaml';
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

/** Reads a page from its text; `file` is its path from the root of the project. */
export function parsePage(file: string, text: string): Page {
  const tree = (file.endsWith('.mdx') ? mdx : markdown).parse(text);
  const [head] = tree.children;
  const values: unknown = head?.type === 'yaml' ? parseYaml(head.value) : {};
  const frontMatter =
    typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
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
