import {useState, type FormEvent} from 'react';
import Link from '@docusaurus/Link';
import type {ShownBingoWord} from '@site/src/data/stage';
import {CopyAddress} from '@site/src/components/ShortLink';
import {classes} from '@site/src/components/classes';
import {Caller} from './Caller';
import {LiveCard, standing, StillCard} from './Card';
import {keepCard, keepMarks, keptCard, keptMarks} from './keep';
import {cardOf, MIDDLE, MOST, numberIn, placeOf, sheetNumbers} from './model';
import {href as sheet, styles} from './sheet';

const PATH = '/bingo';
const MOST_SHEETS = 25;

interface BingoProps {
  words: readonly ShownBingoWord[];
  free: ShownBingoWord;
  /** Address of the page, host included. */
  address: string;
  /** Query of the address, `?card=17`; undefined while the server draws. */
  search: string | undefined;
  /** Opens another card or order by its query. */
  open: (search: string) => void;
  /** A number from 1 to `most` that nobody can foresee. */
  pick: (most: number) => number;
}

interface SheetsProps extends Pick<BingoProps, 'words' | 'free' | 'address'> {
  first: number;
  sheets: number;
}

/** Four cards a page, on paper alone. */
function Sheets({first, sheets, words, free, address}: SheetsProps) {
  return (
    <div className={styles.sheets} data-pagefind-ignore>
      {sheetNumbers(first, sheets).map(number => (
        <section key={number}>
          <h2>Bingo ⛵️ card {number}</h2>
          <StillCard
            words={cardOf(words, free, number)}
            marked={new Set([MIDDLE])}
            label={`Card ${number}`}
          />
          <p>{`${address.replace(/^https?:\/\//, '')}?card=${number}`}</p>
        </section>
      ))}
    </div>
  );
}

/** A card by its number; the card of one who comes without a number is the first. */
function CardView({
  number,
  refused,
  ...props
}: {number: number | undefined; refused: string | undefined} & BingoProps) {
  const {words, free, address, search, open, pick} = props;
  const live = search !== undefined;
  const shown = number ?? 1;
  const card = cardOf(words, free, shown);
  const [round, setRound] = useState(0);
  // Told of one card: who goes back to another one reads how that one stands.
  const [told, setTold] = useState({number: shown, words: ''});
  const [typed, setTyped] = useState('');
  const [sheets, setSheets] = useState(1);
  const say = (sentence: string) => setTold({number: shown, words: sentence});
  const go = (wanted: number) => {
    keepCard(wanted);
    open(`?card=${wanted}`);
  };
  const goTyped = (event: FormEvent) => {
    event.preventDefault();
    const wanted = numberIn(typed);
    if (wanted === undefined) say(`“${typed}” is no card: they have the numbers 1 to ${MOST}.`);
    else go(wanted);
  };
  const mine = live && number === undefined ? keptCard() : undefined;
  const kept = live ? keptMarks(shown) : [];
  const before = new Set(
    card.flatMap(({id}, at) => (at === MIDDLE || kept.includes(id) ? [at] : [])),
  );
  const said =
    told.number === shown && told.words !== ''
      ? told.words
      : refused !== undefined
        ? `“${refused}” is no card: they have the numbers 1 to ${MOST}. This is card 1.`
        : `Card ${shown}. ${standing(before)}`;
  return (
    <>
      <div className={classes('no-print', styles.play)} data-pagefind-ignore>
        <div>
          {live ? (
            <LiveCard key={`${shown} ${round}`} number={shown} words={card} kept={kept} say={say} />
          ) : (
            <StillCard words={card} marked={new Set([MIDDLE])} label="Card 1" />
          )}
          <p
            role="status"
            className={classes(styles.says, said.includes('Bingo!') && styles.bingo)}
          >
            {said}
            {mine !== undefined && (
              <>
                {' '}
                You played with <Link to={`${PATH}?card=${mine}`}>card {mine}</Link> here.
              </>
            )}
          </p>
        </div>
        <div className={styles.tools}>
          <noscript>
            <p>
              This is card 1. With JavaScript you mark words here, get cards with other numbers, and
              draw words for a room. Without it, print this page: cards 1 to 4 come out, to play
              with a pen.
            </p>
          </noscript>
          <div className={styles.live}>
            <p className={styles.go}>
              <button type="button" className="btn btn--main" onClick={() => go(pick(MOST))}>
                New card
              </button>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  keepMarks(shown, []);
                  setRound(round + 1);
                  say('All marks are gone.');
                }}
              >
                Clear the marks
              </button>
            </p>
            <form className={styles.go} onSubmit={goTyped}>
              <label>
                Number of a card{' '}
                <input
                  type="text"
                  inputMode="numeric"
                  value={typed}
                  onChange={({target}) => setTyped(target.value)}
                />
              </label>
              <button type="submit" className="btn">
                Open
              </button>
            </form>
            <p>
              The address of this card <CopyAddress address={`${address}?card=${shown}`} />
            </p>
            <p className={styles.go}>
              <label>
                Sheets of four cards{' '}
                <input
                  type="number"
                  min={1}
                  max={MOST_SHEETS}
                  value={sheets}
                  onChange={({target}) =>
                    setSheets(Math.min(MOST_SHEETS, Math.max(1, Math.trunc(Number(target.value)))))
                  }
                />
              </label>
              <button type="button" className="btn" onClick={() => print()}>
                Print
              </button>
            </p>
          </div>
        </div>
      </div>
      <section
        className={classes('no-print', styles.part)}
        aria-labelledby="words"
        data-pagefind-ignore
      >
        <h2 id="words">The words of this card</h2>
        <p>Each with the page that teaches it.</p>
        <ul className={styles.words}>
          {card.map(({id, word, href, page}) => (
            <li key={id}>
              {word} <Link to={href}>{page}</Link>
            </li>
          ))}
        </ul>
      </section>
      <Sheets first={shown} sheets={sheets} words={words} free={free} address={address} />
    </>
  );
}

/** The bingo of the talk: a card to play, cards to print, and a caller’s view. */
export function Bingo(props: BingoProps) {
  const {words, free, search, open, pick} = props;
  const place = placeOf(search ?? '');
  const views = [
    {view: 'card', to: PATH, label: 'My card'},
    {view: 'caller', to: `${PATH}?caller=1`, label: 'I call the words'},
  ];
  return (
    <>
      <link rel="stylesheet" href={sheet} precedence="widgets" />
      <nav className={classes('no-print', styles.views)} aria-label="Play or call">
        {views.map(({view, to, label}) => (
          <Link key={view} to={to} aria-current={view === place.view ? 'true' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {place.view === 'card' ? (
        <CardView number={place.number} refused={place.refused} {...props} />
      ) : (
        <Caller
          number={place.number}
          words={words}
          free={free}
          onNew={() => open(`?caller=${pick(MOST)}`)}
        />
      )}
    </>
  );
}
