import type {OutlierPolicy} from '../compile/types';
import type {HostState} from './cluster-state';

/** Envoy joins changes of a cluster's hosts for this long. Source: envoy `common_lb_config.update_merge_window`. */
const MERGE_WINDOW_MS = 1000;
const MAX_EJECTION_MS = 300_000;

/** How a try ended, as the detector sees it. */
export type Verdict = number | 'local-failure';

/**
 * Ejection of endpoints that keep failing, per proxy and cluster. Time is passed in; sweeps that lie between two calls are made
 * up for in order. Source: envoy `source/common/upstream/outlier_detection_impl.cc`.
 */
export class OutlierDetector {
  private nextSweepMs: number;
  private lastUpdateMs = -Infinity;
  private updateAtMs = Infinity;

  constructor(
    private readonly policy: OutlierPolicy,
    private readonly hosts: readonly HostState[],
    startMs: number,
    /** The load balancer may use other hosts now. */
    private readonly onUpdate: () => void,
  ) {
    this.nextSweepMs = startMs + policy.intervalMs;
  }

  /** Brings the detector to a time. */
  advance(nowMs: number): void {
    while (Math.min(this.nextSweepMs, this.updateAtMs) <= nowMs) {
      if (this.updateAtMs <= this.nextSweepMs) {
        const at = this.updateAtMs;
        this.updateAtMs = Infinity;
        this.publish(at);
      } else {
        const at = this.nextSweepMs;
        // Idle for long: sweeps without an ejected host change nothing.
        if (!this.hosts.some(host => host.ejected || host.ejections > 0)) {
          const missed = Math.floor((nowMs - at) / this.policy.intervalMs) + 1;
          this.nextSweepMs = at + missed * this.policy.intervalMs;
          continue;
        }
        this.nextSweepMs = at + this.policy.intervalMs;
        this.sweep(at);
      }
    }
  }

  /** Reports one try. Returns for how long the host is ejected by it, or 0. */
  report(host: HostState, verdict: Verdict, nowMs: number): number {
    const {consecutive5xx, consecutiveGateway, consecutiveLocal} = this.policy;
    if (verdict === 'local-failure' && consecutiveLocal > 0) {
      host.localFailures += 1;
      if (host.localFailures !== consecutiveLocal) return 0;
      host.localFailures = 0;
      return this.eject(host, nowMs);
    }
    if (consecutiveLocal > 0) host.localFailures = 0;
    const code = verdict === 'local-failure' ? 503 : verdict;
    if (code < 500) {
      host.errors5xx = 0;
      host.errorsGateway = 0;
      return 0;
    }
    let ejectedFor = 0;
    if (code >= 502 && code <= 504) {
      host.errorsGateway += 1;
      if (consecutiveGateway > 0 && host.errorsGateway === consecutiveGateway) {
        ejectedFor = this.eject(host, nowMs);
        host.errorsGateway = 0;
      }
    } else host.errorsGateway = 0;
    host.errors5xx += 1;
    if (consecutive5xx > 0 && host.errors5xx === consecutive5xx) {
      ejectedFor = Math.max(ejectedFor, this.eject(host, nowMs));
      host.errors5xx = 0;
    }
    return ejectedFor;
  }

  private eject(host: HostState, nowMs: number): number {
    if (host.ejected) return 0;
    const already = this.hosts.filter(({ejected}) => ejected).length;
    if ((100 * (already + 1)) / this.hosts.length > this.policy.maxPercent) return 0;
    host.ejected = true;
    host.ejectedAtMs = nowMs;
    host.ejections += 1;
    this.changed(nowMs);
    return this.ejectionTime(host);
  }

  private ejectionTime(host: HostState): number {
    const {baseMs} = this.policy;
    return Math.min(baseMs * host.ejections, Math.max(MAX_EJECTION_MS, baseMs));
  }

  private sweep(nowMs: number): void {
    for (const host of this.hosts) {
      if (host.ejected) {
        if (nowMs - host.ejectedAtMs < this.ejectionTime(host)) continue;
        host.ejected = false;
        host.returnedAtMs = nowMs;
        host.errors5xx = 0;
        host.errorsGateway = 0;
        host.localFailures = 0;
        this.changed(nowMs);
      } else if (host.ejections > 0 && host.returnedAtMs + this.policy.intervalMs <= nowMs) {
        host.ejections -= 1;
      }
    }
  }

  /** A change is told at once if the last one is long ago, otherwise when the window ends. */
  private changed(nowMs: number): void {
    if (nowMs - this.lastUpdateMs > MERGE_WINDOW_MS) this.publish(nowMs);
    else if (this.updateAtMs === Infinity) this.updateAtMs = nowMs + MERGE_WINDOW_MS;
  }

  private publish(nowMs: number): void {
    this.lastUpdateMs = nowMs;
    this.updateAtMs = Infinity;
    for (const host of this.hosts) host.usable = !host.ejected;
    this.onUpdate();
  }
}
