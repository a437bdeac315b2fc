/** Lines of a file, from 1, both ends included. */
export interface LineRange {
  from: number;
  to: number;
}

/** What a fence asks for. */
export interface Fence {
  language: string;
  file?: string;
  title?: string;
  region?: string;
  lines?: LineRange;
  highlight: readonly LineRange[];
  since?: string;
  numbers: boolean;
}

/** A mistake of an author; the caller puts page and line in front. */
export class FenceError extends Error {}

const TAKES_VALUE = ['file', 'title', 'region', 'lines', 'highlight', 'since'] as const;
type ValueName = (typeof TAKES_VALUE)[number];
const isValueName = (name: string): name is ValueName =>
  (TAKES_VALUE as readonly string[]).includes(name);

const WORD = /([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?(?:\s+|$)/y;

function readWords(meta: string): {values: Map<ValueName, string>; numbers: boolean} {
  const values = new Map<ValueName, string>();
  let numbers = false;
  WORD.lastIndex = 0;
  while (WORD.lastIndex < meta.length) {
    const start = WORD.lastIndex;
    const match = WORD.exec(meta);
    if (match === null) {
      throw new FenceError(`cannot read "${meta.slice(start)}": expected name=value or name="a b"`);
    }
    const name = match[1] ?? '';
    const value = match[2] ?? match[3];
    if (name === 'numbers' && value === undefined) {
      numbers = true;
    } else if (!isValueName(name)) {
      throw new FenceError(
        `a code fence knows no "${match[0].trim()}": expected ${TAKES_VALUE.map(known => `${known}=`).join(', ')} or numbers`,
      );
    } else if (value === undefined || value === '') {
      throw new FenceError(`"${name}" needs a value: ${name}=…`);
    } else if (values.has(name)) {
      throw new FenceError(`"${name}" stands twice: keep one`);
    } else {
      values.set(name, value);
    }
  }
  return {values, numbers};
}

function readRange(name: string, text: string): LineRange {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from < 1 || to < from) {
    throw new FenceError(`${name}=${text}: expected line numbers such as ${name}=3-9`);
  }
  return {from, to};
}

/**
 * Reads the words after the language of a fence.
 *
 * @param body text between the fences
 * @throws FenceError says what was expected
 */
export function readFence(language: string, meta: string, body: string): Fence {
  const {values, numbers} = readWords(meta.trim());
  const file = values.get('file');
  const only = (name: ValueName) => {
    if (file === undefined && values.has(name)) {
      throw new FenceError(`${name}= needs file=: only a file has it`);
    }
    return values.get(name);
  };
  if (file !== undefined && body.trim() !== '') {
    throw new FenceError(`a fence with file= has no text of its own: empty it, or drop file=`);
  }
  if (file === undefined && language === 'yaml') {
    throw new FenceError(
      'YAML lives in a file under examples/ where it is checked: write ```yaml file=examples/… with nothing inside',
    );
  }
  const region = only('region');
  const lines = only('lines');
  const since = only('since');
  const highlight = values.get('highlight');
  if (region !== undefined && lines !== undefined) {
    throw new FenceError('region= and lines= both choose lines: keep one');
  }
  if (since !== undefined) {
    const other = ['region', 'lines', 'highlight'].find(
      name => isValueName(name) && values.has(name),
    );
    if (other !== undefined || numbers) {
      throw new FenceError(
        `since= shows the whole difference: drop ${other === undefined ? 'numbers' : `${other}=`}`,
      );
    }
  }
  const title = values.get('title');
  return {
    language,
    numbers,
    highlight: (highlight?.split(',') ?? []).map(part => readRange('highlight', part)),
    ...(file !== undefined && {file}),
    ...(title !== undefined && {title}),
    ...(region !== undefined && {region}),
    ...(lines !== undefined && {lines: readRange('lines', lines)}),
    ...(since !== undefined && {since}),
  };
}
