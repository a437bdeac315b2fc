import {rmSync} from 'node:fs';
import path from 'node:path';
import {loadPagefind} from './pagefind.cjs';

/** Parts of an article that are tools, signposts or hidden until asked for, not its text. */
const NOT_TEXT = [
  '[popover]',
  'nav',
  'button',
  'script',
  'style',
  '.hash-link',
  '.theme-doc-footer',
  'svg',
];

/** Ready-made interfaces that Pagefind writes along; the site has its own. */
const UNUSED = [
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-highlight.js',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
];

/**
 * Writes the search index of the given pages into `pagefind/`: words of headings, text, YAML and the text twins of diagrams.
 *
 * @throws Error with Pagefind's words, when it refuses a page or cannot write.
 */
export async function writeSearchIndex(
  outDir: string,
  pages: readonly {path: string; html: string}[],
): Promise<void> {
  const {close, createIndex} = await loadPagefind();
  const {index, errors} = await createIndex({
    rootSelector: 'article',
    excludeSelectors: NOT_TEXT,
    // Words such as `mesh.example.com`, `x-request-id` and `%` in YAML are searched as they are written.
    includeCharacters: '-_./',
  });
  if (index === undefined) throw new Error(`Pagefind made no index: ${errors.join('; ')}`);
  for (const {path: url, html} of pages) {
    const added = await index.addHTMLFile({url, content: html});
    if (added.errors.length > 0) throw new Error(`Pagefind on ${url}: ${added.errors.join('; ')}`);
  }
  const folder = path.join(outDir, 'pagefind');
  const written = await index.writeFiles({outputPath: folder});
  if (written.errors.length > 0) throw new Error(`Pagefind: ${written.errors.join('; ')}`);
  await close();
  for (const file of UNUSED) rmSync(path.join(folder, file), {force: true});
}
