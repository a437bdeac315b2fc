import Link from '@docusaurus/Link';
import type {ShownGlossaryEntry} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import styles from './styles.module.css';

/** Every term of the course, by alphabet. */
export function GlossaryList({entry}: {entry: readonly ShownGlossaryEntry[]}) {
  return (
    <dl className={styles.list}>
      {entry.map(({id, term, french, definition, path}) => (
        <div key={id} id={`term-${id}`}>
          <dt>
            {path === undefined ? term : <Link to={path}>{term}</Link>}{' '}
            <small>
              In French: <i lang="fr">{french}</i>
            </small>
          </dt>
          <dd>
            <CodeText>{definition}</CodeText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
