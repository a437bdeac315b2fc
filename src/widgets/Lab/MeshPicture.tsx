import {classes} from '@site/src/components/classes';
import {Lighthouse, Sail} from '@site/src/components/symbols';
import type {LabCaller} from '@site/src/data/labs/types';
import type {Answer, Target} from './model/types';
import {styles} from './sheet';

const CALLER_NAMES: Readonly<Record<LabCaller, [name: string, note: string]>> = {
  ui: ['ui', ''],
  search: ['search', 'v1'],
  shop: ['cart', 'in shop'],
  plain: ['old-job', 'no sidecar'],
  gateway: ['gateway', ''],
  outside: ['gateway', ''],
};

const TOP = 84;
const GAP = 112;
const BOX = 58;

/** A version has the colour of its number; what has none is drawn in ink. */
const versionClass = (version: string | null) =>
  version === 'v1' ? styles.v1 : version === 'v2' ? styles.v2 : undefined;

function counts({requests, copies}: Target): string {
  const words = (count: number, one: string, many: string) =>
    `${count} ${count === 1 ? one : many}`;
  return copies === 0
    ? words(requests, 'request', 'requests')
    : `${words(requests, 'request', 'requests')}, ${words(copies, 'copy', 'copies')}`;
}

interface Props {
  answer: Answer;
  caller: LabCaller;
  /** Rung that is shown: where the request is now. */
  step: number;
}

/** Who stands where, and the request on its way; the ladder beside it says the same in words. */
export function MeshPicture({answer, caller, step}: Props) {
  const {targets, steps, headline, said, from, good} = answer;
  const rows = Math.max(targets.length, 2);
  const height = TOP + rows * GAP - 10;
  const middle = TOP + ((rows - 1) * GAP + BOX) / 2;
  const place = (index: number) => TOP + index * GAP + (targets.length === 1 ? GAP / 2 : 0);
  const [name, note] = CALLER_NAMES[caller];
  const proxied = caller !== 'plain';
  const now = steps[step]?.at ?? 'caller';
  const at =
    typeof now === 'string' ? -1 : targets.findIndex(({workload}) => workload === now.workload);
  const [x, y] = at >= 0 ? [356, place(at) + 20] : [93, middle];
  const current = at >= 0 ? targets[at] : targets.find(({workload}) => workload === from);
  const refused = !good && targets.every(({requests}) => requests === 0);
  const spoken = `${name}: ${headline}. ${said.replaceAll('`', '')} ${targets
    .map(target => `${target.workload}: ${counts(target)}.`)
    .join(' ')}`;
  return (
    <svg className={styles.mesh} viewBox={`0 0 400 ${height}`} role="img" aria-label={spoken}>
      {proxied && (
        <>
          <path
            className={styles.beam}
            d={`M178 26C140 36 124 ${middle - 70} 120 ${middle - 24}`}
          />
          <Lighthouse x={180} y={0} width={36} height={50} />
          <text x="226" y="30" className={styles.small}>
            istiod
          </text>
        </>
      )}
      <rect className={styles.box} x="4" y={middle - 31} width="116" height="62" rx="6" />
      <text x="14" y={note === '' ? middle + 6 : middle - 4} className={styles.name}>
        {name}
      </text>
      {note !== '' && (
        <text x="14" y={middle + 15} className={styles.small}>
          {note}
        </text>
      )}
      {targets.map((target, index) => {
        const top = place(index);
        const end = top + BOX / 2;
        const used = target.requests > 0;
        return (
          <g key={target.workload} className={versionClass(target.version)}>
            <path
              className={classes(
                styles.wire,
                used ? undefined : target.copies > 0 ? styles.copyWire : styles.unused,
              )}
              d={`M134 ${middle}C200 ${middle} 190 ${end} 252 ${end}`}
            />
            <rect className={styles.box} x="266" y={top} width="130" height={BOX} rx="6" />
            {target.version === 'v1' && <path className={styles.stripe} d={`M384 ${top + 9}v40`} />}
            {target.version === 'v2' && (
              <path className={styles.stripe} d={`M384 ${top + 9}v40M376 ${top + 9}v40`} />
            )}
            <text x="292" y={top + 25} className={styles.name}>
              {target.label === '' ? 'outside' : target.label}
            </text>
            <text x="292" y={top + 44} className={styles.small}>
              {target.label === '' ? target.workload : (target.version ?? target.workload)}
            </text>
            {target.label !== '' && <Sail x={252} y={top + 12} width={28} height={34} />}
            <text x="266" y={top + 77} className={styles.small}>
              {counts(target)}
            </text>
          </g>
        );
      })}
      {proxied && <Sail x={106} y={middle - 17} width={28} height={34} />}
      <g
        className={classes(styles.request, versionClass(current?.version ?? null))}
        style={{transform: `translate(${x}px, ${y}px)`}}
      >
        <circle r="7" />
        {current?.version === 'v2' && <circle className={styles.ring} r="10.5" />}
      </g>
      {refused && <path className={styles.cross} d={`M140 ${middle - 7}l14 14m0-14l-14 14`} />}
    </svg>
  );
}
