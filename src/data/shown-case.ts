import type {ShownCode} from './shown-code';

/** Recorded cases as the page about fidelity shows them: written by `src/plugins/recorded-cases`, fetched when they are opened. */

/** Folder of the built site. */
export const CASES_FOLDER = 'recorded';

/** A line of the list of all cases. */
export interface ListedCase {
  id: string;
  title: string;
  topic: string;
}

/** What one voice said of the YAML. */
export interface ShownFinding {
  /** Who says it: `API server`, `webhook`, or `analyzer`. */
  voice: string;
  /** `Error IST0101`, `Warning` */
  level: string;
  resource: string;
  message: string;
}

export interface ShownAnswer {
  /** Fields of the record, flattened: `upstream.pod` and the like. */
  fields: readonly (readonly [name: string, value: string])[];
}

/** A sentence of the model’s trace. */
export interface ShownStep {
  text: string;
  /** Line of the YAML above that caused it. */
  line?: number;
}

export interface ShownQuestion {
  /** `GET http://search:8080/` */
  ask: string;
  /** Who asks, headers, tokens, how often: one a line. */
  about: readonly string[];
  recorded: ShownAnswer;
  /** Left out: the same, field by field. */
  model?: ShownAnswer;
  trace: readonly ShownStep[];
}

export interface ShownCase extends ListedCase {
  /** Path of the record in the project. */
  file: string;
  /** Whose proxy was asked. */
  asked: string;
  /** Settings of the mesh that are not the defaults, as JSON. */
  mesh?: string;
  /** Left out: the case has no YAML of its own, only the world that all cases share. */
  code?: ShownCode;
  /** What applications were told to do, as JSON. */
  applications?: string;
  /** What was not accepted: resources, and whether Envoy refused. */
  refused: readonly string[];
  questions: readonly ShownQuestion[];
  /** Left out: only answers to requests were recorded. */
  findings?: {recorded: readonly ShownFinding[]; model: readonly ShownFinding[]};
  /** What differs, in the words of the comparison; empty: the model agrees. */
  differences: readonly string[];
  istio: string;
}
