import {useId, useRef, useState} from 'react';
import {CanaryPicture} from '@site/src/components/Canary';
import {forkOf, type Version} from '@site/src/components/Canary/course';
import {classes} from '@site/src/components/classes';
import {PASSAGE_MS, type FleetView, type Trip} from './fleet';
import {Rule} from './Rule';
import {MOST, type Settings} from './rule';
import {START} from './start';
import {useFleet} from './useFleet';
import {href, styles} from './sheet';

const VERSIONS = ['v1', 'v2'] as const;

const share = (part: number, of: number) => (of === 0 ? 0 : Math.round((100 * part) / of));

/** One request, told. */
function sentence({number, version, header, draw}: Trip): string {
  const why = header
    ? 'carries version: beta, so the first rule sends it to'
    : draw === undefined
      ? 'has no such header, and all the weight leads to'
      : `has no such header; the draw falls on the weight ${draw.weight} of ${draw.of}:`;
  return `Request ${number} ${why} ${version}.`;
}

/** The last requests as dots, and how many of them each version answered. */
function Landed({view}: {view: FleetView}) {
  return (
    <div className={styles.landed}>
      {VERSIONS.map(version => {
        const count = view.landed.filter(trip => trip.version === version).length;
        return (
          <p key={version} className={styles[version]}>
            <b>{version}</b>
            <span aria-hidden="true">
              {Array.from({length: count}, (_, index) => (
                <i key={index} />
              ))}
            </span>
            {count} of {view.landed.length}
          </p>
        );
      })}
    </div>
  );
}

/** The request that the proxy of `ui` decided last: it is past the fork. */
function lastDecided({sailing, landed, nowMs}: FleetView): Trip | undefined {
  const past = forkOf('wide') * PASSAGE_MS;
  return sailing.filter(({departedMs}) => nowMs - departedMs >= past).at(-1) ?? landed.at(-1);
}

/** Says in words what the picture shows. */
function Twin({view, header, quietly}: {view: FleetView; header: boolean; quietly: boolean}) {
  const {v1, v2} = view.counts;
  const all = v1 + v2;
  return (
    <>
      <p className={styles.twin} aria-live={quietly ? 'off' : 'polite'}>
        {view.refused === undefined ? (
          <>
            {all} {all === 1 ? 'request' : 'requests'} with this rule,{' '}
            {header ? (
              <>
                each with the header <code>version: beta</code>
              </>
            ) : (
              'none with the header'
            )}
            : v1 answered {v1}, v2 answered {v2} ({share(v2, all)}%).
          </>
        ) : (
          <>
            Istio refuses this rule: {view.refused}. The one before it stays in force, and its
            requests sail on.
          </>
        )}
      </p>
      <details className={styles.log}>
        <summary>The last requests, one by one</summary>
        <ol>
          {view.landed
            .slice(-10)
            .reverse()
            .map(trip => (
              <li key={trip.number}>{sentence(trip)}</li>
            ))}
        </ol>
      </details>
    </>
  );
}

/**
 * The canary of the talk, to play with. Until it is touched it is a still picture, and no engine is loaded; where no script runs
 * it stays one.
 */
export function LiveCanary() {
  const [settings, setSettings] = useState<Settings>(START);
  const frame = useRef<HTMLDivElement>(null);
  const {view, load, playing, setPlaying, quiet, step, tell} = useFleet(frame);
  const id = useId();
  const {weights, header, seed} = settings;
  const {v1, v2} = weights;

  const turn = (change: Partial<Settings>) => {
    const next = {...settings, ...change};
    setSettings(next);
    tell(fleet => fleet.change(next));
    // The first turn of a control sets sail; whoever paused, or asked for less motion, is not overruled.
    if (load === 'untouched' && !quiet) setPlaying(true);
  };

  const signs: Readonly<Record<Version, string | undefined>> = header
    ? {v1: undefined, v2: 'version: beta'}
    : {v1: `weight ${v1}`, v2: `weight ${v2}`};
  const seen = [...view.late, ...view.sailing].map((trip, index) => ({
    // Late ones and counted ones may have the same number.
    number: index < view.late.length ? -trip.departedMs - 1 : trip.number,
    version: trip.version,
    share: (view.nowMs - trip.departedMs) / PASSAGE_MS,
  }));

  return (
    <div ref={frame} className={styles.canary} data-widget>
      <link rel="stylesheet" href={href} precedence="widgets" />
      <div className={styles.sea}>
        <CanaryPicture
          title={
            header
              ? 'Requests of ui carry the header version: beta, and all of them reach search v2'
              : `Requests of ui reach search: weight ${v1} for v1, weight ${v2} for v2`
          }
          sends={header ? 'sends version: beta' : 'sends no header'}
          signs={signs}
          sailing={seen}
        />
        <Landed view={view} />
      </div>
      <div className={styles.helm}>
        <noscript>
          <p>With JavaScript you turn the weights and the header here, and requests sail.</p>
        </noscript>
        <div className={styles.controls}>
          <div className={styles.weight}>
            <label htmlFor={`${id}weight`}>Weight of v2</label>
            <b className={styles.v2}>v2 {v2}</b>
            <input
              id={`${id}weight`}
              type="range"
              min={0}
              max={MOST}
              value={share(v2, v1 + v2)}
              aria-valuetext={`${v2} of ${v1 + v2}`}
              style={{'--at': `${share(v2, v1 + v2)}%`} as React.CSSProperties}
              onChange={({target}) => {
                const part = Number(target.value);
                turn({weights: {v1: MOST - part, v2: part}});
              }}
            />
            <b className={styles.v1}>v1 {v1}</b>
          </div>
          <label className={styles.header}>
            <input
              type="checkbox"
              role="switch"
              checked={header}
              onChange={({target}) => turn({header: target.checked})}
            />
            Send the header <code>version: beta</code>
          </label>
          <div className={styles.buttons}>
            <button
              type="button"
              className={classes('btn', styles.play)}
              onClick={() => {
                tell(() => undefined);
                setPlaying(!playing);
              }}
            >
              {playing ? 'Pause' : 'Play'}
            </button>
            <button type="button" className="btn" onClick={step}>
              Step
            </button>
            <button type="button" className="btn" onClick={() => turn({})}>
              Start again
            </button>
            <label>
              Seed{' '}
              <input
                type="number"
                min={1}
                max={9999}
                value={String(seed)}
                onChange={({target}) => turn({seed: Math.trunc(Number(target.value))})}
              />
            </label>
          </div>
        </div>
      </div>
      <Rule
        weights={weights}
        decided={lastDecided(view)}
        onWeight={(version, weight) => turn({weights: {...weights, [version]: weight}})}
      />
      <div className={styles.words}>
        {load === 'failed' ? (
          <p role="alert">The engine could not be fetched. Try again when you are online.</p>
        ) : (
          <Twin view={view} header={header} quietly={playing} />
        )}
      </div>
    </div>
  );
}
