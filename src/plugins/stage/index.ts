import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {LoadedContent as DocsContent} from '@docusaurus/plugin-content-docs';
import type {BlogContent} from '@docusaurus/plugin-content-blog';
import type {LoadContext, Plugin} from '@docusaurus/types';
import {BINGO, FREE} from '../../data/bingo';
import {GLOSSARY} from '../../data/glossary';
import type {LinkGroup} from '../../data/stage';
import {PERMALINKS} from '../../data/permalinks';
import {SOURCES} from '../../data/sources';
import {TALK} from '../../data/talk';
import {THEN_AND_NOW} from '../../data/then-and-now';
import {bingoWords, linkGroups, talkMap, type StagePage} from './map';
import {qrSvg} from './qr';
import {zip} from './zip';

/** A title as part of a file name, for who looks for it among a hundred pictures. */
const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** For slides and rooms: the map of the talk, the words of its bingo, the list of short links, and a QR code of each. */
export function stage({siteDir, siteConfig, baseUrl}: LoadContext): Plugin {
  let groups: readonly LinkGroup[] = [];
  return {
    name: 'stage',
    async allContentLoaded({allContent, actions}) {
      const docs = allContent['docusaurus-plugin-content-docs']?.default as DocsContent;
      const blog = allContent['docusaurus-plugin-content-blog']?.default as BlogContent;
      const pages = docs.loadedVersions
        .flatMap(version => version.docs)
        .map(({id, title, source}): StagePage => ({
          id,
          title,
          text: readFileSync(path.join(siteDir, source.replace(/^@site\//, '')), 'utf8'),
        }));
      const posts = new Map(
        blog.blogPosts.map(({metadata}) => [
          `/${metadata.permalink.slice(baseUrl.length)}`,
          metadata.title,
        ]),
      );
      const course = {pages, ledger: PERMALINKS, sources: SOURCES, thenAndNow: THEN_AND_NOW};
      await actions.createData('talk.json', talkMap(TALK, course));
      groups = linkGroups(TALK, course, posts);
      await actions.createData('links.json', groups);
      const [free, ...words] = bingoWords([FREE, ...BINGO], TALK, {glossary: GLOSSARY, pages});
      await actions.createData('bingo.json', {free, words});
    },
    postBuild({outDir}) {
      const folder = path.join(outDir, 's');
      mkdirSync(folder, {recursive: true});
      const codes = groups
        .flatMap(({links}) => links)
        .map(({number, title}) => ({
          number,
          name: `${number}-${slug(title)}.svg`,
          text: qrSvg(`${siteConfig.url}${baseUrl}s/${number}`),
        }));
      for (const {number, text} of codes) writeFileSync(path.join(folder, `${number}.svg`), text);
      writeFileSync(path.join(folder, 'qr-codes.zip'), zip(codes));
      return Promise.resolve();
    },
  };
}
