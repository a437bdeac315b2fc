import {Fragment} from 'react';
import type {ExerciseRow} from '@site/src/data/exercises';
import type {RowVerdict} from '@site/src/widgets/Lab/model/exercise';
import {CodeText} from '@site/src/components/CodeText';
import {classes} from '@site/src/components/classes';
import {styles} from './sheet';
import {CALLERS, commandWords, metWords, MISSED, podWords, timesWords, wishWords} from './words';

interface RowsProps {
  rows: readonly ExerciseRow[];
  /** In the order of the rows; left out: not asked yet. */
  verdicts?: readonly RowVerdict[] | undefined;
  /** The reader wants to see the way of a request that went wrong, or no longer. */
  onTrace?: (verdict: RowVerdict | null) => void;
}

function Met({verdict}: {verdict: RowVerdict}) {
  const {missed} = verdict;
  return (
    <div className={missed === null ? styles.right : styles.wrong}>
      <b>{missed === null ? 'As wished' : MISSED[missed]}</b>{' '}
      <span>
        <CodeText>{metWords(verdict)}</CodeText>
      </span>
    </div>
  );
}

function Trace({verdict, onTrace}: {verdict: RowVerdict; onTrace: RowsProps['onTrace']}) {
  return (
    <details
      className={styles.trace}
      onToggle={event => onTrace?.(event.currentTarget.open ? verdict : null)}
    >
      <summary>The way of the request that went wrong</summary>
      <ol>
        {verdict.trace.map(({text, event: {place}}, index) => (
          <li key={index}>
            {text}
            {place !== null && place.file !== 'world.yaml' && (
              <small> Line {place.start.line}.</small>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Requests with what has to come of them and, once they were asked, what did. */
export function Rows({rows, verdicts, onTrace}: RowsProps) {
  return (
    <ol className={styles.rows}>
      {rows.map((row, index) => {
        const verdict = verdicts?.[index];
        const pods = podWords(row.pods);
        return (
          <li
            key={index}
            className={classes(verdict && (verdict.missed === null ? styles.passes : styles.fails))}
          >
            <div>
              <CodeText>{`${CALLERS[row.caller]} ${timesWords(row)}:`}</CodeText>{' '}
              <CodeText>{commandWords(row)}</CodeText>
              {pods !== null && (
                <Fragment>
                  {' '}
                  <CodeText>{pods}</CodeText>
                </Fragment>
              )}
            </div>
            <div>
              <b>Wished</b> <CodeText>{wishWords(row.wish)}</CodeText>
            </div>
            {verdict && <Met verdict={verdict} />}
            {verdict && verdict.trace.length > 0 && <Trace verdict={verdict} onTrace={onTrace} />}
          </li>
        );
      })}
    </ol>
  );
}
