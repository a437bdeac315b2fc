import {useState} from 'react';
import {act, cleanup, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {EditorView} from '@codemirror/view';
import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {LabEditor} from '@site/src/widgets/Lab/editor';
import type {EditorFile, EditorProps, LabDiagnostic} from '@site/src/widgets/Lab/editor/contract';

beforeAll(() => {
  // What jsdom does not measure.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  document.execCommand = () => false;
});
afterEach(cleanup);

const RULES = 'http:\n  - name: a\n  - name: b\n';
const PRESET: readonly EditorFile[] = [
  {name: 'rules.yaml', text: RULES},
  {name: 'more.yaml', text: 'kind: Gateway\n'},
];
const NONE: readonly LabDiagnostic[] = [];

/** A page around the editor, and what it was told. */
function open(more: Partial<EditorProps> = {}) {
  const told: {
    files: readonly EditorFile[];
    lines: [string, number][];
    put: (files: readonly EditorFile[]) => void;
    go: (name: string) => void;
  } = {
    files: PRESET,
    lines: [],
    put: () => {},
    go: () => {},
  };
  function Page() {
    const [files, setFiles] = useState(PRESET);
    const [active, setActive] = useState('rules.yaml');
    told.put = setFiles;
    told.go = setActive;
    return (
      <LabEditor
        files={files}
        active={active}
        preset={PRESET}
        diagnostics={NONE}
        lit={[]}
        onChange={next => {
          told.files = next;
          setFiles(next);
        }}
        onActive={setActive}
        onLine={(file, line) => told.lines.push([file, line])}
        {...more}
      />
    );
  }
  const {container} = render(<Page />);
  const root = [...container.querySelectorAll('div')].find(
    ({shadowRoot}) => shadowRoot,
  )?.shadowRoot;
  const dom = root?.querySelector<HTMLElement>('.cm-editor');
  const view = dom && EditorView.findFromDOM(dom);
  if (!root || !view) throw new Error('There is no editor.');
  const type = (text: string, at = view.state.doc.length) =>
    act(() =>
      view.dispatch({
        changes: {from: at, insert: text},
        selection: {anchor: at + text.length},
        userEvent: 'input.type',
      }),
    );
  return {told, root, view, type, text: () => view.state.doc.toString()};
}

/** The page hears of a text once its reader pauses. */
const pause = () => act(() => new Promise<void>(resolve => setTimeout(resolve, 200)));

const press = (name: string) => userEvent.click(screen.getByRole('button', {name}));

describe('the editor', () => {
  it('tells the page what was typed once its reader pauses, and leaves the other files', async () => {
    const {told, type} = open();
    const before = told.files;
    type('tcp: []\n');
    expect(told.files).toBe(before);
    await pause();
    expect(told.files).toEqual([{name: 'rules.yaml', text: `${RULES}tcp: []\n`}, PRESET[1]]);
  });
  it('tells it at once when the reader goes on, or the page goes away', () => {
    const {told, type, view} = open();
    type('a');
    act(() => void view.contentDOM.dispatchEvent(new FocusEvent('blur')));
    expect(told.files[0]?.text).toBe(`${RULES}a`);
    type('b');
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(told.files[0]?.text).toBe(`${RULES}ab`);
  });
  it('takes a text of the page, and none that is only an echo of its own', async () => {
    // This page is late: it shows each text when it likes to.
    const sent: (readonly EditorFile[])[] = [];
    const {told, type, text} = open({onChange: files => sent.push(files)});
    type('a');
    await pause();
    type('b');
    await pause();
    expect(sent).toHaveLength(2);
    act(() => told.put(sent[0] ?? []));
    expect(text()).toBe(`${RULES}ab`);
    act(() => told.put([{name: 'rules.yaml', text: 'x: 1\n'}, PRESET[1]!]));
    expect(text()).toBe('x: 1\n');
  });
  it('undoes and does again, file by file', async () => {
    const {told, type, text} = open();
    type('a');
    act(() => told.go('more.yaml'));
    expect(text()).toBe('kind: Gateway\n');
    expect(screen.getByRole('button', {name: 'Undo'}).getAttribute('aria-disabled')).toBe('true');
    act(() => told.go('rules.yaml'));
    await press('Undo');
    expect(text()).toBe(RULES);
    await press('Redo');
    expect(text()).toBe(`${RULES}a`);
  });
  it('moves the item of the cursor by buttons, as long as there is room', async () => {
    const {view, text} = open();
    act(() => view.dispatch({selection: {anchor: RULES.indexOf('name: b')}}));
    expect(
      screen.getByRole('button', {name: 'Move this item down'}).getAttribute('aria-disabled'),
    ).toBe('true');
    await press('Move this item up');
    expect(text()).toBe('http:\n  - name: b\n  - name: a\n');
    // The cursor went along.
    expect(view.state.sliceDoc(view.state.selection.main.head).startsWith('name: b')).toBe(true);
    await press('Undo');
    expect(text()).toBe(RULES);
  });
  it('goes back to the start, and even that can be undone', async () => {
    const {told, type, text} = open();
    expect(screen.getByRole('button', {name: 'Reset'}).getAttribute('aria-disabled')).toBe('true');
    type('a');
    await pause();
    await press('Reset');
    expect(text()).toBe(RULES);
    expect(told.files).toEqual(PRESET);
    await press('Undo');
    expect(text()).toBe(`${RULES}a`);
  });
  it('shows what differs from the start', async () => {
    const {type} = open();
    await press('Difference');
    expect(screen.getByText('Nothing differs from the start.')).toBeTruthy();
    type('tcp: []\n');
    await pause();
    expect(screen.getByRole('group', {name: 'Difference from the start'}).textContent).toContain(
      'added: tcp: []',
    );
  });
  it('says which line the reader goes to', () => {
    const {told, view} = open();
    act(() => {
      view.focus();
      view.dispatch({selection: {anchor: RULES.indexOf('name: a')}});
    });
    expect(told.lines.at(-1)).toEqual(['rules.yaml', 2]);
  });
  it('shows a finding in the margin, and its sentence with the page that teaches it when asked', () => {
    const point = (line: number, column: number) => ({offset: 0, line, column});
    const {root} = open({
      diagnostics: [
        {
          code: 'IST0101',
          severity: 'warning',
          message: 'Referenced host not found',
          help: 'Name a Service that exists.',
          page: 'kubernetes-and-istio/reading-a-rule',
          resource: null,
          place: {file: 'rules.yaml', document: 0, start: point(2, 5), end: point(2, 12)},
        },
        {
          code: 'bad-value',
          severity: 'error',
          message: 'x',
          resource: null,
          place: {file: 'more.yaml', document: 0, start: point(1, 1), end: point(1, 5)},
        },
      ],
    });
    expect(root.querySelector('.cm-wrong')?.textContent).toBe('name: a');
    expect(root.querySelectorAll('.cm-signs .cm-sign-error')).toHaveLength(0);
    const view = EditorView.findFromDOM(root.querySelector<HTMLElement>('.cm-editor')!)!;
    act(() => {
      view.contentDOM.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'F8', keyCode: 119, bubbles: true}),
      );
    });
    const note = root.querySelector('.cm-note');
    expect(note?.textContent).toContain(
      'Line 2, caution. Referenced host not found. Name a Service that exists.',
    );
    expect(note?.querySelector('a')?.getAttribute('href')).toBe(
      '/docs/kubernetes-and-istio/reading-a-rule',
    );
  });
  it('marks lines as the ladder does', () => {
    const {root} = open({
      lit: [{file: 'rules.yaml', lines: [2, 9], verdict: 'hit'}],
      marks: new Map([
        [3, 'skip'],
        [99, 'hit'],
      ]),
    });
    expect(
      [...root.querySelectorAll('.cm-line.cm-lit-hit')].map(({textContent}) => textContent),
    ).toEqual(['  - name: a', '  - name: b', '']);
    expect(root.querySelectorAll('.cm-gutterElement .cm-sign-skip')).toHaveLength(1);
  });
  it('never traps the keyboard: Tab passes until something is typed, then it indents, and after Escape it leaves', () => {
    const {view, text} = open();
    const key = (name: string, keyCode: number) => {
      const event = new KeyboardEvent('keydown', {
        key: name,
        keyCode,
        bubbles: true,
        cancelable: true,
      });
      act(() => {
        view.contentDOM.dispatchEvent(event);
      });
      return event.defaultPrevented;
    };
    expect(key('Tab', 9)).toBe(false);
    const at = RULES.indexOf('  - name: b');
    act(() => view.dispatch({changes: {from: at, insert: ' '}, selection: {anchor: at}}));
    expect(key('Tab', 9)).toBe(true);
    expect(text()).toContain('     - name: b');
    key('Escape', 27);
    expect(key('Tab', 9)).toBe(false);
  });
});
