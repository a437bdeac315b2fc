import {lazy, Suspense, useState} from 'react';
import Link from '@docusaurus/Link';
import type {ShownGlossaryEntry} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import {Kept} from '../Kept';
import styles from './styles.module.css';

function Terms({entries}: {entries: readonly ShownGlossaryEntry[]}) {
  return (
    <dl className={styles.list}>
      {entries.map(({id, term, french, definition, path}) => (
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

/** Every term of the course, by alphabet. The server's list stays on the page; whoever comes from another page fetches the terms. */
export function GlossaryList({
  load,
}: {
  load: () => Promise<{default: readonly ShownGlossaryEntry[]}>;
}) {
  const [Fetched] = useState(() =>
    lazy(async () => {
      const {default: entries} = await load();
      return {default: () => <Terms entries={entries} />};
    }),
  );
  return (
    <Kept>
      <Suspense fallback={<p>Every term of the course, by alphabet.</p>}>
        <Fetched />
      </Suspense>
    </Kept>
  );
}
