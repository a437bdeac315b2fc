/** xxHash64, as Envoy hashes keys and hosts. Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */

const MASK = 0xffff_ffff_ffff_ffffn;
const P1 = 0x9e37_79b1_85eb_ca87n;
const P2 = 0xc2b2_ae3d_27d4_eb4fn;
const P3 = 0x1656_67b1_9e37_79f9n;
const P4 = 0x85eb_ca77_c2b2_ae63n;
const P5 = 0x27d4_eb2f_1656_67c5n;

const rotate = (value: bigint, by: bigint): bigint =>
  ((value << by) | (value >> (64n - by))) & MASK;
const round = (lane: bigint, input: bigint): bigint =>
  (rotate((lane + input * P2) & MASK, 31n) * P1) & MASK;
const mergeRound = (hash: bigint, lane: bigint): bigint =>
  ((hash ^ round(0n, lane)) * P1 + P4) & MASK;

function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

export function xxHash64(text: string, seed = 0n): bigint {
  const bytes = bytesOf(text);
  const read = (at: number, count: number): bigint => {
    let value = 0n;
    for (let index = count - 1; index >= 0; index -= 1)
      value = (value << 8n) | BigInt(bytes[at + index] ?? 0);
    return value;
  };
  let at = 0;
  let hash: bigint;
  if (bytes.length >= 32) {
    let [a, b, c, d] = [
      (seed + P1 + P2) & MASK,
      (seed + P2) & MASK,
      seed & MASK,
      (seed - P1) & MASK,
    ];
    for (; at + 32 <= bytes.length; at += 32) {
      a = round(a, read(at, 8));
      b = round(b, read(at + 8, 8));
      c = round(c, read(at + 16, 8));
      d = round(d, read(at + 24, 8));
    }
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
    for (const lane of [a, b, c, d]) hash = mergeRound(hash, lane);
  } else {
    hash = (seed + P5) & MASK;
  }
  hash = (hash + BigInt(bytes.length)) & MASK;
  for (; at + 8 <= bytes.length; at += 8)
    hash = (rotate(hash ^ round(0n, read(at, 8)), 27n) * P1 + P4) & MASK;
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((read(at, 4) * P1) & MASK), 23n) * P2 + P3) & MASK;
    at += 4;
  }
  for (; at < bytes.length; at += 1)
    hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * P5) & MASK), 11n) * P1) & MASK;
  hash ^= hash >> 33n;
  hash = (hash * P2) & MASK;
  hash ^= hash >> 29n;
  hash = (hash * P3) & MASK;
  return hash ^ (hash >> 32n);
}

/** Several inputs as one: rotate left by one, then exclusive or. Source: envoy `hash_policy.cc`. */
export const combineHashes = (hash: bigint | null, next: bigint): bigint =>
  hash === null ? next : rotate(hash, 1n) ^ next;
