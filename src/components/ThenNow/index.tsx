import {Children, isValidElement, type ReactNode} from 'react';
import type {ShownThenNow} from '@site/src/data/shown-words';
import type {ThenNowSide} from '@site/src/data/types';
import {CodeText} from '../CodeText';
import {SourceMarks} from '../Source';
import {classes} from '../classes';
import styles from './styles.module.css';

function Side({side, old, children}: {side: ThenNowSide; old?: true; children: ReactNode}) {
  return (
    <div className={classes(styles.side, old && styles.old)}>
      <p className={styles.when}>{side.when}</p>
      <p>
        <CodeText>{side.text}</CodeText>
      </p>
      {children}
    </div>
  );
}

/**
 * What differs between the talk's days and today.
 *
 * @param children the files of the two sides, drawn, in the order then, now; a side without a file has none.
 */
export function ThenNow({
  entry,
  numbers,
  children,
}: {
  entry: ShownThenNow;
  numbers: readonly number[];
  children?: ReactNode;
}) {
  const {id, title, then, now, checkedAgainst} = entry;
  const files = Children.toArray(children).filter(child => isValidElement(child));
  const old = then.file === undefined ? undefined : files.shift();
  const heading = `then-now-${id}`;
  return (
    <section className={styles.box} aria-labelledby={heading}>
      <h3 id={heading}>
        <span>Then and now:</span> <CodeText>{title}</CodeText>
      </h3>
      <div className={styles.sides}>
        <Side side={then} old>
          {old}
        </Side>
        <Side side={now}>{now.file !== undefined && files[0]}</Side>
      </div>
      <p className={styles.checked}>
        Checked against {checkedAgainst}
        <SourceMarks numbers={numbers} />
      </p>
    </section>
  );
}
