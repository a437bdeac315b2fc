import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

/** The generator takes the numbers that order folders off an id: `01-evolution/docker` → `evolution/docker`. */
export function docsId(path: string): string {
  return path
    .split('/')
    .map(part => part.replace(/^\d+-/, ''))
    .join('/');
}

/** Path of a page without base URL: `evolution/index` → `/docs/evolution`. */
export function pagePath(id: string): string {
  return `/docs/${id.replace(/(^|\/)index$/, '')}`;
}

/** Source file of a page from the root of the project, whether it is written or not. */
export function pageFile(root: string, id: string): string {
  const [chapter = '', ...rest] = id.split('/');
  const docs = join(root, 'docs');
  const folders = existsSync(docs) ? readdirSync(docs) : [];
  const folder = folders.find(name => docsId(name) === chapter) ?? chapter;
  return `docs/${[folder, ...rest].join('/')}.mdx`;
}
