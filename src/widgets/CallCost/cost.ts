import type {Order} from '../_kit/order';

/**
 * Arithmetic of a fan-out. Latencies are in milliseconds, chances between 0 and 1. It assumes that every call must
 * succeed and that failures are independent of each other.
 */

export interface FanOut {
  /** Network calls that one page makes, a whole number from 1. */
  calls: number;
  /** Time of one network call. */
  latencyMs: number;
  /** Chance that one call fails. */
  failure: number;
  order: Order;
}

export interface Cost {
  /** The same calls inside one process. */
  localMs: number;
  /** What the page waits for its network calls. */
  waitMs: number;
  /** Chance that all calls succeed. */
  success: number;
}

/** One reading of main memory: source `latency-numbers`. A local call is priced as one. */
export const LOCAL_CALL_MS = 0.0001;

/** One round trip within a data centre: source `latency-numbers`. */
export const ROUND_TRIP_MS = 0.5;

export function costOf({calls, latencyMs, failure, order}: FanOut): Cost {
  return {
    localMs: calls * LOCAL_CALL_MS,
    waitMs: order === 'sequence' ? calls * latencyMs : latencyMs,
    success: (1 - failure) ** calls,
  };
}
