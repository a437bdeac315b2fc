import Link from '@docusaurus/Link';
import type {ShownSource} from '@site/src/data/shown-words';
import styles from './styles.module.css';

/** Numbers that lead to the list at the end of the page. */
export function SourceMarks({
  numbers,
  title,
}: {
  numbers: readonly number[];
  title?: string | undefined;
}) {
  return numbers.map((number, index) => (
    <sup key={number} className={styles.mark}>
      {index > 0 && ', '}
      <a
        href={`#source-${number}`}
        title={title}
        aria-label={title === undefined ? `Source ${number}` : `Source ${number}: ${title}`}
      >
        {number}
      </a>
    </sup>
  ));
}

/** Where a claim comes from. */
export function Source({entry, numbers}: {entry: ShownSource; numbers: readonly number[]}) {
  return <SourceMarks numbers={numbers} title={entry.title} />;
}

/** The sources of a page, in the order in which it first names them. */
export function SourceList({entries}: {entries: readonly ShownSource[]}) {
  return (
    <section className={styles.list} aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <ol>
        {entries.map(({id, title, url}, index) => (
          <li key={id} id={`source-${index + 1}`}>
            <Link to={url}>{title}</Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
