// @vitest-environment node
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {LABS} from '../../../src/data/labs';
import {shownLab} from '../../../src/remark/lab/shown-lab';
import {
  differs,
  initialState,
  litLines,
  marksOf,
  questionsOf,
  reduce,
  stepsOfLine,
  type LabAction,
  type LabState,
} from '../../../src/widgets/Lab/state';

const root = path.resolve(__dirname, '../../..');
const shownOf = (id: string) => {
  const preset = LABS.find(lab => lab.id === id);
  if (!preset) throw new Error(id);
  return shownLab(root, preset);
};
const shown = shownOf('lab/canary-with-a-trap');
const start = initialState(shown);
const after = (...actions: LabAction[]): LabState => actions.reduce(reduce, start);

describe('the state of a lab', () => {
  it('begins with the answer that the build played, at the step that fails', () => {
    expect(start.answers).toEqual(shown.answers);
    expect(shown.answers[0]?.steps[start.step]?.verdict).toBe('fail');
    expect([start.unsent, start.stale, start.busy]).toEqual([false, false, false]);
  });

  it('counts draws anew whenever something else is asked', () => {
    const sent = after({type: 'asking', draw: 5, hundred: false});
    for (const action of [
      {type: 'caller', caller: 'shop'},
      {type: 'request', request: {...start.setup.request, path: '/x'}},
      {type: 'seed', seed: 9},
      {type: 'behaviour', workload: 'search-v1', behaviour: {type: 'down'}},
      {type: 'files', files: [{name: 'a.yaml', text: ''}]},
    ] satisfies LabAction[]) {
      const changed = reduce(sent, action);
      expect([changed.setup.draw, changed.unsent], action.type).toEqual([1, true]);
    }
  });

  it('keeps the last answer while the text is broken, and says so', () => {
    const broken = after({type: 'asking', draw: 1, hundred: false}, {type: 'broken'});
    expect([broken.stale, broken.busy]).toEqual([true, false]);
    expect(broken.answers).toEqual(start.answers);
    const mended = reduce(broken, {
      type: 'answered',
      answers: start.answers,
      hundreds: [],
      refused: [],
      files: start.setup.files,
    });
    expect(mended.stale).toBe(false);
  });

  it('remembers the last text that a cluster took', () => {
    const [first, second] = ['x', 'y'].map(text => [{name: 'a.yaml', text}]);
    if (!first || !second) throw new Error('Two texts were made.');
    const answered = (files: typeof first, refused: LabState['refused']): LabAction => ({
      type: 'answered',
      answers: start.answers,
      hundreds: [],
      refused,
      files,
    });
    const taken = after({type: 'files', files: first}, answered(first, []));
    expect(taken.setup.accepted).toEqual(first);
    const refused = [{resource: 'VirtualService default/search', kept: true}];
    const kept = [{type: 'files', files: second} as const, answered(second, refused)];
    const later = kept.reduce(reduce, taken);
    expect([later.setup.accepted, later.refused]).toEqual([first, refused]);
    expect(questionsOf(shown, later.setup)[0]?.before).toEqual(first);
    expect(questionsOf(shown, start.setup)[0]?.before).toBeNull();
  });

  it('loses nothing typed when the engine dies', () => {
    const files = [{name: 'search-virtual-service.yaml', text: 'mine'}];
    const dead = after(
      {type: 'files', files},
      {type: 'asking', draw: 1, hundred: false},
      {type: 'problem', text: 'It died.'},
    );
    expect(dead.setup.files).toEqual(files);
    expect([dead.problem, dead.busy]).toEqual(['It died.', false]);
  });

  it('forgets a behaviour that is as usual', () => {
    const slow = after({
      type: 'behaviour',
      workload: 'search-v1',
      behaviour: {type: 'slow', ms: 3000},
    });
    expect(slow.setup.behaviours).toEqual({'search-v1': {type: 'slow', ms: 3000}});
    const usual = reduce(slow, {
      type: 'behaviour',
      workload: 'search-v1',
      behaviour: {type: 'fine'},
    });
    expect(usual.setup.behaviours).toEqual({});
  });

  it('shows another file when the open one is gone, and stays on the tab that was chosen', () => {
    const gone = after({type: 'tab', tab: 'ask'}, {type: 'files', files: [{name: 'b', text: ''}]});
    expect([gone.active, gone.tab]).toEqual(['b', 'ask']);
    expect(reduce(gone, {type: 'reset', to: start})).toEqual({...start, tab: 'ask'});
  });

  it('has something to put back as soon as anything is asked otherwise, and draws are nothing', () => {
    expect(differs(shown, start.setup)).toBe(false);
    expect(differs(shown, {...start.setup, draw: 7, hundred: true})).toBe(false);
    expect(differs(shown, after({type: 'caller', caller: 'shop'}).setup)).toBe(true);
    expect(differs(shown, after({type: 'files', files: []}).setup)).toBe(true);
  });

  it('never steps off the ladder', () => {
    const last = (shown.answers[0]?.steps.length ?? 0) - 1;
    expect(after({type: 'step', side: 0, step: 99}).step).toBe(last);
    expect(after({type: 'step', side: 0, step: -3}).step).toBe(0);
    expect(after({type: 'step', side: 7, step: 2}).step).toBe(0);
  });
});

describe('lines and steps', () => {
  const file = 'search-virtual-service.yaml';

  it('light each other', () => {
    const [lit] = litLines(start);
    expect(lit?.file).toBe(file);
    const [from = 0] = lit?.lines ?? [];
    const [first] = stepsOfLine(start.answers, file, from);
    expect(first).toEqual({side: 0, step: start.step});
    expect(stepsOfLine(start.answers, file, 1)).toEqual([]);
    expect(stepsOfLine(start.answers, 'other.yaml', from)).toEqual([]);
  });

  it('have one mark a line, the strongest', () => {
    const marks = marksOf(start.answers, file);
    expect([...marks.values()].sort()).toEqual(['fail', 'hit', 'hit', 'off']);
    expect(marksOf(start.answers, 'other.yaml').size).toBe(0);
  });
});

describe('a lab with two sides', () => {
  const both = shownOf('kubernetes-and-istio/both-kinds');

  it('puts the same request to each with its own files', () => {
    const questions = questionsOf(both, initialState(both).setup);
    expect(questions.map(({files}) => files.map(({name}) => name))).toEqual([
      ['search-virtual-service.yaml', 'search-destination-rule.yaml'],
      ['search-http-route.yaml', 'search-v1-service.yaml', 'search-v2-service.yaml'],
    ]);
    expect(both.answers.map(({from}) => from)).toEqual(['search-v1', 'search-v2']);
  });
});
