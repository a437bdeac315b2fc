/** A code block as the build leaves it for the page: made by `src/remark/code`, drawn by `src/theme/CodeBlock`. */
export interface ShownCode {
  /**
   * One `<pre>`, or several around `<details>` with unchanged lines. A line is `.l`; `.hit`, `.add`, `.del` and `.cmd` mark it;
   * `.k`, `.s` and `.c` colour keys, values and comments; `.vh` holds words for screen readers.
   */
  html: string;
  /** What the block says of itself when it shows no file: `shell`, `promql`. */
  label: string;
  title?: string;
  /** Path from the root of the project, `examples/…`; served under the same path. */
  file?: string;
  /** How much of the file is shown, and whether it can be applied. */
  note?: string;
  since?: SinceStep;
}

/** The step a difference is counted from. */
export interface SinceStep {
  file: string;
  /** Its path without the folders both steps share. */
  name: string;
  added: number;
  removed: number;
}
