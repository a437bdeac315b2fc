import type {Finding, Page} from './pages';

interface SidebarItem {
  type?: string;
  id?: string;
  items?: readonly (SidebarItem | string)[];
  link?: {type?: string; id?: string};
}

/** Docs ids in reading order. */
export function readingOrder(items: readonly (SidebarItem | string)[]): string[] {
  return items.flatMap(item => {
    if (typeof item === 'string') return [item];
    const own = item.type === 'doc' ? item.id : item.link?.id;
    return [...(own === undefined ? [] : [own]), ...readingOrder(item.items ?? [])];
  });
}

/** Every page stands in the sidebar exactly once, and the sidebar names no page that is not there. */
export function checkOrder(pages: readonly Page[], order: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const {id, file} of pages) {
    if (id === undefined) continue;
    const times = order.filter(other => other === id).length;
    if (times === 1) continue;
    const message =
      times === 0
        ? `no reader finds this page: add '${id}' to its file in sidebars/`
        : `'${id}' stands ${times} times in sidebars/: keep one`;
    findings.push({file, line: 1, message});
  }
  for (const id of new Set(order)) {
    if (!pages.some(page => page.id === id)) {
      const message = `'${id}' has no page under docs/: write it, or take it out`;
      findings.push({file: 'sidebars.ts', line: 1, message});
    }
  }
  return findings;
}
