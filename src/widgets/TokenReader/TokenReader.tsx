import {Fragment, useId, useState} from 'react';
import {CodeText} from '@site/src/components/CodeText';
import {readToken, type Part, type Remark, type TokenReading} from './read-token';
import {PAGE_TOKEN, SAMPLES} from './samples';
import {styles} from './sheet';
import {writeMoment} from './words';

/** Where the clock stands until a reader does something: the page is the same on every computer. */
const FIRST_MOMENT = Date.UTC(2026, 10, 24, 12) / 1000;

/** The reader's own clock, in seconds since 1970; the one place where it is read. */
// eslint-disable-next-line no-restricted-properties -- a token ends by the clock of whoever looks at it; tests hand in another.
const readClock = () => Math.floor(Date.now() / 1000);

const TITLES: Readonly<Record<Part['name'], string>> = {
  header: 'Header',
  payload: 'Payload',
  signature: 'Signature',
};

const LEVELS: Readonly<Record<Remark['level'], {sign: string; label: string}>> = {
  refused: {sign: '✕', label: 'Refused'},
  careful: {sign: '!', label: 'Careful'},
  note: {sign: 'i', label: 'Note'},
};

/** `2026-11-24T12:00:00`, in UTC, as an input of this type wants it. */
const writeInput = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

function Verdict({reading, seconds}: {reading: TokenReading; seconds: number}) {
  const {parts, refusal} = reading;
  const clock = writeMoment(seconds);
  if (refusal !== null) {
    return (
      <>
        <b className={styles.bad}>✕ Refused</b> with the clock at {clock}. A proxy whose rule trusts
        the issuer answers {refusal.status}: <code>{refusal.body}</code>
      </>
    );
  }
  if (parts.length === 0) return <>Paste a token, or choose one of the four.</>;
  return (
    <>
      <b className={styles.good}>✓ Readable</b>, and in time with the clock at {clock}. Whether the
      signature is good, this page does not check: that needs the key of the issuer.
    </>
  );
}

function Raw({parts}: {parts: readonly Part[]}) {
  return (
    <p className={styles.raw}>
      {parts.map(({name, raw}, index) => (
        <Fragment key={name}>
          {index > 0 && <b>.</b>}
          <span className={styles[name]}>{raw}</span>
        </Fragment>
      ))}
    </p>
  );
}

function PartBox({part: {name, text, fault}}: {part: Part}) {
  return (
    <div className={styles.part}>
      <p className={styles[name]}>{TITLES[name]}</p>
      {fault === undefined ? <pre>{text}</pre> : <p>✕ {fault}</p>}
    </div>
  );
}

function Claims({claims}: {claims: TokenReading['claims']}) {
  const title = useId();
  return (
    <>
      <p id={title} className={styles.heading}>
        The claims, in words
      </p>
      <dl className={styles.claims} aria-labelledby={title}>
        {claims.map(({name, value, meaning, istio}) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <code>{value}</code>
              <span>{meaning}</span>
              <small>
                Istio: <CodeText>{istio}</CodeText>
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** @param clock seconds since 1970, read when a reader does something. */
export function TokenReader({clock = readClock}: {clock?: () => number}) {
  const [text, setText] = useState(PAGE_TOKEN);
  const [seconds, setSeconds] = useState(FIRST_MOMENT);
  const field = useId();
  const time = useId();
  const reading = readToken(text, seconds);
  const change = (token: string) => {
    setText(token);
    setSeconds(clock());
  };

  return (
    <section aria-label="Token reader">
      <div className={styles.samples} role="group" aria-label="Tokens to try">
        {SAMPLES.map(({id, label, token}) => (
          <button
            key={id}
            type="button"
            aria-pressed={text === token}
            onClick={() => change(token)}
          >
            {label}
          </button>
        ))}
      </div>
      <label htmlFor={field} className={styles.heading}>
        Your token
      </label>
      <textarea
        id={field}
        rows={4}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={event => change(event.target.value)}
      />
      <p className={styles.promise}>
        It stays in this page: nothing is sent, nothing is kept. Still, treat a token that is valid
        like a password.
      </p>
      <div className={styles.clock}>
        <label htmlFor={time}>Clock, in UTC</label>
        <input
          id={time}
          type="datetime-local"
          step={1}
          value={writeInput(seconds)}
          onChange={event => {
            const chosen = Date.parse(`${event.target.value}Z`);
            if (!Number.isNaN(chosen)) setSeconds(chosen / 1000);
          }}
        />
        <button type="button" onClick={() => setSeconds(clock())}>
          Now
        </button>
      </div>

      <p className={styles.verdict} role="status">
        <Verdict reading={reading} seconds={seconds} />
      </p>
      {reading.remarks.length > 0 && (
        <ul className={styles.remarks}>
          {reading.remarks.map(({level, text: said}) => (
            <li key={said} className={styles[level]}>
              <b>
                <span aria-hidden="true">{LEVELS[level].sign}</span> {LEVELS[level].label}:
              </b>{' '}
              <CodeText>{said}</CodeText>
            </li>
          ))}
        </ul>
      )}
      {reading.parts.length > 0 && (
        <>
          <Raw parts={reading.parts} />
          <div className={styles.parts}>
            {reading.parts.map(part => (
              <PartBox key={part.name} part={part} />
            ))}
          </div>
        </>
      )}
      {reading.claims.length > 0 && <Claims claims={reading.claims} />}
    </section>
  );
}
