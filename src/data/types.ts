/**
 * Shapes of the course's typed data. Texts are plain sentences; `code` stands in backticks, nothing else is markup.
 * Ids are lower-case words joined by hyphens and never change once published.
 */

/** Day of the Gregorian calendar, `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;

/** A term of the course; one file a chapter, the chapter that teaches it. */
export interface GlossaryEntry {
  id: string;
  term: string;
  /** Other written forms that mean the same (plural, verb, spelling), lower case. */
  forms?: readonly string[];
  /** Its forms are everyday words too: pages before its own may use them in that meaning. */
  everyday?: true;
  /** The French twin, as used in French texts on Istio and Kubernetes. */
  french: string;
  /** One or two sentences a newcomer understands. */
  definition: string;
  /** Docs id of the page that teaches it, `chapter/page`. */
  page: string;
}

/** A page of another site. A page of the course may link only to addresses that stand here. */
export interface SourceEntry {
  id: string;
  title: string;
  url: string;
  /** The day on which the address, its source file or a dated copy was last found. */
  lastKnownGood: Day;
}

/** What differs between the talk's days and today. */
export interface ThenNowEntry {
  id: string;
  title: string;
  then: ThenNowSide;
  now: ThenNowSide;
  /** Version the right-hand side was checked against, such as `Istio 1.31`. */
  checkedAgainst: string;
  /** Ids of sources. */
  sources: readonly string[];
  /** Docs id of the page that explains it. */
  page: string;
}

export interface ThenNowSide {
  /** Date and version, such as `December 2018, Istio 1.0`. */
  when: string;
  text: string;
  /** Path of a YAML file under `examples/`, shown below the text. */
  file?: string;
}

export interface Quiz {
  id: string;
  questions: readonly Question[];
}

export interface Question {
  id: string;
  /** Asks for understanding, or for the outcome of a request. */
  prompt: string;
  /** Path of a YAML file under `examples/` that the question is about. */
  file?: string;
  /** The recorded case that shows the right answer, such as `traffic/…`. */
  recorded?: string;
  /** Which request of that case, from 0; left out: the first. */
  request?: number;
  /** Two to five, exactly one of them right. */
  answers: readonly Answer[];
}

export interface Answer {
  text: string;
  right?: true;
  /** Why it is right, or which rule was missed. */
  because: string;
  /** What it claims that the recorded request meets: true of the right answer, of no other. Every answer of a recorded question has one. */
  outcome?: ClaimedOutcome;
}

/** Fields that are left out may be anything. */
export interface ClaimedOutcome {
  status?: number;
  /** Response flags, `-` for none. */
  flags?: string;
  /** Workloads that answer, such as `search-v1`; empty: the proxy itself. */
  from?: readonly string[];
  /** Subset of the cluster, empty for none. */
  subset?: string;
  /** How often the request was sent on. */
  attempts?: number;
  /** The client gets no answer. */
  connectionBreaks?: true;
  /** Time to the answer, in milliseconds, within 60. */
  ms?: number;
  /** Share of the requests that meet this, in percent; left out: all. */
  percent?: number;
}

/** A leg of the voyage. */
export interface Chapter {
  number: number;
  /** Folder under `docs/` and file stem of its data, `01-evolution`. */
  folder: string;
  /** Address part: `/docs/<slug>`. */
  slug: string;
  /** Name of the harbour on the chart and in the sidebar. */
  harbour: string;
}

/** Where a bullet of the talk is taught, or shown on a page beside the course. */
export type TalkTarget =
  | {
      /** Docs id. */
      page: string;
      /** Heading id; left out: the whole page. */
      heading?: string;
    }
  | {
      /** Path of a page under `src/pages`, `/about`. */
      place: string;
      /** Heading id; left out: the whole page. */
      heading?: string;
    };

/** A line of the outline, in the speaker's words. */
export interface TalkBullet {
  id: string;
  text: string;
  /** Second of the video the outline points to. */
  second?: number;
  /** Address the outline gives. */
  url?: string;
  /** Id of the source that stands at that address, or in its place, today. */
  now?: string;
  target: TalkTarget;
  bullets?: readonly TalkBullet[];
}

/** A public address of this site, once and for all. */
export interface Permalink {
  /** The short link is `/s/<number>`; never reused. */
  number: number;
  /** Path without base URL, `/docs/evolution/docker`. */
  path: string;
  /** Heading id on that page. */
  anchor?: string;
  /** Of a page beside the course; pages of the course and posts have theirs. */
  title?: string;
}

/** A page that moved. */
export interface Redirect {
  /** Path readers may still ask for, without base URL. */
  from: string;
  /** Where it is now: path without base URL and, if needed, `#heading-id`. */
  to: string;
}
