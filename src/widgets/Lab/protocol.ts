import type {EditorFile, LabDiagnostic} from './editor/contract';
import type {ExerciseVerdict, Exercised} from './model/exercise';
import type {Refusal} from './model/mesh';
import type {Answer, Hundred, Question} from './model/types';

/** What the page asks the worker that runs the engine. */
export type ToWorker =
  | {id: number; type: 'check'; world: readonly EditorFile[]; files: readonly EditorFile[]}
  /** One question, or one for each side. */
  | {id: number; type: 'ask'; questions: readonly Question[]; hundred: boolean}
  | {
      id: number;
      type: 'judge';
      exercise: Exercised;
      world: EditorFile;
      files: readonly EditorFile[];
    };

/** What it answers, once for each message. */
export type FromWorker =
  | {id: number; type: 'checked'; diagnostics: readonly LabDiagnostic[]; broken: boolean}
  | {
      id: number;
      type: 'answered';
      answers: readonly Answer[];
      /** Empty unless a hundred were asked for. */
      hundreds: readonly Hundred[];
      /** What a cluster would not take; what is answered is answered without it. */
      refused: readonly Refusal[];
    }
  | {id: number; type: 'judged'; verdict: ExerciseVerdict}
  /** The request is none; `text` says why. */
  | {id: number; type: 'refused'; text: string}
  /** A file cannot be read as YAML: nothing was asked. */
  | {id: number; type: 'broken'};
