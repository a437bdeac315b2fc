import type {LabBehaviour, LabCaller, LabRequest} from '../../../data/labs/types';
import type {EditorFile, Verdict} from '../editor/contract';

/** Everything an answer follows from. Same question, same answer. */
export interface Question {
  /** What stands around the reader's files. */
  world: readonly EditorFile[];
  files: readonly EditorFile[];
  /** The last files of which a cluster refused nothing; null: those of the question are known to be good. */
  before: readonly EditorFile[] | null;
  caller: LabCaller;
  request: LabRequest;
  behaviours: Readonly<Record<string, LabBehaviour>>;
  seed: number;
  /** 1 for the first request of the seed; those before it are sent too, and not shown. */
  draw: number;
}

/** Where the request is while a step is decided: at the caller, at its proxy, or at a workload. */
export type Spot = 'caller' | 'proxy' | {workload: string};

/** One rung of the ladder. Texts hold code in backticks and nothing else. */
export interface Step {
  verdict: Verdict;
  title: string;
  /** Name of what was looked up, printed as code behind the title. */
  name: string;
  text: string;
  /** Lines of the reader's files; null: nothing that the reader wrote decided this. */
  lines: {file: string; from: number; to: number} | null;
  at: Spot;
  atMs: number;
  /** The rule that took the request. */
  decides: boolean;
}

/** A workload as the picture draws it. */
export interface Target {
  workload: string;
  /** The service it stands behind, or its host outside. */
  label: string;
  version: string | null;
  /** Requests and copies of this draw that reached it. */
  requests: number;
  copies: number;
}

export interface CurlLine {
  kind: 'sent' | 'got' | 'bad' | 'note' | 'body';
  text: string;
}

export interface Answer {
  /** Null: no HTTP answer. */
  status: number | null;
  flags: readonly string[];
  details: string | null;
  route: string | null;
  cluster: string | null;
  /** Workload of the last try; null: no Pod was asked. */
  from: string | null;
  tries: number;
  copies: readonly string[];
  ms: number;
  /** The headline: status and flags, or what broke; and one sentence. */
  headline: string;
  said: string;
  good: boolean;
  steps: readonly Step[];
  targets: readonly Target[];
  curl: readonly CurlLine[];
  /** The log line of the caller's proxy around its flags; null: there is no proxy. */
  log: {keeper: string; before: string; flags: string; after: string} | null;
}

/** How a hundred requests ended. */
export interface Share {
  /** `200 from search-v1`, or `503 NC`. */
  label: string;
  workload: string | null;
  status: number | null;
  flags: string;
  count: number;
  /** Percent that the rules ask for; null: it depends on more than the rules. */
  expected: number | null;
}

export interface Hundred {
  total: number;
  shares: readonly Share[];
  copies: readonly {workload: string; count: number}[];
}
