import type {Cluster} from '../compile/types';
import type {Endpoint} from '../model/types';
import {OutlierDetector} from './outlier';
import type {Random} from './random';
import {maglev, ringHash, type HashTable} from './rings';

/** Someone who waits for a connection to a host. */
export interface Waiter {
  /** A connection is free; false if there is no room for one more active request. */
  connected(room: boolean): void;
}

export interface HostState {
  endpoint: Endpoint;
  /** Requests in flight. */
  active: number;
  connections: number;
  idle: number;
  waiters: Waiter[];
  /** As the detector has it; `usable` is what the load balancer knows of it. */
  ejected: boolean;
  usable: boolean;
  ejectedAtMs: number;
  returnedAtMs: number;
  ejections: number;
  errors5xx: number;
  errorsGateway: number;
  localFailures: number;
}

export const hostState = (endpoint: Endpoint): HostState => ({
  endpoint,
  active: 0,
  connections: 0,
  idle: 0,
  waiters: [],
  ejected: false,
  usable: true,
  ejectedAtMs: 0,
  returnedAtMs: 0,
  ejections: 0,
  errors5xx: 0,
  errorsGateway: 0,
  localFailures: 0,
});

/** What came of asking for a connection. */
export type Lease = 'ready' | 'waiting' | 'no-pending-room' | 'no-request-room';

/** What one proxy knows of the endpoints of a cluster while it runs. */
export class ClusterState {
  readonly hosts: readonly HostState[];
  readonly detector: OutlierDetector | null;
  active = 0;
  pending = 0;
  connections = 0;
  retries = 0;
  private selectable: readonly HostState[];
  private next = 0;
  private table: HashTable | null = null;
  private readonly equalWeights: boolean;
  /** Endpoints reached by the address that was dialled. */
  private readonly dialled = new Map<string, HostState>();

  constructor(
    readonly cluster: Cluster,
    private readonly random: Random,
    startMs: number,
  ) {
    this.hosts = cluster.endpoints.map(hostState);
    this.selectable = this.hosts;
    this.equalWeights = this.hosts.every(
      ({endpoint}) => endpoint.weight === this.hosts[0]?.endpoint.weight,
    );
    this.detector =
      cluster.outlier && this.hosts.length > 0
        ? new OutlierDetector(cluster.outlier, this.hosts, startMs, () => {
            this.refresh();
          })
        : null;
    // Where the rotation begins is a matter of chance.
    if (cluster.balancing.type === 'round-robin') this.next = random.below(1 << 20);
  }

  private refresh(): void {
    const usable = this.hosts.filter(host => host.usable);
    const panic = (100 * usable.length) / this.hosts.length < this.cluster.panicPercent;
    this.selectable = panic ? this.hosts : usable;
    this.table = null;
  }

  get ejected(): number {
    return this.hosts.filter(({usable}) => !usable).length;
  }

  /** The host an address that was dialled stands for. */
  byAddress(endpoint: Endpoint): HostState {
    const key = `${endpoint.address}:${endpoint.port}`;
    let host = this.dialled.get(key);
    if (!host) {
      host = hostState(endpoint);
      this.dialled.set(key, host);
    }
    return host;
  }

  /** Picks a host; null if there is none. `hash` null: no policy found anything to hash. */
  pick(hash: bigint | null): HostState | null {
    const hosts = this.selectable;
    const count = hosts.length;
    if (count === 0) return null;
    if (count === 1) return hosts[0] ?? null;
    const {balancing} = this.cluster;
    switch (balancing.type) {
      case 'ring-hash':
      case 'maglev': {
        if (hash === null) return hosts[this.random.below(count)] ?? null;
        this.table ??= this.makeTable(hosts);
        return hosts[this.table(hash)] ?? null;
      }
      case 'round-robin': {
        if (!this.equalWeights) return this.weighted(hosts);
        const host = hosts[this.next % count];
        this.next += 1;
        return host ?? null;
      }
      case 'least-request': {
        if (!this.equalWeights) return this.weighted(hosts);
        const first = hosts[this.random.below(count)];
        const second = hosts[this.random.below(count)];
        return (first && second && second.active < first.active ? second : first) ?? null;
      }
      case 'random':
      case 'passthrough':
        return hosts[this.random.below(count)] ?? null;
    }
  }

  private makeTable(hosts: readonly HostState[]): HashTable {
    const {balancing} = this.cluster;
    const keys = hosts.map(({endpoint}) => ({
      key: `${endpoint.address}:${endpoint.port}`,
      weight: endpoint.weight,
    }));
    return balancing.type === 'maglev'
      ? maglev(keys, balancing.tableSize)
      : ringHash(keys, balancing.type === 'ring-hash' ? balancing.minimumSize : 1024);
  }

  /** Unequal weights: by chance in proportion to weight over load. */
  private weighted(hosts: readonly HostState[]): HostState | null {
    const leastRequest = this.cluster.balancing.type === 'least-request';
    const share = ({endpoint, active}: HostState): number =>
      endpoint.weight / (leastRequest ? active + 1 : 1);
    const total = hosts.reduce((sum, host) => sum + share(host), 0);
    let left = (this.random.next() / 4_294_967_296) * total;
    for (const host of hosts) {
      left -= share(host);
      if (left < 0) return host;
    }
    return hosts.at(-1) ?? null;
  }

  /** Source: envoy `conn_pool_base.cc newStream, tryCreateNewConnection, attachStreamToClient`. */
  lease(host: HostState, waiter: Waiter): Lease {
    const {limits} = this.cluster;
    if (host.idle > 0) {
      if (this.active >= limits.requests) return 'no-request-room';
      host.idle -= 1;
      this.begin(host);
      return 'ready';
    }
    if (this.pending >= limits.pending) return 'no-pending-room';
    // At least one connection a host is always allowed.
    if (this.connections < limits.connections || host.connections === 0) {
      this.connections += 1;
      host.connections += 1;
      if (this.active >= limits.requests) {
        host.idle += 1;
        return 'no-request-room';
      }
      this.begin(host);
      return 'ready';
    }
    this.pending += 1;
    host.waiters.push(waiter);
    return 'waiting';
  }

  private begin(host: HostState): void {
    this.active += 1;
    host.active += 1;
  }

  /** Ends a request; a connection that cannot be used again is closed. */
  release(host: HostState, reusable: boolean): void {
    this.active -= 1;
    host.active -= 1;
    if (reusable && this.cluster.limits.requestsPerConnection !== 1) host.idle += 1;
    else {
      this.connections -= 1;
      host.connections -= 1;
    }
    this.serveWaiters(host);
  }

  private serveWaiters(host: HostState): void {
    const waiter = host.waiters[0];
    if (!waiter) return;
    if (host.idle === 0) {
      if (this.connections >= this.cluster.limits.connections && host.connections > 0) return;
      this.connections += 1;
      host.connections += 1;
      host.idle += 1;
    }
    host.waiters.shift();
    this.pending -= 1;
    const room = this.active < this.cluster.limits.requests;
    if (room) {
      host.idle -= 1;
      this.begin(host);
    }
    waiter.connected(room);
  }

  /** Takes someone out of the queue who cannot wait any longer. */
  leave(host: HostState, waiter: Waiter): void {
    const at = host.waiters.indexOf(waiter);
    if (at < 0) return;
    host.waiters.splice(at, 1);
    this.pending -= 1;
  }

  /** Whether one more retry may be under way. */
  hasRetryRoom(): boolean {
    const {retries, retryBudget} = this.cluster.limits;
    const most = retryBudget
      ? Math.max(
          Math.floor((retryBudget.percent / 100) * (this.active + this.pending)),
          retryBudget.minimum,
        )
      : retries;
    return this.retries < most;
  }
}
