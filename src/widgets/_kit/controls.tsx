import {useId, type ReactNode} from 'react';
import styles from './controls.module.css';

/** What a reader can move, side by side where there is room. */
export function Controls({children}: {children: ReactNode}) {
  return <div className={styles.controls}>{children}</div>;
}

interface SliderProps {
  label: string;
  steps: readonly number[];
  value: number;
  show: (value: number) => string;
  onChange: (value: number) => void;
}

/** Moves over chosen values, not over all of them: from 0.1 ms to 150 ms each step is as easy to reach. */
export function Slider({label, steps, value, show, onChange}: SliderProps) {
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.value} aria-hidden="true">
        {show(value)}
      </span>
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={steps.indexOf(value)}
        aria-valuetext={show(value)}
        onChange={event => onChange(steps[Number(event.target.value)] ?? value)}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  legend: string;
  options: readonly {value: T; label: string}[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({legend, options, value, onChange}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {options.map(option => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

interface ChecksProps<T extends string> {
  legend: string;
  options: readonly {value: T; label: string}[];
  values: readonly T[];
  onChange: (values: readonly T[]) => void;
}

/** Some of a few. */
export function Checks<T extends string>({legend, options, values, onChange}: ChecksProps<T>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {options.map(({value, label}) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={event =>
              onChange(
                event.target.checked ? [...values, value] : values.filter(one => one !== value),
              )
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
