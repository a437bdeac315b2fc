import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';
import type {LoadedContent} from '@docusaurus/plugin-content-docs';
import type {LoadedContent as PagesContent} from '@docusaurus/plugin-content-pages';
import {CHAPTERS} from '../data/chapters';
import type {Chapter} from '../data/types';

/** A page as far as the chart needs it. */
interface ChartedPage {
  id: string;
  permalink: string;
  frontMatter: object;
}

/** Pages and minutes of every chapter; a chapter without pages has no address. Same shape as the chart's `Harbour`. */
export function chartedHarbours(pages: readonly ChartedPage[], chapters: readonly Chapter[]) {
  return chapters.map(({number, slug, harbour}) => {
    const own = pages.filter(({id}) => id.startsWith(`${slug}/`));
    const first = own.find(({id}) => id === `${slug}/index`);
    const minutes = own.reduce(
      (sum, {frontMatter}) => sum + ((frontMatter as {minutes?: number}).minutes ?? 0),
      0,
    );
    return {
      number,
      name: harbour,
      ...(first === undefined ? {} : {href: first.permalink.replace(/\/$/, '')}),
      pages: first === undefined ? 0 : own.length,
      minutes,
    };
  });
}

/** Pages behind the doors of the landing page, where they exist; until there is a lab, a page with something to try stands in for it. */
export function doorsOf(
  pages: readonly ChartedPage[],
  beside: readonly string[],
): {lab?: string; play?: string; run?: string} {
  const addressOf = (wanted: string) => pages.find(({id}) => id === wanted)?.permalink;
  const lab = beside.find(permalink => /\/lab\/?$/.test(permalink));
  const play = addressOf('evolution/hard-in-production');
  const run = addressOf('start/your-own-cluster');
  return {
    ...(lab === undefined ? {} : {lab}),
    ...(play === undefined ? {} : {play}),
    ...(run === undefined ? {} : {run}),
  };
}

function countFiles(folder: string, extension: string, except?: string): number {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
    file =>
      file.endsWith(extension) &&
      (except === undefined || !file.startsWith(`${except}${path.sep}`)),
  ).length;
}

interface Checks {
  examples: number;
  recorded: number;
  same: number;
}

/** What the tests hold the course against: files counted in a source tree, and cases by the committed report. */
export function countChecks(root: string): Checks {
  const {topics} = JSON.parse(readFileSync(path.join(root, 'conformance/report.json'), 'utf8')) as {
    topics: {total: number; passed: number}[];
  };
  return {
    examples: countFiles(path.join(root, 'examples'), '.yaml', 'broken'),
    recorded: topics.reduce((sum, {total}) => sum + total, 0),
    same: topics.reduce((sum, {passed}) => sum + passed, 0),
  };
}

/** Counts at build time what the landing page says in figures, and gives it to that page alone: global data would be paid for by every page. */
export function voyage({siteDir}: LoadContext): Plugin {
  return {
    name: 'voyage',
    async allContentLoaded({allContent, actions}) {
      const docs = allContent['docusaurus-plugin-content-docs']?.default as LoadedContent;
      const pages = docs.loadedVersions.flatMap(version => version.docs);
      const beside = allContent['docusaurus-plugin-content-pages']?.default as
        PagesContent | undefined;
      const data = {
        harbours: chartedHarbours(pages, CHAPTERS),
        doors: doorsOf(
          pages,
          (beside ?? []).map(({permalink}) => permalink),
        ),
        checks: countChecks(siteDir),
      };
      await actions.createData('voyage.json', data);
    },
  };
}
