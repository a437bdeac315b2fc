import type {TalkEntry} from '@site/src/data/shown-words';
import styles from './styles.module.css';

/** `1184` → `19:44` */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The line of the outline that the page mirrors and, where the outline points into a video, that second of it. */
export function TalkMoment({entry}: {entry: TalkEntry}) {
  const {text, section, second, url} = entry;
  return (
    <aside className={styles.moment} aria-label="In the talk">
      {second !== undefined && (
        <time
          dateTime={`PT${Math.floor(second / 60)}M${second % 60}S`}
          aria-label={`${Math.floor(second / 60)} minutes ${second % 60} seconds`}
        >
          {clock(second)}
        </time>
      )}
      <p>
        <span>In the talk{section !== undefined && `: ${section}`}</span>
        <q>{text}</q>
      </p>
      {url !== undefined && (
        <a className="btn" href={url} rel="noopener">
          {second === undefined ? 'Read what it points to' : 'Watch from here'}
        </a>
      )}
    </aside>
  );
}
