import type {Verdict} from './editor/contract';
import {styles} from './sheet';

const GLYPHS: Readonly<Record<Verdict, string>> = {
  hit: 'M6.5 11.5l3 3 6-7',
  skip: 'M7 11h8',
  fail: 'M7.5 7.5l7 7m0-7l-7 7',
  off: '',
};

/** The sign of a verdict, the same in the gutter and on the ladder; its word always stands beside it. */
export function Mark({verdict}: {verdict: Verdict}) {
  return (
    <svg className={styles[`mark-${verdict}`]} viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="11" cy="11" r="9.5" />
      <path d={GLYPHS[verdict]} />
    </svg>
  );
}
