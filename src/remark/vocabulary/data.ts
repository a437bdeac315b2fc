import {existsSync, readdirSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, sep} from 'node:path';
import {require as requireTypeScript} from 'tsx/cjs/api';
import type {GlossaryEntry, Quiz, SourceEntry, TalkBullet, ThenNowEntry} from '../../data/types';
import type {LabPreset} from '../../data/labs/types';
import type {ResponseFlag} from '../../data/response-flags';
import type {TalkEntry} from '../../data/shown-words';
import type {Kind} from './words';

/** The typed data that words name by id. */
export interface CourseData {
  glossary: readonly GlossaryEntry[];
  talk: readonly TalkEntry[];
  'then-and-now': readonly ThenNowEntry[];
  sources: readonly SourceEntry[];
  quizzes: readonly Quiz[];
  labs: readonly LabPreset[];
  'sources-by-chapter': readonly {folder: string; sources: readonly SourceEntry[]}[];
  flags: readonly ResponseFlag[];
}

/** The module of each kind, from `src/data/`: what a page that uses the kind depends on. */
export const MODULES: Readonly<Record<Kind, string>> = {
  glossary: 'glossary/index.ts',
  talk: 'talk.ts',
  'then-and-now': 'then-and-now/index.ts',
  sources: 'sources/index.ts',
  quizzes: 'quizzes/index.ts',
};

/** Every line of the outline with the section it stands in, in order. */
export function flattenTalk(bullets: readonly TalkBullet[], section?: string): TalkEntry[] {
  return bullets.flatMap(({id, text, second, url, bullets: inner}) => [
    {
      id,
      text,
      ...(section !== undefined && {section}),
      ...(second !== undefined && {second}),
      ...(url !== undefined && {url}),
    },
    ...flattenTalk(inner ?? [], section ?? text),
  ]);
}

/** All files of the typed data; whoever shows an entry depends on them. */
export function dataFiles(root: string): string[] {
  const folder = join(root, 'src/data');
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.ts'))
    .map(file => join(folder, file))
    .sort();
}

let last: {stamp: string; data: CourseData} | undefined;

/**
 * Reads the typed data of the project at `root` anew whenever one of its files changed, so that `npm start` shows an edited entry
 * without a restart.
 */
export function readCourseData(root: string): CourseData {
  const files = dataFiles(root);
  const stamp = files.map(file => `${file}:${statSync(file).mtimeMs}`).join('\n');
  if (last?.stamp === stamp) return last.data;
  const {cache} = createRequire(__filename);
  const folder = join(root, 'src/data') + sep;
  for (const key of Object.keys(cache)) if (key.startsWith(folder)) delete cache[key];
  const load = (module: string, name: string): unknown => {
    const file = join(folder, module);
    if (!existsSync(file)) return [];
    return (requireTypeScript(file, __filename) as Record<string, unknown>)[name];
  };
  const data: CourseData = {
    glossary: load(MODULES.glossary, 'GLOSSARY') as CourseData['glossary'],
    talk: flattenTalk(load(MODULES.talk, 'TALK') as readonly TalkBullet[]),
    'then-and-now': load(MODULES['then-and-now'], 'THEN_AND_NOW') as CourseData['then-and-now'],
    sources: load(MODULES.sources, 'SOURCES') as CourseData['sources'],
    quizzes: load(MODULES.quizzes, 'QUIZZES') as CourseData['quizzes'],
    labs: load('labs/index.ts', 'LABS') as CourseData['labs'],
    'sources-by-chapter': load(
      MODULES.sources,
      'SOURCES_BY_CHAPTER',
    ) as CourseData['sources-by-chapter'],
    flags: load('response-flags.ts', 'RESPONSE_FLAGS') as CourseData['flags'],
  };
  last = {stamp, data};
  return data;
}

export function findEntry(data: CourseData, kind: Kind, id: string) {
  return data[kind].find(entry => entry.id === id);
}
