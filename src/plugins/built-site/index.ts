import {mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {LoadedContent as DocsContent} from '@docusaurus/plugin-content-docs';
import type {BlogContent} from '@docusaurus/plugin-content-blog';
import type {LoadContext, Plugin} from '@docusaurus/types';
import {PERMALINKS} from '../../data/permalinks';
import {REDIRECTS} from '../../data/permalinks/redirects';
import {QUIZZES} from '../../data/quizzes';
import {SOURCES} from '../../data/sources';
import {TALK} from '../../data/talk';
import {THEN_AND_NOW} from '../../data/then-and-now';
import {flattenTalk} from '../../remark/vocabulary/data';
import {
  type HeadFacts,
  headTags,
  llmsFull,
  llmsIndex,
  type MachinePage,
  withHeadTags,
} from './machines';
import {withPolicy} from './policy';
import {writeSearchIndex} from './search-index';
import {type BuiltFile, redirectFiles, shortLinkFiles} from './short-links';
import {purgeStyleSheets} from './style-sheet';
import {collectionAsGroups} from '../../remark/vocabulary/collections';
import {BESIDE} from './beside';
import {attributeOf, elementsOf, textOf} from './html';
import {makeTwin, writeTwin, type PageSource, type TwinContext} from './twin';

/** A page that machines are told of, in reading order. */
interface Page {
  kind: 'lesson' | 'post' | 'page';
  /** Path without base URL. */
  path: string;
  title: string;
  description: string;
  twin: string;
}

/** A page with an MDX source. */
interface Written extends PageSource {
  kind: 'lesson' | 'post';
  /** Docs id; posts have none. */
  id?: string;
  description: string;
}

const PARTS = {lesson: 'Course', post: 'Blog', page: 'Beside the course'} as const;

/** Title and description as the finished page has them. */
function factsOf(html: string): {title: string; description: string} {
  const elements = elementsOf(html);
  const title = elements.find(({tagName}) => tagName === 'h1');
  const description = elements.find(element => attributeOf(element, 'name') === 'description');
  return {
    title: title === undefined ? '' : textOf(title),
    description: (description && attributeOf(description, 'content')) ?? '',
  };
}

const SUMMARY =
  'A tutorial about the Istio service mesh that mirrors a talk: every YAML file in it is complete, checked, and followed request by request.';

/** Files of a folder and below it that end in `.html`, by their path in it. */
export function htmlFilesOf(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.html'))
    .map(file => file.split(path.sep).join('/'))
    .sort();
}

/** `docs/a.html` → `/docs/a`, `index.html` → `/` */
export function pathOf(file: string): string {
  return `/${file.replace(/(?:^|\/)index\.html$/, '').replace(/\.html$/, '')}`;
}

function docsInOrder(docs: DocsContent): string[] {
  const version = docs.loadedVersions[0];
  if (version === undefined) return [];
  type Items = (typeof version.sidebars)[string];
  const idsOf = (items: Items): string[] =>
    items.flatMap(item => {
      if (item.type === 'doc' || item.type === 'ref') return [item.id];
      if (item.type !== 'category') return [];
      return [...(item.link?.type === 'doc' ? [item.link.id] : []), ...idsOf(item.items)];
    });
  const ordered = Object.values(version.sidebars).flatMap(idsOf);
  return [...new Set([...ordered, ...version.docs.map(({id}) => id)])];
}

/**
 * What is made of the finished pages: search index, a lean style sheet, Markdown twins, files for machines, short links, and at the very end the
 * policy of each page, as it holds the hashes of what stands in it. Plugins' own `postBuild` hooks run side by side
 * (https://docusaurus.io/docs/api/plugin-methods/lifecycle-apis#postBuild), so the order is kept here, in one hook.
 *
 * @param repository `owner/name` on GitHub; empty: this copy of the site does not name it
 */
export function builtSite(
  {siteDir, siteConfig, baseUrl, outDir}: LoadContext,
  repository: string,
): Plugin {
  let written: readonly Written[] = [];
  const address = siteConfig.url + baseUrl.slice(0, -1);
  const withoutBase = (permalink: string) =>
    `/${permalink.slice(baseUrl.length)}`.replace(/(.)\/$/, '$1');

  const read = (alias: string) => {
    const file = alias.replace(/^@site\//, '');
    return {file, text: readFileSync(path.join(siteDir, file), 'utf8')};
  };

  /** Other plugins read pages at the same time: they see the old or the new text, never half of one. */
  const write = ({file, text}: BuiltFile) => {
    const target = path.join(outDir, file);
    mkdirSync(path.dirname(target), {recursive: true});
    writeFileSync(`${target}.new`, text);
    renameSync(`${target}.new`, target);
  };

  const context: TwinContext = {
    root: siteDir,
    address,
    get pages() {
      return new Map(written.map(page => [page.file, page.path]));
    },
    sources: SOURCES,
    thenAndNow: THEN_AND_NOW,
    quizzes: QUIZZES,
    repository,
    collection: word => collectionAsGroups(siteDir, word),
    moments: new Map(flattenTalk(TALK).map(({id, ...moment}) => [id, moment])),
  };

  return {
    name: 'built-site',

    allContentLoaded({allContent}) {
      const docs = allContent['docusaurus-plugin-content-docs']?.default as DocsContent | undefined;
      const blog = allContent['docusaurus-plugin-content-blog']?.default as BlogContent | undefined;
      const byId = new Map(docs?.loadedVersions[0]?.docs.map(doc => [doc.id, doc]));
      const lessons = (docs === undefined ? [] : docsInOrder(docs)).flatMap((id): Written[] => {
        const doc = byId.get(id);
        if (doc === undefined) return [];
        const {lede, know} = doc.frontMatter as {lede?: string; know?: string[]};
        return [
          {
            ...read(doc.source),
            kind: 'lesson',
            id,
            path: withoutBase(doc.permalink),
            title: doc.title,
            description: doc.description,
            ...(lede === undefined ? {} : {lede}),
            ...(know === undefined ? {} : {know}),
          },
        ];
      });
      const posts = (blog?.blogPosts ?? []).map(({metadata}): Written => ({
        ...read(metadata.source),
        kind: 'post',
        path: withoutBase(metadata.permalink),
        title: metadata.title,
        description: metadata.description,
      }));
      written = [...lessons, ...posts];
      return Promise.resolve();
    },

    async postBuild() {
      const html = new Map(
        htmlFilesOf(outDir).map(file => [file, readFileSync(path.join(outDir, file), 'utf8')]),
      );
      const sheets = await purgeStyleSheets(outDir, html.values());
      for (const [file, text] of html) {
        html.set(
          file,
          [...sheets].reduce((page, [old, renamed]) => page.replaceAll(old, renamed), text),
        );
      }
      const fileOf = (place: string) => {
        const file = [`${place.slice(1)}.html`, `${place.slice(1)}/index.html`].find(it =>
          html.has(it),
        );
        if (file === undefined) throw new Error(`The build has no page for ${place}.`);
        return file;
      };
      const lessons = written.flatMap(({id, title, text}) =>
        id === undefined ? [] : [{id, title, text}],
      );
      const pages = [
        ...written.map((page): Page => ({...page, twin: makeTwin(page, context)})),
        ...Object.entries(BESIDE).map(([place, body]): Page => {
          const facts = factsOf(html.get(fileOf(place)) ?? '');
          const page = {kind: 'page' as const, path: place, ...facts};
          return {...page, twin: writeTwin(page, address, body(lessons, address))};
        }),
      ];

      await writeSearchIndex(
        outDir,
        pages
          .map(page => ({path: page.path, html: html.get(fileOf(page.path)) ?? ''}))
          // The map of the talk says again what its pages say, and would stand before them.
          .filter(page => page.path !== '/talk'),
      );

      const machinePages = pages.map((page): MachinePage => ({...page, part: PARTS[page.kind]}));
      for (const {path: place, twin} of pages) write({file: `${place.slice(1)}.md`, text: twin});
      const site = {title: siteConfig.title, summary: SUMMARY, address};
      write({file: 'llms.txt', text: llmsIndex(site, machinePages)});
      write({file: 'llms-full.txt', text: llmsFull(site, machinePages)});

      const byFile = new Map(pages.map(page => [fileOf(page.path), page]));
      for (const [file, text] of html) {
        const page = byFile.get(file);
        const place = pathOf(file);
        const facts: HeadFacts = {
          siteTitle: siteConfig.title,
          siteSummary: SUMMARY,
          address,
          path: place,
          title: page?.title ?? siteConfig.title,
          description: page?.description ?? siteConfig.tagline,
          kind: page?.kind ?? (place === '/' ? 'home' : 'page'),
          hasTwin: page !== undefined,
        };
        html.set(file, withHeadTags(text, headTags(facts), file));
      }
      const where = {url: siteConfig.url, baseUrl};
      for (const {file, text} of [
        ...shortLinkFiles(PERMALINKS, where),
        ...redirectFiles(REDIRECTS, where),
      ]) {
        if (html.has(file)) {
          throw new Error(
            `${file} is a page and a forwarding: take the redirect of ${pathOf(file)} out of src/data/permalinks/redirects.ts.`,
          );
        }
        html.set(file, text);
      }

      for (const [file, text] of html) write({file, text: withPolicy(text, file)});
    },
  };
}
