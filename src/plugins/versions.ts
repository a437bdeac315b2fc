import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Feed} from 'feed';
import type {LoadContext, Plugin} from '@docusaurus/types';
import {THEN_AND_NOW} from '../data/then-and-now';
import type {ThenNowEntry} from '../data/types';
import {SOURCES} from '../data/sources';
import {CHANGES, SUBJECTS, VERSIONS, type VersionChange} from '../data/versions';
import {pagePath} from '../remark/vocabulary/page';

const PATH = '/versions';

/** What `/versions` shows beside the list: where each version comes from, and each box of then and now. */
export function shownVersions(thenAndNow: readonly ThenNowEntry[]) {
  return {
    sources: SUBJECTS.map(subject => {
      const source = SOURCES.find(({id}) => id === VERSIONS[subject].source);
      if (source === undefined) {
        throw new Error(`src/data/versions.ts: ${subject} names a source that is not there.`);
      }
      return {subject, title: source.title, url: source.url};
    }),
    boxes: thenAndNow.map(({id, title, page, checkedAgainst}) => ({
      title,
      href: `${pagePath(page)}#then-now-${id}`,
      checkedAgainst,
    })),
  };
}

/** The changes as a feed. Their days are data: the same list makes the same file. */
export function versionFeed(
  changes: readonly VersionChange[],
  {title, address}: {title: string; address: string},
): Feed {
  const page = address + PATH;
  const newest = changes[0]?.day;
  const feed = new Feed({
    id: page,
    link: page,
    title: `${title}: versions`,
    description: 'When the course begins to speak of another version, and what that changes.',
    language: 'en',
    copyright: 'CC BY 4.0',
    feedLinks: {rss: `${page}/rss.xml`, atom: `${page}/atom.xml`},
    ...(newest === undefined ? {} : {updated: new Date(newest)}),
  });
  for (const {day, subject, minor, text} of changes) {
    const link = `${page}#${subject}-${minor.replace('.', '-')}`;
    const {name} = VERSIONS[subject];
    feed.addItem({
      title: `${name} ${minor}`,
      id: link,
      link,
      date: new Date(day),
      description: text,
    });
  }
  return feed;
}

/** The data of `/versions`, and its feed as RSS and Atom. */
export function versions({siteConfig, baseUrl}: LoadContext): Plugin {
  return {
    name: 'versions',
    async allContentLoaded({actions}) {
      await actions.createData('versions.json', shownVersions(THEN_AND_NOW));
    },
    postBuild({outDir}) {
      const folder = path.join(outDir, PATH);
      const address = siteConfig.url + baseUrl.slice(0, -1);
      const feed = versionFeed(CHANGES, {title: siteConfig.title, address});
      mkdirSync(folder, {recursive: true});
      writeFileSync(path.join(folder, 'rss.xml'), feed.rss2());
      writeFileSync(path.join(folder, 'atom.xml'), feed.atom1());
      return Promise.resolve();
    },
  };
}
