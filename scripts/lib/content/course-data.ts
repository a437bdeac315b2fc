import {existsSync} from 'node:fs';
import path from 'node:path';
import {visit} from 'unist-util-visit';
import type {Question} from '../../../src/data/types';
import {isElement, textAttribute} from '../../../src/remark/vocabulary/check';
import type {CourseData} from '../../../src/remark/vocabulary/data';
import {answersTo, readRecording, recordingFile} from '../../../src/remark/vocabulary/recorded';
import {WORDS, type Kind} from '../../../src/remark/vocabulary/words';
import type {Finding, Page} from './pages';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Starts of the lab are named by chapter and name. */
const LAB_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Kinds whose entries have ids. */
const KINDS = ['glossary', 'talk', 'then-and-now', 'sources', 'quizzes', 'labs'] as const;

const at = (kind: (typeof KINDS)[number], message: string): Finding => ({
  file: kind === 'talk' ? 'src/data/talk.ts' : `src/data/${kind}`,
  line: 1,
  message,
});

function checkIds(data: CourseData): Finding[] {
  return KINDS.flatMap(kind => {
    const seen = new Set<string>();
    return data[kind].flatMap(({id}) => {
      const findings: Finding[] = [];
      const shape = kind === 'labs' ? LAB_ID : ID;
      if (!shape.test(id))
        findings.push(at(kind, `\`${id}\`: an id is lower-case words joined by -`));
      if (seen.has(id))
        findings.push(at(kind, `\`${id}\` stands twice: ids are unique in the course`));
      seen.add(id);
      return findings;
    });
  });
}

function checkQuestion(root: string, place: string, question: Question): string[] {
  const {answers, file, recorded, prompt} = question;
  const problems: string[] = [];
  const right = answers.filter(answer => answer.right === true).length;
  if (right !== 1) problems.push(`${place} has ${right} right answers: exactly one is right`);
  if (answers.length < 2 || answers.length > 5) {
    problems.push(`${place} has ${answers.length} answers: two to five`);
  }
  if (new Set(answers.map(({text}) => text)).size !== answers.length) {
    problems.push(`${place} has the same answer twice`);
  }
  if (prompt.trim() === '') problems.push(`${place} asks nothing`);
  for (const {text, because} of answers) {
    if (text.trim() === '' || because.trim() === '') {
      problems.push(
        `${place}: every answer has a text, and says why it is right or which rule was missed`,
      );
    }
  }
  if (file !== undefined && !existsSync(path.join(root, file))) {
    problems.push(`${place}: there is no file ${file}`);
  }
  if (recorded !== undefined && !existsSync(path.join(root, 'conformance', `${recorded}.json`))) {
    problems.push(`${place}: there is no recorded case conformance/${recorded}.json`);
  }
  return problems;
}

function checkQuizzes(root: string, data: CourseData): Finding[] {
  return data.quizzes.flatMap(({id, questions}) => {
    const problems = questions.flatMap(question =>
      checkQuestion(root, `\`${id}\`, question \`${question.id}\``, question),
    );
    if (questions.length < 3 || questions.length > 5) {
      problems.push(`\`${id}\` has ${questions.length} questions: three to five`);
    }
    if (new Set(questions.map(question => question.id)).size !== questions.length) {
      problems.push(`\`${id}\` has the same question id twice`);
    }
    return problems.map(message => at('quizzes', message));
  });
}

function checkThenAndNow(root: string, data: CourseData, pageIds: readonly string[]): Finding[] {
  return data['then-and-now'].flatMap(({id, then, now, sources, page}) => {
    const problems: string[] = [];
    for (const {when, text, file} of [then, now]) {
      if (!/\d{4}|\d\.\d/.test(when)) {
        problems.push(`\`${id}\`: “${when}” names neither year nor version`);
      }
      if (text.trim() === '') problems.push(`\`${id}\` has an empty side`);
      if (file !== undefined && !existsSync(path.join(root, file))) {
        problems.push(`\`${id}\`: there is no file ${file}`);
      }
    }
    for (const source of sources) {
      if (!data.sources.some(entry => entry.id === source)) {
        problems.push(`\`${id}\`: src/data/sources/ has no \`${source}\``);
      }
    }
    if (!pageIds.includes(page)) problems.push(`\`${id}\`: there is no page ${page}`);
    return problems.map(message => at('then-and-now', message));
  });
}

function checkSources(data: CourseData): Finding[] {
  const urls = new Set<string>();
  return data.sources.flatMap(({id, url, lastKnownGood, title}) => {
    const problems: string[] = [];
    if (!/^https:\/\//.test(url)) problems.push(`\`${id}\`: ${url} is no https address`);
    if (!DAY.test(lastKnownGood))
      problems.push(`\`${id}\`: “${lastKnownGood}” is no day, YYYY-MM-DD`);
    if (title.trim() === '') problems.push(`\`${id}\` has no title`);
    if (urls.has(url)) problems.push(`\`${id}\`: ${url} stands twice, use the entry that is there`);
    urls.add(url);
    return problems.map(message => at('sources', message));
  });
}

/** Every answer of a flag is one that the case it names has. */
function checkFlags(root: string, data: CourseData, pageIds: readonly string[]): Finding[] {
  const problems = data.flags.flatMap(({flag, answers, page}) => [
    ...(pageIds.includes(page) ? [] : [`\`${flag}\`: there is no page ${page}`]),
    ...answers.flatMap(({status, recorded}) => {
      if (!existsSync(path.join(root, recordingFile(recorded)))) {
        return [`\`${flag}\`: there is no recorded case ${recordingFile(recorded)}`];
      }
      const found = readRecording(root, recorded)
        .expect.flatMap(answersTo)
        .some(end => end.flags?.split(',').includes(flag) === true && end.status === status);
      return found
        ? []
        : [`\`${flag}\`: ${recorded} has no answer ${status ?? 'without status'} with that flag`];
    }),
  ]);
  return problems.map(message => ({file: 'src/data/response-flags.ts', line: 1, message}));
}

/** Ids that pages name, by kind. */
function usedIds(pages: readonly Page[], data: CourseData): Map<Kind, Set<string>> {
  const used = new Map<Kind, Set<string>>();
  const use = (kind: Kind, id: string) => {
    used.set(kind, (used.get(kind) ?? new Set()).add(id));
  };
  const byUrl = new Map(data.sources.map(({url, id}) => [url, id]));
  for (const {tree} of pages) {
    visit(tree, node => {
      if (node.type === 'link' || node.type === 'definition') {
        const id = byUrl.get(node.url);
        if (id !== undefined) use('sources', id);
      }
      if (!isElement(node)) return;
      const kind = WORDS[node.name ?? '']?.kind;
      const id = textAttribute(node, 'id');
      if (kind === undefined || id === undefined) return;
      use(kind, id);
      if (kind === 'then-and-now') {
        const entry = data[kind].find(candidate => candidate.id === id);
        for (const source of entry?.sources ?? []) use('sources', source);
      }
    });
  }
  return used;
}

/**
 * Entries that no page names: they would rot unseen. Lines of the talk are all there, named or not.
 *
 * @param alsoUsed ids of sources that widgets and data name.
 */
export function checkOrphans(
  pages: readonly Page[],
  data: CourseData,
  alsoUsed: ReadonlySet<string>,
): Finding[] {
  const used = usedIds(pages, data);
  const kinds: Kind[] = ['glossary', 'then-and-now', 'sources', 'quizzes'];
  return kinds.flatMap(kind =>
    data[kind].flatMap(({id}) =>
      used.get(kind)?.has(id) === true || (kind === 'sources' && alsoUsed.has(id))
        ? []
        : [at(kind, `no page uses \`${id}\`: use it, or take it out`)],
    ),
  );
}

/** Shapes that the types cannot say: unique ids, one right answer, files that are there. */
export function checkCourseData(
  root: string,
  data: CourseData,
  pageIds: readonly string[],
): Finding[] {
  return [
    ...checkIds(data),
    ...checkQuizzes(root, data),
    ...checkThenAndNow(root, data, pageIds),
    ...checkSources(data),
    ...checkFlags(root, data, pageIds),
  ];
}
