import type {PropSidebarItem} from '@docusaurus/plugin-content-docs';
import type {Chapter} from '@site/src/data/types';

/** A page on the route. */
export interface Stop {
  title: string;
  href: string;
  docId?: string;
}

/** A group of pages on the route; a harbour of the talk has a number. */
export interface Group {
  number?: number;
  name: string;
  stops: Stop[];
}

export interface Position {
  group: Group;
  /** Index of the page among the group's stops. */
  index: number;
}

/** The sidebar writes the address of an index page with a slash at its end, the page itself without. */
const bare = (href: string): string => (href === '/' ? href : href.replace(/\/$/, ''));

function stopsOf(item: PropSidebarItem): Stop[] {
  switch (item.type) {
    case 'link': {
      const {label: title, href, docId} = item;
      return [{title, href: bare(href), ...(docId === undefined ? {} : {docId})}];
    }
    case 'category': {
      const own = item.href === undefined ? [] : [{title: item.label, href: bare(item.href)}];
      return [...own, ...item.items.flatMap(stopsOf)];
    }
    case 'html':
      return [];
  }
}

function docIds(item: PropSidebarItem): string[] {
  if (item.type === 'category') return item.items.flatMap(docIds);
  return item.type === 'link' && item.docId !== undefined ? [item.docId] : [];
}

/**
 * The route as the sidebar orders it, with the harbours that have no pages yet in their places. Groups beside the chapters (start,
 * reference) keep the side of the chapters on which they stand.
 */
export function routeOf(
  sidebar: readonly PropSidebarItem[],
  chapters: readonly Chapter[],
): Group[] {
  const before: Group[] = [];
  const after: Group[] = [];
  const charted = new Map<number, Group>();
  for (const item of sidebar) {
    const stops = stopsOf(item);
    if (stops.length === 0 || item.type === 'html') continue;
    const chapter = chapters.find(({slug}) => docIds(item).some(id => id.startsWith(`${slug}/`)));
    if (chapter !== undefined) {
      charted.set(chapter.number, {number: chapter.number, name: chapter.harbour, stops});
    } else {
      (charted.size === 0 ? before : after).push({name: item.label, stops});
    }
  }
  if (charted.size === 0) return before;
  const harbours = chapters.map(
    ({number, harbour}) => charted.get(number) ?? {number, name: harbour, stops: []},
  );
  return [...before, ...harbours, ...after];
}

/** Where a page stands on the route. */
export function positionOf(route: readonly Group[], href: string): Position | undefined {
  for (const group of route) {
    const index = group.stops.findIndex(stop => stop.href === bare(href));
    if (index >= 0) return {group, index};
  }
  return undefined;
}
