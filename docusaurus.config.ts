import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Config} from '@docusaurus/types';
import type {Options, ThemeConfig} from '@docusaurus/preset-classic';
import {readSite} from './site.config';
import {courseFrontMatter} from './src/plugins/reading-time';
import {voyage} from './src/plugins/voyage';
import {ownSheets} from './src/plugins/own-sheets';
import {wholePages} from './src/plugins/whole-pages';
import {builtSite} from './src/plugins/built-site';
import {diagrams} from './src/plugins/diagrams';
import {embed} from './src/plugins/embed';
import {exercises} from './src/plugins/exercises';
import {leanClient} from './src/plugins/lean-client';
import {livingData} from './src/plugins/living-data';
import {livingYaml} from './src/plugins/living-yaml';
import {recordedCases} from './src/plugins/recorded-cases';
import {remarkCode} from './src/remark/code';
import {remarkDiagrams} from './src/remark/diagrams';
import {remarkVocabulary} from './src/remark/vocabulary';
import {shortNames} from './src/plugins/short-names';
import {stage} from './src/plugins/stage';
import {pageNumber} from './src/plugins/stage/map';
import {versions} from './src/plugins/versions';
import {talkLine} from './src/data/talk';

const site = readSite(process.env);

/** Build-time steps over the Markdown tree, the same for docs, blog and pages. */
const markdown = {
  beforeDefaultRemarkPlugins: [
    [remarkVocabulary, {root: __dirname, repository: site.repository}],
    [remarkDiagrams, {root: __dirname}],
  ],
  remarkPlugins: [[remarkCode, {root: __dirname}]],
} satisfies Extract<Options['pages'], object>;

const repository = site.repository === '' ? undefined : `https://github.com/${site.repository}`;
const editUrl = repository && `${repository}/edit/${site.branch}/`;
const sourceLinks = repository === undefined ? [] : [{label: 'Source', href: repository}];

const config: Config = {
  title: site.title,
  tagline: site.tagline,
  favicon: 'favicon.svg',
  url: site.url,
  baseUrl: site.baseUrl,
  trailingSlash: false,
  i18n: {defaultLocale: 'en', locales: ['en']},
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  future: {v4: true, faster: true},
  markdown: {
    format: 'mdx',
    mermaid: true,
    parseFrontMatter: courseFrontMatter(path.join(__dirname, 'docs'), talkLine, pageNumber),
    hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'},
  },
  themes: ['@docusaurus/theme-mermaid'],
  plugins: [
    context => builtSite(context, site.repository),
    voyage,
    stage,
    livingYaml,
    livingData,
    diagrams,
    leanClient,
    shortNames,
    wholePages,
    ownSheets,
    exercises,
    versions,
    recordedCases,
    embed,
  ],
  presets: [
    [
      'classic',
      {
        docs: {
          sidebarPath: './sidebars.ts',
          routeBasePath: 'docs',
          breadcrumbs: false,
          // A copy without history still builds; it has no dates to tell.
          showLastUpdateTime: existsSync(path.join(__dirname, '.git')),
          ...(editUrl === undefined ? {} : {editUrl}),
          ...markdown,
        },
        blog: {
          blogTitle: 'Log book',
          blogDescription: 'What changed on the voyage, and why.',
          blogSidebarCount: 0,
          feedOptions: {type: ['rss', 'atom'], title: `${site.title}: log book`},
          showReadingTime: true,
          archiveBasePath: null,
          onInlineTags: 'throw',
          onInlineAuthors: 'throw',
          onUntruncatedBlogPosts: 'throw',
          ...markdown,
        },
        pages: {...markdown},
        theme: {customCss: ['./src/css/custom.css', './src/css/print.css']},
      } satisfies Options,
    ],
  ],
  customFields: {video: site.video, speaker: site.speaker},
  themeConfig: {
    colorMode: {respectPrefersColorScheme: true},
    navbar: {
      title: site.title,
      hideOnScroll: true,
      items: [
        {label: 'Course', to: '/docs/evolution', activeBasePath: '/docs'},
        {label: 'Lab', to: '/lab'},
        {label: 'Exercises', to: '/exercises', activeBasePath: '/exercises'},
        {label: 'The talk', to: '/talk'},
        {label: 'Log book', to: '/blog', activeBasePath: '/blog'},
      ],
    },
    footer: {
      links: [
        {label: 'About', to: '/about'},
        {label: 'What the engine reproduces', to: '/fidelity'},
        {label: 'Short links for slides', to: '/s'},
        {label: 'Bingo', to: '/bingo'},
        {label: 'Versions', to: '/versions'},
        ...sourceLinks,
      ],
    },
    image: 'social-card.png',
    prism: {theme: {plain: {}, styles: []}, additionalLanguages: []},
  } satisfies ThemeConfig,
};
export default config;
