import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join, posix} from 'node:path';
import {diffLines} from 'diff';
import type {Code} from 'mdast';
import {FenceError, readFence, type Fence, type LineRange} from './fence';
import {nearest} from './nearest';

/** A line as a fence shows it. */
export interface ShownLine {
  text: string;
  /** Line of the file it stands in; of the previous step's file when it was removed. */
  number: number;
  mark?: 'hit' | 'add' | 'del';
}

export interface ShownExample {
  file: string;
  lines: readonly ShownLine[];
  /** Whole texts of the files, for a highlighter that needs the context of a line. */
  text: string;
  /** Left out: the block shows no difference. */
  since?: {file: string; text: string};
  /** `whole`, or the part of the file that is shown. */
  part: 'whole' | LineRange;
  /** Lines of the file. */
  total: number;
}

/** Lines that steer the checks and the pages and that no reader needs. */
const STEERING = /^\s*#\s*(?:region|endregion|expect:|after:)(?:\s|$)/;

function filesUnder(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry =>
    entry.isDirectory()
      ? filesUnder(join(folder, entry.name), `${prefix}/${entry.name}`)
      : [`${prefix}/${entry.name}`],
  );
}

function readFile(root: string, file: string): string {
  if (!file.startsWith('examples/') || posix.normalize(file) !== file) {
    throw new FenceError(`file "${file}": expected a path such as examples/…/deployment.yaml`);
  }
  const path = join(root, file);
  if (!existsSync(path) || !statSync(path).isFile()) {
    const near = nearest(file, filesUnder(join(root, 'examples'), 'examples'));
    throw new FenceError(
      `there is no file "${file}"${near.length === 0 ? '; examples/ is empty' : `; nearest: ${near.join(', ')}`}`,
    );
  }
  return readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
}

const splitLines = (text: string) => text.replace(/\n$/, '').split('\n');

function findRegion(file: string, lines: readonly string[], region: string): LineRange {
  const marker = (word: string, name: string) => new RegExp(`^\\s*#\\s*${word}\\s+${name}\\s*$`);
  const escaped = region.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const start = lines.findIndex(line => marker('region', escaped).test(line));
  if (start === -1) {
    const known = lines.flatMap(line => /^\s*#\s*region\s+(\S+)/.exec(line)?.[1] ?? []);
    throw new FenceError(
      `${file} has no "# region ${region}"; ${known.length === 0 ? 'it has no regions' : `it has: ${known.join(', ')}`}`,
    );
  }
  const end = lines.findIndex(
    (line, index) => index > start && marker('endregion', escaped).test(line),
  );
  if (end === -1) {
    throw new FenceError(
      `${file}:${start + 1} opens region ${region} and nothing closes it: add "# endregion ${region}"`,
    );
  }
  if (end === start + 1) throw new FenceError(`${file}:${start + 1}: region ${region} is empty`);
  return {from: start + 2, to: end};
}

function choosePart(file: string, fence: Fence, lines: readonly string[]): 'whole' | LineRange {
  if (fence.region !== undefined) return findRegion(file, lines, fence.region);
  if (fence.lines === undefined) return 'whole';
  if (fence.lines.to > lines.length) {
    throw new FenceError(
      `lines=${fence.lines.from}-${fence.lines.to}, but ${file} has ${lines.length} lines`,
    );
  }
  return fence.lines;
}

/** Highlighted lines have to be on screen: a file that grew or shrank must not leave a mark on nothing. */
export function markHighlights(
  lines: readonly ShownLine[],
  highlight: readonly LineRange[],
  where: string,
): ShownLine[] {
  for (const {from, to} of highlight) {
    for (let number = from; number <= to; number += 1) {
      if (!lines.some(line => line.number === number)) {
        throw new FenceError(`highlight names line ${number}, which ${where} does not show`);
      }
    }
  }
  return lines.map(line =>
    highlight.some(({from, to}) => line.number >= from && line.number <= to)
      ? {...line, mark: 'hit'}
      : line,
  );
}

const visible = (lines: readonly ShownLine[]) => lines.filter(line => !STEERING.test(line.text));

/** A file as a reader sees it. */
export const withoutSteering = (text: string): string =>
  text
    .split('\n')
    .filter(line => !STEERING.test(line))
    .join('\n');

function compare(file: string, text: string, sinceFile: string, sinceText: string): ShownLine[] {
  let before = 0;
  let after = 0;
  const all = diffLines(sinceText, text).flatMap(change =>
    splitLines(change.value).map((line): ShownLine => {
      if (change.removed) return {text: line, number: (before += 1), mark: 'del'};
      after += 1;
      if (change.added) return {text: line, number: after, mark: 'add'};
      before += 1;
      return {text: line, number: after};
    }),
  );
  const lines = visible(all);
  if (lines.every(line => line.mark === undefined)) {
    throw new FenceError(`since=${sinceFile}: it says the same as ${file}, there is no difference`);
  }
  return lines;
}

/**
 * What a fence with `file=` shows.
 *
 * @param root folder of the project
 * @throws FenceError a path, region or line that is not there
 */
export function readExample(root: string, fence: Fence & {file: string}): ShownExample {
  const {file} = fence;
  const text = readFile(root, file);
  const fileLines = splitLines(text);
  if (fence.since !== undefined) {
    const sinceText = readFile(root, fence.since);
    return {
      file,
      text,
      since: {file: fence.since, text: sinceText},
      lines: compare(file, text, fence.since, sinceText),
      part: 'whole',
      total: fileLines.length,
    };
  }
  const part = choosePart(file, fence, fileLines);
  const shown = fileLines
    .map((line, index): ShownLine => ({text: line, number: index + 1}))
    .filter(({number}) => part === 'whole' || (number >= part.from && number <= part.to));
  const lines = markHighlights(visible(shown), fence.highlight, `${file} here`);
  return {file, text, lines, part, total: fileLines.length};
}

/** A fence for readers that want no picture of it. */
export interface FenceText {
  /** Empty: the fence names none. */
  lang: string;
  /** File and, where less than all of it is shown, which lines or against which file. */
  title?: string;
  value: string;
}

const SIGNS = {add: '+', del: '-', hit: ' '} as const;

/**
 * The text a fence stands for: the shown part of a file, a difference with its signs, or what the author wrote.
 *
 * @param root folder of the project
 * @throws FenceError as for `readExample`
 */
export function fenceAsText(root: string, node: Pick<Code, 'lang' | 'meta' | 'value'>): FenceText {
  const lang = node.lang ?? '';
  const fence = readFence(lang, node.meta ?? '', node.value);
  const {file} = fence;
  if (file === undefined) return {lang, value: node.value};
  const {lines, part, total, since} = readExample(root, {...fence, file});
  const texts = (sign: (line: ShownLine) => string) =>
    lines.map(line => sign(line) + line.text).join('\n');
  if (since !== undefined) {
    return {
      lang: 'diff',
      title: `${file}, changed from ${since.file}`,
      value: texts(({mark}) => (mark === undefined ? ' ' : SIGNS[mark])),
    };
  }
  const note = part === 'whole' ? '' : `, lines ${part.from} to ${part.to} of ${total}`;
  return {lang, title: file + note, value: texts(() => '')};
}
