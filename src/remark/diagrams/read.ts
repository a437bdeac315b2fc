import {createHash} from 'node:crypto';

/** A mistake in a fence; `line` counts from 1, the line after the opening fence. */
export class DiagramError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

export type DiagramKind = 'flowchart' | 'sequence' | 'state';

/** What a fence says about itself. */
export interface Diagram {
  source: string;
  kind: DiagramKind;
  /** `accTitle`: the caption. */
  title: string;
  /** `accDescr`: what the picture shows, in a sentence or two. */
  description: string;
  /** Name of its picture under `diagrams/`, without ending. */
  hash: string;
}

/** Classes an author may give to a node or an arrow; what they look like is decided in `src/theme/Mermaid/drawing.ts`. */
export const CLASSES = [
  'service',
  'pod',
  'proxy',
  'control',
  'request',
  'mirror',
  'refused',
  'v1',
  'v2',
  'outside',
  'note',
] as const;

const KINDS: Readonly<Record<string, DiagramKind>> = {
  flowchart: 'flowchart',
  sequenceDiagram: 'sequence',
  'stateDiagram-v2': 'state',
};

const isClass = (name: string): boolean => (CLASSES as readonly string[]).includes(name);

/** Directives that decide looks in the fence; the course has one look for all. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/^\s*classDef\b/, 'classDef'],
  [/^\s*style\s/, 'style'],
  [/^\s*linkStyle\b/, 'linkStyle'],
  [/%%\{/, 'a %%{…}%% directive'],
  [/^\s*---\s*$/, 'a configuration block'],
  [/#(?:[0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-z;])/i, 'a colour'],
  [/\brgba?\(/, 'a colour'],
];

function refuseLooks(line: string, number: number): void {
  const found = LOOKS.find(([pattern]) => pattern.test(line));
  if (found === undefined) return;
  throw new DiagramError(
    number,
    `a diagram has no looks of its own, and here stands ${found[1]}: drop it and use a class (${CLASSES.join(', ')})`,
  );
}

function refuseUnknownClasses(line: string, number: number): void {
  const names = [
    ...Array.from(line.matchAll(/:::([\w-]+)/g), match => match[1]),
    /^\s*class\s+[\w,\s@-]+?\s+([\w-]+)\s*;?\s*$/.exec(line)?.[1],
  ];
  for (const name of names) {
    if (name === undefined || isClass(name)) continue;
    throw new DiagramError(number, `no class "${name}": use one of ${CLASSES.join(', ')}`);
  }
}

/** Value of `accTitle: …`, or of `accDescr { … }` over several lines. */
function textOf(name: 'accTitle' | 'accDescr', source: string): string {
  const line = new RegExp(`^[ \\t]*${name}[ \\t]*:(.*)$`, 'm').exec(source);
  const block = new RegExp(`^[ \\t]*${name}[ \\t]*\\{([^}]*)\\}`, 'm').exec(source);
  return (line?.[1] ?? block?.[1] ?? '').replace(/\s+/g, ' ').trim();
}

/** @returns twelve hexadecimal digits; line endings and blanks at both ends do not count */
function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 12);
}

/**
 * Reads the text of a `mermaid` fence. What it draws is Mermaid's to judge (`scripts/lib/diagrams/syntax.ts`).
 *
 * @throws DiagramError names line and remedy
 */
export function readDiagram(text: string): Diagram {
  const source = `${text.replace(/\r\n/g, '\n').trimEnd()}\n`;
  const lines = source.split('\n');
  lines.forEach((line, index) => {
    if (/^\s*%%(?!\{)/.test(line)) return;
    const isProse = /^\s*acc(?:Title|Descr)\b/.test(line);
    if (!isProse) refuseLooks(line, index + 1);
    if (!isProse) refuseUnknownClasses(line, index + 1);
  });
  const first = lines.findIndex(line => line.trim() !== '' && !/^\s*%%/.test(line));
  const word = lines[first]?.trim().split(/\s/)[0] ?? '';
  const kind = KINDS[word];
  if (kind === undefined) {
    throw new DiagramError(
      first + 1,
      `a diagram begins with one of ${Object.keys(KINDS).join(', ')}, not with "${word}"`,
    );
  }
  const title = textOf('accTitle', source);
  const description = textOf('accDescr', source);
  if (title === '') {
    throw new DiagramError(first + 1, 'the diagram has no caption: add a line "accTitle: …"');
  }
  if (description === '') {
    throw new DiagramError(
      first + 1,
      'the diagram has no description: add a line "accDescr: …" that says what it shows',
    );
  }
  return {source, kind, title, description, hash: hashOf(source)};
}
