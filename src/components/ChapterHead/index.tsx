import Link from '@docusaurus/Link';
import {Inset} from './Inset';
import styles from './styles.module.css';

export interface ChapterHeadProps {
  /** Number of the harbour; pages beside the chapters have none. */
  harbour?: number | undefined;
  /** Name of the harbour, or of the group of pages, and where it begins. */
  group?: {name: string; href: string} | undefined;
  title: string;
  /** The one idea of the page, in one sentence. */
  lede?: string | undefined;
  minutes?: number | undefined;
  /** This page and the last one of its harbour, counted from 1. */
  page?: {number: number; of: number} | undefined;
  /** The line of the talk that the page mirrors: its words, and its id in the map of the talk. */
  talk?: {line: string; id: string} | undefined;
  /** What the reader will know, as ends of the sentence "You will know …". */
  know?: readonly string[] | undefined;
}

/** Where the page lies, what it says and what it gives. */
export function ChapterHead({
  harbour,
  group,
  title,
  lede,
  minutes,
  page,
  talk,
  know,
}: ChapterHeadProps) {
  return (
    <header className={styles.head}>
      <div>
        {group && (
          <p className={styles.kicker}>
            {harbour !== undefined && `Harbour ${harbour}, `}
            <Link to={group.href}>{group.name}</Link>
          </p>
        )}
        <h1>{title}</h1>
        {lede !== undefined && <p className={styles.lede}>{lede}</p>}
        <ul className={styles.facts}>
          {minutes !== undefined && <li>{minutes} min</li>}
          {page && (
            <li>
              page {page.number} of {page.of}
            </li>
          )}
          {talk && (
            <li>
              In the talk: <Link to={`/talk#${talk.id}`}>{talk.line}</Link>
            </li>
          )}
        </ul>
        {know && (
          <div className={styles.know}>
            <b id="you-will-know">You will know</b>
            <ul aria-labelledby="you-will-know">
              {know.map(text => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {harbour !== undefined && (
        <div className={styles.inset}>
          <Inset harbour={harbour} />
        </div>
      )}
    </header>
  );
}
