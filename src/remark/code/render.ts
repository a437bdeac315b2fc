import {posix} from 'node:path';
import type {ShownCode, SinceStep} from '../../data/shown-code';
import {FenceError, readFence, type Fence} from './fence';
import {highlightLines, labelOf} from './highlight';
import {markHighlights, readExample, type ShownExample, type ShownLine} from './read-example';

/** Unchanged lines that stay visible around a change. */
const CONTEXT = 3;

interface HtmlLine {
  html: string;
  mark?: 'hit' | 'add' | 'del' | 'cmd';
  number?: number;
}

const SPOKEN: Partial<Record<NonNullable<HtmlLine['mark']>, string>> = {
  add: '<span class="vh">added: </span>',
  del: '<span class="vh">removed: </span>',
};

function lineHtml({html, mark, number}: HtmlLine): string {
  const tag = mark === 'hit' ? 'mark' : 'span';
  const classes = mark === undefined ? 'l' : `l ${mark}`;
  const counted = number === undefined ? '' : ` data-n="${number}"`;
  return `<${tag} class="${classes}"${counted}>${mark === undefined ? '' : (SPOKEN[mark] ?? '')}${html}\n</${tag}>`;
}

const pre = (lines: readonly HtmlLine[], classes: string) =>
  `<pre${classes === '' ? '' : ` class="${classes}"`}><code>${lines.map(lineHtml).join('')}</code></pre>`;

/** Long runs of unchanged lines fold away; what is near a change stays. */
function differenceHtml(lines: readonly HtmlLine[]): string {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some(({mark}) => mark !== undefined),
  );
  const runs: {folded: boolean; lines: HtmlLine[]}[] = [];
  lines.forEach((line, index) => {
    // One line folded away saves no room.
    const alone = near[index - 1] !== false && near[index + 1] !== false;
    const folded = near[index] === false && !alone;
    const last = runs.at(-1);
    if (last?.folded === folded) last.lines.push(line);
    else runs.push({folded, lines: [line]});
  });
  return runs
    .map(run => {
      const html = pre(run.lines, 'diff');
      return run.folded
        ? `<details><summary>${run.lines.length} unchanged lines</summary>${html}</details>`
        : html;
    })
    .join('');
}

function shortenedName(file: string, since: string): string {
  const own = file.split('/');
  const other = since.split('/');
  let shared = 0;
  while (shared < other.length - 1 && own[shared] === other[shared]) shared += 1;
  return other.slice(shared).join('/');
}

function sinceStep(example: ShownExample, since: string): SinceStep {
  const count = (mark: ShownLine['mark']) =>
    example.lines.filter(line => line.mark === mark).length;
  return {
    file: since,
    name: shortenedName(example.file, since),
    added: count('add'),
    removed: count('del'),
  };
}

function noteOf({file, part, total}: ShownExample): string {
  if (part !== 'whole') {
    return part.from === part.to
      ? `line ${part.from} of ${total}`
      : `lines ${part.from} to ${part.to} of ${total}`;
  }
  if (file.startsWith('examples/broken/')) return 'wrong on purpose';
  if (file.startsWith('examples/then/')) return 'of its time, do not apply';
  return posix.extname(file) === '.yaml' ? 'complete, ready to apply' : 'complete';
}

async function renderExample(root: string, fence: Fence & {file: string}): Promise<ShownCode> {
  const example = readExample(root, fence);
  const now = await highlightLines(example.text, fence.language);
  const {since} = example;
  const before = since === undefined ? [] : await highlightLines(since.text, fence.language);
  const lines = example.lines.map(({number, mark}): HtmlLine => ({
    html: (mark === 'del' ? before : now)[number - 1] ?? '',
    ...(mark !== undefined && {mark}),
    ...(fence.numbers && {number}),
  }));
  return {
    html: since === undefined ? pre(lines, fence.numbers ? 'numbers' : '') : differenceHtml(lines),
    label: labelOf(fence.language),
    file: example.file,
    ...(fence.title !== undefined && {title: fence.title}),
    ...(since === undefined ? {note: noteOf(example)} : {since: sinceStep(example, since.file)}),
  };
}

/** Commands start with `$ ` and go on after a trailing backslash; all other lines are what they print. */
async function consoleLines(body: string): Promise<HtmlLine[]> {
  let goesOn = false;
  const lines = body.split('\n').map(text => {
    const prompted = text.startsWith('$ ');
    const command = prompted || goesOn;
    goesOn = command && text.endsWith('\\');
    return {command, prompted, text: prompted ? text.slice(2) : text};
  });
  if (!lines.some(({command}) => command)) {
    throw new FenceError('no line of this console fence starts with "$ ": use ```text for output');
  }
  const commands = await highlightLines(
    lines.map(({command, text}) => (command ? text : '')).join('\n'),
    'console',
  );
  const output = await highlightLines(body, 'text');
  return lines.map(({command, prompted}, index): HtmlLine =>
    command
      ? {
          // The prompt is drawn by the style sheet: it can be neither selected nor copied.
          html: `${prompted ? '<span class="prompt"></span>' : ''}${commands[index] ?? ''}`,
          mark: 'cmd',
        }
      : {html: output[index] ?? ''},
  );
}

async function renderText(fence: Fence, body: string): Promise<ShownCode> {
  const isConsole = fence.language === 'console';
  if (isConsole && (fence.highlight.length > 0 || fence.numbers)) {
    throw new FenceError('a console fence takes title= only');
  }
  const marked = markHighlights(
    body.split('\n').map((text, index) => ({text, number: index + 1})),
    fence.highlight,
    'this fence',
  );
  const html = isConsole ? [] : await highlightLines(body, fence.language);
  const lines = isConsole
    ? await consoleLines(body)
    : marked.map(({number, mark}): HtmlLine => ({
        html: html[number - 1] ?? '',
        ...(mark !== undefined && {mark}),
        ...(fence.numbers && {number}),
      }));
  return {
    html: pre(lines, fence.numbers ? 'numbers' : ''),
    label: labelOf(fence.language),
    ...(fence.title !== undefined && {title: fence.title}),
  };
}

/**
 * Draws a fence.
 *
 * @param root folder of the project
 * @param meta words after the language
 * @throws FenceError says what was expected
 */
export async function renderFence(
  root: string,
  language: string,
  meta: string,
  body: string,
): Promise<ShownCode> {
  labelOf(language);
  const fence = readFence(language, meta, body);
  const {file} = fence;
  if (file !== undefined) return renderExample(root, {...fence, file});
  if (body.trim() === '') throw new FenceError('the fence is empty');
  return renderText(fence, body);
}

/** Draws YAML that stands in no example, with its lines numbered. */
export async function renderYaml(text: string, title: string): Promise<ShownCode> {
  const lines = await highlightLines(text, 'yaml');
  return {
    html: pre(
      lines.map((html, index) => ({html, number: index + 1})),
      'numbers',
    ),
    label: labelOf('yaml'),
    title,
  };
}
