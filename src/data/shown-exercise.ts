import type {Exercise} from './exercises';
import type {ShownCode} from './shown-code';

/** What the build hands to the pages of the exercises: made by `src/plugins/exercises.ts`. */

export type ListedExercise = Pick<Exercise, 'id' | 'confusion' | 'title' | 'description'> & {
  /** From 1, in the order of the course. */
  number: number;
  path: string;
};

/** YAML as it is typed, and as it is drawn. */
interface ShownYaml {
  text: string;
  code: ShownCode;
}

export type ShownExercise = Exercise & {
  number: number;
  start: ShownYaml;
  /** Drawn as what changed since the start. */
  solution: ShownYaml;
  before?: ListedExercise;
  after?: ListedExercise;
};
