/** IP addresses and blocks, of both families, as Go's `net/netip` reads them. */

interface Block {
  bits: bigint;
  family: 4 | 6;
  length: number;
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | null {
  let source = text;
  const lastColon = source.lastIndexOf(':');
  const tail = source.slice(lastColon + 1);
  if (tail.includes('.')) {
    const v4 = parseV4(tail);
    if (v4 === null) return null;
    source = `${source.slice(0, lastColon + 1)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return null;
  const groups = (half: string | undefined): string[] =>
    half === undefined || half === '' ? [] : half.split(':');
  const head = groups(halves[0]);
  const back = groups(halves[1]);
  const missing = 8 - head.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [
    ...head,
    ...Array.from({length: halves.length === 1 ? 0 : missing}, () => '0'),
    ...back,
  ];
  let value = 0n;
  for (const group of all) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}

export function parseAddress(text: string): {bits: bigint; family: 4 | 6} | null {
  const family = text.includes(':') ? 6 : 4;
  const bits = family === 6 ? parseV6(text) : parseV4(text);
  return bits === null ? null : {bits, family};
}

/** An address, or a block such as `10.0.0.0/8`; null: neither. */
export function parseBlock(text: string): Block | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return null;
  const size = address.family === 4 ? 32 : 128;
  const suffix = slash < 0 ? String(size) : text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(suffix) || Number(suffix) > size) return null;
  return {...address, length: Number(suffix)};
}

export function blockHolds(block: Block, text: string): boolean {
  const address = parseAddress(text);
  if (address?.family !== block.family) return false;
  const shift = BigInt((block.family === 4 ? 32 : 128) - block.length);
  return address.bits >> shift === block.bits >> shift;
}
