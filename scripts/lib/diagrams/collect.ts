import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import type {Root} from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import {unified} from 'unified';
import {visit} from 'unist-util-visit';
import {mdxMistake} from '../content/pages';
import {DiagramError, readDiagram, type Diagram} from '../../../src/remark/diagrams/read';

/** Folders whose pages may hold diagrams. */
const ROOMS = ['docs', 'blog', 'src/pages'];

/** A fence and where it stands. */
export interface Fence {
  /** Path from the root of the project, with `/`. */
  file: string;
  /** Line of the opening fence, from 1. */
  line: number;
  diagram: Diagram;
}

export interface Problem {
  file: string;
  line?: number;
  message: string;
}

function pagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => /\.mdx?$/.test(name))
    .map(name => join(folder, name))
    .sort();
}

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx);

/** Every `mermaid` fence of the pages below `root`, in the order of files and lines, and those that cannot be read. */
export function collectDiagrams(root: string): {fences: Fence[]; problems: Problem[]} {
  const fences: Fence[] = [];
  const problems: Problem[] = [];
  for (const path of ROOMS.flatMap(room => pagesIn(join(root, room)))) {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('mermaid')) continue;
    const file = relative(root, path).split(sep).join('/');
    let tree: Root;
    try {
      tree = parser.parse(text);
    } catch (error) {
      problems.push({file, ...mdxMistake(error)});
      continue;
    }
    visit(tree, 'code', node => {
      if (node.lang !== 'mermaid') return;
      const line = node.position?.start.line ?? 1;
      try {
        fences.push({file, line, diagram: readDiagram(node.value)});
      } catch (error) {
        if (!(error instanceof DiagramError)) throw error;
        problems.push({file, line: line + error.line, message: error.message});
      }
    });
  }
  return {fences, problems};
}
