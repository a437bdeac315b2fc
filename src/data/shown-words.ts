import type {GlossaryEntry, Quiz, SourceEntry, ThenNowEntry} from './types';

/** What the build hands to the components of the vocabulary: made by `src/remark/vocabulary`, drawn by `src/components`. */

/** A line of the outline, and where it stands in it. */
export interface TalkEntry {
  id: string;
  text: string;
  /** Words of the section; left out: the line is a section. */
  section?: string;
  second?: number;
  url?: string;
}

export type ShownTerm = Pick<GlossaryEntry, 'term' | 'definition' | 'french'> & {
  /** Address of the page that teaches it; left out: that page is not written yet, or it is this one. */
  path?: string;
};

export type ShownSource = Pick<SourceEntry, 'id' | 'title' | 'url'>;

export type ShownThenNow = Pick<ThenNowEntry, 'id' | 'title' | 'then' | 'now' | 'checkedAgainst'>;

export type ShownQuiz = Quiz;

/** Words, code in backticks, with the address that they lead to. */
export interface ShownText {
  text: string;
  /** A page or a file of this site, without base URL, or an address elsewhere. */
  href?: string;
}

/** Something that the reference lists, with what is to be known of it. */
export interface ShownItem extends ShownText {
  id: string;
  facts: readonly {label: string; values: readonly ShownText[]}[];
}

/** A part of a list of the reference. */
export interface ShownGroup {
  id: string;
  title: string;
  items: readonly ShownItem[];
}

/** A term in the list of all of them. */
export type ShownGlossaryEntry = ShownTerm & {id: string};

/** A part of the course, as the table of reading times shows it. */
export interface ShownLeg {
  name: string;
  /** Address of its first page; left out: not written yet. */
  path?: string;
  pages: number;
  minutes: number;
}

/** One way in which a request of a recorded case ended. */
export interface ShownEnd {
  /** How many of the equal requests ended so. */
  count: number;
  /** Left out: the connection broke. */
  status?: number;
  /** Response flags; left out: none. */
  flags?: string;
  /** Workloads that answered; empty: the proxy answered by itself. */
  from: readonly string[];
  /** How many each of them answered, where equal requests met several. */
  shares?: readonly number[];
  /** Until the answer came, in milliseconds; left out: at once, or nobody measured. */
  ms?: number;
  /** What the proxy wrote, where it answered by itself. */
  body?: string;
  /** Left out: one. */
  attempts?: number;
  /** Workloads that got a copy. */
  copies?: readonly string[];
  /** The recorded part of the proxy's log line. */
  log?: string;
  /** The proxy in front of the application, where it was recorded too. */
  receiver?: {
    /** Service that it belongs to. */
    service: string;
    /** Whether the answer is its own, and not the application's. */
    answered: boolean;
    log: string;
  };
}

export interface ShownRequest {
  /** What a reader would type. */
  command: string;
  /** `as namespace/account` or `in plain text`, where the receiver's side decides. */
  caller?: string;
  /** The most frequent one leads. */
  ends: readonly ShownEnd[];
}

/** What real Istio and Envoy answered, as far as a page shows it. */
export interface ShownRecording {
  /** From `conformance/`. */
  id: string;
  /** Workload whose proxy writes the log, or `the gateway`. */
  keeper: string;
  requests: readonly ShownRequest[];
}
