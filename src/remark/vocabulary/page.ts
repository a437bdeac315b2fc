import {CHAPTERS} from '../../data/chapters';

/** Path of a page without base URL: `evolution/index` → `/docs/evolution`. */
export function pagePath(id: string): string {
  return `/docs/${id.replace(/(^|\/)index$/, '')}`;
}

/** Source file of a page from the root of the project, whether it is written or not. */
export function pageFile(id: string): string {
  const [slug = '', ...rest] = id.split('/');
  const folder = CHAPTERS.find(chapter => chapter.slug === slug)?.folder ?? slug;
  return `docs/${[folder, ...rest].join('/')}.mdx`;
}
