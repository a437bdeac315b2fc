import Link from '@docusaurus/Link';
import {classes} from '@site/src/components/classes';
import type {Props} from '@theme/DocPaginator';
import styles from './styles.module.css';

/** The legs before and after this page, by name. */
export default function DocPaginator({previous, next}: Props) {
  return (
    <nav className={styles.legs} aria-label="Legs of the voyage">
      {previous && (
        <Link to={previous.permalink}>
          <small>The leg behind you</small>
          <b>{previous.title}</b>
        </Link>
      )}
      {next && (
        <Link to={next.permalink} className={classes(styles.next)}>
          <small>Next leg</small>
          <b>{next.title}</b>
        </Link>
      )}
    </nav>
  );
}
