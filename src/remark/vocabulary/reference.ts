import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import {parseAllDocuments} from 'yaml';
import {CHAPTERS} from '../../data/chapters';
import type {ResponseFlag} from '../../data/response-flags';
import type {ShownGroup, ShownItem, ShownText} from '../../data/shown-words';
import type {CourseData} from './data';
import {docsId, pageFile, pagePath} from './page';

/** Title in the front matter of a page, as it stands there or in quotes. */
const titleOf = (text: string) =>
  /^title: (.+)$/m.exec(text)?.[1]?.replace(/^(['"])(.*)\1$/, '$2') ?? '';

function pageLink(root: string, page: string): ShownText {
  const file = join(root, pageFile(root, page));
  return existsSync(file)
    ? {text: titleOf(readFileSync(file, 'utf8')), href: pagePath(page)}
    : {text: page};
}

const code = (text: string): ShownText => ({text: `\`${text}\``});

/** Every flag that a reader may meet, with what the caller sees and what to look at first. */
export function flagList(root: string, flags: readonly ResponseFlag[]): ShownGroup[] {
  const items = flags.map(({flag, name, answers, cause, check, page}): ShownItem => ({
    id: `flag-${flag.toLowerCase()}`,
    text: `\`${flag}\` ${name}`,
    facts: [
      {
        label: 'The caller gets',
        values: [
          ...new Set(
            answers.map(({status}) => (status === undefined ? 'no answer' : String(status))),
          ),
        ].map(text => ({text})),
      },
      {label: 'Cause', values: [{text: cause}]},
      {label: 'First check', values: [{text: check}]},
      {label: 'Explained in', values: [pageLink(root, page)]},
      {label: 'Recorded in', values: answers.map(({recorded}) => code(recorded))},
    ],
  }));
  return [{id: 'flags', title: 'The flags', items}];
}

interface Manifest {
  kind?: string;
  metadata?: {name?: string; namespace?: string};
  spec?: unknown;
}

interface WrittenPage {
  link: ShownText;
  text: string;
}

/** All pages and questions that can show a file, with their words. */
function writtenPages(root: string): WrittenPage[] {
  const docs = join(root, 'docs');
  return readdirSync(docs, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.mdx'))
    .sort()
    .map(file => {
      const text = readFileSync(join(docs, file), 'utf8');
      const path = pagePath(
        docsId(
          file
            .split(sep)
            .join('/')
            .replace(/\.mdx$/, ''),
        ),
      );
      return {link: {text: titleOf(text), href: path}, text};
    });
}

/** Manifests of a YAML text, each with a form that can be compared: what it is and what it says. */
const manifests = (text: string): {kind: string; form: string}[] =>
  parseAllDocuments(text).flatMap(document => {
    const value = document.toJS() as Manifest | null;
    if (value === null) return [];
    const {kind = '', metadata: {name, namespace = 'default'} = {}, spec} = value;
    return [{kind, form: JSON.stringify([kind, namespace, name, spec])}];
  });

/** The recorded cases that were made for this course, by the manifests in them. */
function recordedManifests(root: string): {id: string; manifests: ReadonlySet<string>}[] {
  const folder = join(root, 'conformance/course');
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => {
      const {id, config} = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        id: string;
        config: string;
      };
      return {id, manifests: new Set(manifests(config).map(({form}) => form))};
    });
}

const GROUPS: readonly {folder: string; title: string}[] = [
  {folder: 'demo', title: 'The demo'},
  ...CHAPTERS.map(({folder, harbour}) => ({folder, title: harbour})),
  {folder: 'landing', title: 'The landing page'},
  {folder: 'exercises', title: 'Exercises'},
  {folder: 'broken', title: 'Broken on purpose'},
  {folder: 'then', title: 'Of the talk’s days'},
];

/** Kubernetes or Istio's webhook refuses what has such a code; all others are reports of the analyzer. */
const isRefusal = (code: string) => code === 'IST0106' || !code.startsWith('IST');

/** Every YAML file of the course: what is in it, which page shows it, and how it is checked. */
export function exampleList(root: string): ShownGroup[] {
  const pages = writtenPages(root);
  const cases = recordedManifests(root);
  const examples = join(root, 'examples');
  const files = readdirSync(examples, {recursive: true, encoding: 'utf8'})
    .map(file => file.split(sep).join('/'))
    .filter(file => file.endsWith('.yaml'))
    .sort();
  const itemOf = (file: string): ShownItem => {
    const path = `examples/${file}`;
    const text = readFileSync(join(examples, file), 'utf8');
    const expected = [...text.matchAll(/^# expect: (\S+)/gm)].map(([, found]) => found ?? '');
    const own = file.startsWith('broken/yaml/') ? [] : manifests(text);
    const shown = pages.filter(page => page.text.includes(path)).map(({link}) => link);
    const proofs = cases
      .filter(one => own.length > 0 && own.every(({form}) => one.manifests.has(form)))
      .map(({id}) => code(id));
    const check = file.startsWith('then/')
      ? 'not at all: it no longer applies'
      : expected.length > 0
        ? expected.some(isRefusal)
          ? 'has to be refused, with'
          : 'is accepted; the linter has to report'
        : 'schema and linter of each kind and version';
    return {
      id: file.replace(/\.yaml$/, '').replaceAll('/', '--'),
      text: `\`${file}\``,
      href: `/${path}`,
      facts: [
        {label: 'Holds', values: [...new Set(own.map(({kind}) => kind))].map(code)},
        {label: 'Shown in', values: shown},
        {label: 'Checked', values: [{text: check}, ...expected.map(code)]},
        {label: 'Recorded in', values: proofs},
      ].filter(({values}) => values.length > 0),
    };
  };
  return GROUPS.map(({folder, title}) => ({
    id: folder,
    title,
    items: files.filter(file => file.startsWith(`${folder}/`)).map(itemOf),
  })).filter(({items}) => items.length > 0);
}

/** Every source that a page names or that is worth reading next, by the chapter that lists it. */
export function furtherReading(
  chapters: readonly {folder: string; sources: CourseData['sources']}[],
): ShownGroup[] {
  return [{folder: '00-start', harbour: 'Start'}, ...CHAPTERS].flatMap(({folder, harbour}) => {
    const sources = chapters.find(chapter => chapter.folder === folder)?.sources ?? [];
    const items = sources.map(({id, title, url, lastKnownGood}): ShownItem => ({
      id: `source-${id}`,
      text: title,
      href: url,
      facts: [{label: 'Last found', values: [{text: lastKnownGood}]}],
    }));
    return items.length === 0 ? [] : [{id: folder, title: harbour, items}];
  });
}
