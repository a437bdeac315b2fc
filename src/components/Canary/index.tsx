import {Sail} from '../symbols';
import {branch, forkOf, placeAt, stem, type Layout, type Version} from './course';
import {href, styles} from './sheet';

/** A request on its way. */
export interface Sailing {
  number: number;
  /** Where it will land; its colour tells so from the fork on. */
  version: Version;
  /** Share of its way that is behind it, from 0 to 1. */
  share: number;
}

interface Picture {
  /** What the picture says, for those who do not see it. */
  title: string;
  /** What `ui` puts into its requests. */
  sends: string;
  /** What stands at each branch; left out: nothing leads there now. */
  signs: Readonly<Record<Version, string | undefined>>;
  sailing: readonly Sailing[];
}

interface Place {
  version: Version;
  x: number;
  y: number;
}

/** A pod with its proxy on the edge: one stripe for v1, two for v2. */
function Pod({version, x, y}: Place) {
  return (
    <g className={styles[version]} transform={`translate(${x} ${y})`}>
      <rect className={styles.pod} width="132" height="62" rx="6" />
      <path className={styles.stripe} d={version === 'v1' ? 'M118 9v44' : 'M118 9v44M110 9v44'} />
      <text className={styles.name} x="26" y="27">
        search
      </text>
      <text className={styles.version} x="26" y="46">
        {version}
      </text>
    </g>
  );
}

/** A dot, and a ring around it once it is on its way to v2. */
function Request({layout, version, share}: Sailing & {layout: Layout}) {
  const [x, y] = placeAt(layout, version, share);
  const decided = share >= forkOf(layout);
  return (
    <g className={decided ? styles[version] : undefined} transform={`translate(${x} ${y})`}>
      <circle className={styles.request} r="6.5" />
      {decided && version === 'v2' && <circle className={styles.ring} r="10" />}
    </g>
  );
}

const PARTS = {
  wide: {
    viewBox: '0 0 700 250',
    service: [1, 94, 172],
    proxy: [159, 108],
    signs: {v1: [440, 47], v2: [440, 213]},
    pods: {v1: [567, 30], v2: [567, 158]},
    sails: [
      [553, 44],
      [553, 172],
    ],
  },
  tall: {
    viewBox: '0 0 300 392',
    service: [62, 2, 176],
    proxy: [136, 55],
    signs: {v1: [6, 384], v2: [166, 384]},
    pods: {v1: [4, 302], v2: [164, 302]},
    sails: [
      [56, 279],
      [216, 279],
    ],
  },
} as const;

function Drawing({layout, title, sends, signs, sailing}: Picture & {layout: Layout}) {
  const {viewBox, service, proxy, pods, sails, signs: places} = PARTS[layout];
  const [x, y, width] = service;
  return (
    <svg className={styles[layout]} viewBox={viewBox} role="img" aria-label={title}>
      <rect className={styles.service} x={x} y={y} width={width} height="62" rx="6" />
      <text className={styles.name} x={x + 22} y={y + 27}>
        ui
      </text>
      <text className={styles.note} x={x + 22} y={y + 46}>
        {sends}
      </text>
      <path className={styles.wire} d={stem(layout)} />
      {(['v1', 'v2'] as const).map(version => (
        <g key={version} className={styles[version]}>
          <path className={styles.wire} d={branch(layout, version)} />
          <text className={styles.version} x={places[version][0]} y={places[version][1]}>
            {signs[version]}
          </text>
        </g>
      ))}
      <Sail x={proxy[0]} y={proxy[1]} width={28} height={34} />
      {sailing.map(request => (
        <Request key={request.number} layout={layout} {...request} />
      ))}
      <Pod version="v1" x={pods.v1[0]} y={pods.v1[1]} />
      <Pod version="v2" x={pods.v2[0]} y={pods.v2[1]} />
      {sails.map(([left, top]) => (
        <Sail key={`${left} ${top}`} x={left} y={top} width={28} height={34} />
      ))}
    </svg>
  );
}

/** `ui` calls `search`, and its proxy chooses the version: a wide and a tall drawing of one moment. */
export function CanaryPicture(picture: Picture) {
  return (
    <>
      <link rel="stylesheet" href={href} precedence="widgets" />
      <Drawing layout="wide" {...picture} />
      <Drawing layout="tall" {...picture} />
    </>
  );
}
