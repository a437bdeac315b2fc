import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {CHAPTERS} from '../../data/chapters';
import type {ShownLeg, ShownGlossaryEntry} from '../../data/shown-words';
import {readingTime} from '../../plugins/reading-time';
import type {CourseData} from './data';
import {pageFile, pagePath} from './page';

/** Pages of a folder under `docs/`, from the root of the project. */
function pagesOf(root: string, folder: string): string[] {
  const place = join(root, 'docs', folder);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter(name => name.endsWith('.mdx') && !name.startsWith('_'))
    .map(name => `docs/${folder}/${name}`);
}

const LEGS = [{folder: '00-start', slug: 'start', harbour: 'Start'}, ...CHAPTERS];

/** Files that the reading times depend on. */
export const timedPages = (root: string) => LEGS.flatMap(({folder}) => pagesOf(root, folder));

/** Pages and minutes of Start and of each chapter; a chapter without a first page has none yet. */
export function voyageTimes(root: string): ShownLeg[] {
  return LEGS.map(({folder, slug, harbour}) => {
    const pages = pagesOf(root, folder);
    const written = pages.includes(`docs/${folder}/index.mdx`);
    const minutes = pages.map(file =>
      readingTime(readFileSync(join(root, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '')),
    );
    return {
      name: harbour,
      ...(written && {path: pagePath(`${slug}/index`)}),
      pages: written ? pages.length : 0,
      minutes: written ? minutes.reduce((sum, one) => sum + one, 0) : 0,
    };
  });
}

/** All terms by alphabet, each with the address of the page that teaches it, if it is written. */
export function glossaryList(root: string, {glossary}: CourseData): ShownGlossaryEntry[] {
  return glossary
    .map(({id, term, french, definition, page}) => ({
      id,
      term,
      french,
      definition,
      ...(existsSync(join(root, pageFile(root, page))) && {path: pagePath(page)}),
    }))
    .sort((a, b) => a.term.localeCompare(b.term, 'en', {sensitivity: 'base'}));
}
