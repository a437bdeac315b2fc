/** base64url as RFC 7515 has it; the engine knows neither `atob` nor `TextDecoder`. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));

/** Bytes of a base64url text; padding may be there. Null: it is none. */
export function decodeBase64Url(text: string): number[] | null {
  const bare = text.replace(/={1,2}$/, '');
  if (bare.length % 4 === 1) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of bare) {
    const value = VALUES.get(char);
    if (value === undefined) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 255);
      bits &= (1 << held) - 1;
    }
  }
  return bits === 0 ? bytes : null;
}

/** Text of UTF-8 bytes. Null: they are none. */
export function decodeUtf8(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}

/** base64url of a text's UTF-8 bytes, without padding unless asked for. */
export function encodeBase64(text: string): string {
  const bytes = [...unescapeBytes(text)];
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const chars = Math.min(bytes.length - at, 3) + 1;
    for (let index = 0; index < 4; index += 1)
      result += index < chars ? (ALPHABET[(group >> (18 - 6 * index)) & 63] ?? '') : '=';
  }
  return result.replaceAll('-', '+').replaceAll('_', '/');
}

function* unescapeBytes(text: string): Generator<number> {
  const encoded = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
  for (let at = 0; at < encoded.length; at += 1) {
    if (encoded[at] === '%') {
      yield parseInt(encoded.slice(at + 1, at + 3), 16);
      at += 2;
    } else yield encoded.charCodeAt(at);
  }
}
