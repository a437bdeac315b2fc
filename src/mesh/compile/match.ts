import {isJwtClaim} from '../model/webhook';
import type {RegexCompiler} from '../model/regex';
import type {MatchRequest, StringMatch} from '../model/spec';
import type {HeaderMatch, PathMatch, RouteMatch, TextTest} from './types';

/** Match entries as tests. Source: istio/istio `core/route/route.go TranslateRouteMatch`. */

export type CompileRegex = (pattern: string) => ReturnType<RegexCompiler> | null;

/** A pattern that does not compile reaches the proxy only through Gateway API; the proxy refuses it. */
export type Refuse = (message: string) => void;

export function textTest(
  match: StringMatch | undefined,
  compile: CompileRegex,
  refuse: Refuse,
): TextTest {
  const {exact, prefix, regex} = match ?? {};
  if (exact !== undefined) return {type: 'exact', value: exact};
  if (prefix !== undefined) return {type: 'prefix', value: prefix};
  if (regex === undefined || regex === '*') return {type: 'present'};
  const compiled = compile(regex);
  if (compiled && 'error' in compiled) {
    refuse(compiled.error);
    return {type: 'regex', value: regex, regex: null};
  }
  return {type: 'regex', value: regex, regex: compiled};
}

const ANY_PATH: PathMatch = {type: 'prefix', value: '/', ignoreCase: false, regex: null};

function pathMatch(
  match: MatchRequest,
  gatewaySemantics: boolean,
  compile: CompileRegex,
  refuse: Refuse,
): PathMatch {
  const {uri = {}, ignoreUriCase: ignoreCase = false} = match;
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  if (uri.exact !== undefined)
    return {type: 'exact', value: fold(uri.exact), ignoreCase, regex: null};
  if (uri.prefix !== undefined) {
    const segments = gatewaySemantics && uri.prefix !== '/';
    return {
      type: segments ? 'segment-prefix' : 'prefix',
      value: fold(segments ? uri.prefix.replace(/\/$/, '') : uri.prefix),
      ignoreCase,
      regex: null,
    };
  }
  if (uri.regex !== undefined) {
    const test = textTest({regex: uri.regex}, compile, refuse);
    return {
      type: 'regex',
      value: uri.regex,
      ignoreCase: false,
      regex: test.type === 'regex' ? test.regex : null,
    };
  }
  return ANY_PATH;
}

/** `@request.auth.claims[group][id]` or `@request.auth.claims.group.id` as `[group, id]`. */
function claimPath(header: string): string[] {
  const rest = header.slice('@request.auth.claims'.length);
  return rest.startsWith('[')
    ? [...rest.matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name)
    : rest.split('.').slice(1);
}

/** What a rule without a match amounts to. */
const NO_TESTS: RouteMatch = {
  path: ANY_PATH,
  headers: [],
  query: [],
  claims: [],
};

export function compileMatch(
  match: MatchRequest | null,
  gatewaySemantics: boolean,
  compile: CompileRegex,
  refuse: Refuse,
): RouteMatch {
  if (!match) return NO_TESTS;
  const path = pathMatch(match, gatewaySemantics, compile, refuse);
  const headers: HeaderMatch[] = [];
  const claims: RouteMatch['claims'][number][] = [];
  for (const field of ['headers', 'withoutHeaders'] as const) {
    for (const [name, value] of Object.entries(match[field] ?? {})) {
      const invert = field === 'withoutHeaders';
      const test = textTest(value, compile, refuse);
      if (isJwtClaim(name)) {
        if (test.type === 'present') refuse(`the claim match "${name}" has no value`);
        claims.push({path: claimPath(name), test, invert});
      } else headers.push({field, name: name.toLowerCase(), test, invert});
    }
  }
  for (const field of ['method', 'authority', 'scheme'] as const)
    if (match[field])
      headers.push({
        field,
        name: `:${field}`,
        test: textTest(match[field], compile, refuse),
        invert: false,
      });
  const query = Object.entries(match.queryParams ?? {}).map(([name, value]) => ({
    name,
    test: textTest(value, compile, refuse),
  }));
  // Most entries ask for one thing: they share the empty lists, which keeps long lists of routes small.
  return {
    path,
    headers: headers.length === 0 ? NO_TESTS.headers : headers,
    query: query.length === 0 ? NO_TESTS.query : query,
    claims: claims.length === 0 ? NO_TESTS.claims : claims,
  };
}
