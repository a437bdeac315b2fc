import {useRef, useState, type KeyboardEvent, type ReactNode} from 'react';
import type {ShownBingoWord} from '@site/src/data/stage';
import {classes} from '@site/src/components/classes';
import {keepMarks} from './keep';
import {cellAfter, inWords, linesOf, MIDDLE, SIDE} from './model';
import {styles} from './sheet';

const ROWS = Array.from({length: SIDE}, (_, row) => row);

function Rows({
  words,
  children,
}: {
  words: readonly ShownBingoWord[];
  children: (word: ShownBingoWord, at: number) => ReactNode;
}) {
  return (
    <tbody>
      {ROWS.map(row => (
        <tr key={row}>
          {words
            .slice(row * SIDE, (row + 1) * SIDE)
            .map((word, column) => children(word, row * SIDE + column))}
        </tr>
      ))}
    </tbody>
  );
}

/** Looks of each cell of a card with these marks. */
function looksOf(marked: ReadonlySet<number>): (at: number) => string {
  const won = new Set(linesOf(marked).flatMap(({cells}) => cells));
  return at =>
    classes(
      marked.has(at) && styles.marked,
      won.has(at) && styles.won,
      at === MIDDLE && styles.free,
    );
}

interface StillCardProps {
  words: readonly ShownBingoWord[];
  marked: ReadonlySet<number>;
  /** Name of the table. */
  label: string;
}

/** A card to look at. */
export function StillCard({words, marked, label}: StillCardProps) {
  const look = looksOf(marked);
  return (
    <table className={styles.card} aria-label={label}>
      <Rows words={words}>
        {({id, cell}, at) => (
          <td key={id} className={look(at)}>
            {cell}
            {marked.has(at) && <span className="sr-only"> (marked)</span>}
          </td>
        )}
      </Rows>
    </table>
  );
}

interface LiveCardProps {
  number: number;
  words: readonly ShownBingoWord[];
  kept: readonly string[];
  /** Tells what a mark changed. */
  say: (words: string) => void;
}

/** What is marked, in one sentence. */
export function standing(marked: ReadonlySet<number>): string {
  const lines = linesOf(marked);
  if (marked.size === SIDE * SIDE) return 'Bingo! The whole card is full.';
  if (lines.length > 0) return `Bingo! Full: ${inWords(lines)}.`;
  return `${marked.size} of ${SIDE * SIDE} marked.`;
}

/** A card to play on: a tap marks, or the arrow keys and the space bar. */
export function LiveCard({number, words, kept, say}: LiveCardProps) {
  const [marks, setMarks] = useState<ReadonlySet<string>>(() => new Set(kept));
  const [focus, setFocus] = useState(0);
  const cells = useRef<(HTMLTableCellElement | null)[]>([]);
  const marked = new Set(words.flatMap(({id}, at) => (at === MIDDLE || marks.has(id) ? [at] : [])));
  const look = looksOf(marked);

  const toggle = (at: number) => {
    const word = words[at];
    if (word === undefined) return;
    setFocus(at);
    if (at === MIDDLE) {
      say(`${word.word} is free. ${standing(marked)}`);
      return;
    }
    const next = new Set(marks);
    const isNew = !next.delete(word.id);
    if (isNew) next.add(word.id);
    setMarks(next);
    keepMarks(number, [...next]);
    const now = new Set(marked);
    if (isNew) now.add(at);
    else now.delete(at);
    say(`${word.word}: ${isNew ? 'marked' : 'no longer marked'}. ${standing(now)}`);
  };

  const press = (event: KeyboardEvent, at: number) => {
    if (event.key === ' ' || event.key === 'Enter') toggle(at);
    else {
      const to = cellAfter(event.key, at, event.ctrlKey || event.metaKey);
      if (to === undefined) return;
      setFocus(to);
      cells.current[to]?.focus();
    }
    event.preventDefault();
  };

  return (
    <table
      className={styles.card}
      role="grid"
      aria-label={`Card ${number}`}
      aria-multiselectable="true"
    >
      <Rows words={words}>
        {({id, cell}, at) => (
          <td
            key={id}
            ref={element => {
              cells.current[at] = element;
            }}
            role="gridcell"
            aria-selected={marked.has(at)}
            tabIndex={at === focus ? 0 : -1}
            className={look(at)}
            onClick={() => toggle(at)}
            onKeyDown={event => press(event, at)}
          >
            {cell}
          </td>
        )}
      </Rows>
    </table>
  );
}
