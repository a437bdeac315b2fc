import Link from '@docusaurus/Link';
import {Boat} from '../symbols';
import {pathOf, roughen, type Point} from './coast';
import {extent, passage, type Berth, type Harbour} from './voyage';
import styles from './list.module.css';

/** Height of a row, and how far from the left edge each harbour lies, in px; list.module.css says the same to the list. */
const ROW = 68;
const OFFSETS = [18, 44, 30];
const RADIUS = 16;

const offset = (index: number): number => OFFSETS[index % OFFSETS.length] ?? 0;
const at = (index: number): Point => [24 + offset(index) + RADIUS, 16 + ROW * index + ROW / 2];

function coastline(rows: number): string {
  const points = Array.from({length: rows}, (_, index): Point => {
    const [x, y] = at(index);
    return [x + (index % 2 === 0 ? 6 : 16), y];
  });
  const bottom = 16 + ROW * rows + 80;
  const line = roughen([[140, -60], [92, 4], ...points, [128, bottom]], 1458);
  return pathOf(line, `H1400V-60Z`);
}

function leg(index: number): string {
  const [[ax, ay], [bx, by]] = [at(index), at(index + 1)];
  return `M${ax} ${ay}C${ax - 18} ${ay + 26} ${bx - 18} ${by - 26} ${bx} ${by}`;
}

function Legs({count, boat}: {count: number; boat: Berth}) {
  return Array.from({length: count - 1}, (_, index) => {
    const number = index + 1;
    const kind =
      number < boat.harbour
        ? styles.sailed
        : number === boat.harbour
          ? styles.active
          : styles.unsailed;
    return <path key={number} className={kind} d={leg(index)} />;
  });
}

/** The voyage from top to bottom, for screens too narrow for the chart. */
export function VoyageList({harbours, boat}: {harbours: readonly Harbour[]; boat: Berth}) {
  const [boatX, boatY] = at(boat.harbour - 1);
  const depths = [styles.line1, styles.water1, styles.line2, styles.water2, styles.land];
  return (
    <nav className={styles.route} aria-label="The voyage, harbour by harbour">
      <svg aria-hidden="true">
        <defs>
          <path id="chart-side" d={coastline(harbours.length)} />
        </defs>
        {depths.map(depth => (
          <use key={depth} href="#chart-side" className={depth} />
        ))}
        <Legs count={harbours.length} boat={boat} />
        <Boat x={boatX - 50} y={boatY - 17} width={30} height={30} />
      </svg>
      <ol>
        {harbours.map(harbour => {
          const {number, name, href} = harbour;
          const stopped = number === boat.harbour ? boat.title : undefined;
          const text = (
            <>
              <i aria-hidden="true">{number}</i>
              <b>{name}</b>
              <small>{stopped === undefined ? extent(harbour) : `you stopped at ${stopped}`}</small>
            </>
          );
          const state = href === undefined ? styles.uncharted : styles[passage(number, boat)];
          return (
            <li key={number} className={state}>
              {href === undefined ? <span>{text}</span> : <Link to={href}>{text}</Link>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
