import type {Route} from '../compile/types';
import type {RequestView} from './match';

/**
 * Long lists of routes, sorted by what a request must have at least: an exact path, a first path segment, or an exact header value.
 * It only leaves out routes that cannot match; which of the rest does, the routes' own tests say, in the order of the list.
 */
export interface RouteIndex {
  routes: readonly Route[];
  /** Positions of routes without such a condition. */
  open: readonly number[];
  exact: ReadonlyMap<string, readonly number[]>;
  segments: ReadonlyMap<string, readonly number[]>;
  headers: readonly {name: string; values: ReadonlyMap<string, readonly number[]>}[];
}

function put<K>(map: Map<K, number[]>, key: K, position: number): void {
  const list = map.get(key);
  if (list) list.push(position);
  else map.set(key, [position]);
}

/** `/a` of `/a/b`; the whole path if it has one segment only. */
export function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
}

export function indexRoutes(routes: readonly Route[]): RouteIndex {
  const open: number[] = [];
  const exact = new Map<string, number[]>();
  const segments = new Map<string, number[]>();
  const headers = new Map<string, Map<string, number[]>>();
  for (const [position, {match}] of routes.entries()) {
    const {type, value, ignoreCase} = match.path;
    const header = match.headers.find(
      ({name, test, invert}) =>
        test.type === 'exact' && !invert && !name.startsWith(':') && name !== 'host',
    );
    if (type === 'exact' && !ignoreCase) put(exact, value, position);
    else if (header?.test.type === 'exact') {
      const values = headers.get(header.name) ?? new Map<string, number[]>();
      headers.set(header.name, values);
      put(values, header.test.value, position);
    } else if (
      !ignoreCase &&
      value.startsWith('/') &&
      (type === 'segment-prefix' || (type === 'prefix' && value.indexOf('/', 1) > 0))
    )
      put(segments, firstSegment(value), position);
    else open.push(position);
  }
  return {
    routes,
    open,
    exact,
    segments,
    headers: [...headers].map(([name, values]) => ({name, values})),
  };
}

/** Positions, in order, of the routes that may match. */
export function candidates(index: RouteIndex, view: RequestView): readonly number[] {
  let result = index.open;
  const join = (more: readonly number[] | undefined): void => {
    if (!more) return;
    result = result.length === 0 ? more : merge(result, more);
  };
  if (index.exact.size > 0) join(index.exact.get(view.pathOnly));
  if (index.segments.size > 0) join(index.segments.get(firstSegment(view.pathOnly)));
  for (const {name, values} of index.headers) {
    const given = view.request.headers.get(name);
    if (!given) continue;
    if (given.length === 1) join(values.get(given[0] ?? ''));
    else for (const value of new Set(given)) join(values.get(value));
  }
  return result;
}

/** Two ascending lists as one. */
function merge(a: readonly number[], b: readonly number[]): number[] {
  const result: number[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length || right < b.length) {
    const x = a[left] ?? Infinity;
    const y = b[right] ?? Infinity;
    if (x <= y) {
      result.push(x);
      left += 1;
    } else {
      result.push(y);
      right += 1;
    }
  }
  return result;
}
