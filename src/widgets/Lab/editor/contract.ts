import type {Diagnostic, DiagnosticCode, LintCode} from '@site/src/mesh';

/** What the lab and its editor agree on. The lab owns the state; the editor shows it and says what the reader did. */

export interface EditorFile {
  name: string;
  text: string;
}

/** A finding of the model or, with an `IST…` code, of the analyzers; `place` names the file and the range. */
export type LabDiagnostic = Omit<Diagnostic, 'code'> & {
  code: DiagnosticCode | LintCode;
  /** What it means and what to do about it. */
  help?: string;
  /** Docs id of the page that teaches the rule. */
  page?: string;
};

/** The four marks of the ladder; the gutter shows the same. */
export type Verdict = 'hit' | 'skip' | 'fail' | 'off';

/** Lines of the step that is shown now, first and last, counted from 1. */
export interface LitLines {
  file: string;
  lines: readonly [number, number];
  verdict: Verdict;
}

export interface EditorProps {
  /** All files of the lab. The tabs above the editor are the lab's. */
  files: readonly EditorFile[];
  active: string;
  /** For reset and difference. */
  preset: readonly EditorFile[];
  diagnostics: readonly LabDiagnostic[];
  lit: readonly LitLines[];
  /** Marks of the ladder in the active file, by line. */
  marks?: ReadonlyMap<number, Verdict>;
  onChange: (files: readonly EditorFile[]) => void;
  /** The editor itself leads to another file, as from a finding. */
  onActive: (name: string) => void;
  /** The reader clicked a line or moved the cursor to it. */
  onLine: (file: string, line: number) => void;
}
