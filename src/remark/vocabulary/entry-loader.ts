import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {ShownQuiz, ShownTerm} from '../../data/shown-words';
import type {GlossaryEntry, Quiz} from '../../data/types';
import {dataFiles, findEntry, readCourseData, type CourseData} from './data';
import {glossaryList, voyageTimes} from './course';
import {exampleList, flagList, furtherReading} from './reference';
import {pageFile, pagePath} from './page';
import {recordingFile, shownRecording} from './recorded';
import type {Collection, Kind} from './words';

/** What this loader uses of the bundler (https://rspack.rs/api/loader-api/context). */
interface LoaderContext {
  rootContext: string;
  getOptions(): {
    kind?: Kind | Collection | 'recorded';
    id?: string;
    page?: string;
    request?: string;
  };
  addDependency(file: string): void;
  addContextDependency(folder: string): void;
  addMissingDependency(file: string): void;
}

function shownTerm(root: string, page: string, entry: GlossaryEntry): ShownTerm {
  const {term, definition, french} = entry;
  const file = pageFile(root, entry.page);
  const linked = file !== page && existsSync(join(root, file));
  return {term, definition, french, ...(linked && {path: pagePath(entry.page)})};
}

function shownQuiz({id, questions}: Quiz): ShownQuiz {
  return {
    id,
    questions: questions.map(({id: question, prompt, file, answers}) => ({
      id: question,
      prompt,
      ...(file !== undefined && {file}),
      answers: answers.map(({text, right, because}) => ({text, ...(right && {right}), because})),
    })),
  };
}

/** What the component needs of an entry: data for tests and reference pages stays out of the page. */
function shownEntry(root: string, page: string, data: CourseData, kind: Kind, id: string): unknown {
  const entry = findEntry(data, kind, id);
  if (entry === undefined) throw new Error(`${page}: src/data/${kind} has no \`${id}\``);
  switch (kind) {
    case 'glossary':
      return shownTerm(root, page, entry as GlossaryEntry);
    case 'sources': {
      const {title, url} = entry as CourseData['sources'][number];
      return {id, title, url};
    }
    case 'then-and-now': {
      const {title, then, now, checkedAgainst} = entry as CourseData['then-and-now'][number];
      return {id, title, then, now, checkedAgainst};
    }
    case 'quizzes':
      return shownQuiz(entry as CourseData['quizzes'][number]);
    case 'talk':
      return entry;
  }
}

/** Turns the import of one entry of the typed data into that entry alone. */
export default function entryLoader(this: LoaderContext): string {
  const {kind = 'glossary', id = '', page = '', request} = this.getOptions();
  const root = this.rootContext;
  if (kind === 'recorded') {
    this.addDependency(join(root, recordingFile(id)));
    return `export default ${JSON.stringify(shownRecording(root, id, request))};`;
  }
  if (kind === 'times') {
    this.addContextDependency(join(root, 'docs'));
    return `export default ${JSON.stringify(voyageTimes(root))};`;
  }
  for (const file of dataFiles(root)) this.addDependency(file);
  const data = readCourseData(root);
  if (kind === 'examples') {
    for (const folder of ['docs', 'examples', 'conformance/course'])
      this.addContextDependency(join(root, folder));
    return `export default ${JSON.stringify(exampleList(root))};`;
  }
  if (kind === 'flags') return `export default ${JSON.stringify(flagList(root, data.flags))};`;
  if (kind === 'sources-by-chapter')
    return `export default ${JSON.stringify(furtherReading(data['sources-by-chapter']))};`;
  if (kind === 'terms') return `export default ${JSON.stringify(glossaryList(root, data))};`;
  const teaches = data.glossary.find(entry => kind === 'glossary' && entry.id === id)?.page;
  if (teaches !== undefined) {
    // A page that appears or goes away changes the link of its terms.
    const file = join(root, pageFile(root, teaches));
    if (existsSync(file)) this.addDependency(file);
    else this.addMissingDependency(file);
  }
  const shown = shownEntry(root, page, data, kind, id);
  return `export default ${JSON.stringify(shown)};`;
}
