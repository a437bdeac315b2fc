import {startsOf, type Order} from '../_kit/order';

/**
 * The spans that proxies write for one page: a browser asks the gateway for `ui`, and `ui` asks `search`. A gateway writes two spans,
 * a sidecar one for each direction; the application itself writes none. Times are in milliseconds. Proxies take no time here.
 */

export interface Page {
  /** Calls from `ui` to `search`, a whole number from 1. */
  calls: number;
  /** How long `search` works on one call. */
  searchMs: number;
  order: Order;
  /** Whether `ui` copies the headers of the trace to its calls. */
  copied: boolean;
}

export type Place = 'gateway' | 'ui' | 'search';

export interface Span {
  /** Number within the page, from 1. */
  id: number;
  /** `id` of the span that it belongs under; null: the first of its trace. */
  parent: number | null;
  /** Whose proxy writes it. */
  place: Place;
  /** A server span covers a request that comes in, a client span one that goes out. */
  kind: 'server' | 'client';
  /** Spans above it in its trace. */
  depth: number;
  /** From the start of its own trace. */
  startMs: number;
  durationMs: number;
}

/** What a tracing tool shows as one: spans with one trace id. */
export type Trace = readonly Span[];

/** One way between two Pods. */
export const HOP_MS = 1;

/** What `ui` works before its calls, and again after them. */
export const UI_MS = 5;

export function pageMs({calls, searchMs, order}: Omit<Page, 'copied'>): number {
  const callMs = searchMs + 2 * HOP_MS;
  const lastStart = Math.max(...startsOf(calls, callMs, order));
  return 2 * HOP_MS + 2 * UI_MS + lastStart + callMs;
}

export function tracesOf(page: Page): Trace[] {
  const {calls, searchMs, order, copied} = page;
  const whole = pageMs(page);
  const callMs = searchMs + 2 * HOP_MS;
  const root: Span[] = [
    {
      id: 1,
      parent: null,
      place: 'gateway',
      kind: 'server',
      depth: 0,
      startMs: 0,
      durationMs: whole,
    },
    {id: 2, parent: 1, place: 'gateway', kind: 'client', depth: 1, startMs: 0, durationMs: whole},
    {
      id: 3,
      parent: 2,
      place: 'ui',
      kind: 'server',
      depth: 2,
      startMs: HOP_MS,
      durationMs: whole - 2 * HOP_MS,
    },
  ];
  const pairs = startsOf(calls, callMs, order).map((start, index): Trace => {
    const id = 4 + 2 * index;
    // Without the headers the call begins a trace of its own, and a trace counts from its own start.
    const at = copied ? HOP_MS + UI_MS + start : 0;
    const depth = copied ? 3 : 0;
    return [
      {
        id,
        parent: copied ? 3 : null,
        place: 'ui',
        kind: 'client',
        depth,
        startMs: at,
        durationMs: callMs,
      },
      {
        id: id + 1,
        parent: id,
        place: 'search',
        kind: 'server',
        depth: depth + 1,
        startMs: at + HOP_MS,
        durationMs: searchMs,
      },
    ];
  });
  return copied ? [[...root, ...pairs.flat()]] : [root, ...pairs];
}
