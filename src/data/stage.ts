/** What pages for a stage show: made at build time by `src/plugins/stage`, drawn by `src/components`. */

/** A line of the outline with all that stands beside it. */
export interface ShownLine {
  id: string;
  text: string;
  /** Where it is taught; left out: that page is not written yet. */
  target?: {
    /** Path without base URL, with its anchor. */
    href: string;
    /** Number of the harbour; pages beside the course have none. */
    harbour?: number;
    page: string;
    heading?: string;
  };
  /** Number of the short link that leads there; of a section: to the section in the map itself. */
  short?: number;
  /** Second of the video the outline points to. */
  second?: number;
  /** Address the outline gives, and what stands there, or in its place, today. */
  url?: string;
  now?: {title: string; url: string};
  /** What changed since the talk's days. */
  since: readonly {title: string; href: string}[];
  lines: readonly ShownLine[];
}

/** A short link with what it leads to. */
export interface ShownLink {
  number: number;
  title: string;
  /** Path without base URL, with its anchor. */
  href: string;
}

export interface LinkGroup {
  id: string;
  title: string;
  links: readonly ShownLink[];
}

/** A word of the bingo, and the page that teaches it. */
export interface ShownBingoWord {
  /** Of the term or the line that it comes from. */
  id: string;
  /** As it is said. */
  word: string;
  /** The same with the places where a narrow cell may part it. */
  cell: string;
  /** Path without base URL, with its anchor. */
  href: string;
  /** Title of that page. */
  page: string;
}
