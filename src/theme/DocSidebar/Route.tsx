import Link from '@docusaurus/Link';
import {classes} from '@site/src/components/classes';
import {Boat} from '@site/src/components/symbols';
import {positionOf, routeOf, type Group, type Stop} from '@site/src/components/Chart/route';
import {useProgress} from '@site/src/components/progress/store';
import {CHAPTERS} from '@site/src/data/chapters';
import type {PropSidebarItem} from '@docusaurus/plugin-content-docs';
import styles from './styles.module.css';

interface StopsProps {
  stops: readonly Stop[];
  /** Index of the page the reader is on. */
  at: number;
  read: readonly string[];
  onPick?: (() => void) | undefined;
}

function Stops({stops, at, read, onPick}: StopsProps) {
  return (
    <ol>
      {stops.map(({title, href, docId}, index) => {
        const isRead = docId !== undefined && read.includes(docId);
        const place = index === at ? styles.at : index > at ? styles.ahead : undefined;
        return (
          <li key={href} className={classes(place, isRead && styles.read)}>
            <Link to={href} aria-current={index === at ? 'page' : undefined} onClick={onPick}>
              {index === at && <Boat width={24} height={24} />}
              {title}
              {isRead && <span className="sr-only">, read</span>}
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

function Harbour({group: {number, name, stops}, current}: {group: Group; current: boolean}) {
  const sign = number !== undefined && <i aria-hidden="true">{number}</i>;
  const first = stops[0];
  if (first === undefined) {
    return (
      <span className={styles.uncharted}>
        {sign}
        {name}
        <span className="sr-only">, not yet charted</span>
      </span>
    );
  }
  return (
    <Link to={first.href} className={classes(current && styles.current)}>
      {sign}
      {name}
    </Link>
  );
}

/**
 * The whole route: every harbour, and the pages of the one the reader is in, with the boat at the current page.
 *
 * @param onPick called when a page is chosen, so that a menu can close.
 */
export function Route({
  sidebar,
  path,
  onPick,
}: {
  sidebar: readonly PropSidebarItem[];
  path: string;
  onPick?: () => void;
}) {
  const {read} = useProgress();
  const route = routeOf(sidebar, CHAPTERS);
  const position = positionOf(route, path);
  const here = position === undefined ? -1 : route.indexOf(position.group);
  // The reference lies behind the last harbour, and nobody has to sail there to look something up.
  const sailed = position?.group.number === undefined ? 0 : here;
  return (
    <ol className={styles.route}>
      {route.map((group, index) => (
        <li
          key={group.name}
          className={index === here ? styles.here : index < sailed ? styles.behind : styles.ahead}
        >
          <Harbour group={group} current={index === here} />
          {index === here && (
            <Stops stops={group.stops} at={position?.index ?? -1} read={read} onPick={onPick} />
          )}
        </li>
      ))}
    </ol>
  );
}
