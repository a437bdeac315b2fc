import Link from '@docusaurus/Link';
import type {ReactNode} from 'react';
import styles from './styles.module.css';

interface DoorProps {
  title: string;
  /** Left out while the page behind the door does not exist. */
  href?: string | undefined;
  invitation: string;
  /** Strokes of the sign in a box of 44 by 44. */
  sign: ReactNode;
  children: ReactNode;
}

function Door({title, href, invitation, sign, children}: DoorProps) {
  return (
    <li>
      <svg viewBox="0 0 44 44" aria-hidden="true">
        {sign}
      </svg>
      <h3>{title}</h3>
      <p>{children}</p>
      <p>{href === undefined ? <i>Not yet charted</i> : <Link to={href}>{invitation}</Link>}</p>
    </li>
  );
}

interface DoorsProps {
  start: string;
  lab?: string;
  /** A page with something to try. */
  play?: string;
  run?: string;
}

/** Three ways to follow the course. */
export function Doors({start, lab, play, run}: DoorsProps) {
  return (
    <section aria-labelledby="ways">
      <h2 id="ways" className="sr-only">
        Three ways to follow
      </h2>
      <ul className={styles.doors}>
        <Door
          title="Read"
          href={start}
          invitation="Leave from harbour 1"
          sign={
            <>
              <path d="M6 10l11-4 10 4 11-4v28l-11 4-10-4-11 4ZM17 6v28M27 10v28" />
              <path className={styles.course} d="M10 28c4-8 9-2 12-8s6-6 12-5" />
            </>
          }
        >
          Nine chapters in the order of the talk, each page one idea with its picture and its traps.
        </Door>
        <Door
          title="Play"
          href={lab ?? play}
          invitation={lab === undefined ? 'Find out what a call costs' : 'Open the lab'}
          sign={
            <>
              <circle cx="22" cy="22" r="15" />
              <circle cx="22" cy="22" r="5" />
              <path d="M22 2v15M22 27v15M2 22h15M27 22h15M8 8l10.5 10.5M25.5 25.5L36 36M36 8L25.5 18.5M18.5 25.5L8 36" />
            </>
          }
        >
          {lab === undefined
            ? 'Change a number in the page and see at once what follows from it. Nothing to install.'
            : 'Change a rule in the page, send a request, and see which line decided. Nothing to install.'}
        </Door>
        <Door
          title="Run on your own cluster"
          href={run}
          invitation="See what you need"
          sign={
            <path d="M22 4v3M22 7a3 3 0 1 0 .1 0M22 13v25M14 20h16M6 28c1 8 8 11 16 11s15-3 16-11l-5 3M6 28l5 3" />
          }
        >
          The same files on your laptop: from nothing to <code>ui</code> answering through a mesh,
          and all removed again.
        </Door>
      </ul>
    </section>
  );
}
