/** A point in a text; lines and columns count from 1, the offset from 0. */
export interface Point {
  offset: number;
  line: number;
  column: number;
}

/** Where in the YAML something stands: file, document in the file (from 0) and the range in characters. */
export interface Place {
  file: string;
  document: number;
  start: Point;
  end: Point;
}

/** Every kind of finding the engine knows. Tests and translations go by these, never by the message. */
export const DIAGNOSTIC_CODES = [
  // parse
  'input-too-large',
  'yaml-syntax',
  'yaml-duplicate-key',
  'yaml-too-many-aliases',
  'yaml-too-deep',
  'not-an-object',
  'missing-field',
  // model: what the API server says
  'unknown-kind',
  'unknown-version',
  'unknown-field',
  'wrong-type',
  'bad-value',
  'replaced-resource',
  // model: what Istio's webhook says
  'invalid-config',
  'invalid-regex',
  'regex-engine-missing',
  // compile: what Envoy says
  'proxy-refuses',
  'unknown-caller',
  // request
  'bad-request',
] as const;

export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** `error`: the document is left out, as a cluster would leave it out; `warning`: it works, perhaps not as meant. */
export type Severity = 'error' | 'warning' | 'info';

export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  place: Place | null;
  /** `Kind namespace/name` of the resource it is about. */
  resource: string | null;
}
