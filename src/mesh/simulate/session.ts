import type {Cluster, CompiledProxy, VirtualHost} from '../compile/types';
import {ClusterState} from './cluster-state';
import {Random} from './random';
import {indexRoutes, type RouteIndex} from './route-index';
import {Run} from './run';
import type {Outcome, Request, TraceEvent, UpstreamAnswer, UpstreamCall, Upstreams} from './types';

interface Timer {
  atMs: number;
  order: number;
  fire: () => void;
}

/** Timers by time, those of one time in the order in which they were set. */
class TimerQueue {
  private readonly heap: Timer[] = [];
  private order = 0;

  add(atMs: number, fire: () => void): void {
    const {heap} = this;
    const timer = {atMs, order: (this.order += 1), fire};
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || !before(timer, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  get nextMs(): number {
    return this.heap[0]?.atMs ?? Infinity;
  }

  take(): Timer | null {
    const {heap} = this;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const child = left && right ? (before(right, left) ? right : left) : left;
      if (!child || !before(child, last)) break;
      heap[at] = child;
      at = child === left ? 2 * at + 1 : 2 * at + 2;
    }
    heap[at] = last;
    return first;
  }
}

const before = (a: Timer, b: Timer): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

export interface SessionOptions {
  /** Every draw follows from it. */
  seed?: number;
  /** What the applications do; by default they answer 200 at once. */
  upstreams?: Upstreams;
  /** Whether the endpoint of a call understands the TLS that the cluster may ask for; by default each does. */
  speaksTls?: (call: UpstreamCall, cluster: Cluster) => boolean;
}

const HEALTHY: UpstreamAnswer = {};

/** A proxy at work: its clock, its connections, what it knows of its endpoints. Lives through many requests. */
export class Session {
  /** Milliseconds since the session began. */
  nowMs = 0;
  readonly random: Random;
  upstreams: Upstreams;
  readonly speaksTls: SessionOptions['speaksTls'] | undefined;
  private readonly clusters = new Map<string, ClusterState>();
  private readonly indexes = new Map<VirtualHost, RouteIndex>();
  private readonly timers = new TimerQueue();

  constructor(
    readonly proxy: CompiledProxy,
    options: SessionOptions = {},
  ) {
    this.random = new Random(options.seed ?? 1);
    this.upstreams = options.upstreams ?? ((): UpstreamAnswer => HEALTHY);
    this.speaksTls = options.speaksTls;
  }

  /** Null: the proxy has no such cluster. */
  cluster(name: string): ClusterState | null {
    const known = this.clusters.get(name);
    if (known) return known;
    const cluster = this.proxy.cluster(name);
    if (!cluster) return null;
    const state = new ClusterState(cluster, this.random, this.nowMs);
    this.clusters.set(name, state);
    return state;
  }

  routeIndex(virtualHost: VirtualHost): RouteIndex {
    let index = this.indexes.get(virtualHost);
    if (!index) {
      index = indexRoutes(virtualHost.routes);
      this.indexes.set(virtualHost, index);
    }
    return index;
  }

  schedule(atMs: number, fire: () => void): void {
    this.timers.add(atMs, fire);
  }

  /** Fires the next timer; false if there is none. */
  step(): boolean {
    const timer = this.timers.take();
    if (!timer) return false;
    if (timer.atMs > this.nowMs) this.nowMs = timer.atMs;
    timer.fire();
    return true;
  }

  /** Lets time pass. */
  advance(ms: number): void {
    const until = this.nowMs + ms;
    while (this.timers.nextMs <= until) this.step();
    this.nowMs = Math.max(this.nowMs, until);
  }
}

export interface Simulation {
  outcome: Outcome;
  /** Empty unless a trace was asked for. */
  events: readonly TraceEvent[];
}

const NO_EVENTS: readonly TraceEvent[] = [];

/** Sends one request and lets time pass until it is over. Synchronous; same session, same result. */
export function simulate(
  session: Session,
  request: Request,
  options: {trace?: boolean} = {},
): Simulation {
  const events: TraceEvent[] | null = options.trace === true ? [] : null;
  const run = new Run(session, request, events);
  run.start();
  while (run.outcome === null && session.step());
  return {outcome: run.finished(), events: events ?? NO_EVENTS};
}

/**
 * Sends several requests, each at its own time after now, so that they overlap; answers in the order of the requests. Lets time
 * pass until the last is over.
 */
export function simulateTogether(
  session: Session,
  requests: readonly {request: Request; afterMs: number}[],
  options: {trace?: boolean} = {},
): Simulation[] {
  const runs = requests.map(({request, afterMs}) => {
    const events: TraceEvent[] | null = options.trace === true ? [] : null;
    const run = new Run(session, request, events);
    session.schedule(session.nowMs + afterMs, () => {
      run.start();
    });
    return {run, events};
  });
  while (runs.some(({run}) => run.outcome === null) && session.step());
  return runs.map(({run, events}) => ({outcome: run.finished(), events: events ?? NO_EVENTS}));
}
