import {useCallback, useEffect, useRef, useState} from 'react';
import Link from '@docusaurus/Link';
import {CodeText} from '@site/src/components/CodeText';
import {classes} from '@site/src/components/classes';
import {FLAG_NOTES} from '@site/src/data/labs/flags';
import type {LabCaller} from '@site/src/data/labs/types';
import {formatDuration} from '../_kit/format';
import {HundredView} from './hundred';
import {Mark} from './Mark';
import {MeshPicture} from './MeshPicture';
import type {Answer, Hundred} from './model/types';
import {VERDICT_WORDS} from './model/words';
import {styles} from './sheet';

interface LadderProps {
  answer: Answer;
  step: number;
  onStep: (step: number) => void;
}

/** Who decided what, from the proxy to the Pod. */
function Ladder({answer, step, onStep}: LadderProps) {
  return (
    <ol className={styles.ladder}>
      {answer.steps.map(({verdict, title, name, text, atMs, lines}, index) => (
        <li
          key={index}
          className={styles[verdict]}
          aria-current={index === step ? 'step' : undefined}
        >
          <button type="button" onClick={() => onStep(index)}>
            <Mark verdict={verdict} />
            <b>
              {title}
              {name !== '' && (
                <>
                  {' '}
                  <code>{name}</code>
                </>
              )}
            </b>{' '}
            <span className={styles.verdict}>
              {VERDICT_WORDS[verdict]}
              {lines && (
                <span className="sr-only">
                  , lines {lines.from} to {lines.to} of {lines.file}
                </span>
              )}
            </span>
            <span className={styles.why}>
              <CodeText>{text}</CodeText>
              {atMs > 0 && ` At ${formatDuration(atMs)}.`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

const SPEEDS = [
  {label: 'slow', ms: 2400},
  {label: 'normal', ms: 1200},
  {label: 'fast', ms: 500},
];

/** Steps through the ladder, by hand or by itself. */
function Player({answer, step, onStep, onLines}: LadderProps & {onLines: () => void}) {
  const row = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const last = answer.steps.length - 1;
  const running = playing && step < last;
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setTimeout(() => onStep(step + 1), SPEEDS[speed]?.ms ?? 1200);
    return () => window.clearTimeout(timer);
  }, [running, step, speed, onStep]);
  // Who has scrolled on does not watch.
  useEffect(() => {
    if (!running || row.current === null || typeof IntersectionObserver === 'undefined')
      return undefined;
    const observer = new IntersectionObserver(entries => {
      if (entries.every(({isIntersecting}) => !isIntersecting)) setPlaying(false);
    });
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [running]);
  const lines = answer.steps[step]?.lines;
  const play = () => {
    if (!running && step >= last) onStep(0);
    setPlaying(!running);
  };
  return (
    <div
      className={classes(styles.row, styles.player)}
      role="group"
      aria-label="Step through the answer"
      ref={row}
    >
      <button type="button" className="tool" disabled={step === 0} onClick={() => onStep(step - 1)}>
        Back
      </button>
      <button type="button" className="tool" onClick={play}>
        {running ? 'Pause' : 'Play'}
      </button>
      <button
        type="button"
        className="tool"
        disabled={step >= last}
        onClick={() => onStep(step + 1)}
      >
        Next
      </button>
      <select
        aria-label="Speed"
        value={speed}
        onChange={event => setSpeed(Number(event.target.value))}
      >
        {SPEEDS.map(({label}, index) => (
          <option key={label} value={index}>
            {label}
          </option>
        ))}
      </select>
      <span>
        step {step + 1} of {last + 1}
      </span>
      {lines && (
        <button type="button" className="tool" onClick={onLines}>
          {lines.from === lines.to ? `Line ${lines.from}` : `Lines ${lines.from} to ${lines.to}`}
        </button>
      )}
    </div>
  );
}

function Curl({answer: {curl}}: {answer: Answer}) {
  return (
    <pre className={styles.terminal} role="group" aria-label="Output of curl">
      {curl.map(({kind, text}, index) => (
        <span key={index} className={styles[`curl-${kind}`]}>
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function Log({
  answer: {log},
  flagPages,
}: {
  answer: Answer;
  flagPages: Readonly<Record<string, string>>;
}) {
  if (!log) return <p>No proxy took this request, so there is no line.</p>;
  const flags = log.flags.split(',').filter(flag => flag !== '-');
  return (
    <>
      <pre className={styles.terminal} role="group" aria-label="Access log line">
        {log.before}
        {flags.length === 0 ? '-' : <mark>{log.flags}</mark>}
        {log.after}
      </pre>
      {flags.length > 0 && (
        <dl className={styles.flags}>
          {flags.map(flag => {
            const note = FLAG_NOTES[flag];
            const page = flagPages[flag];
            return (
              <div key={flag}>
                <dt>{flag}</dt>
                <dd>
                  {note && (
                    <>
                      <b>{note.name}</b> <CodeText>{note.text}</CodeText>
                    </>
                  )}
                  {page !== undefined && (
                    <>
                      {' '}
                      <Link to={page}>The page about it</Link>
                    </>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </>
  );
}

interface Props extends Pick<LadderProps, 'answer' | 'step'> {
  /** Which answer this is, where the request is put to several kinds of rules. */
  side: number;
  onStep: (side: number, step: number) => void;
  /** Leads to the lines of the step. */
  onLines: (side: number) => void;
  title: string | null;
  hundred: Hundred | null;
  caller: LabCaller;
  flagPages: Readonly<Record<string, string>>;
}

export function AnswerView(props: Props) {
  const {answer, side, hundred, title, step, onStep, onLines, caller, flagPages} = props;
  const go = useCallback((next: number) => onStep(side, next), [onStep, side]);
  const keeper = answer.log?.keeper;
  return (
    <div className={styles.answer}>
      <p
        className={classes(styles.said, answer.good && styles.good)}
        role="status"
        aria-label={title === null ? 'Answer' : `Answer, ${title}`}
      >
        {title !== null && <span className={styles.side}>{title}</span>}
        <b>{answer.headline}</b>
        <span>
          <CodeText>{answer.said}</CodeText>
        </span>
      </p>
      {hundred && <HundredView hundred={hundred} />}
      <div className={styles.parts}>
        <div>
          <p className={styles.head}>Who decided</p>
          <Ladder answer={answer} step={step} onStep={go} />
        </div>
        <div>
          <p className={styles.head}>In the mesh</p>
          <MeshPicture answer={answer} caller={caller} step={step} />
          <Player answer={answer} step={step} onStep={go} onLines={() => onLines(side)} />
          <p className={styles.head}>
            As <code>curl -v</code> tells it
          </p>
          <Curl answer={answer} />
        </div>
        <div className={styles.wide}>
          <p className={styles.head}>
            The access log of{' '}
            {keeper === undefined ? (
              'the caller’s proxy'
            ) : (
              <>
                <CodeText>{keeper}</CodeText>
                {keeper.startsWith('`') && '’s proxy'}
              </>
            )}
          </p>
          <Log answer={answer} flagPages={flagPages} />
        </div>
      </div>
    </div>
  );
}
