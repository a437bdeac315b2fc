import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {attributeOf, type Element, elementsOf} from '../../../src/plugins/built-site/html';

/** One thing that is wrong with a built site, in a sentence that names the place. */
export type Finding = string;

export interface BuiltPage {
  /** Path in the built folder, `docs/evolution.html`. */
  file: string;
  html: string;
  elements: readonly Element[];
  /** Ids in the page, and `top`, which every page has. */
  anchors: ReadonlySet<string>;
}

export interface BuiltFolder {
  folder: string;
  baseUrl: string;
  pages: ReadonlyMap<string, BuiltPage>;
  files: ReadonlySet<string>;
}

/**
 * Reads a built site.
 *
 * @param baseUrl what it was built for, with a slash at both ends
 * @throws Error that names the command to run, when there is no built site
 */
export function readBuiltFolder(folder: string, baseUrl: string): BuiltFolder {
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`No built site in ${folder}: run \`npm run build\` first.`);
  }
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => statSync(path.join(folder, file)).isFile())
    .map(file => file.split(path.sep).join('/'));
  const pages = files
    .filter(file => file.endsWith('.html'))
    .map((file): [string, BuiltPage] => {
      const html = readFileSync(path.join(folder, file), 'utf8');
      const elements = elementsOf(html);
      const anchors = new Set(['top']);
      for (const element of elements) {
        const id = attributeOf(element, 'id');
        if (id !== undefined) anchors.add(id);
      }
      return [file, {file, html, elements, anchors}];
    });
  return {folder, baseUrl, pages: new Map(pages), files: new Set(files)};
}

/** The file a static host answers with for a path without base URL; undefined: 404. */
export function fileFor(site: BuiltFolder, pathname: string): string | undefined {
  const bare = decodeURI(pathname).replace(/^\//, '').replace(/\/$/, '');
  return [bare, `${bare}.html`, bare === '' ? 'index.html' : `${bare}/index.html`].find(file =>
    site.files.has(file),
  );
}

/** Where a page sends readers on to; undefined: it stays. */
export function forwardOf(page: BuiltPage): string | undefined {
  const script = page.elements.find(({tagName}) => tagName === 'noscript');
  if (script === undefined) return undefined;
  return /<meta http-equiv="refresh" content="0; url=([^"]+)">/.exec(page.html)?.[1];
}
