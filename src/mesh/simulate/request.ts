import type {Diagnostic} from '../parse/diagnostic';
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

/** Reads a request; null and a diagnostic if it is none that an HTTP client could send. */
export function createRequest(input: RequestInput): {
  request: Request | null;
  diagnostics: Diagnostic[];
} {
  const fail = (message: string): {request: null; diagnostics: Diagnostic[]} => ({
    request: null,
    diagnostics: [{code: 'bad-request', severity: 'error', message, place: null, resource: null}],
  });
  const parts = URL_SHAPE.exec(input.url.trim());
  if (!parts)
    return fail(`"${input.url.slice(0, 80)}" is no address such as http://search:8080/path.`);
  const [, scheme = 'http', host = '', portText, rest = '/'] = parts;
  const port = portText === undefined ? (scheme === 'https' ? 443 : 80) : Number(portText);
  if (port < 1 || port > 65535) return fail(`${port} is no port.`);
  const method = input.method ?? 'GET';
  if (!TOKEN.test(method)) return fail(`"${method.slice(0, 40)}" is no method.`);
  if (rest.includes(' ') || hasControl(rest)) return fail('A path has no spaces; write %20.');
  const headers = new Map<string, readonly string[]>();
  let authority = portText === undefined ? host : `${host}:${portText}`;
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (!TOKEN.test(name)) return fail(`"${name.slice(0, 40)}" is no header name.`);
    const values = (typeof value === 'string' ? [value] : value).map(text => text.trim());
    if (values.some(hasControl))
      return fail(`The header ${name} has characters that no header may have.`);
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
