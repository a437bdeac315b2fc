import {
  autocompletion,
  closeCompletion,
  completionKeymap,
  pickedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import {
  history,
  historyKeymap,
  indentLess,
  indentMore,
  isolateHistory,
  redo,
  redoDepth,
  standardKeymap,
  toggleComment,
  undo,
  undoDepth,
} from '@codemirror/commands';
import {yaml} from '@codemirror/lang-yaml';
import {foldGutter, foldKeymap, indentOnInput, indentUnit} from '@codemirror/language';
import {Annotation, EditorState, Prec, type Extension} from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';
import {suggest, type Suggestion} from './complete';
import type {EditorFile} from './contract';
import {look} from './look';
import {canMove, dragging, moveItem} from './moving';
import {goToNextFinding, knowledge, linesOf, MAX_LINES, showEffect, type Shown} from './state';

/** The editor without React: one view, and a state for each file, so that each keeps its own history and folds. */

/** What the buttons around the editor need to know. */
export interface Possible {
  undo: boolean;
  redo: boolean;
  up: boolean;
  down: boolean;
}

export interface Listener {
  onText(file: string, text: string): void;
  onLine(file: string, line: number): void;
  onPossible(possible: Possible): void;
}

/** So long without a key before the page hears of the text: whoever types is not held up by what it draws. */
const PAUSE_MS = 120;

/** The text came from the page, not from the reader. */
const fromPage = Annotation.define<true>();

interface Explained extends Completion {
  meaning: string;
}

function drawMeaning(completion: Completion): Node {
  const element = document.createElement('span');
  element.className = 'cm-meaning';
  element.textContent = (completion as Explained).meaning;
  return element;
}

const toCompletion = ({label, insert, meaning, type}: Suggestion): Explained => ({
  label,
  meaning,
  type,
  apply: (view, completion, from, to) => {
    const text = insert.replace('$', '');
    const cursor = insert.indexOf('$');
    view.dispatch({
      changes: {from, to, insert: text},
      selection: {anchor: from + (cursor === -1 ? text.length : cursor)},
      scrollIntoView: true,
      userEvent: 'input.complete',
      annotations: pickedCompletion.of(completion),
    });
    if (cursor !== -1) startCompletion(view);
  },
});

function complete(context: CompletionContext): CompletionResult | null {
  const {doc} = context.state;
  if (doc.lines > MAX_LINES) return null;
  const line = doc.lineAt(context.pos);
  const found = suggest(linesOf(doc), line.number - 1, context.pos - line.from);
  if (found === null) return null;
  const from = line.from + found.from;
  // A list that opens by itself wants a letter first.
  if (!context.explicit && from === context.pos) return null;
  return {from, options: found.options.map(toCompletion), validFor: /^[\w.-]*$/};
}

const keys = keymap.of([
  {key: 'Alt-ArrowUp', run: moveItem(-1)},
  {key: 'Alt-ArrowDown', run: moveItem(1)},
  {key: 'Tab', run: indentMore, shift: indentLess},
  {key: 'Mod-/', run: toggleComment},
  {key: 'F8', run: goToNextFinding},
  ...completionKeymap,
  ...historyKeymap,
  ...foldKeymap,
  ...standardKeymap,
]);

const shared: Extension = [
  knowledge,
  lineNumbers(),
  foldGutter({openText: '▾', closedText: '▸'}),
  history(),
  yaml(),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  indentOnInput(),
  autocompletion({
    override: [complete],
    icons: false,
    addToOptions: [{render: drawMeaning, position: 60}],
  }),
  highlightActiveLine(),
  dragging,
  Prec.high(keys),
  look,
];

/** The part that differs between two texts. */
function changeBetween(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  return {
    from: start,
    to: before.length - end,
    insert: after.slice(start, after.length - end),
  };
}

const lineOf = ({doc, selection}: EditorState): number => doc.lineAt(selection.main.head).number;

export class CodeEditor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private active = '';
  private line = 0;
  private possible = '';
  /** What was told to the page and has not come back yet: an older text of ours is no news. */
  private told: string[] = [];
  /** Set while there is something that the page has not heard of. */
  private untold: number | undefined;

  constructor(
    root: ShadowRoot,
    private listener: Listener,
  ) {
    this.view = new EditorView({parent: root, root});
    window.addEventListener('pagehide', this.tell);
  }

  destroy(): void {
    this.tell();
    window.removeEventListener('pagehide', this.tell);
    this.view.destroy();
  }

  listen(listener: Listener): void {
    this.listener = listener;
  }

  /** Brings the view to the files of the page. */
  sync(files: readonly EditorFile[], active: string): void {
    const file = files.find(({name}) => name === active);
    if (file === undefined) return;
    for (const [name, state] of this.states)
      if (name !== active && files.find(each => each.name === name)?.text !== state.doc.toString())
        this.states.delete(name);
    if (active === this.active) this.receive(file.text);
    else {
      this.tell();
      if (this.active !== '') this.states.set(this.active, this.view.state);
      this.active = active;
      this.told = [];
      this.view.setState(this.states.get(active) ?? this.stateFor(file));
      this.view.setTabFocusMode(true);
      this.line = lineOf(this.view.state);
    }
    this.tellPossible();
  }

  /** What the page knows of the active file. */
  show(shown: Shown): void {
    this.view.dispatch({effects: showEffect(shown)});
  }

  /** Puts another text in its place; the reader can undo it. */
  replace(text: string): void {
    this.tell();
    this.view.dispatch({
      changes: changeBetween(this.view.state.doc.toString(), text),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.reset',
    });
    this.tell();
  }

  run(command: 'undo' | 'redo' | 'up' | 'down'): void {
    const {view} = this;
    closeCompletion(view);
    switch (command) {
      case 'undo':
        undo(view);
        break;
      case 'redo':
        redo(view);
        break;
      case 'up':
        moveItem(-1)(view);
        break;
      case 'down':
        moveItem(1)(view);
        break;
      default:
        command satisfies never;
    }
  }

  private stateFor({name, text}: EditorFile): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        shared,
        EditorView.contentAttributes.of({
          // Editable content takes the focus anyway; axe believes it only when it is said.
          tabindex: '0',
          'aria-label': `${name}. Tab indents; Escape, then Tab leaves the editor.`,
        }),
        EditorView.updateListener.of(update => this.updated(update)),
        // Whoever goes on to a button of the page means the text as it stands.
        EditorView.domEventHandlers({blur: this.tell}),
      ],
    });
  }

  private receive(text: string): void {
    const known = this.told.lastIndexOf(text);
    if (known !== -1) {
      this.told.splice(0, known + 1);
      return;
    }
    const before = this.view.state.doc.toString();
    if (before === text) return;
    this.told = [];
    this.forget();
    this.view.dispatch({
      changes: changeBetween(before, text),
      annotations: [fromPage.of(true), isolateHistory.of('full')],
    });
  }

  private updated({
    docChanged,
    selectionSet,
    focusChanged,
    transactions,
    state,
    view,
  }: ViewUpdate): void {
    // Tab leads through the page until the reader types: then it indents, and Escape comes before it.
    if (focusChanged) view.setTabFocusMode(true);
    if (docChanged && !transactions.some(each => each.annotation(fromPage))) {
      view.setTabFocusMode(false);
      window.clearTimeout(this.untold);
      this.untold = window.setTimeout(this.tell, PAUSE_MS);
    }
    if (docChanged || selectionSet) this.tellPossible();
    const number = lineOf(state);
    if ((focusChanged || (selectionSet && !docChanged)) && number !== this.line && view.hasFocus) {
      this.line = number;
      this.listener.onLine(this.active, number);
    }
  }

  private forget(): void {
    window.clearTimeout(this.untold);
    this.untold = undefined;
  }

  private readonly tell = (): void => {
    if (this.untold === undefined) return;
    this.forget();
    const text = this.view.state.doc.toString();
    this.told.push(text);
    this.listener.onText(this.active, text);
  };

  private tellPossible(): void {
    const {view} = this;
    const possible = {
      undo: undoDepth(view.state) > 0,
      redo: redoDepth(view.state) > 0,
      up: canMove(view, -1),
      down: canMove(view, 1),
    };
    const key = JSON.stringify(possible);
    if (key === this.possible) return;
    this.possible = key;
    this.listener.onPossible(possible);
  }
}
