import type {LabBehaviour, LabCaller, LabPreset, LabRequest} from '../../../data/labs/types';
import type {EditorFile, LabDiagnostic} from '../editor/contract';
import type {Answer} from './types';

/** A start of the lab as the build hands it to the page: files read, and the first answer played. */
export interface ShownLab {
  preset: Omit<LabPreset, 'files' | 'variations' | 'recordings' | 'behaviours'> &
    Required<Pick<LabPreset, 'behaviours'>>;
  files: readonly EditorFile[];
  /** Paths of the files under `examples/`, by name. */
  paths: Readonly<Record<string, string>>;
  /** Whole setups: what a variation leaves out it takes from the start. */
  variations: readonly {
    title: string;
    text: string;
    files: readonly EditorFile[];
    caller: LabCaller;
    request: LabRequest;
    behaviours: Readonly<Record<string, LabBehaviour>>;
    hundred: boolean;
  }[];
  world: readonly EditorFile[];
  /** To the first request; with sides one for each. */
  answers: readonly Answer[];
  diagnostics: readonly LabDiagnostic[];
  /** Addresses of the pages that teach the flags, as far as they are written. */
  flagPages: Readonly<Record<string, string>>;
}

/** Files that one of the sides reads; without sides, or for a file that is on no side, all read it. */
export function filesOfSide(
  files: readonly EditorFile[],
  sides: LabPreset['sides'],
  side: number,
): EditorFile[] {
  return files.filter(({name}) =>
    (sides ?? []).every((entry, index) => index === side || !entry.files.includes(name)),
  );
}

export const sameFiles = (a: readonly EditorFile[], b: readonly EditorFile[]): boolean =>
  a.length === b.length &&
  a.every(({name, text}, index) => b[index]?.name === name && b[index].text === text);
