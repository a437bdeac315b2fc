import {Sail} from '../symbols';
import styles from './styles.module.css';

interface VersionProps {
  version: 'v1' | 'v2';
  x: number;
  y: number;
  note: string;
}

/** A pod with its proxy on the edge: one stripe for v1, two for v2. */
function Pod({version, x, y, note}: VersionProps) {
  const stripes = version === 'v1' ? 'M118 9v44' : 'M118 9v44M110 9v44';
  return (
    <g className={styles[version]} transform={`translate(${x} ${y})`}>
      <rect className={styles.pod} width="132" height="62" rx="6" />
      <path className={styles.stripe} d={stripes} />
      <text className={styles.name} x="26" y="27">
        search
      </text>
      <text className={styles.version} x="26" y="46">
        {version}
      </text>
      <text className={styles.note} x="26" y="82">
        {note}
      </text>
    </g>
  );
}

function Label({
  version,
  x,
  y,
  width,
  text,
}: Omit<VersionProps, 'note'> & {width: number; text: string}) {
  return (
    <g className={styles[version]}>
      <rect className={styles.header} x={x} y={y} width={width} height="24" rx="3" />
      <text className={styles.version} x={x + width / 2} y={y + 16.5} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

/** A request on its way: a dot, and a ring around it for v2. */
function Request({version, x, y}: Omit<VersionProps, 'note'>) {
  return (
    <g className={styles[version]}>
      <circle className={styles.request} cx={x} cy={y} r="6.5" />
      {version === 'v2' && <circle className={styles.ring} cx={x} cy={y} r="10" />}
    </g>
  );
}

const TITLE = 'Requests with the header version: beta reach search v2, all others search v1';

/** The canary of the talk as a still picture, in a wide and a tall drawing; the words below it say the same. */
export function CanaryPicture() {
  return (
    <>
      <svg className={styles.wide} viewBox="0 0 700 250" role="img" aria-label={TITLE}>
        <rect className={styles.service} x="1" y="94" width="172" height="62" rx="6" />
        <text className={styles.name} x="24" y="121">
          ui
        </text>
        <text className={styles.note} x="24" y="141">
          copies the header
        </text>
        <path className={styles.wire} d="M187 125H262" />
        <g className={styles.v1}>
          <path className={styles.wire} d="M262 125C342 125 358 61 438 61H554" />
        </g>
        <g className={styles.v2}>
          <path className={styles.wire} d="M262 125C342 125 358 189 438 189H554" />
        </g>
        <Sail x={159} y={108} width={28} height={34} />
        <Request version="v1" x={206} y={125} />
        <Request version="v2" x={238} y={125} />
        <Request version="v1" x={326} y={107.5} />
        <Request version="v2" x={374} y={168.5} />
        <Request version="v1" x={456} y={61} />
        <Label version="v1" x={222} y={52} width={92} text="no header" />
        <Label version="v2" x={222} y={178} width={122} text="version: beta" />
        <Pod version="v1" x={567} y={30} note="everyone" />
        <Pod version="v2" x={567} y={158} note="testers only" />
        <Sail x={553} y={44} width={28} height={34} />
        <Sail x={553} y={172} width={28} height={34} />
      </svg>
      <svg className={styles.tall} viewBox="0 0 300 400" role="img" aria-label={TITLE}>
        <rect className={styles.service} x="70" y="2" width="160" height="62" rx="6" />
        <text className={styles.name} x="92" y="28">
          ui
        </text>
        <text className={styles.note} x="92" y="47">
          copies the header
        </text>
        <path className={styles.wire} d="M150 86v34" />
        <g className={styles.v1}>
          <path className={styles.wire} d="M150 120C150 190 70 180 70 276" />
        </g>
        <g className={styles.v2}>
          <path className={styles.wire} d="M150 120C150 190 230 180 230 276" />
        </g>
        <Sail x={136} y={55} width={28} height={34} />
        <Request version="v2" x={150} y={106} />
        <Request version="v1" x={121} y={172} />
        <Request version="v2" x={204} y={198} />
        <Request version="v1" x={79} y={224} />
        <Label version="v1" x={4} y={240} width={92} text="no header" />
        <Label version="v2" x={174} y={240} width={122} text="version: beta" />
        <Pod version="v1" x={4} y={302} note="everyone" />
        <Pod version="v2" x={164} y={302} note="testers only" />
        <Sail x={56} y={279} width={28} height={34} />
        <Sail x={216} y={279} width={28} height={34} />
      </svg>
      <p className={styles.caption}>
        The sail on an edge is a proxy. The one beside <code>ui</code> reads the rule for each
        request: with the header <code>version: beta</code> it sails to v2, without to v1. Neither
        version of <code>search</code> changes a line of code.
      </p>
    </>
  );
}
