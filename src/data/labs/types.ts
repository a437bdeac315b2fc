/** Shapes of the starts of the request lab. Data only; `src/widgets/Lab` plays them. */

/** Who sends the request. */
export const LAB_CALLERS = ['ui', 'search', 'shop', 'plain', 'gateway', 'outside'] as const;
export type LabCaller = (typeof LAB_CALLERS)[number];

export interface LabHeader {
  name: string;
  value: string;
}

export interface LabRequest {
  method: string;
  /** With its port, as in `search:8080`; without one it is 80. */
  host: string;
  /** Path and query. */
  path: string;
  headers: readonly LabHeader[];
}

/** What a workload does with the requests that reach it. */
export type LabBehaviour =
  | {type: 'fine'}
  /** `times` requests fail, then all is well; 0: all fail. */
  | {type: 'fail'; status: number; times: number}
  | {type: 'slow'; ms: number}
  /** Nothing listens. */
  | {type: 'down'};

export interface ReadyRequest {
  label: string;
  caller: LabCaller;
  request: LabRequest;
}

/** A request of a recorded case that a start or variation shows; the tests compare. */
export interface LabRecording {
  /** `course/…`. */
  recorded: string;
  /** From 0. */
  request: number;
}

/** Something to try: it changes the start and says what to watch. */
export interface LabVariation {
  /** An order, as on a button. */
  title: string;
  /** What happens, and why. */
  text: string;
  /** Files in place of those of the start, by their name there; an example each. */
  files?: Readonly<Record<string, string>>;
  /** One passage of a file that is written otherwise. */
  edit?: {file: string; from: string; to: string};
  caller?: LabCaller;
  request?: LabRequest;
  behaviours?: Readonly<Record<string, LabBehaviour>>;
  /** Send a hundred, not one. */
  hundred?: true;
  recording?: LabRecording;
}

export interface LabPreset {
  /** `chapter/name`; part of links, so it never changes. */
  id: string;
  title: string;
  /** What to look at: one or two sentences. */
  look: string;
  /** Paths of examples; the first is open. Their file names have to differ. */
  files: readonly string[];
  /** Names of files that are read only by one of two sides: the same request is put to both, and their answers stand side by side. */
  sides?: readonly {title: string; files: readonly string[]}[];
  caller: LabCaller;
  request: LabRequest;
  ready: readonly ReadyRequest[];
  behaviours?: Readonly<Record<string, LabBehaviour>>;
  seed: number;
  variations: readonly LabVariation[];
  /** The recorded case behind the start; with sides one for each. */
  recordings?: readonly LabRecording[];
}
