import type {HeaderOperations as Written, Headers} from '../model/spec';
import type {Refuse} from './match';
import type {HeaderOperations, HeaderValue} from './types';

/** Header operations and the `%COMMANDS%` in their values. Source: istio/istio `core/route/route.go TranslateHeadersOperations`. */

export const NO_OPERATIONS: HeaderOperations = {remove: [], set: [], add: []};

const COMMANDS = new Set([
  'REQ',
  'PROTOCOL',
  'DOWNSTREAM_REMOTE_ADDRESS',
  'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT',
  'DOWNSTREAM_LOCAL_ADDRESS',
  'DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT',
  'DOWNSTREAM_LOCAL_PORT',
  'HOSTNAME',
  'RESPONSE_FLAGS',
  'RESPONSE_CODE',
  'RESPONSE_CODE_DETAILS',
  'ROUTE_NAME',
  'START_TIME',
  'UPSTREAM_HOST',
  'UPSTREAM_CLUSTER',
  'VIRTUAL_CLUSTER_NAME',
  'REQUESTED_SERVER_NAME',
]);

/** Splits a value at its commands; `%%` is a percent sign. */
export function parseHeaderValue(value: string, refuse: Refuse): HeaderValue {
  if (!value.includes('%')) return value;
  const parts: (string | {command: string; argument: string})[] = [];
  let text = '';
  let at = 0;
  while (at < value.length) {
    const char = value[at];
    if (char !== '%') {
      text += char;
      at += 1;
      continue;
    }
    if (value[at + 1] === '%') {
      text += '%';
      at += 2;
      continue;
    }
    const match = /^%([A-Z0-9_]+)(?:\(([^)]*)\))?(?::\d+)?%/.exec(value.slice(at));
    const command = match?.[1] ?? '';
    if (!match || !COMMANDS.has(command)) {
      refuse(`the header value "${value}" is no valid format`);
      return value;
    }
    if (text !== '') parts.push(text);
    text = '';
    parts.push({command, argument: match[2] ?? ''});
    at += match[0].length;
  }
  if (text !== '') parts.push(text);
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts;
}

const isInternal = (name: string): boolean => name.startsWith(':') || name.toLowerCase() === 'host';
const isAuthority = (name: string): boolean => /^(:authority|host)$/i.test(name);

function side(operations: Written | undefined, refuse: Refuse): HeaderOperations {
  if (!operations) return NO_OPERATIONS;
  const list = (map: Record<string, string> | undefined): [string, HeaderValue][] =>
    Object.entries(map ?? {})
      .filter(([name]) => !isInternal(name))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, value]) => [name.toLowerCase(), parseHeaderValue(value, refuse)]);
  return {
    remove: (operations.remove ?? [])
      .filter(name => !isInternal(name))
      .map(name => name.toLowerCase()),
    set: list(operations.set),
    add: list(operations.add),
  };
}

export interface CompiledHeaders {
  request: HeaderOperations;
  response: HeaderOperations;
  /** A new Host the operations ask for; `set` counts before `add`. */
  authority: string | null;
}

const NO_HEADERS: CompiledHeaders = {
  request: NO_OPERATIONS,
  response: NO_OPERATIONS,
  authority: null,
};

export function compileHeaders(headers: Headers | undefined, refuse: Refuse): CompiledHeaders {
  if (!headers) return NO_HEADERS;
  let authority: string | null = null;
  for (const list of ['add', 'set'] as const)
    for (const [name, value] of Object.entries(headers.request?.[list] ?? {}))
      if (isAuthority(name) && value !== '') authority = value;
  return {
    request: side(headers.request, refuse),
    response: side(headers.response, refuse),
    authority,
  };
}

/** Two levels as one list: all removals, then what both set (the second wins), then what both add. */
export const concatOperations = (a: HeaderOperations, b: HeaderOperations): HeaderOperations =>
  b === NO_OPERATIONS
    ? a
    : {
        remove: [...a.remove, ...b.remove],
        set: [...a.set, ...b.set],
        add: [...a.add, ...b.add],
      };
