import type {LabBehaviour, LabCaller, LabRequest} from '@site/src/data/labs/types';
import type {EditorFile, LabDiagnostic, LitLines} from './editor/contract';
import {filesOfSide, sameFiles, type ShownLab} from './model/shown';
import type {Refusal} from './model/mesh';
import type {Answer, Hundred, Question, Step} from './model/types';

/** What a reader can set: everything that a link carries. */
export interface Setup {
  files: readonly EditorFile[];
  /** The last ones of which a cluster refused nothing. */
  accepted: readonly EditorFile[];
  caller: LabCaller;
  request: LabRequest;
  behaviours: Readonly<Record<string, LabBehaviour>>;
  seed: number;
  /** 1 for the first request of the seed. */
  draw: number;
  /** A hundred were sent, not one. */
  hundred: boolean;
}

export interface LabState {
  setup: Setup;
  active: string;
  /** One, or one for each side. */
  answers: readonly Answer[];
  hundreds: readonly Hundred[];
  /** Files behind the answers: their lines are what the steps speak of. */
  answeredFiles: readonly EditorFile[];
  /** Rung that is shown, of the ladder of a side. */
  side: number;
  step: number;
  diagnostics: readonly LabDiagnostic[];
  /** The answers are those of the last files that could be read. */
  stale: boolean;
  /** What a cluster would not take of the files behind the answers. */
  refused: readonly Refusal[];
  /** Setup or files changed since the answers. */
  unsent: boolean;
  busy: boolean;
  /** One clear message; null: all is well. */
  problem: string | null;
  tab: 'write' | 'ask';
}

export type LabAction =
  | {type: 'files'; files: readonly EditorFile[]}
  | {type: 'active'; name: string}
  | {type: 'caller'; caller: LabCaller}
  | {type: 'request'; request: LabRequest}
  | {type: 'behaviour'; workload: string; behaviour: LabBehaviour}
  | {type: 'seed'; seed: number}
  | {type: 'setup'; setup: Setup}
  | {type: 'asking'; draw: number; hundred: boolean}
  | {
      type: 'answered';
      answers: readonly Answer[];
      hundreds: readonly Hundred[];
      refused: readonly Refusal[];
      files: readonly EditorFile[];
    }
  | {type: 'broken'}
  | {type: 'problem'; text: string | null}
  | {type: 'checked'; diagnostics: readonly LabDiagnostic[]; broken: boolean}
  | {type: 'step'; side: number; step: number}
  | {type: 'tab'; tab: LabState['tab']}
  | {type: 'reset'; to: LabState};

export function startOf({preset, files}: ShownLab): Setup {
  const {caller, request, behaviours, seed} = preset;
  return {files, accepted: files, caller, request, behaviours, seed, draw: 1, hundred: false};
}

/** Whether a reader has anything to put back. */
export function differs(shown: ShownLab, setup: Setup): boolean {
  const start = startOf(shown);
  const asked = ({caller, request, behaviours, seed}: Setup) =>
    JSON.stringify([caller, request, behaviours, seed]);
  return !sameFiles(setup.files, start.files) || asked(setup) !== asked(start);
}

/** The rung that says most: the one that fails, else the rule that took the request. */
export function tellingStep({steps}: Answer): number {
  const fails = steps.findIndex(({verdict}) => verdict === 'fail');
  const decides = steps.findIndex(step => step.decides);
  return Math.max(0, fails >= 0 ? fails : decides >= 0 ? decides : steps.length - 1);
}

export function initialState(shown: ShownLab): LabState {
  const [first] = shown.answers;
  return {
    setup: startOf(shown),
    active: shown.files[0]?.name ?? '',
    answers: shown.answers,
    hundreds: [],
    answeredFiles: shown.files,
    side: 0,
    step: first ? tellingStep(first) : 0,
    diagnostics: shown.diagnostics,
    stale: false,
    refused: [],
    unsent: false,
    busy: false,
    problem: null,
    tab: 'write',
  };
}

/** A change of what is asked; the count of draws begins anew. */
const changed = (state: LabState, setup: Partial<Setup>): LabState => ({
  ...state,
  setup: {...state.setup, draw: 1, ...setup},
  unsent: true,
});

export function reduce(state: LabState, action: LabAction): LabState {
  switch (action.type) {
    case 'files': {
      const kept = action.files.some(({name}) => name === state.active);
      return {
        ...changed(state, {files: action.files}),
        active: kept ? state.active : (action.files[0]?.name ?? ''),
      };
    }
    case 'active':
      return {...state, active: action.name};
    case 'caller':
      return changed(state, {caller: action.caller});
    case 'request':
      return changed(state, {request: action.request});
    case 'behaviour': {
      const others = Object.entries(state.setup.behaviours).filter(
        ([workload]) => workload !== action.workload,
      );
      const own = action.behaviour.type === 'fine' ? [] : [[action.workload, action.behaviour]];
      return changed(state, {
        behaviours: Object.fromEntries([...others, ...own]) as Setup['behaviours'],
      });
    }
    case 'seed':
      return changed(state, {seed: action.seed});
    case 'setup': {
      const {setup} = action;
      const kept = setup.files.some(({name}) => name === state.active);
      return {
        ...state,
        setup,
        active: kept ? state.active : (setup.files[0]?.name ?? ''),
        unsent: true,
        problem: null,
      };
    }
    case 'asking':
      return {
        ...state,
        setup: {...state.setup, draw: action.draw, hundred: action.hundred},
        busy: true,
        problem: null,
      };
    case 'answered': {
      const [first] = action.answers;
      const {refused} = action;
      return {
        ...state,
        setup: refused.length > 0 ? state.setup : {...state.setup, accepted: action.files},
        refused,
        answers: action.answers,
        hundreds: action.hundreds,
        answeredFiles: action.files,
        side: 0,
        step: first ? tellingStep(first) : 0,
        stale: false,
        unsent: false,
        busy: false,
      };
    }
    case 'broken':
      return {...state, stale: true, busy: false};
    case 'problem':
      return {...state, problem: action.text, busy: false};
    case 'checked':
      return {...state, diagnostics: action.diagnostics, stale: state.stale || action.broken};
    case 'step': {
      const {side} = action;
      const steps = state.answers[side]?.steps ?? [];
      const step = Math.max(0, Math.min(action.step, steps.length - 1));
      const file = steps[step]?.lines?.file;
      return {...state, side, step, active: file ?? state.active};
    }
    case 'tab':
      return {...state, tab: action.tab};
    case 'reset':
      return {...action.to, tab: state.tab};
    default:
      return action satisfies never;
  }
}

/** What is put to the engine; with sides once for each. */
export function questionsOf(
  {world, preset, files: started}: ShownLab,
  {files, accepted, caller, request, behaviours, seed, draw}: Setup,
): Question[] {
  const start = sameFiles(files, started);
  return (preset.sides ?? ['']).map((_, side) => ({
    world,
    files: filesOfSide(files, preset.sides, side),
    before: start ? null : filesOfSide(accepted, preset.sides, side),
    caller,
    request,
    behaviours,
    seed,
    draw,
  }));
}

const ORDER: readonly Step['verdict'][] = ['fail', 'hit', 'skip', 'off'];

/** Marks of the gutter: for each line on which a step begins, the strongest verdict. */
export function marksOf(
  answers: readonly Answer[],
  file: string,
): ReadonlyMap<number, Step['verdict']> {
  const marks = new Map<number, Step['verdict']>();
  for (const {verdict, lines} of answers.flatMap(({steps}) => steps)) {
    if (lines?.file !== file) continue;
    const known = marks.get(lines.from);
    if (known === undefined || ORDER.indexOf(verdict) < ORDER.indexOf(known))
      marks.set(lines.from, verdict);
  }
  return marks;
}

/** Lines of the step that is shown. */
export function litLines({answers, side, step}: LabState): LitLines[] {
  const shown = answers[side]?.steps[step];
  if (!shown?.lines) return [];
  const {lines, verdict} = shown;
  return [{file: lines.file, lines: [lines.from, lines.to], verdict}];
}

/** Steps a line took part in, those that speak of the fewest lines first. */
export function stepsOfLine(
  answers: readonly Answer[],
  file: string,
  line: number,
): {side: number; step: number}[] {
  return answers
    .flatMap(({steps}, side) => steps.map(({lines}, step) => ({side, step, lines})))
    .filter(({lines}) => lines?.file === file && lines.from <= line && line <= lines.to)
    .sort((a, b) => span(a.lines) - span(b.lines))
    .map(({side, step}) => ({side, step}));
}

const span = (lines: Step['lines']): number => (lines ? lines.to - lines.from : 0);
