import type {Route, TextTest} from '../compile/types';
import type {Mismatch, Request} from './types';

/** Tests of a route against a request. Source: envoy `config_impl.cc`, `source/common/http/header_utility.cc`. */

/** What routes are tested against. */
export interface RequestView {
  request: Request;
  /** `:scheme` as the proxy sees it. */
  scheme: string;
  /** Normalised, with query. */
  path: string;
  /** Without query. */
  pathOnly: string;
  /** First value of each parameter; made when first needed. */
  query: Map<string, string> | null;
}

function passes(test: TextTest, value: string): boolean {
  switch (test.type) {
    case 'exact':
      return value === test.value;
    case 'prefix':
      return value.startsWith(test.value);
    case 'regex':
      return test.regex?.matches(value) ?? false;
    case 'present':
      return true;
  }
}

export {passes as testText};

function pathPasses({path}: Route['match'], view: RequestView): boolean {
  const {value, type} = path;
  if (type === 'prefix' && value === '/') return view.pathOnly.charCodeAt(0) === 47;
  const seen = path.ignoreCase ? view.pathOnly.toLowerCase() : view.pathOnly;
  switch (type) {
    case 'exact':
      return seen === value;
    case 'prefix':
      return seen.startsWith(value);
    case 'segment-prefix':
      return seen.startsWith(value) && (seen.length === value.length || seen[value.length] === '/');
    case 'regex':
      return path.regex?.matches(seen) ?? false;
  }
}

export function headerValues(name: string, view: RequestView): readonly string[] | undefined {
  const {request} = view;
  if (name.charCodeAt(0) !== 58) return request.headers.get(name);
  switch (name) {
    case ':method':
      return [request.method];
    case ':authority':
      return [request.authority];
    case ':scheme':
      return [view.scheme];
    case ':path':
      return [view.path];
    default:
      return undefined;
  }
}

function headerPasses(header: Route['match']['headers'][number], view: RequestView): boolean {
  // The host header is the authority.
  const values = headerValues(header.name === 'host' ? ':authority' : header.name, view);
  const {test, invert} = header;
  if (values === undefined) {
    if (!invert) return false;
    // A value test treats a header that is not there as empty.
    return test.type === 'present' || !passes(test, '');
  }
  for (const value of values) if (passes(test, value)) return !invert;
  return invert;
}

export function queryOf(view: RequestView): Map<string, string> {
  if (view.query) return view.query;
  const query = new Map<string, string>();
  const mark = view.path.indexOf('?');
  if (mark >= 0)
    for (const part of view.path.slice(mark + 1).split('&')) {
      const equals = part.indexOf('=');
      const name = equals < 0 ? part : part.slice(0, equals);
      if (part !== '' && !query.has(name))
        query.set(name, equals < 0 ? '' : part.slice(equals + 1));
    }
  view.query = query;
  return query;
}

function claimPasses(
  {path, test, invert}: Route['match']['claims'][number],
  {request}: RequestView,
): boolean {
  let value: unknown = request.claims;
  for (const step of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined;
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  const holds = values.some(item => typeof item === 'string' && passes(test, item));
  return holds !== invert;
}

/** Whether a route takes a request. */
export function routeMatches(route: Route, view: RequestView): boolean {
  const {match} = route;
  if (!pathPasses(match, view)) return false;
  const {headers, query, claims} = match;
  for (const header of headers) if (!headerPasses(header, view)) return false;
  if (query.length > 0) {
    const given = queryOf(view);
    for (const {name, test} of query) {
      const value = given.get(name);
      if (value === undefined || !passes(test, value)) return false;
    }
  }
  for (const claim of claims) if (!claimPasses(claim, view)) return false;
  return true;
}

function expectation(test: TextTest, invert = false): string {
  const words = test.type === 'present' ? 'present' : `${test.type} ${JSON.stringify(test.value)}`;
  return invert ? `not ${words}` : words;
}

/** The first test of a route that a request fails; null if it passes all. */
export function firstMismatch(route: Route, view: RequestView): Mismatch | null {
  const {match} = route;
  if (!pathPasses(match, view))
    return {
      field: 'uri',
      name: '',
      expected: `${match.path.type} ${JSON.stringify(match.path.value)}`,
      seen: view.pathOnly,
    };
  for (const header of match.headers) {
    if (headerPasses(header, view)) continue;
    const named = header.field === 'headers' || header.field === 'withoutHeaders';
    return {
      field: header.field,
      name: named ? header.name : '',
      expected: expectation(header.test, header.invert),
      seen: headerValues(header.name, view)?.join(', ') ?? null,
    };
  }
  for (const {name, test} of match.query) {
    const seen = queryOf(view).get(name);
    if (seen === undefined || !passes(test, seen))
      return {field: 'queryParams', name, expected: expectation(test), seen: seen ?? null};
  }
  for (const claim of match.claims) {
    if (!claimPasses(claim, view))
      return {
        field: 'claims',
        name: claim.path.join('.'),
        expected: expectation(claim.test, claim.invert),
        seen: null,
      };
  }
  return null;
}
