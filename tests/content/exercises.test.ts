import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {re2} from '../../scripts/lib/conformance-regex';
import {EXERCISES, type Share, type Wish} from '../../src/data/exercises';
import {
  answersTo,
  readRecording,
  workloadsOf,
  type RecordedAnswer,
} from '../../src/remark/vocabulary/recorded';
import {checkExercise, type ExerciseVerdict} from '../../src/widgets/Lab/model/exercise';
import {CALLERS, requestsOf, rowsByCaller} from './exercise-cases';

const root = join(__dirname, '../..');
const fixtures = join(__dirname, 'fixtures/exercises');

const read = (folder: string, name: string) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
});
const examples = join(root, 'examples/exercises');
const world = read(examples, 'world.yaml');

/** What a reader would see of a verdict that is not the wished one. */
const complaints = ({refused, rows}: ExerciseVerdict) => [
  ...refused.map(({message}) => message),
  ...rows
    .filter(({missed}) => missed !== null)
    .map(({row, missed}) => `${row.caller} ${row.method ?? 'GET'} ${row.url}: ${missed}`),
];

/** `search-v1` is called `search v1` in a table; the `ui` of the recorded world is version 1. */
const versions = (workloads: readonly string[]) =>
  workloads.map(workload => (workload === 'ui' ? 'ui v1' : workload.replace(/-(v\d+)$/, ' $1')));

/** Percent of the recorded requests whose outcome counts. */
function percentOf(
  answers: readonly RecordedAnswer[],
  counts: (answer: RecordedAnswer) => boolean,
): number {
  const sizeOf = ({count = 1, counts: plays}: RecordedAnswer) =>
    plays === undefined ? count : plays.reduce((sum, play) => sum + play, 0) / plays.length;
  const sum = (list: readonly RecordedAnswer[]) =>
    list.reduce((total, answer) => total + sizeOf(answer), 0);
  return (100 * sum(answers.filter(counts))) / sum(answers);
}

/** What the recorded answers to a row, one entry for each user, miss of its wish. */
function missedBy(recorded: readonly RecordedAnswer[], wish: Wish): string[] {
  const answers = recorded.flatMap(answersTo);
  const inside = ({atLeast, atMost}: Share, percent: number) =>
    percent >= atLeast && percent <= atMost;
  const from = (answer: RecordedAnswer) => versions(workloadsOf(answer));
  const {share, copies} = wish;
  return [
    ...answers.flatMap(answer => [
      ...(answer.status === wish.status ? [] : ['status']),
      ...(wish.flags === undefined || answer.flags === wish.flags ? [] : ['flags']),
      ...(wish.from === undefined || from(answer).every(pod => wish.from?.includes(pod))
        ? []
        : ['from']),
      ...(wish.withinMs === undefined || (answer.ms ?? Infinity) <= wish.withinMs
        ? []
        : ['withinMs']),
    ]),
    ...(wish.steady !== true || recorded.every(one => answersTo(one).flatMap(from).length === 1)
      ? []
      : ['steady']),
    ...(!share ||
    inside(
      share,
      percentOf(answers, answer => from(answer).includes(share.of)),
    )
      ? []
      : ['share']),
    ...(!copies ||
    inside(
      copies,
      percentOf(answers, ({mirrors = []}) =>
        versions(mirrors.map(({workload}) => workload)).includes(copies.of),
      ),
    )
      ? []
      : ['copies']),
  ];
}

describe('the exercises', () => {
  it('have an id, a confusion and a title of their own', () => {
    for (const key of ['id', 'confusion', 'title', 'description'] as const)
      expect(new Set(EXERCISES.map(exercise => exercise[key])).size, key).toBe(EXERCISES.length);
  });
  it('are there for each confusion that the engine can show', () => {
    expect(EXERCISES.map(({confusion}) => Number(confusion)).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 8, 9, 10, 11,
    ]);
  });
  it('are described in one sentence that search engines show whole', () => {
    expect(EXERCISES.filter(({description}) => description.length > 160)).toEqual([]);
  });
});

describe('the section of an exercise', () => {
  it.each(EXERCISES)('is there: $section.title', ({section: {path, anchor, title}, confusion}) => {
    const file = readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'}).find(name =>
      name.replace(/^\d+-/, '').endsWith(`${path.replace('/docs/', '')}.mdx`),
    );
    const text = readFileSync(join(root, 'docs', file ?? ''), 'utf8');
    expect(text).toContain(`## ${title} {/* #${anchor} */}`);
    // The box leads back to the exercise.
    expect(text).toContain(`<Confusion id="${confusion}"`);
  });
});

describe.each(EXERCISES)('the exercise $id', exercise => {
  const {id} = exercise;
  const check = (file: {name: string; text: string}) => checkExercise(exercise, world, [file], re2);
  const planted = readdirSync(join(fixtures, id));
  const right = planted.filter(name => name.startsWith('right-'));
  const wrong = planted.filter(name => name.startsWith('wrong-'));

  it('is not solved by its start, and a row of the table shows it', () => {
    const verdict = check(read(examples, `${id}/start.yaml`));
    expect(verdict.refused).toEqual([]);
    expect(verdict.rows.filter(({hidden, missed}) => !hidden && missed !== null)).not.toEqual([]);
  });
  it('is solved by its solution', () => {
    expect(complaints(check(read(examples, `${id}/solution.yaml`)))).toEqual([]);
  });
  it('has two right answers beside it, and three wrong ones', () => {
    expect(right.length).toBeGreaterThanOrEqual(2);
    expect(wrong.length).toBeGreaterThanOrEqual(3);
    expect([...right, ...wrong].sort()).toEqual([...planted].sort());
  });
  it.each(right)('is solved by %s', name => {
    expect(complaints(check(read(join(fixtures, id), name)))).toEqual([]);
  });
  it.each(wrong)('is not solved by %s, and the row that fails has a trace', name => {
    const verdict = check(read(join(fixtures, id), name));
    expect(verdict.solved).toBe(false);
    // Wrong by what it does: Istio would take it.
    expect(verdict.refused).toEqual([]);
    for (const {missed, trace} of verdict.rows)
      if (missed !== null) expect(trace.at(-1)?.event.type).toBe('end');
  });
  it('asks what real Istio and Envoy were asked, and wishes what they answered to its solution', () => {
    const {text} = read(examples, `${id}/solution.yaml`);
    const callers = [...rowsByCaller(exercise)];
    expect(exercise.recorded).toEqual(
      callers.map(([caller]) => `course/exercise-${id}${callers.length === 1 ? '' : `-${caller}`}`),
    );
    for (const [index, [caller, rows]] of callers.entries()) {
      const recording = readRecording(root, exercise.recorded[index] ?? '');
      expect(recording.config.endsWith(text), recording.id).toBe(true);
      expect(recording.from).toEqual(CALLERS[caller]);
      expect(recording.requests).toEqual(rows.flatMap(requestsOf));
      let next = 0;
      for (const row of rows) {
        const answers = recording.expect.slice(next, (next += requestsOf(row).length));
        expect(missedBy(answers, row.wish), `${caller} ${row.url}`).toEqual([]);
      }
    }
  });
});
