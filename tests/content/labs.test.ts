import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {RE2JS} from 're2js';
import {describe, expect, it} from 'vitest';
import {playFolder} from '../../scripts/lib/conformance-fidelity';
import {LABS} from '../../src/data/labs';
import type {LabRecording} from '../../src/data/labs/types';
import {ADMISSION, re2Compiler} from '../../src/mesh';
import {shownLab} from '../../src/remark/lab/shown-lab';
import {answersTo, readRecording, workloadsOf} from '../../src/remark/vocabulary/recorded';
import {readFiles} from '../../src/widgets/Lab/model/mesh';
import {play} from '../../src/widgets/Lab/model/play';
import {filesOfSide} from '../../src/widgets/Lab/model/shown';
import {testCaseOf} from '../../src/widgets/Lab/share';
import type {Answer, Question} from '../../src/widgets/Lab/model/types';

const root = path.resolve(__dirname, '../..');
const regex = re2Compiler(RE2JS);

interface Met {
  status: number | null;
  flags: string;
  cluster: string | null;
  /** Empty: no application was asked. */
  from: readonly string[];
}

/** The world of the recordings calls `ui` what the demo calls `ui-v1`. */
const asInTheDemo = (workload: string) => (workload === 'ui' ? 'ui-v1' : workload);

/** Every end that the recorded request met. */
function recordedEnds({recorded, request}: LabRecording): Met[] {
  const answer = readRecording(root, recorded).expect[request];
  expect(answer, `${recorded}, request ${request}`).toBeDefined();
  return answersTo(answer ?? {}).map(end => ({
    status: end.status ?? null,
    flags: end.flags ?? '-',
    cluster: end.cluster ?? null,
    from: workloadsOf(end).map(asInTheDemo),
  }));
}

function differences({status, flags, cluster, from}: Answer, ends: readonly Met[]): string[] {
  const met = {
    status,
    flags: flags.length === 0 ? '-' : flags.join(','),
    cluster,
  };
  const same = ends.some(
    end =>
      end.status === met.status &&
      end.flags === met.flags &&
      end.cluster === met.cluster &&
      // A host outside is no workload of the lab, and a few records name no Pod.
      (end.from.length === 0 || from === null || from.includes('.') || end.from.includes(from)),
  );
  return same ? [] : [`shown ${JSON.stringify({...met, from})}, recorded ${JSON.stringify(ends)}`];
}

function ask(question: Omit<Question, 'before'>): Answer {
  const tools = {regex, admission: ADMISSION};
  const asked = play({...question, before: []}, readFiles(question.files), tools);
  if (!asked.ok) throw new Error(asked.problem);
  // A cluster takes all that a start or a variation shows.
  expect(asked.refused).toEqual([]);
  return asked.answer;
}

describe.each(LABS.map(lab => [lab.id, lab] as const))('the lab %s', (_, lab) => {
  const shown = shownLab(root, lab);
  const sides = lab.sides ?? [{title: ''}];
  const answersOf = (setup: Pick<Question, 'files' | 'caller' | 'request' | 'behaviours'>) =>
    sides.map((_side, index) =>
      ask({
        ...setup,
        files: filesOfSide(setup.files, lab.sides, index),
        world: shown.world,
        seed: lab.seed,
        draw: 1,
      }),
    );

  it('shows what the engine says once all rules of admission are asked', () => {
    const {files, preset} = shown;
    expect(answersOf({...preset, files})).toEqual(shown.answers);
  });

  it('shows what real Istio and Envoy answered', () => {
    const recordings = lab.recordings ?? [];
    const found = recordings.flatMap((recording, index) => {
      const answer = shown.answers[index];
      return answer ? differences(answer, recordedEnds(recording)) : ['no answer is shown'];
    });
    expect(found).toEqual([]);
    const chapters = lab.id.split('/')[0] !== 'lab';
    if (chapters) expect(recordings).toHaveLength(sides.length);
  });

  it('has variations that change something, and answers them as was recorded', () => {
    expect(shown.variations.length).toBeGreaterThanOrEqual(2);
    for (const [index, variation] of shown.variations.entries()) {
      const {files, caller, request, behaviours, hundred} = variation;
      expect([files, caller, request, behaviours, hundred], variation.title).not.toEqual([
        shown.files,
        lab.caller,
        lab.request,
        lab.behaviours ?? {},
        false,
      ]);
      const answers = answersOf(variation);
      const recording = lab.variations[index]?.recording;
      if (recording)
        expect(differences(answers[0] as Answer, recordedEnds(recording)), variation.title).toEqual(
          [],
        );
    }
  });

  it('copied as a test case is answered alike by the command for recorded cases', async () => {
    for (const [side, answer] of shown.answers.entries()) {
      const {caller, request, behaviours} = shown.preset;
      const files = filesOfSide(shown.files, lab.sides, side);
      const setup = {files, accepted: files, caller, request, behaviours};
      const text = testCaseOf(lab.title, {...setup, seed: lab.seed, draw: 1, hundred: false});
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'lab-')), 'copied.json');
      writeFileSync(file, text ?? '');
      const [result] = await playFolder(file, path.join(root, 'conformance/world'));
      expect(result?.state).toBe('not recorded');
      expect(result?.differences).toHaveLength(1);
      const told = JSON.parse(
        result?.differences[0]?.replace('the engine answers ', '') ?? '',
      ) as Record<string, unknown>;
      const {status, flags, route, cluster} = answer;
      expect(told).toMatchObject({
        status,
        flags: flags.length === 0 ? '-' : flags.join(','),
        route,
        cluster,
      });
    }
  });

  it('names its files apart, and a file of a side is there', () => {
    const names = shown.files.map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const side of lab.sides ?? [])
      for (const name of side.files) expect(names).toContain(name);
  });
});

it('a start whose answer was recorded otherwise is noticed', () => {
  const lab = LABS.find(({id}) => id === 'kubernetes-and-istio/first-match');
  const answer = lab && shownLab(root, lab).answers[0];
  const ends = recordedEnds({recorded: 'course/kubernetes-and-istio-first-match', request: 3});
  expect(answer && differences(answer, ends)).toHaveLength(1);
});
