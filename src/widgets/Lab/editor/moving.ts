import {EditorView, type Command} from '@codemirror/view';
import type {Extension} from '@codemirror/state';
import {applyMove, isInList, listAt, moveFrom, type Move} from './lists';
import {linesOf, MAX_LINES, setDrop} from './state';

/** Items of lists change places: by keys, by buttons, and by dragging the dash. */

function move(view: EditorView, lines: readonly string[], wanted: Move): boolean {
  const change = applyMove(lines, wanted);
  if (change === null) return false;
  const {doc, selection} = view.state;
  const from = doc.line(change.from + 1).from;
  const to = doc.line(change.to).to;
  const item = wanted.list.items[wanted.from];
  const start = doc.line((item?.from ?? change.from) + 1).from;
  // The cursor stays at its place in the item.
  const inside = Math.max(selection.main.head - start, 0);
  const before = change.lines.slice(0, change.moved - change.from).join('\n');
  const moved = from + (before === '' ? 0 : before.length + 1);
  const own = lines.slice(item?.from, item?.to).join('\n');
  view.dispatch({
    changes: {from, to, insert: change.lines.join('\n')},
    selection: {anchor: moved + Math.min(inside, own.length)},
    scrollIntoView: true,
    userEvent: 'move.line',
  });
  return true;
}

const lineOfCursor = ({state}: EditorView): number =>
  state.doc.lineAt(state.selection.main.head).number - 1;

export function canMove(view: EditorView, by: -1 | 1): boolean {
  const {doc} = view.state;
  return doc.lines <= MAX_LINES && moveFrom(linesOf(doc), lineOfCursor(view), by) !== null;
}

/** In a list nothing but items moves: a line alone would tear its item apart. */
export const moveItem =
  (by: -1 | 1): Command =>
  view => {
    const {doc} = view.state;
    if (doc.lines > MAX_LINES) return false;
    const lines = linesOf(doc);
    const line = lineOfCursor(view);
    const wanted = moveFrom(lines, line, by);
    return wanted === null ? isInList(lines, line) : move(view, lines, wanted);
  };

/** Pixels that a pointer may tremble before a press is a drag. */
const TREMBLE = 4;

/** The item of a list at a height of the page. */
function itemAt(view: EditorView, {items}: Move['list'], y: number): number {
  const {doc} = view.state;
  const height = y - view.documentTop;
  const found = items.findIndex(({to}) => {
    const block = view.lineBlockAt(doc.line(Math.min(to, doc.lines)).from);
    return height < block.bottom;
  });
  return found === -1 ? items.length - 1 : found;
}

/** Dragging begins on the dash; with touch too, as its style takes the gesture from the page. */
export const dragging: Extension = EditorView.domEventHandlers({
  pointerdown(event, view) {
    const handle = (event.target as HTMLElement).closest('.cm-dash');
    if (handle === null || event.button !== 0) return false;
    const {doc} = view.state;
    const lines = linesOf(doc);
    const line = doc.lineAt(view.posAtDOM(handle)).number - 1;
    const list = listAt(lines, line);
    const from = list?.items.findIndex(({dash}) => dash === line) ?? -1;
    if (list === null || from === -1) return false;
    const top = event.clientY;
    let to = from;
    let dragged = false;
    const end = () => {
      view.dispatch({effects: setDrop.of(null)});
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', put);
      window.removeEventListener('pointercancel', end);
    };
    const follow = ({clientY}: PointerEvent) => {
      dragged ||= Math.abs(clientY - top) > TREMBLE;
      if (!dragged) return;
      to = itemAt(view, list, clientY);
      const target = list.items[to];
      if (target === undefined) return;
      const below = to > from;
      view.dispatch({
        effects: setDrop.of(
          to === from ? null : {line: below ? target.to : target.from + 1, below},
        ),
      });
    };
    const put = () => {
      end();
      if (dragged) move(view, lines, {list, from, to});
      else view.dispatch({selection: {anchor: doc.line(line + 1).from + list.column + 1}});
      view.focus();
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', put);
    window.addEventListener('pointercancel', end);
    event.preventDefault();
    return true;
  },
  // The press would begin a selection.
  mousedown: event =>
    (event.target as HTMLElement).closest('.cm-dash') !== null && event.button === 0,
});
