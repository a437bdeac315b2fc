import {startsOf, type Order} from '../_kit/order';
import styles from './styles.module.css';

/** Height of the lanes, and width of the time that all calls take one after the other, in units of the drawing. */
const HEIGHT = 100;
const WIDTH = 1000;

interface TimelineProps {
  calls: number;
  order: Order;
  /** Chance that all calls succeed, between 0 and 1. */
  success: number;
}

/** One lane a call. The full width is always the time in sequence, so that a change of order shows what it saves. */
export function Timeline({calls, order, success}: TimelineProps) {
  const lane = HEIGHT / calls;
  const duration = WIDTH / calls;
  const bar = Math.min(lane * 0.7, 14);
  return (
    <div className={styles.picture} aria-hidden="true">
      <svg
        className={styles.lanes}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        focusable="false"
      >
        {startsOf(calls, duration, order).map((start, index) => (
          <rect
            key={index}
            x={start}
            y={index * lane + (lane - bar) / 2}
            width={duration}
            height={bar}
          />
        ))}
      </svg>
      <p className={styles.axis}>
        <span>each bar is one network call</span>
        <span>time →</span>
      </p>
      <svg
        className={styles.pages}
        viewBox={`0 0 ${WIDTH} 12`}
        preserveAspectRatio="none"
        focusable="false"
      >
        <rect className={styles.complete} width={WIDTH * success} height="12" />
        {success < 1 && (
          <rect
            className={styles.incomplete}
            x={Math.min(WIDTH * success, WIDTH - 2)}
            width={Math.max(WIDTH * (1 - success), 2)}
            height="12"
          />
        )}
      </svg>
      <p className={styles.axis}>
        <span>complete pages</span>
        <span className={styles.miss}>pages that miss something</span>
      </p>
    </div>
  );
}
