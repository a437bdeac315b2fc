import type {RedirectAction, Route} from '../compile/types';
import type {RequestView} from './match';

/** The request's host as a redirect repeats it. Source: envoy `config_impl.cc processRequestHost`. */
function requestHost(view: RequestView, newScheme: string, newPort: boolean): string {
  const {authority} = view.request;
  const colon = authority.lastIndexOf(':');
  if (colon <= authority.lastIndexOf(']')) return authority;
  const port = authority.slice(colon);
  let remove = newPort;
  if (newScheme !== view.scheme)
    remove ||=
      (view.scheme === 'https' && port === ':443') || (view.scheme === 'http' && port === ':80');
  return remove ? authority.slice(0, colon) : authority;
}

/** The part of the path that the match of a route stands for. */
export function matchedPart(route: Route, view: RequestView): string {
  const {type, value} = route.match.path;
  switch (type) {
    case 'prefix':
    case 'segment-prefix':
      return view.pathOnly.slice(0, value.length);
    case 'exact':
    case 'regex':
      return view.pathOnly;
  }
}

/** Source: envoy `config_impl.cc RouteEntryImplBase::newUri`. */
export function redirectLocation(action: RedirectAction, route: Route, view: RequestView): string {
  const scheme = action.scheme === '' ? view.scheme : action.scheme;
  const port = action.port === 0 ? '' : `:${action.port}`;
  const host = action.host === '' ? requestHost(view, scheme, port !== '') : action.host;
  const {path} = action;
  const query = view.path.slice(view.pathOnly.length);
  let target = view.path;
  if (path?.type === 'replace') target = path.value.includes('?') ? path.value : path.value + query;
  else if (path?.type === 'prefix')
    target = path.value + view.path.slice(matchedPart(route, view).length);
  return `${scheme}://${host}${port}${target.startsWith('/') ? '' : '/'}${target}`;
}
