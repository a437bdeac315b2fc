import {crc32} from 'node:zlib';

declare module 'zlib' {
  /** There since Node 20.15, and unknown to the types of the oldest Node that this project runs on. */
  function crc32(data: Uint8Array): number;
}

export interface ZipEntry {
  name: string;
  text: string;
}

/** 1 January 1980, the first day that a zip file can name: the same files make the same archive. */
const DAY = 0x21;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Names are UTF-8. */
const UTF8 = 0x0800;

type Field = readonly [value: number, bytes: 2 | 4];

/** Fields as a zip file has them: little-endian. */
function fields(...values: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [, bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

const lengthOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, {length}) => sum + length, 0);

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A zip file that stores its files as they are (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const encoder = new TextEncoder();
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  for (const {name, text} of entries) {
    const nameBytes = encoder.encode(name);
    const data = encoder.encode(text);
    const common: Field[] = [
      [20, 2],
      [UTF8, 2],
      [0, 2],
      [0, 2],
      [DAY, 2],
      [crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
      [nameBytes.length, 2],
      [0, 2],
    ];
    const offset = lengthOf(files);
    directory.push(
      fields([CENTRAL, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      nameBytes,
    );
    files.push(fields([LOCAL, 4], ...common), nameBytes, data);
  }
  const count: Field = [entries.length, 2];
  const ends: Field[] = [
    [END, 4],
    [0, 2],
    [0, 2],
    count,
    count,
    [lengthOf(directory), 4],
    [lengthOf(files), 4],
    [0, 2],
  ];
  return join([...files, ...directory, fields(...ends)]);
}
