import type {Diagnostic, Place} from '../parse/diagnostic';
import type {Request} from './types';

/** A request as one would write it down. */
export interface RequestInput {
  /** `http://search:8080/path?query`. */
  url: string;
  method?: string;
  /** A `host` here replaces the one of the address. */
  headers?: Readonly<Record<string, string | readonly string[]>>;
  sourceIp?: string;
  dial?: string;
  sni?: string;
  abortAfterMs?: number;
  claims?: Readonly<Record<string, unknown>>;
}

const URL_SHAPE = /^(https?):\/\/(\[[0-9a-fA-F:]+\]|[^/:?#[\]]+)(?::(\d{1,5}))?([/?#].*)?$/s;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text has characters that no header and no path can hold; a tab is none of them. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9) || code === 127) return true;
  }
  return false;
}

interface Refused {
  request: null;
  diagnostics: Diagnostic[];
}

/** A place in one field of the input; `file` is its name. */
function refuse(message: string, field: string, from: number, to: number): Refused {
  const point = (offset: number): Place['start'] => ({offset, line: 1, column: offset + 1});
  const place = {file: `request.${field}`, document: 0, start: point(from), end: point(to)};
  return {
    request: null,
    diagnostics: [{code: 'bad-request', severity: 'error', message, place, resource: null}],
  };
}

/**
 * Reads a request; null and a diagnostic if it is none that an HTTP client could send. Its place is in `request.url`,
 * `request.method` or `request.headers`, where each header is a line `name: value` of its own.
 */
export function createRequest(
  input: RequestInput,
): {request: Request; diagnostics: Diagnostic[]} | Refused {
  const {url} = input;
  const inUrl = (message: string, part: string): Refused => {
    const from = Math.max(url.lastIndexOf(part), 0);
    return refuse(message, 'url', from, from + part.length);
  };
  const parts = URL_SHAPE.exec(url.trim());
  if (!parts)
    return inUrl(`"${url.slice(0, 80)}" is no address such as http://search:8080/path.`, url);
  const [, scheme = 'http', host = '', portText, rest = '/'] = parts;
  const port = portText === undefined ? (scheme === 'https' ? 443 : 80) : Number(portText);
  if (port < 1 || port > 65535) return inUrl(`${port} is no port.`, portText ?? '');
  const method = input.method ?? 'GET';
  if (!TOKEN.test(method))
    return refuse(`"${method.slice(0, 40)}" is no method.`, 'method', 0, method.length);
  if (rest.includes(' ') || hasControl(rest))
    return inUrl('A path has no spaces; write %20.', rest);
  const headers = new Map<string, readonly string[]>();
  let authority = portText === undefined ? host : `${host}:${portText}`;
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (!TOKEN.test(name))
      return refuse(`"${name.slice(0, 40)}" is no header name.`, 'headers', 0, name.length);
    const values = (typeof value === 'string' ? [value] : value).map(text => text.trim());
    const bad = values.find(hasControl);
    if (bad !== undefined) {
      const from = name.length + 2;
      const message = `The header ${name} has characters that no header may have.`;
      return refuse(message, 'headers', from, from + bad.length);
    }
    const key = name.toLowerCase();
    if (key === 'host') authority = values[0] ?? authority;
    else headers.set(key, [...(headers.get(key) ?? []), ...values]);
  }
  return {
    request: {
      method,
      scheme: scheme as 'http' | 'https',
      host,
      port,
      authority,
      path: rest.startsWith('/') ? rest : `/${rest}`,
      headers,
      sourceIp: input.sourceIp ?? '127.0.0.1',
      dial: input.dial ?? null,
      sni: input.sni ?? null,
      abortAfterMs: input.abortAfterMs ?? null,
      claims: input.claims ?? null,
      denied: null,
    },
    diagnostics: [],
  };
}
