import {
  Decoration,
  EditorView,
  gutter,
  gutterLineClass,
  GutterMarker,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import {
  RangeSet,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Text,
} from '@codemirror/state';
import type {LabDiagnostic, LitLines, Verdict} from './contract';
import {listsOf} from './lists';

/** What the lab knows of the text, shown in it: findings, the lines of the step, the marks of the ladder. */

/** As much of the lab's knowledge as one file needs. */
export interface Shown {
  diagnostics: readonly LabDiagnostic[];
  lit: readonly LitLines[];
  marks: ReadonlyMap<number, Verdict>;
  /** Address of the page that teaches a rule. */
  pageAddress: (page: string) => string;
}

/** Longest text whose lists can be moved and which is completed, in lines. */
export const MAX_LINES = 3000;

export const linesOf = (doc: Text): string[] => doc.toString().split('\n');

const setShown = StateEffect.define<Shown>();
/** Opens or closes the sentences under a line. */
const toggleNote = StateEffect.define<number>();
/** Where a dragged item would go: the line above which it would stand, from 1; null: nothing is dragged. */
export const setDrop = StateEffect.define<{line: number; below: boolean} | null>();

const NOTHING: Shown = {diagnostics: [], lit: [], marks: new Map(), pageAddress: page => page};

interface Findings {
  shown: Shown;
  /** Lines, from 1, whose sentences are open. */
  open: ReadonlySet<number>;
}

const lineIn = (doc: Text, line: number): number => Math.min(Math.max(line, 1), doc.lines);

/** Findings by the line they begin at. Those about nothing in the text stand at its first line. */
function byLine({shown}: Findings, doc: Text): Map<number, LabDiagnostic[]> {
  const lines = new Map<number, LabDiagnostic[]>();
  for (const diagnostic of shown.diagnostics) {
    const line = lineIn(doc, diagnostic.place?.start.line ?? 1);
    lines.set(line, [...(lines.get(line) ?? []), diagnostic]);
  }
  return lines;
}

const findings = StateField.define<Findings>({
  create: () => ({shown: NOTHING, open: new Set()}),
  update(value, transaction) {
    let next = value;
    for (const effect of transaction.effects) {
      if (effect.is(setShown)) next = {...next, shown: effect.value};
      if (effect.is(toggleNote)) {
        const open = new Set(next.open);
        if (!open.delete(effect.value)) open.add(effect.value);
        next = {...next, open};
      }
    }
    return next;
  },
});

/** The page's words, brought up to date; places in a text that has moved on since follow with the next check. */
export const showEffect = (shown: Shown): StateEffect<Shown> => setShown.of(shown);

export const findingsOf = (state: EditorState): readonly LabDiagnostic[] =>
  state.field(findings).shown.diagnostics;

const WORST = ['error', 'warning', 'info'] as const;
const SAYS = {error: 'error', warning: 'caution', info: 'note'} as const;

const worstOf = (diagnostics: readonly LabDiagnostic[]) =>
  WORST.find(severity => diagnostics.some(each => each.severity === severity)) ?? 'info';

const fullStop = (text: string): string => text.replace(/([^.!?])$/, '$1.');

/** The sentences of the findings of a line, below it. */
class Note extends WidgetType {
  constructor(
    private readonly line: number,
    private readonly diagnostics: readonly LabDiagnostic[],
    private readonly pageAddress: (page: string) => string,
  ) {
    super();
  }

  override eq(other: Note): boolean {
    return other.line === this.line && other.diagnostics === this.diagnostics;
  }

  override toDOM(): HTMLElement {
    const box = document.createElement('div');
    box.className = `cm-note cm-note-${worstOf(this.diagnostics)}`;
    for (const {severity, code, message, help, page} of this.diagnostics) {
      const sentence = document.createElement('p');
      const lead = document.createElement('b');
      lead.textContent = `Line ${this.line}, ${SAYS[severity]}.`;
      sentence.append(lead, ` ${fullStop(message)} ${help ?? ''} `);
      if (page !== undefined) {
        const link = document.createElement('a');
        link.href = this.pageAddress(page);
        link.textContent = 'The page that teaches it';
        sentence.append(link, ' ');
      }
      const name = document.createElement('code');
      name.textContent = code;
      sentence.append(name);
      box.append(sentence);
    }
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const LIT: Readonly<Record<Verdict, Decoration>> = {
  hit: Decoration.line({class: 'cm-lit-hit'}),
  skip: Decoration.line({class: 'cm-lit-skip'}),
  fail: Decoration.line({class: 'cm-lit-fail'}),
  off: Decoration.line({class: 'cm-lit-skip'}),
};

class LineClass extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

const LIT_GUTTER: Readonly<Record<Verdict, LineClass>> = {
  hit: new LineClass('cm-lit-hit'),
  skip: new LineClass('cm-lit-skip'),
  fail: new LineClass('cm-lit-fail'),
  off: new LineClass('cm-lit-skip'),
};

/** Numbers from one line to another that the text has. */
function numbersOf(doc: Text, [from, to]: LitLines['lines']): number[] {
  const first = lineIn(doc, from);
  return Array.from(
    {length: Math.max(Math.min(to, doc.lines) - first + 1, 0)},
    (_, index) => first + index,
  );
}

/** The gutter beside the lit lines, in the same colour. */
const litGutter = gutterLineClass.compute([findings], state =>
  RangeSet.of(
    state
      .field(findings)
      .shown.lit.flatMap(({lines, verdict}) =>
        numbersOf(state.doc, lines).map(line =>
          LIT_GUTTER[verdict].range(state.doc.line(line).from),
        ),
      ),
    true,
  ),
);

const UNDERLINE = {
  error: Decoration.mark({class: 'cm-wrong cm-wrong-error'}),
  warning: Decoration.mark({class: 'cm-wrong'}),
  info: Decoration.mark({class: 'cm-wrong'}),
};

function decorate(state: EditorState): DecorationSet {
  const {doc} = state;
  const known = state.field(findings);
  const ranges = [];
  const lines = byLine(known, doc);
  for (const {lines: lit, verdict} of known.shown.lit)
    for (const line of numbersOf(doc, lit)) ranges.push(LIT[verdict].range(doc.line(line).from));
  for (const [number, diagnostics] of lines) {
    const line = doc.line(number);
    const start = line.from + (line.text.length - line.text.trimStart().length);
    for (const {place, severity} of diagnostics) {
      const from = Math.max(line.from + (place?.start.column ?? 1) - 1, start);
      const sameLine = place !== null && place.end.line === place.start.line;
      const to = Math.min(sameLine ? line.from + place.end.column - 1 : line.to, line.to);
      if (from < to) ranges.push(UNDERLINE[severity].range(from, to));
      else if (start < line.to) ranges.push(UNDERLINE[severity].range(start, line.to));
    }
    if (known.open.has(number))
      ranges.push(
        Decoration.widget({
          widget: new Note(number, diagnostics, known.shown.pageAddress),
          block: true,
          side: 1,
        }).range(line.to),
      );
  }
  return Decoration.set(ranges, true);
}

const decorations = StateField.define<DecorationSet>({
  create: decorate,
  update(value, transaction) {
    const said = transaction.effects.some(effect => effect.is(setShown) || effect.is(toggleNote));
    return said ? decorate(transaction.state) : value.map(transaction.changes);
  },
  provide: field => EditorView.decorations.from(field),
});

const SIGNS = {
  hit: 'M6.5 11.5l3 3 6-7',
  skip: 'M7 11h8',
  fail: 'M7.5 7.5l7 7m0-7l-7 7',
  off: '',
  error: 'M11 6v6m0 3v1.5',
  warning: 'M11 8v5m0 2.5v1',
  info: 'M11 6v1.5m0 3V16',
} as const;

function sign(name: keyof typeof SIGNS): SVGSVGElement {
  const make = <T extends 'svg' | 'path'>(tag: T, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = make('svg', {viewBox: '0 0 22 22', class: `cm-sign cm-sign-${name}`});
  const shape =
    name === 'warning' ? 'M11 2.5L20.5 19h-19z' : 'M1.5 11a9.5 9.5 0 0 1 19 0 9.5 9.5 0 0 1-19 0z';
  svg.append(make('path', {d: shape, class: 'cm-sign-shape'}), make('path', {d: SIGNS[name]}));
  return svg;
}

class Sign extends GutterMarker {
  constructor(private readonly name: keyof typeof SIGNS) {
    super();
  }

  override eq(other: Sign): boolean {
    return other.name === this.name;
  }

  override toDOM(): Node {
    return sign(this.name);
  }
}

/** Findings and, where there are none, the marks of the ladder. */
const signs = gutter({
  class: 'cm-signs',
  markers: ({state}) => {
    const {doc} = state;
    const known = state.field(findings);
    const lines = byLine(known, doc);
    const names = new Map<number, keyof typeof SIGNS>(
      [...known.shown.marks].filter(([line]) => line <= doc.lines),
    );
    for (const [line, diagnostics] of lines) names.set(line, worstOf(diagnostics));
    return RangeSet.of(
      [...names].map(([line, name]) => new Sign(name).range(doc.line(lineIn(doc, line)).from)),
      true,
    );
  },
  lineMarkerChange: ({transactions}) =>
    transactions.some(({effects}) => effects.some(effect => effect.is(setShown))),
  initialSpacer: () => new Sign('off'),
  domEventHandlers: {
    mousedown(view, block) {
      const {number} = view.state.doc.lineAt(block.from);
      if (!byLine(view.state.field(findings), view.state.doc).has(number)) return false;
      view.dispatch({effects: toggleNote.of(number)});
      return true;
    },
  },
});

/** Opens the sentences of the next finding behind the cursor and goes there; round and round. */
export function goToNextFinding(view: EditorView): boolean {
  const {state} = view;
  const lines = [...byLine(state.field(findings), state.doc).keys()].sort((a, b) => a - b);
  const here = state.doc.lineAt(state.selection.main.head).number;
  const next = lines.find(line => line > here) ?? lines[0];
  if (next === undefined) return false;
  view.dispatch({
    selection: {anchor: state.doc.line(next).to},
    scrollIntoView: true,
    effects: state.field(findings).open.has(next) ? [] : [toggleNote.of(next)],
  });
  return true;
}

const DASH = Decoration.mark({class: 'cm-dash'});

function dashes(doc: Text): DecorationSet {
  if (doc.lines > MAX_LINES) return Decoration.none;
  return Decoration.set(
    listsOf(linesOf(doc)).flatMap(({column, items}) =>
      items.map(({dash}) => {
        const from = doc.line(dash + 1).from + column;
        return DASH.range(from, from + 1);
      }),
    ),
    true,
  );
}

/** Dashes of items that can change places are handles. */
const handles = StateField.define<DecorationSet>({
  create: ({doc}) => dashes(doc),
  update: (value, {docChanged, state}) => (docChanged ? dashes(state.doc) : value),
  provide: field => EditorView.decorations.from(field),
});

const drop = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, {effects, state}) {
    for (const effect of effects) {
      if (!effect.is(setDrop)) continue;
      if (effect.value === null) return Decoration.none;
      const {line, below} = effect.value;
      const place = Decoration.line({class: below ? 'cm-drop-below' : 'cm-drop-above'});
      return Decoration.set([place.range(state.doc.line(lineIn(state.doc, line)).from)]);
    }
    return value;
  },
  provide: field => EditorView.decorations.from(field),
});

export const knowledge: Extension = [findings, decorations, litGutter, signs, handles, drop];
