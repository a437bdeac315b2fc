/** A harbour as the chart shows it. */
export interface Harbour {
  number: number;
  name: string;
  /** Address of its first page; left out while it has no pages. */
  href?: string;
  pages: number;
  /** Reading time of all its pages. */
  minutes: number;
}

/** Where the reader's boat lies. */
export interface Berth {
  harbour: number;
  /** Title of the last page read; left out before the voyage begins. */
  title?: string;
}

const START: Berth = {harbour: 1};

/** Finds the harbour of the last page read; before the first page, and on pages beside the course, the boat waits at harbour 1. */
export function berthOf(
  harbours: readonly Harbour[],
  lastPage: {path: string; title: string} | undefined,
): Berth {
  if (lastPage === undefined) return START;
  const harbour = harbours.find(
    ({href}) =>
      href !== undefined && (lastPage.path === href || lastPage.path.startsWith(`${href}/`)),
  );
  return harbour === undefined ? START : {harbour: harbour.number, title: lastPage.title};
}

export type Passage = 'behind' | 'here' | 'ahead';

export function passage(number: number, {harbour}: Berth): Passage {
  if (number === harbour) return 'here';
  return number < harbour ? 'behind' : 'ahead';
}

/** `7 pages, 61 min`, or what a harbour says that has no pages yet. */
export function extent({pages, minutes}: Harbour): string {
  if (pages === 0) return 'not yet charted';
  return `${pages} ${pages === 1 ? 'page' : 'pages'}, ${minutes} min`;
}
