import type {ReactNode} from 'react';
import styles from './styles.module.css';

/**
 * The signs of the chart. All are decoration: what they mean always stands beside them as text.
 * Each can stand alone as an inline picture, or inside another SVG with `x`, `y`, `width` and `height`.
 */
export interface SymbolProps {
  className?: string | undefined;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

function Sign({viewBox, children, ...place}: SymbolProps & {viewBox: string; children: ReactNode}) {
  return (
    <svg viewBox={viewBox} overflow="visible" aria-hidden="true" focusable="false" {...place}>
      {children}
    </svg>
  );
}

/** Where the reader is. */
export function Boat(props: SymbolProps) {
  return (
    <Sign viewBox="0 0 40 40" {...props}>
      <path className={styles.cloth} d="M19 3v24H5C7 17 12 9 19 3ZM23 9c5 5 8 11 9 18h-9Z" />
      <path className={styles.hull} d="M2 30h36c-2 5-5 7-9 7H11c-4 0-7-3-9-7Z" />
    </Sign>
  );
}

/** A proxy: the sail on the edge of a pod. */
export function Sail(props: SymbolProps) {
  return (
    <Sign viewBox="0 0 28 34" {...props}>
      <rect className={styles.sailGround} width="28" height="34" rx="4" />
      <path className={styles.mast} d="M13.5 3v26M3 29.5h22" />
      <path
        className={styles.sail}
        d="M15.5 4c5.5 5 9 13 9.5 22h-9.5ZM11.5 9C7.5 14 4.5 20 4 26h7.5Z"
      />
    </Sign>
  );
}

/** The control plane: it sends light, never traffic. */
export function Lighthouse(props: SymbolProps) {
  return (
    <Sign viewBox="0 0 40 56" {...props}>
      <path
        className={styles.house}
        d="M14 18h12l4 34H10ZM12.7 29h14.6M11.4 40h17.2M13 10h14v8H13ZM12 10l8-7 8 7ZM6 52h28"
      />
      <circle className={styles.lamp} cx="20" cy="14" r="3" />
    </Sign>
  );
}

/** A danger to steer around. */
export function Buoy(props: SymbolProps) {
  return (
    <Sign viewBox="0 0 28 28" {...props}>
      <path
        d="M14 1v5M2 22c4-3 6 3 12 0s8 3 12 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M11 6h6l4 13H7Z" fill="currentColor" />
    </Sign>
  );
}

const POINTS = [45, 135, 225, 315, 0, 90, 180, 270];

/** The compass rose of the big chart, centred on `cx`, `cy` of the surrounding SVG. */
export function Compass({cx, cy}: {cx: number; cy: number}) {
  return (
    <g className={styles.rose} transform={`translate(${cx} ${cy})`} aria-hidden="true">
      <circle r="92" />
      <circle className={styles.degrees} r="87.5" pathLength="360" />
      <circle className={styles.tens} r="86" pathLength="360" />
      <circle r="62" />
      <circle className={styles.winds} r="59" pathLength="360" />
      {POINTS.map((angle, index) => {
        const [tip, waist] = index < 4 ? [44, 8] : [74, 11];
        return (
          <g key={angle} transform={`rotate(${angle})`}>
            <path className={styles.roseDark} d={`M0-${tip}V0l-${waist}-${waist}Z`} />
            <path className={styles.rosePale} d={`M0-${tip}V0l${waist}-${waist}Z`} />
          </g>
        );
      })}
      <text y="-99">N</text>
      <text x="104" y="4">
        E
      </text>
      <text y="109">S</text>
      <text x="-104" y="4">
        W
      </text>
    </g>
  );
}
