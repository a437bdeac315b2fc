import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkCourseData, checkOrphans} from '../../scripts/lib/content/course-data';
import {readPages, say} from '../../scripts/lib/content/pages';
import type {Answer, Question, SourceEntry, ThenNowEntry} from '../../src/data/types';
import {readCourseData, type CourseData} from '../../src/remark/vocabulary/data';
import {DATA, plant} from './planted';

const root = path.resolve(__dirname, '../..');
const pages = readPages(root);
const data = readCourseData(root);
const pageIds = pages.flatMap(({id}) => id ?? []);

/** Sources that widgets cite by id, as a string of their code. */
function sourcesInWidgets(): Set<string> {
  const folder = path.join(root, 'src/widgets');
  const code = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
  return new Set(
    data.sources.flatMap(({id, url}) =>
      code.includes(`'${id}'`) || code.includes(url) ? [id] : [],
    ),
  );
}

describe('the typed data of the course', () => {
  it('is sound', () => {
    expect(checkCourseData(root, data, pageIds).map(say)).toEqual([]);
  });
  it('is all used', () => {
    expect(checkOrphans(pages, data, sourcesInWidgets()).map(say)).toEqual([]);
  });
});

const check = (more: Partial<CourseData>) =>
  checkCourseData(root, {...DATA, ...more}, ['evolution/planted']).map(say);

describe('entries', () => {
  it('that are sound pass', () => {
    expect(check({})).toEqual([]);
  });
  it('have ids that are well formed and unique', () => {
    const [source] = DATA.sources;
    expect(check({sources: [...DATA.sources, {...source!, url: 'https://example.org/b'}]})).toEqual(
      [expect.stringContaining('`docs` stands twice')],
    );
    expect(check({talk: [{id: 'Docker Rising', text: 'x'}]})).toEqual([
      expect.stringContaining('lower-case words'),
    ]);
  });
});

describe('a quiz', () => {
  const [quiz] = DATA.quizzes;
  const [question] = quiz!.questions;
  const quizWith = (more: Partial<Question>) =>
    check({
      quizzes: [{...quiz!, questions: [{...question!, ...more}, ...quiz!.questions.slice(1)]}],
    });
  const wrong: Answer = {text: 'nobody', because: 'The rule was missed.'};
  const right: Answer = {text: 'v1', right: true, because: 'It does.'};

  it.each<[string, Partial<Question>, string]>([
    ['no right answer', {answers: [wrong, {...wrong, text: 'b'}]}, 'has 0 right answers'],
    ['two right answers', {answers: [right, {...right, text: 'b'}]}, 'has 2 right answers'],
    ['one answer', {answers: [right]}, 'has 1 answers'],
    [
      'six answers',
      {answers: [right, ...[...'abcde'].map(text => ({...wrong, text}))]},
      'has 6 answers',
    ],
    ['the same answer twice', {answers: [right, {...wrong, text: 'v1'}]}, 'the same answer twice'],
    [
      'an answer that explains nothing',
      {answers: [right, {...wrong, because: ' '}]},
      'which rule was missed',
    ],
    ['an empty question', {prompt: ''}, 'asks nothing'],
    ['a file that is not there', {file: 'examples/gone.yaml'}, 'no file examples/gone.yaml'],
    ['a case that nobody recorded', {recorded: 'traffic/gone'}, 'conformance/traffic/gone.json'],
  ])('with %s is refused', (_name, more, message) => {
    expect(quizWith(more)).toEqual([expect.stringContaining(message)]);
  });
  it('has three to five questions, each with an id of its own', () => {
    expect(check({quizzes: [{...quiz!, questions: quiz!.questions.slice(1)}]})).toEqual([
      expect.stringContaining('has 2 questions'),
    ]);
    expect(quizWith({id: 'b'})).toEqual([expect.stringContaining('same question id twice')]);
  });
});

describe('then and now', () => {
  const [entry] = DATA['then-and-now'];
  it.each<[string, Partial<ThenNowEntry>, string]>([
    ['a side without a year', {then: {when: 'back then', text: 'x'}}, 'neither year nor version'],
    ['an empty side', {now: {when: '2026', text: ''}}, 'empty side'],
    [
      'a file that is not there',
      {now: {when: '2026', text: 'x', file: 'examples/gone.yaml'}},
      'no file',
    ],
    ['an unknown source', {sources: ['gone']}, 'has no `gone`'],
    ['an unknown page', {page: 'evolution/gone'}, 'no page evolution/gone'],
  ])('with %s is refused', (_name, more, message) => {
    expect(check({'then-and-now': [{...entry!, ...more}]})).toEqual([
      expect.stringContaining(message),
    ]);
  });
});

describe('a source', () => {
  const [entry] = DATA.sources;
  it.each<[string, Partial<SourceEntry>, string]>([
    ['plain http', {url: 'http://example.org'}, 'no https address'],
    ['a day that is none', {lastKnownGood: '2026-13-01'}, 'is no day'],
    ['no title', {title: ''}, 'has no title'],
  ])('with %s is refused', (_name, more, message) => {
    expect(check({sources: [{...entry!, ...more}]})).toEqual([expect.stringContaining(message)]);
  });
  it('with the address of another is refused', () => {
    expect(check({sources: [entry!, {...entry!, id: 'other'}]})).toEqual([
      expect.stringContaining('stands twice, use the entry'),
    ]);
  });
});

describe('orphans', () => {
  it('are entries that no page names', () => {
    const page = plant('<Term id="sidecar">sidecar</Term>, [docs](https://example.org/docs)');
    expect(checkOrphans([page], DATA, new Set()).map(say)).toEqual([
      expect.stringContaining('no page uses `hystrix`'),
      expect.stringContaining('no page uses `quiz`'),
    ]);
  });
  it('are not the sources of a box or a widget', () => {
    const page = plant(
      '<Term id="sidecar">sidecar</Term>\n\n<ThenNow id="hystrix" />\n\n<Quiz id="quiz" />',
    );
    expect(checkOrphans([page], DATA, new Set())).toEqual([]);
    expect(checkOrphans([], {...DATA, 'then-and-now': []}, new Set(['docs']))).toHaveLength(2);
  });
});
