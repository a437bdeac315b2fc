/**
 * Lists in YAML text, by lines: as much as moving an item needs. Works on text that is broken elsewhere, as it is while somebody types.
 */

/** Lines from 0; `to` is the line behind the last one. */
export interface ListItem {
  from: number;
  to: number;
  /** The line of its dash, below comments that belong to it. */
  dash: number;
}

export interface YamlList {
  /** Column of the dashes. */
  column: number;
  items: readonly ListItem[];
}

const DASH = /^(\s*)-(?:\s|$)/;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => line.trim() === '';
const isComment = (line: string): boolean => line.trimStart().startsWith('#');
const isEnd = (line: string): boolean => /^(?:---|\.\.\.)(?:\s|$)/.test(line);

const dashColumn = (line: string): number =>
  isEnd(line) ? -1 : (DASH.exec(line)?.[1]?.length ?? -1);

/** Whether a line goes on with a list whose dashes stand in this column. */
const isInside = (line: string, column: number): boolean =>
  isBlank(line) || (!isEnd(line) && (indentOf(line) > column || dashColumn(line) === column));

/** The list to which the dash on a line belongs; null if the line has none. */
export function listAt(lines: readonly string[], dash: number): YamlList | null {
  const column = dashColumn(lines[dash] ?? '');
  if (column === -1) return null;
  const belongs = (line: string): boolean =>
    isInside(line, column) || (isComment(line) && indentOf(line) === column);
  let first = dash;
  while (first > 0 && belongs(lines[first - 1] ?? '')) first -= 1;
  let end = dash + 1;
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1;
  // What is blank or a comment at the end stands before whatever comes next.
  while (
    end > dash + 1 &&
    (isBlank(lines[end - 1] ?? '') ||
      (isComment(lines[end - 1] ?? '') && indentOf(lines[end - 1] ?? '') <= column))
  )
    end -= 1;
  const dashes: number[] = [];
  for (let line = first; line < end; line += 1)
    if (dashColumn(lines[line] ?? '') === column) dashes.push(line);
  const starts = dashes.map((line, index) => {
    let start = line;
    const least = index === 0 ? first : (dashes[index - 1] ?? first) + 1;
    while (
      start > least &&
      isComment(lines[start - 1] ?? '') &&
      indentOf(lines[start - 1] ?? '') === column
    )
      start -= 1;
    return start;
  });
  const items = dashes.map((line, index) => {
    let to = starts[index + 1] ?? end;
    while (to > line + 1 && isBlank(lines[to - 1] ?? '')) to -= 1;
    return {from: starts[index] ?? line, to, dash: line};
  });
  return {column, items};
}

/** The line that a comment is about: the next one, when that is an item beside it. */
function ownLine(lines: readonly string[], line: number): number {
  if (!isComment(lines[line] ?? '')) return line;
  const next = lines.findIndex((text, index) => index > line && !isComment(text));
  return dashColumn(lines[next] ?? '') === indentOf(lines[line] ?? '') ? next : line;
}

/** The dashes of the items that a line stands in, from the innermost outwards. */
function dashesAround(lines: readonly string[], line: number): number[] {
  const found: number[] = [];
  let inside = Infinity;
  for (let at = ownLine(lines, line); at >= 0; at -= 1) {
    const text = lines[at] ?? '';
    if (isEnd(text)) break;
    if (isBlank(text) || (isComment(text) && found.length > 0)) continue;
    const dash = dashColumn(text);
    const column = dash === -1 ? indentOf(text) : dash;
    if (column >= inside) continue;
    if (dash !== -1) found.push(at);
    inside = column;
  }
  return found;
}

/** All lists with at least two items, once each; their items can change places. */
export function listsOf(lines: readonly string[]): YamlList[] {
  const seen = new Set<number>();
  const lists: YamlList[] = [];
  lines.forEach((_, line) => {
    if (seen.has(line)) return;
    const list = listAt(lines, line);
    if (list === null) return;
    for (const {dash} of list.items) seen.add(dash);
    if (list.items.length > 1) lists.push(list);
  });
  return lists;
}

/** A move: the item at one place of its list goes to another. */
export interface Move {
  list: YamlList;
  from: number;
  to: number;
}

/** What “up” (-1) or “down” (1) means on a line: the innermost item that has a neighbour on that side. Null: nothing can move. */
export function moveFrom(lines: readonly string[], line: number, by: -1 | 1): Move | null {
  for (const dash of dashesAround(lines, line)) {
    const list = listAt(lines, dash);
    const from = list?.items.findIndex(item => item.dash === dash) ?? -1;
    if (list && from !== -1 && list.items[from + by] !== undefined)
      return {list, from, to: from + by};
  }
  return null;
}

/** Whether a line stands in an item of a list. */
export const isInList = (lines: readonly string[], line: number): boolean =>
  dashesAround(lines, line).length > 0;

export interface Replacement {
  /** Lines that are replaced, `to` behind the last one. */
  from: number;
  to: number;
  lines: readonly string[];
  /** Where the moved item begins afterwards. */
  moved: number;
}

/** The items from one place to the other in their new order; blank lines between them stay where they are. */
export function applyMove(lines: readonly string[], {list, from, to}: Move): Replacement | null {
  const low = Math.min(from, to);
  const part = list.items.slice(low, Math.max(from, to) + 1);
  const first = part[0];
  const last = part.at(-1);
  if (!first || !last || part.length < 2) return null;
  const texts = part.map(item => lines.slice(item.from, item.to));
  const gaps = part.map(({to: end}, index) => lines.slice(end, part[index + 1]?.from ?? end));
  const [own = []] = texts.splice(from - low, 1);
  texts.splice(to - low, 0, own);
  const before = texts
    .slice(0, to - low)
    .flatMap((text, index) => [...text, ...(gaps[index] ?? [])]);
  return {
    from: first.from,
    to: last.to,
    lines: texts.flatMap((text, index) => [...text, ...(gaps[index] ?? [])]),
    moved: first.from + before.length,
  };
}
