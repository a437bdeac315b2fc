import {useId, useState} from 'react';
import {RELEASES, THEMES} from '@site/src/data/releases';
import {matches, position, writeDay, type Choice} from './timeline';
import styles from './styles.module.css';

const CHOICES: readonly {id: Choice; label: string}[] = [{id: 'all', label: 'All'}, ...THEMES];

const YEARS = RELEASES.map(({date}) => Number(date.slice(0, 4)));
const FIRST_YEAR = Math.min(...YEARS);
const LAST_YEAR = Math.max(...YEARS);
const COUNT = LAST_YEAR - FIRST_YEAR + 1;
/** A keyboard scrolls only what it can reach. */
const REACHABLE = {role: 'region', tabIndex: 0} as const;
/** Width of the drawing in its own units. */
const WIDTH = 1000;

/** All releases between the years, so that a theme shows where it is dense and where it pauses. */
function Line({choice}: {choice: Choice}) {
  return (
    <div className={styles.picture} aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} 48`} preserveAspectRatio="none" focusable="false">
        {Array.from({length: COUNT + 1}, (_, index) => (
          <line
            key={index}
            className={styles.year}
            x1={(index * WIDTH) / COUNT}
            x2={(index * WIDTH) / COUNT}
            y1="0"
            y2="48"
          />
        ))}
        {RELEASES.map(release => {
          const x = position(release.date, FIRST_YEAR, COUNT) * WIDTH;
          const on = matches(release, choice);
          return (
            <line
              key={release.version}
              className={on ? styles.on : styles.off}
              x1={x}
              x2={x}
              y1={on ? 6 : 28}
              y2="48"
            />
          );
        })}
      </svg>
      <p className={styles.axis}>
        <span>{FIRST_YEAR}</span>
        <span>each bar is one release</span>
        <span>{LAST_YEAR}</span>
      </p>
    </div>
  );
}

export function ReleaseTimeline() {
  const [choice, setChoice] = useState<Choice>('all');
  const name = useId();
  const shown = RELEASES.filter(release => matches(release, choice));
  const label = THEMES.find(({id}) => id === choice)?.label;
  const first = shown[0];
  const last = shown.at(-1);

  return (
    <section aria-label="Every minor release of Istio">
      <fieldset className={styles.themes}>
        <legend>Follow a theme</legend>
        {CHOICES.map(({id, label: text}) => (
          <label key={id}>
            <input
              type="radio"
              name={name}
              checked={choice === id}
              onChange={() => setChoice(id)}
            />
            {text}
          </label>
        ))}
      </fieldset>
      <Line choice={choice} />
      <p className={styles.status} role="status">
        {label ? `${label}: ${shown.length} of ${RELEASES.length}` : `All ${shown.length}`} releases
        {first && last ? `, from ${first.version} to ${last.version}.` : '.'}
      </p>
      <div className={styles.scroll} {...REACHABLE} aria-label="Table of releases">
        <table>
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">The one thing to remember</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(release => (
              <tr key={release.version}>
                <th scope="row">
                  {release.version}
                  <time dateTime={release.date}>{writeDay(release.date)}</time>
                </th>
                <td>{release.change}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
