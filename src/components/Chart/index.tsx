import Link from '@docusaurus/Link';
import {classes} from '../classes';
import {Boat, Compass} from '../symbols';
import {
  HEIGHT,
  ISLES,
  LAND,
  PLACES,
  SOUNDINGS,
  WIDTH,
  boatAt,
  landAround,
  legBetween,
} from './geometry';
import {extent, passage, type Berth, type Harbour} from './voyage';
import styles from './styles.module.css';

/** Contour lines are wide strokes of the coast itself: each pair is a line and the water inside it. */
function Shallows({href, isle = false}: {href: string; isle?: boolean}) {
  return [styles.line1, styles.water1, styles.line2, styles.water2].map(depth => (
    <use key={depth} href={href} className={classes(depth, isle && styles.isle)} />
  ));
}

/** The part of the route between this harbour and the next one. */
function Leg({from, boat}: {from: number; boat: Berth}) {
  const kind =
    from < boat.harbour ? styles.sailed : from === boat.harbour ? styles.active : styles.unsailed;
  return <path className={kind} d={legBetween(from, from + 1)} />;
}

function Mark({number, state}: {number: number; state: string | undefined}) {
  const [x, y] = PLACES[number]?.at ?? [0, 0];
  return (
    <g className={classes(styles.mark, state)}>
      <circle cx={x} cy={y} r="15" />
      <text x={x} y={y + 5.5}>
        {number}
      </text>
    </g>
  );
}

function Port({harbour, boat}: {harbour: Harbour; boat: Berth}) {
  const {number, name, href} = harbour;
  const [x, y] = PLACES[number]?.name ?? [0, 0];
  const here = number === boat.harbour && boat.title !== undefined;
  const label = `Harbour ${number} ${name} ${extent(harbour)}${here ? ', you stopped here' : ''}`;
  // The blanks keep the words apart for those who hear or speak them.
  const picture = (
    <>
      <Mark
        number={number}
        state={href === undefined ? styles.uncharted : styles[passage(number, boat)]}
      />{' '}
      <text className={styles.name} x={x} y={y}>
        {name}
      </text>{' '}
      <text className={styles.extent} x={x} y={y + 19}>
        {extent(harbour)}
      </text>
    </>
  );
  return href === undefined ? (
    <g role="img" aria-label={label}>
      {picture}
    </g>
  ) : (
    <Link className={classes(styles.port)} to={href} aria-label={label}>
      {picture}
    </Link>
  );
}

/**
 * The sea chart of the voyage: every harbour a link with its name and length, the route between them, and the boat at the last
 * page read. Meant for 1200 px and more; below, `VoyageList` says the same from top to bottom.
 */
export function Chart({harbours, boat}: {harbours: readonly Harbour[]; boat: Berth}) {
  const [boatX, boatY] = boatAt(boat.harbour);
  const toPort = boat.harbour > 4;
  const wordX = toPort ? boatX - 30 : boatX + 30;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label="Chart of the voyage: nine harbours, one for each chapter"
    >
      <defs>
        <clipPath id="chart-sheet">
          <rect x="14" y="14" width={WIDTH - 28} height={HEIGHT - 28} />
        </clipPath>
        <path id="chart-coast" d={LAND} />
        <path id="chart-isles" d={ISLES} />
      </defs>
      <g clipPath="url(#chart-sheet)" aria-hidden="true">
        <rect className={styles.deep} width={WIDTH} height={HEIGHT} />
        <path
          className={styles.rhumb}
          d="M790 196H1990M790 196l1109 459M790 196l849 849M790 196l459 1109M790 196V1396M790 196L331 1305M790 196L-59 1045M790 196L-319 655M790 196H-410M790 196L-319-263M790 196L-59-653M790 196L331-913M790 196V-1004M790 196l459-1109M790 196l849-849M790 196l1109-459"
        />
        <Shallows href="#chart-coast" />
        <Shallows href="#chart-isles" isle />
        <use href="#chart-coast" className={styles.land} />
        <use href="#chart-isles" className={styles.land} />
        <g className={styles.soundings}>
          {SOUNDINGS.map(({at: [x, y], fathoms}) => (
            <text key={`${x} ${y}`} x={x} y={y}>
              {fathoms}
            </text>
          ))}
        </g>
        <text className={styles.sea} x="500" y="467">
          Bay of Requests
        </text>
        <text className={styles.bank} x="738" y="440">
          Timeout Bank
        </text>
      </g>
      <g className={styles.frame} aria-hidden="true">
        <rect x=".5" y=".5" width={WIDTH - 1} height={HEIGHT - 1} />
        <rect x="8.5" y="8.5" width={WIDTH - 17} height={HEIGHT - 17} />
        <rect x="14" y="14" width={WIDTH - 28} height={HEIGHT - 28} />
        <rect
          className={styles.ticks}
          x="4.5"
          y="4.5"
          width={WIDTH - 9}
          height={HEIGHT - 9}
          pathLength="164"
        />
      </g>
      <Compass cx={790} cy={196} />
      <g aria-hidden="true">
        {harbours.slice(0, -1).map(({number}) => (
          <Leg key={number} from={number} boat={boat} />
        ))}
      </g>
      {harbours.map(harbour => (
        <Port key={harbour.number} harbour={harbour} boat={boat} />
      ))}
      <g aria-hidden="true" data-boat={boat.harbour}>
        <Boat x={boatX - 23} y={boatY - 40} width={46} height={46} />
        <text
          className={styles.log}
          textAnchor={toPort ? 'end' : 'start'}
          x={wordX}
          y={boatY - (boat.title === undefined ? 12 : 20)}
        >
          {boat.title === undefined ? 'You start here' : 'You stopped at'}
          {boat.title !== undefined && (
            <tspan x={wordX} dy="17">
              {boat.title}
            </tspan>
          )}
        </text>
      </g>
    </svg>
  );
}

/** The waters around one harbour, beside a chapter's head. */
export function ChartInset({harbour}: {harbour: number}) {
  const place = PLACES[harbour]?.at;
  if (place === undefined) return null;
  const [x, y] = place;
  const [boatX, boatY] = boatAt(harbour);
  const boat: Berth = {harbour};
  const around = [harbour - 1, harbour, harbour + 1].filter(number => PLACES[number] !== undefined);
  return (
    <svg className={styles.inset} viewBox={`${x - 170} ${y - 138} 372 212`} aria-hidden="true">
      <defs>
        <path id="chart-coast" d={landAround(place, 330)} />
      </defs>
      <Shallows href="#chart-coast" />
      <use href="#chart-coast" className={styles.land} />
      {around.slice(0, -1).map(from => (
        <Leg key={from} from={from} boat={boat} />
      ))}
      {around.map(number => (
        <Mark key={number} number={number} state={styles[passage(number, boat)]} />
      ))}
      <Boat x={boatX - 21} y={boatY - 36} width={42} height={42} />
    </svg>
  );
}
