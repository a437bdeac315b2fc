import {useState, type FormEvent} from 'react';
import Link from '@docusaurus/Link';
import type {ShownBingoWord} from '@site/src/data/stage';
import {StillCard} from './Card';
import {keepDraws, keptDraws} from './keep';
import {cardOf, inWords, linesOf, MIDDLE, MOST, numberIn, orderOf} from './model';
import {styles} from './sheet';

interface CallerProps {
  number: number;
  words: readonly ShownBingoWord[];
  free: ShownBingoWord;
  /** Another order, by another number. */
  onNew: () => void;
}

/** Who calls “bingo” says a number, and the caller sees whether the card has a line of words that were called. */
function Check({
  drawn,
  words,
  free,
}: {drawn: readonly ShownBingoWord[]} & Pick<CallerProps, 'words' | 'free'>) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const number = numberIn(asked);
  const check = (event: FormEvent) => {
    event.preventDefault();
    setAsked(typed);
  };
  const card = number === undefined ? [] : cardOf(words, free, number);
  const marked = new Set(
    card.flatMap((word, at) => (at === MIDDLE || drawn.includes(word) ? [at] : [])),
  );
  const lines = linesOf(marked);
  return (
    <section className={styles.part} aria-labelledby="check">
      <h2 id="check">Check a card</h2>
      <form className={styles.go} onSubmit={check}>
        <label>
          Number of the card, or its address{' '}
          <input type="text" value={typed} onChange={({target}) => setTyped(target.value)} />
        </label>
        <button type="submit" className="btn">
          Check
        </button>
      </form>
      <p role="status" className={styles.says}>
        {asked !== '' &&
          (number === undefined
            ? `“${asked}” is no card: they have the numbers 1 to ${MOST}.`
            : lines.length === 0
              ? `Card ${number} has no line yet: ${marked.size - 1} of its words were called.`
              : `Card ${number} is right: ${inWords(lines)}.`)}
      </p>
      {number !== undefined && (
        <StillCard
          words={card}
          marked={marked}
          label={`Card ${number}, with the words called so far`}
        />
      )}
    </section>
  );
}

/** Draws the words one by one, for who stands in front of the room. */
export function Caller({number, words, free, onNew}: CallerProps) {
  const order = orderOf(words, number);
  const [draws, setDraws] = useState({number, count: keptDraws(number)});
  const kept = draws.number === number ? draws.count : keptDraws(number);
  const count = Math.min(kept, order.length);
  const drawn = order.slice(0, count);
  const last = drawn.at(-1);
  const draw = (next: number) => {
    setDraws({number, count: next});
    keepDraws(number, next);
  };
  return (
    <>
      <div className={styles.call}>
        <p role="status" className={styles.now}>
          {last === undefined ? (
            <span>No word is drawn yet.</span>
          ) : (
            <>
              <small>
                Word {count} of {order.length}
              </small>{' '}
              <b>{last.word}</b>
            </>
          )}
        </p>
        <p className={styles.go}>
          <button
            type="button"
            className="btn btn--main"
            disabled={count === order.length}
            onClick={() => draw(count + 1)}
          >
            Draw a word
          </button>
          <button
            type="button"
            className="btn"
            disabled={count === 0}
            onClick={() => draw(count - 1)}
          >
            Take it back
          </button>
          <button type="button" className="btn" disabled={count === 0} onClick={() => draw(0)}>
            Start again
          </button>
          <button type="button" className="btn" onClick={onNew}>
            Another order
          </button>
        </p>
        <p>
          This is order {number}: the same number draws the same words. What you drew is kept in
          this browser.
        </p>
      </div>
      <Check drawn={drawn} words={words} free={free} />
      <section className={styles.part} aria-labelledby="drawn">
        <h2 id="drawn">Drawn so far</h2>
        {count === 0 ? (
          <p>Nothing yet.</p>
        ) : (
          <ol className={styles.words} reversed>
            {[...drawn].reverse().map(({id, word, href, page}) => (
              <li key={id}>
                {word} <Link to={href}>{page}</Link>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}
