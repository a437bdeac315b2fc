import type {HttpRule, MatchRequest} from './spec';
import type {MatchEntry, RouteRule, Source} from './types';
import {isJwtClaim} from './webhook';

/**
 * Rules as routing keeps them. Whether one is plain is found out once, here: a compiler that has to look into each rule of ten
 * thousand for every proxy waits for memory more than it works.
 */

const isEmpty = (tests: object | undefined): boolean =>
  tests === undefined || Object.keys(tests).length === 0;

/** An entry that every request passes: nothing behind it is ever reached. */
export function takesAll(match: MatchRequest): boolean {
  const {uri, method, authority, scheme, headers, withoutHeaders, queryParams} = match;
  if (uri?.exact !== undefined) return false;
  if (uri?.prefix !== undefined ? uri.prefix !== '/' : (uri?.regex ?? '.*') !== '.*') return false;
  if (method ?? authority ?? scheme) return false;
  return isEmpty(headers) && isEmpty(withoutHeaders) && isEmpty(queryParams);
}

/** Envoy compiles patterns, and looks at claims: it may refuse them. */
function mayBeRefused(match: MatchRequest): boolean {
  const {uri, method, authority, scheme, headers, withoutHeaders, queryParams} = match;
  return (
    [uri, method, authority, scheme].some(test => test?.regex !== undefined) ||
    [headers, withoutHeaders, queryParams].some(tests =>
      Object.entries(tests ?? {}).some(
        ([name, {regex}]) => regex !== undefined || isJwtClaim(name),
      ),
    )
  );
}

const isForSome = ({port, gateways, sourceLabels, sourceNamespace}: MatchRequest): boolean =>
  (port ?? gateways ?? sourceLabels ?? sourceNamespace) !== undefined;

export const matchEntry = (match: MatchRequest, source: Source): MatchEntry => ({
  match,
  source,
  plain: !isForSome(match) && !mayBeRefused(match) && !takesAll(match),
});

const isPlain = ({headers, redirect, rewrite, corsPolicy, route = []}: HttpRule): boolean =>
  (headers ?? redirect ?? rewrite?.uriRegexRewrite ?? corsPolicy) === undefined &&
  route.every(destination => destination.headers === undefined);

export const routeRule = (
  rule: HttpRule,
  source: Source,
  matches: readonly MatchEntry[],
): RouteRule => ({rule, source, matches, plain: isPlain(rule)});
