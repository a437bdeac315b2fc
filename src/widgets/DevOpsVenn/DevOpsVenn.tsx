import {useId, useState} from 'react';
import {
  RESPONSIBILITIES,
  WRITERS,
  type Responsibility,
  type Writer,
} from '../../data/responsibilities';
import {REGIONS, regionOf, tasksOf, type Region} from './regions';
import styles from './styles.module.css';

function Circles({region}: {region: Region | 'all'}) {
  const clip = useId();
  const shade = (of: Region) => (region === of ? styles.chosen : undefined);
  return (
    <svg className={styles.circles} viewBox="0 0 320 160" aria-hidden="true">
      <clipPath id={clip}>
        <circle cx="212" cy="80" r="78" />
      </clipPath>
      <circle cx="108" cy="80" r="78" className={shade('kubernetes')} />
      <circle cx="212" cy="80" r="78" className={shade('istio')} />
      <circle
        cx="108"
        cy="80"
        r="78"
        clipPath={`url(#${clip})`}
        className={region === 'both' ? styles.chosen : styles.shared}
      />
      <circle cx="108" cy="80" r="78" className={styles.edge} />
      <circle cx="212" cy="80" r="78" className={styles.edge} />
    </svg>
  );
}

function Task({item}: {item: Responsibility}) {
  const {task, objects, writer} = item;
  return (
    <li>
      <b>{task}.</b>
      {objects.kubernetes && <> Kubernetes: {objects.kubernetes.join(', ')}.</>}
      {objects.istio && <> Istio: {objects.istio.join(', ')}.</>} Written by {WRITERS[writer]}.
    </li>
  );
}

export function DevOpsVenn() {
  const name = useId();
  const [region, setRegion] = useState<Region | 'all'>('all');
  const [writer, setWriter] = useState<Writer | 'all'>('all');
  const shown = tasksOf(RESPONSIBILITIES, region, writer);
  const writers = Object.keys(WRITERS) as Writer[];

  const choice = (value: Region | 'all', label: string) => (
    <label key={value}>
      <input
        type="radio"
        name={`${name}-region`}
        checked={region === value}
        onChange={() => setRegion(value)}
      />
      <span>
        {label}: {tasksOf(RESPONSIBILITIES, value, writer).length}
      </span>
    </label>
  );

  return (
    <section aria-label="Who looks after what">
      <fieldset className={styles.question}>
        <legend>Whose work is it?</legend>
        <div className={styles.diagram}>
          <Circles region={region} />
          {REGIONS.map(({value, label}) => choice(value, label))}
        </div>
        {choice('all', 'All of them')}
      </fieldset>
      <fieldset className={styles.question}>
        <legend>Who writes the objects?</legend>
        {(['all', ...writers] as const).map(value => (
          <label key={value}>
            <input
              type="radio"
              name={`${name}-writer`}
              checked={writer === value}
              onChange={() => setWriter(value)}
            />
            <span>{value === 'all' ? 'anybody' : WRITERS[value]}</span>
          </label>
        ))}
      </fieldset>
      <p role="status">
        {shown.length} of {RESPONSIBILITIES.length} tasks.
      </p>
      {REGIONS.map(({value, label}) => {
        const items = shown.filter(item => regionOf(item) === value);
        return (
          items.length > 0 && (
            <div key={value}>
              <p className={styles.region} id={`${name}-${value}`}>
                {label}
              </p>
              <ul aria-labelledby={`${name}-${value}`}>
                {items.map(item => (
                  <Task key={item.id} item={item} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}
