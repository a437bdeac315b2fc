import {xxHash64} from './hash';

/** Tables for consistent hashing over hosts given as `ip:port`. Weights in proportion; equal ones are the usual case. */

export interface WeightedHost {
  key: string;
  weight: number;
}

const MAX_RING = 8_388_608;

/** Picks the index of a host by hash. */
export type HashTable = (hash: bigint) => number;

/** Source: envoy `ring_hash_lb.cc`. */
export function ringHash(hosts: readonly WeightedHost[], minimumSize: number): HashTable {
  const total = hosts.reduce((sum, {weight}) => sum + weight, 0);
  const least = Math.min(...hosts.map(({weight}) => weight)) / total;
  const scale = Math.min(Math.ceil(least * minimumSize) / least, MAX_RING);
  const entries: {hash: bigint; index: number}[] = [];
  let made = 0;
  let wanted = 0;
  for (const [index, {key, weight}] of hosts.entries()) {
    wanted += (scale * weight) / total;
    // Rounded, so that three thirds of a ring do not end one entry short.
    for (let entry = 0; made < Math.round(wanted * 1e6) / 1e6; entry += 1, made += 1)
      entries.push({hash: xxHash64(`${key}_${entry}`), index});
  }
  entries.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  return hash => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.hash ?? 0n) < hash) low = middle + 1;
      else high = middle;
    }
    return entries[low === entries.length ? 0 : low]?.index ?? 0;
  };
}

/** Source: envoy `maglev_lb.cc`. */
export function maglev(hosts: readonly WeightedHost[], size: number): HashTable {
  const table = new Int32Array(size).fill(-1);
  const heaviest = Math.max(...hosts.map(({weight}) => weight));
  const builders = hosts.map(({key, weight}) => ({
    offset: Number(xxHash64(key) % BigInt(size)),
    skip: Number(xxHash64(key, 1n) % BigInt(size - 1)) + 1,
    weight: weight / heaviest,
    target: 0,
    next: 0,
  }));
  let filled = 0;
  for (let iteration = 1; filled < size; iteration += 1) {
    for (const [index, builder] of builders.entries()) {
      if (filled === size) break;
      if (iteration * builder.weight < builder.target) continue;
      builder.target += 1;
      let slot: number;
      do {
        slot = (builder.offset + builder.skip * builder.next) % size;
        builder.next += 1;
      } while (table[slot] !== -1);
      table[slot] = index;
      filled += 1;
    }
  }
  return hash => table[Number(hash % BigInt(size))] ?? 0;
}
