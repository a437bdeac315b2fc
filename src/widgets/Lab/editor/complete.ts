import tables from './fields.json';

/** What can stand at a place of a YAML text: fields and values, from the schemas of the kinds that the engine knows. Pure. */

export interface Suggestion {
  label: string;
  /** What is put in; `$` is where the cursor goes. */
  insert: string;
  meaning: string;
  type: 'kind' | 'field' | 'value';
}

export interface Suggestions {
  /** Column of the line from which on the text is replaced. */
  from: number;
  options: readonly Suggestion[];
}

type Field = readonly [meaning: string, table?: number, values?: readonly string[], list?: number];
type Table = Readonly<Record<string, Field>>;

const KINDS = tables.kinds as unknown as Readonly<Record<string, readonly [string, number]>>;
const TABLES = tables.tables as unknown as readonly Table[];

const KEY = /^(\s*(?:- +)*)("[^"]*"|[^\s#:"'[{][^:#]*?)\s*:(?=\s|$)/;
const isEnd = (line: string): boolean => /^---(?:\s|$)/.test(line);

interface KeyLine {
  key: string;
  column: number;
  /** Column of the first dash before the key; -1 for none. */
  dash: number;
}

function readKey(line: string): KeyLine | null {
  const match = KEY.exec(line);
  if (match === null) return null;
  const before = match[1] ?? '';
  return {
    key: (match[2] ?? '').replace(/"/g, ''),
    column: before.length,
    dash: before.indexOf('-'),
  };
}

/** Keys from the top of the document down to where a line with this indent stands. */
function pathTo(lines: readonly string[], line: number, column: number, dash: number): string[] {
  const path: string[] = [];
  let limit = dash === -1 ? column : dash;
  // Behind a dash, the key of the list may stand in the same column as the dash.
  let orEqual = dash !== -1;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines[at] ?? '';
    if (isEnd(text)) break;
    const found = readKey(text);
    if (found === null) {
      // An item that holds no key yet, or a value of its own.
      const lone = /^(\s*)-(?:\s|$)/.exec(text)?.[1]?.length ?? -1;
      if (lone !== -1 && !orEqual && lone < limit) {
        limit = lone;
        orEqual = true;
      }
      continue;
    }
    const {key, column: own, dash: ownDash} = found;
    const isParent = orEqual ? own <= limit && ownDash !== limit : own < limit;
    if (isParent) path.unshift(key);
    else if (orEqual || own !== limit || ownDash === -1) continue;
    limit = ownDash === -1 ? own : ownDash;
    orEqual = ownDash !== -1;
  }
  return path;
}

/** First line of the document and the line behind its last. */
function documentAround(lines: readonly string[], line: number): [number, number] {
  let from = line;
  while (from > 0 && !isEnd(lines[from - 1] ?? '')) from -= 1;
  let to = line + 1;
  while (to < lines.length && !isEnd(lines[to] ?? '')) to += 1;
  return [from, to];
}

function topValue(lines: readonly string[], name: string): string | undefined {
  for (const line of lines) {
    const value = new RegExp(`^${name}:\\s+(\\S+)`).exec(line)?.[1];
    if (value !== undefined) return value.replace(/["']/g, '');
  }
  return undefined;
}

const split = (path: string): [version: string, kind: string] => {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
};

function tableAt(kind: string, path: readonly string[]): Table | undefined {
  let table = TABLES[KINDS[kind]?.[1] ?? -1];
  for (const name of path) table = TABLES[(table?.[name] ?? table?.['*'])?.[1] ?? -1];
  return table;
}

const TOP: readonly Suggestion[] = [
  {
    label: 'apiVersion',
    insert: 'apiVersion: $',
    meaning: 'Group and version of the kind.',
    type: 'field',
  },
  {label: 'kind', insert: 'kind: $', meaning: 'Which kind of object it is.', type: 'field'},
  {
    label: 'metadata',
    insert: 'metadata:\n  name: $',
    meaning: 'Name, namespace, labels.',
    type: 'field',
  },
  {label: 'spec', insert: 'spec:\n  $', meaning: 'What you want.', type: 'field'},
];

/** Whole beginnings of objects. */
const objects = (): Suggestion[] =>
  Object.entries(KINDS).map(([path, [meaning]]) => {
    const [version, kind] = split(path);
    return {
      label: `${kind} (${version})`,
      insert: `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: $\nspec:\n`,
      meaning,
      type: 'kind',
    };
  });

const fieldSuggestion = (
  name: string,
  [meaning, table = -1, , list]: Field,
  column: number,
): Suggestion => {
  const below = ' '.repeat(column + 2);
  const insert = list
    ? `${name}:\n${below}- $`
    : table === -1
      ? `${name}: $`
      : `${name}:\n${below}$`;
  return {label: name, insert, meaning, type: 'field'};
};

/** Keys of the same object, above and below. */
function keysBeside(
  lines: readonly string[],
  line: number,
  column: number,
  [from, to]: [number, number],
): Set<string> {
  const keys = new Set<string>();
  for (const step of [-1, 1])
    for (let at = line + step; at >= from && at < to; at += step) {
      const text = lines[at] ?? '';
      if (text.trim() === '') continue;
      const found = readKey(text);
      const indent = found?.column ?? text.length - text.trimStart().length;
      if (indent < column || (step === 1 && found?.column === column && found.dash !== -1)) break;
      if (found?.column !== column) continue;
      keys.add(found.key);
      if (step === -1 && found.dash !== -1) break;
    }
  return keys;
}

function valuesAt(
  document: readonly string[],
  kind: string,
  path: readonly string[],
): Suggestion[] {
  const name = path.at(-1) ?? '';
  if (path.length === 1 && name === 'kind') {
    const version = topValue(document, 'apiVersion');
    return Object.entries(KINDS)
      .filter(([each]) => version === undefined || split(each)[0] === version)
      .map(([each, [meaning]]) => ({
        label: split(each)[1],
        insert: split(each)[1],
        meaning,
        type: 'kind',
      }));
  }
  if (path.length === 1 && name === 'apiVersion') {
    const wanted = topValue(document, 'kind');
    const kinds = Object.keys(KINDS)
      .map(split)
      .filter(([, each]) => wanted === undefined || each === wanted);
    return [...new Set(kinds.map(([version]) => version))].map(version => ({
      label: version,
      insert: version,
      meaning: kinds.flatMap(([each, one]) => (each === version ? one : [])).join(', '),
      type: 'value',
    }));
  }
  const [meaning = '', , values = []] = tableAt(kind, path.slice(0, -1))?.[name] ?? [];
  return values.map(value => ({label: value, insert: value, meaning, type: 'value'}));
}

/**
 * @param line from 0
 * @param column of the cursor
 */
export function suggest(
  lines: readonly string[],
  line: number,
  column: number,
): Suggestions | null {
  const before = (lines[line] ?? '').slice(0, column);
  if (/(?:^|\s)#/.test(before)) return null;
  const around = documentAround(lines, line);
  const document = lines.slice(...around);
  const kind = `${topValue(document, 'apiVersion') ?? ''}/${topValue(document, 'kind') ?? ''}`;
  const key = readKey(before);
  if (key !== null) {
    const typed = /:\s+(\S*)$/.exec(before)?.[1];
    if (typed === undefined) return null;
    const path = [...pathTo(lines, line, key.column, key.dash), key.key];
    const options = valuesAt(document, kind, path);
    return options.length === 0 ? null : {from: column - typed.length, options};
  }
  const start = /^(\s*(?:- +)*)([\w.-]*)$/.exec(before);
  if (start === null) return null;
  const indent = start[1] ?? '';
  const own = indent.length;
  const beside = keysBeside(lines, line, own, around);
  if (own === 0) {
    const empty = document.every(
      (text, index) => index + around[0] === line || /^\s*(?:#|$|---)/.test(text),
    );
    const options = [...(empty ? objects() : []), ...TOP].filter(({label}) => !beside.has(label));
    return {from: 0, options};
  }
  const path = pathTo(lines, line, own, indent.indexOf('-'));
  const table = tableAt(kind, path) ?? {};
  const options = Object.entries(table)
    .filter(([name]) => name !== '*' && !beside.has(name))
    .map(([name, field]) => fieldSuggestion(name, field, own));
  return options.length === 0 ? null : {from: own, options};
}
