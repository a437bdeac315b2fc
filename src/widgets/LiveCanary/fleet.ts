import type {Version} from '@site/src/components/Canary/course';
import type {Settings} from './rule';

/** Time of one passage, and between two departures, in milliseconds. */
export const PASSAGE_MS = 1800;
export const DEPARTURE_MS = 600;
/** Requests that stay in sight after they landed. */
export const IN_SIGHT = 30;

/** What the proxy of `ui` did with one request. */
export interface Decision {
  version: Version;
  header: boolean;
  /** The drawn weight and the sum of all; left out: nothing was drawn. */
  draw?: {weight: number; of: number};
  /** First and last line of the rule that decided. */
  lines: readonly [number, number];
}

/** Decides one request after the other under one rule. */
export type Pilot = () => Decision;

/** Takes a rule; refuses it, with the reason, as a cluster would. */
export type Board = (settings: Settings) => {pilot: Pilot} | {refused: string};

export interface Trip extends Decision {
  /** From 1, counted from the last change of the settings; the same for the picture, the log and the counts. */
  number: number;
  departedMs: number;
}

/** What can be seen of the fleet now. Made anew at each change. */
export interface FleetView {
  nowMs: number;
  sailing: readonly Trip[];
  /** Those on their way under an earlier setting: they land, and nobody counts them. */
  late: readonly Trip[];
  /** The last to land, oldest first. */
  landed: readonly Trip[];
  counts: Readonly<Record<Version, number>>;
  /** Why the rule in sight is not in force; the one before it still is. */
  refused?: string;
}

/** Requests that leave, sail and land. It has no clock: whoever draws it lets time pass. */
export class Fleet {
  private pilot: Pilot | undefined;
  private refused: string | undefined;
  private nowMs = 0;
  private departures = 0;
  private nextMs = 0;
  private sailing: Trip[] = [];
  private late: Trip[] = [];
  private landed: Trip[] = [];
  private counts = {v1: 0, v2: 0};

  constructor(
    private readonly board: Board,
    settings: Settings,
  ) {
    this.change(settings);
  }

  /** A new rule, header or seed: counting begins anew, so that counts and weights speak of the same rule. */
  change(settings: Settings): void {
    const taken = this.board(settings);
    if ('refused' in taken) {
      this.refused = taken.refused;
      return;
    }
    this.pilot = taken.pilot;
    this.refused = undefined;
    this.late = [...this.late, ...this.sailing];
    this.sailing = [];
    this.landed = [];
    this.counts = {v1: 0, v2: 0};
    this.departures = 0;
  }

  /** One request leaves now. */
  depart(): void {
    if (this.pilot === undefined) return;
    this.departures += 1;
    this.sailing.push({...this.pilot(), number: this.departures, departedMs: this.nowMs});
    this.nextMs = this.nowMs + DEPARTURE_MS;
  }

  /**
   * Lets time pass.
   *
   * @param sending whether requests leave meanwhile
   */
  advance(ms: number, sending: boolean): void {
    const until = this.nowMs + ms;
    if (this.nextMs < this.nowMs) this.nextMs = this.nowMs;
    while (sending && this.nextMs <= until) {
      this.nowMs = this.nextMs;
      this.depart();
    }
    this.nowMs = until;
    this.land(trip => trip.departedMs + PASSAGE_MS <= until);
  }

  /** Everything on its way lands at once. */
  arrive(): void {
    this.land(() => true);
  }

  private land(isThere: (trip: Trip) => boolean): void {
    for (const trip of this.sailing.filter(isThere)) {
      this.counts[trip.version] += 1;
      this.landed.push(trip);
    }
    this.landed = this.landed.slice(-IN_SIGHT);
    this.sailing = this.sailing.filter(trip => !isThere(trip));
    this.late = this.late.filter(trip => !isThere(trip));
  }

  get view(): FleetView {
    return {
      nowMs: this.nowMs,
      sailing: [...this.sailing],
      late: [...this.late],
      landed: [...this.landed],
      counts: {...this.counts},
      ...(this.refused === undefined ? {} : {refused: this.refused}),
    };
  }
}
