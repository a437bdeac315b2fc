import type {ReactNode} from 'react';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type {ShownGroup, ShownText} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import styles from './styles.module.css';

function Words({text, href}: ShownText) {
  const words = <CodeText>{text}</CodeText>;
  if (href === undefined) return words;
  // A file is no page of the router.
  return href.startsWith('/examples/') ? (
    <File href={href}>{words}</File>
  ) : (
    <Link to={href}>{words}</Link>
  );
}

function File({href, children}: {href: string; children: ReactNode}) {
  return <a href={useBaseUrl(href)}>{children}</a>;
}

/** A list of the reference: what is to be known of each thing, group by group. */
export function ReferenceList({entry}: {entry: readonly ShownGroup[]}) {
  return entry.map(({id, title, items}) => (
    <section key={id} aria-labelledby={id}>
      <h2 id={id}>
        {title} <small>{items.length}</small>
      </h2>
      <dl className={styles.list}>
        {items.map(item => (
          <div key={item.id} id={item.id}>
            <dt>
              <Words {...item} />
            </dt>
            {item.facts.map(({label, values}) => (
              <dd key={label}>
                <span>{label}</span>
                <span>
                  {values.map((value, index) => (
                    <span key={value.text}>
                      {index > 0 && ', '}
                      <Words {...value} />
                    </span>
                  ))}
                </span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  ));
}
