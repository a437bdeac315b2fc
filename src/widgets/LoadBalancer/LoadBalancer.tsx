import {useId, useMemo, useRef, useState} from 'react';
import {Checks, Choice, Controls, Slider} from '../_kit/controls';
import {formatDuration} from '../_kit/format';
import {
  ALGORITHMS,
  arrivalsOf,
  courseOf,
  figuresOf,
  REQUESTS,
  settingOf,
  stateAt,
  WORK_MS,
  type Algorithm,
  type Course,
  type Scene,
} from './balancing';
import {styles} from './sheet';
import {usePlayback} from './usePlayback';

const NAMES: Readonly<Record<Algorithm, string>> = {
  'least-request': 'Least request',
  'round-robin': 'Round robin',
  random: 'Random',
  'ring-hash': 'Ring hash',
  maglev: 'Maglev',
};

const OPTIONS = ALGORITHMS.map(value => ({value, label: NAMES[value]}));
const PODS = [2, 3, 4, 5, 6, 8];
const SLOWNESS = [1, 2, 3, 5, 10, 20];
const RATES = [20, 40, 60, 80, 100, 120, 160];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const SPEEDS = [
  {value: 'slow', label: '20 times slower'},
  {value: 'middle', label: '5 times slower'},
  {value: 'real', label: 'as it is'},
] as const;
const SPEED_OF = {slow: 0.05, middle: 0.2, real: 1};

/** What the widget starts with; the text on the page speaks of it. */
export const FIRST_SCENE: Scene = {pods: 4, slowness: 5, rate: 80, seed: 7};

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The Pods behind one algorithm, with what stands in front of each. */
function Fleet({course, scene, atMs}: {course: Course; scene: Scene; atMs: number}) {
  const states = stateAt(course, scene.pods, atMs);
  const total = states.reduce((sum, {requests}) => sum + requests, 0);
  const title = useId();
  return (
    <section className={styles.fleet} aria-labelledby={title}>
      <p id={title} className={styles.name}>
        {NAMES[course.algorithm]} <code>{settingOf(course.algorithm)}</code>
      </p>
      <ul>
        {states.map(({inFlight, requests}, pod) => {
          const slow = scene.slowness > 1 && pod === scene.pods - 1;
          return (
            <li key={pod} className={slow ? styles.slow : undefined}>
              <span>
                Pod {pod + 1}
                {slow && ', slow'}
              </span>
              <span className={styles.lane} aria-hidden="true">
                <span style={{width: `${inFlight * 0.5625}rem`}} />
              </span>
              <span className={styles.count}>
                {inFlight} now, {percent(total === 0 ? 0 : requests / total)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function LoadBalancer() {
  const [scene, setScene] = useState(FIRST_SCENE);
  const [chosen, setChosen] = useState<readonly Algorithm[]>([
    'least-request',
    'round-robin',
    'ring-hash',
  ]);
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]['value']>('middle');
  const element = useRef<HTMLElement>(null);
  const change = (part: Partial<Scene>) => setScene({...scene, ...part});

  const courses = useMemo(
    () =>
      ALGORITHMS.filter(algorithm => chosen.includes(algorithm)).map(algorithm =>
        courseOf(scene, algorithm),
      ),
    [scene, chosen],
  );
  const times = useMemo(() => arrivalsOf(scene).map(arrival => arrival.atMs), [scene]);
  const {atMs, playing, toggle, moveTo} = usePlayback(times.at(-1) ?? 0, SPEED_OF[speed], element);
  const count = times.filter(time => time <= atMs).length;
  const stepTo = (request: number) => moveTo(request <= 0 ? -1 : (times[request - 1] ?? 0));
  const rows = courses.map(course => ({
    algorithm: course.algorithm,
    ...figuresOf(course, scene.pods, count),
  }));
  const progress = useId();

  return (
    <section ref={element} aria-label="The same requests with each algorithm">
      <Controls>
        <Slider
          label="Pods of search"
          steps={PODS}
          value={scene.pods}
          show={String}
          onChange={pods => change({pods})}
        />
        <Slider
          label="The slow Pod works"
          steps={SLOWNESS}
          value={scene.slowness}
          show={times => (times === 1 ? 'as fast as the others' : `${times} times as long`)}
          onChange={slowness => change({slowness})}
        />
        <Slider
          label="Requests a second"
          steps={RATES}
          value={scene.rate}
          show={String}
          onChange={rate => change({rate})}
        />
        <Slider
          label="Seed of chance"
          steps={SEEDS}
          value={scene.seed}
          show={String}
          onChange={seed => change({seed})}
        />
        <Checks legend="Algorithms" options={OPTIONS} values={chosen} onChange={setChosen} />
        <Choice legend="It plays" options={SPEEDS} value={speed} onChange={setSpeed} />
      </Controls>

      <div className={styles.transport}>
        <button type="button" onClick={toggle}>
          {playing ? 'Pause' : 'Play'}
        </button>
        <button type="button" onClick={() => stepTo(count - 1)} disabled={count === 0}>
          Step back
        </button>
        <button type="button" onClick={() => stepTo(count + 1)} disabled={count === REQUESTS}>
          Step
        </button>
        <label htmlFor={progress}>
          Request {count} of {REQUESTS}
        </label>
        <input
          id={progress}
          type="range"
          min={0}
          max={REQUESTS}
          value={count}
          onChange={event => stepTo(Number(event.target.value))}
        />
      </div>

      <p className={styles.legend}>
        Each dot is a request under way. On the right: how many there are now, and the share of all
        requests so far.
      </p>
      <div className={styles.fleets}>
        {courses.map(course => (
          <Fleet key={course.algorithm} course={course} scene={scene} atMs={atMs} />
        ))}
      </div>

      <table className={styles.figures}>
        <caption>
          After {count} of {REQUESTS} requests. A Pod works {formatDuration(WORK_MS)} on each, one
          at a time, and the others wait.
        </caption>
        <thead>
          <tr>
            <th scope="col">Algorithm</th>
            <th scope="col">To slow Pod</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
            <th scope="col">Longest queue</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({algorithm, slowShare, p50Ms, p99Ms, longest}) => (
            <tr key={algorithm}>
              <th scope="row">{NAMES[algorithm]}</th>
              <td>{percent(slowShare)}</td>
              <td>{formatDuration(p50Ms)}</td>
              <td>{formatDuration(p99Ms)}</td>
              <td>{longest}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.answer} role="status">
        {playing ? '' : verdictOf(rows, count)}
      </p>
    </section>
  );
}

/** Who is hurt, in one sentence. */
export function verdictOf(
  rows: readonly {algorithm: Algorithm; p99Ms: number}[],
  count: number,
): string {
  if (rows.length === 0) return 'Choose an algorithm.';
  if (count === 0) return 'No request has come yet.';
  const waits = rows
    .map(({algorithm, p99Ms}) => `${formatDuration(p99Ms)} with ${NAMES[algorithm].toLowerCase()}`)
    .join(', ');
  return count < 100
    ? `The longest wait so far: ${waits}.`
    : `One request in a hundred waits longer than ${waits}.`;
}
