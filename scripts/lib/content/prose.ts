import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Nodes} from 'mdast';
import ts from 'typescript';
import {isElement} from '../../../src/remark/vocabulary/check';
import {parsePage, readPages, type Page} from './pages';

/** A piece of text that a reader meets, without code and addresses. */
export interface Prose {
  file: string;
  line: number;
  text: string;
}

const PROSE_ATTRIBUTES = ['title', 'belief'];

const withoutCode = (text: string) =>
  text.replace(/`[^`]*`/g, ' ').replace(/https?:\/\/\S+|\b[\w-]+(?:\/[\w.-]+)+/g, ' ');

/** Texts of a page: what stands in its head, paragraphs, tables, the titles of its words. */
export function pageProse({file, tree, frontMatter}: Page): Prose[] {
  const pieces: Prose[] = [];
  const say = (text: string, line: number) => {
    pieces.push({file, line, text: withoutCode(text)});
  };
  const {title, description, lede, know} = frontMatter;
  for (const text of [
    title,
    description,
    lede,
    ...(Array.isArray(know) ? (know as unknown[]) : []),
  ]) {
    if (typeof text === 'string') say(text, 1);
  }
  const walk = (node: Nodes) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'text') say(node.value, line);
    if (node.type === 'image') say(node.alt ?? '', line);
    if (node.type === 'code' && node.lang === 'mermaid') {
      node.value.split('\n').forEach((row, index) => {
        const quoted = [...row.matchAll(/"([^"]+)"/g)].map(([, label]) => label ?? '');
        const said = /^\s*acc(?:Title|Descr):(.*)$/.exec(row)?.[1];
        for (const text of [...quoted, ...(said === undefined ? [] : [said])])
          say(text, line + 1 + index);
      });
    }
    if (isElement(node)) {
      for (const attribute of node.attributes) {
        if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
        if (PROSE_ATTRIBUTES.includes(attribute.name)) say(attribute.value, line);
      }
    }
    if ('children' in node) node.children.forEach(walk);
  };
  walk(tree);
  return pieces;
}

/** Names of fields of the typed data whose values are no prose: ids, addresses, paths, and the French twins. */
const NO_PROSE = new Set([
  'id',
  'url',
  'page',
  'file',
  'recorded',
  'folder',
  'slug',
  'path',
  'french',
  'target',
  'heading',
  'sources',
]);

/** Attributes of elements that hold words for readers. */
const JSX_PROSE = ['aria-label', 'title', 'alt', 'placeholder'];

/**
 * Strings of a TypeScript file that readers meet: in data all but ids, addresses and the like; in components the text between tags, labels,
 * and templates and strings that are sentences.
 */
export function codeProse(file: string, source: string): Prose[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
  const pieces: Prose[] = [];
  const say = (text: string, node: ts.Node) => {
    const {line} = tree.getLineAndCharacterOfPosition(node.getStart());
    pieces.push({file, line: line + 1, text: withoutCode(text)});
  };
  const isProse = (node: ts.StringLiteralLike | ts.TemplateLiteralLikeNode): boolean => {
    const {parent} = node;
    if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return false;
    if (ts.isLiteralTypeNode(parent)) return false;
    if (ts.isPropertyAssignment(parent) && parent.initializer !== node) return false;
    if (ts.isPropertyAssignment(parent) && NO_PROSE.has(parent.name.getText())) return false;
    if (ts.isJsxAttribute(parent)) return JSX_PROSE.includes(parent.name.getText());
    // A sentence, or in data a name: words with a capital or a space between them.
    return /[\p{L}’']{2,} [\p{L}’']{2,}/u.test(node.text);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) say(node.text, node);
    else if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && isProse(node)) {
      say(node.text, node);
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return pieces;
}

/** The speaker's own words: his spelling stays. */
const EXEMPT = ['src/data/talk.ts'];

const CODE_ROOMS = ['src/data', 'src/components', 'src/widgets', 'src/pages', 'src/theme'];

/** Everything that readers and contributors meet as text. */
export function readProse(root: string): Prose[] {
  const code = CODE_ROOMS.flatMap(room =>
    readdirSync(path.join(root, room), {recursive: true, encoding: 'utf8'})
      .filter(name => /\.tsx?$/.test(name))
      .map(name => `${room}/${name.split(path.sep).join('/')}`)
      .filter(file => !EXEMPT.includes(file))
      .sort(),
  );
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  return [
    ...readPages(root).flatMap(pageProse),
    ...['README.md', 'CONTRIBUTING.md'].flatMap(file => pageProse(parsePage(file, read(file)))),
    ...code.flatMap(file => codeProse(file, read(file))),
  ];
}
