import type {Json, JsonObject} from '../parse/documents';
import type {Mesh, Source} from '../model/types';
import type {HeaderMap} from '../simulate/types';
import {decodeBase64Url, decodeUtf8, encodeBase64} from './base64';
import {oldestFirst, specOf} from './peer-authentication';
import type {JwtRule, RequestAuthenticationSpec} from './spec';

/**
 * Tokens as Envoy checks them: extraction, the order of checks, several rules together. Source: envoy
 * `source/extensions/filters/http/jwt_authn/{authenticator,extractor,verifier}.cc`, `source/common/jwt/{jwt,verify}.cc`.
 * Signatures are looked at beforehand, by `verifySignatures`: here only what came out of that counts.
 */

/** Envoy lets clocks differ by this much. */
export const CLOCK_SKEW_SECONDS = 60;
/** A longer token is no token of HTTP: proxies refuse headers of that size. */
export const MAX_TOKEN = 60_000;
const ALGORITHMS = new Set([
  ...['ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512', 'EdDSA'],
]);

/** Texts of Envoy's answers. Source: envoy `source/common/jwt/status.cc`. */
export const TOKEN_STATUS = {
  ok: 'OK',
  missing: 'Jwt is missing',
  expired: 'Jwt is expired',
  early: 'Jwt not yet valid',
  issuer: 'Jwt issuer is not configured',
  audience: 'Audiences in Jwt are not allowed',
  signature: 'Jwt verification fails',
  key: "Jwks doesn't have key to match kid or alg from Jwt",
  noKeys: "Jwks doesn't have any valid public key",
  form: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections',
  headerBase64: 'Jwt header is an invalid Base64url encoded',
  headerJson: 'Jwt header is an invalid JSON',
  algorithm: 'Jwt header [alg] field is required and must be a string',
  algorithmUnknown: 'Jwt header [alg] is not supported',
  keyId: 'Jwt header [kid] field is not a string',
  payloadBase64: 'Jwt payload is an invalid Base64url encoded',
  payloadJson: 'Jwt payload is an invalid JSON',
  signatureBase64: 'Jwt signature is an invalid Base64url encoded',
  issType: 'Jwt payload [iss] field is not a string',
  subType: 'Jwt payload [sub] field is not a string',
  iatType: 'Jwt payload [iat] field is not an integer',
  nbfType: 'Jwt payload [nbf] field is not an integer',
  expType: 'Jwt payload [exp] field is not an integer',
  iatRange: 'Jwt payload [iat] field is not a positive integer',
  nbfRange: 'Jwt payload [nbf] field is not a positive integer',
  expRange: 'Jwt payload [exp] field is not a positive integer',
  jtiType: 'Jwt payload [jti] field is not a string',
  audType: 'Jwt payload [aud] field is not a string or string list',
} as const;

export type TokenStatus = keyof typeof TOKEN_STATUS;

interface ParsedToken {
  algorithm: string;
  /** Empty: the token names no key. */
  keyId: string;
  claims: JsonObject;
  payload: string;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(bytes: readonly number[]): JsonObject | null {
  const text = decodeUtf8(bytes);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function claimTypes(claims: JsonObject): TokenStatus | null {
  const time = (name: 'iat' | 'nbf' | 'exp'): TokenStatus | null => {
    const value = claims[name];
    if (value === undefined) return null;
    if (typeof value !== 'number') return `${name}Type`;
    return value < 0 || value > 2 ** 64 ? `${name}Range` : null;
  };
  const text = (name: 'iss' | 'sub' | 'jti'): TokenStatus | null =>
    claims[name] === undefined || typeof claims[name] === 'string' ? null : `${name}Type`;
  const {aud} = claims;
  return (
    text('iss') ??
    text('sub') ??
    time('iat') ??
    time('nbf') ??
    time('exp') ??
    text('jti') ??
    (aud === undefined ||
    typeof aud === 'string' ||
    (Array.isArray(aud) && aud.every(item => typeof item === 'string'))
      ? null
      : 'audType')
  );
}

/** Whether a token may be used at a time; null: it may. */
export function timeStatus({nbf, exp}: JsonObject, nowSeconds: number): TokenStatus | null {
  if (typeof nbf === 'number' && nowSeconds + CLOCK_SKEW_SECONDS < Math.trunc(nbf)) return 'early';
  // An expiry of 0 counts as none.
  if (typeof exp === 'number' && exp !== 0 && nowSeconds > Math.trunc(exp) + CLOCK_SKEW_SECONDS)
    return 'expired';
  return null;
}

/** Reads a compact token; what is wrong with it is told in the order in which Envoy looks. */
export function parseToken(token: string): ParsedToken | TokenStatus {
  const parts = token.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3 || header === '' || payload === '' || signature === '') return 'form';
  if (token.length > MAX_TOKEN) return 'form';
  const headerBytes = decodeBase64Url(header);
  if (!headerBytes) return 'headerBase64';
  const head = parseObject(headerBytes);
  if (!head) return 'headerJson';
  const {alg, kid} = head;
  if (typeof alg !== 'string') return 'algorithm';
  if (!ALGORITHMS.has(alg)) return 'algorithmUnknown';
  if (kid !== undefined && typeof kid !== 'string') return 'keyId';
  const payloadBytes = decodeBase64Url(payload);
  if (!payloadBytes) return 'payloadBase64';
  const claims = parseObject(payloadBytes);
  if (!claims) return 'payloadJson';
  const wrong = claimTypes(claims);
  if (wrong) return wrong;
  if (!decodeBase64Url(signature)) return 'signatureBase64';
  return {algorithm: alg, keyId: kid ?? '', claims, payload};
}

export interface TokenLocation {
  type: 'header' | 'query' | 'cookie';
  name: string;
  prefix: string;
}

/** One rule of a RequestAuthentication that counts here. */
export interface TokenRule {
  issuer: string;
  audiences: readonly string[];
  /** Null: no key could be read; then no token passes. */
  keys: readonly JsonObject[] | null;
  /** Keys live behind an address that was not handed in. */
  unreachable: boolean;
  locations: readonly TokenLocation[];
  forward: boolean;
  payloadHeader: string | null;
  claimHeaders: readonly {header: string; claim: string}[];
  spaceDelimited: readonly string[];
  source: Source;
}

/** The keys of a JWKS; null: it is none, or it has no key. */
export function readKeys(jwks: string): JsonObject[] | null {
  let value: unknown;
  try {
    value = JSON.parse(jwks);
  } catch {
    return null;
  }
  const keys = isObject(value) ? value.keys : undefined;
  if (!Array.isArray(keys)) return null;
  const usable = keys.filter(
    (key): key is JsonObject => isObject(key) && typeof key.kty === 'string',
  );
  return usable.length > 0 ? usable : null;
}

const bareAudience = (audience: string): string =>
  audience.replace(/^https?:\/\//, '').replace(/\/$/, '');

function locationsOf({
  fromHeaders = [],
  fromParams = [],
  fromCookies = [],
}: JwtRule): TokenLocation[] {
  if (fromHeaders.length + fromParams.length + fromCookies.length === 0)
    return [
      {type: 'header', name: 'authorization', prefix: 'Bearer '},
      {type: 'query', name: 'access_token', prefix: ''},
    ];
  return [
    ...fromHeaders
      .map(({name = '', prefix = ''}) => ({
        type: 'header' as const,
        name: name.toLowerCase(),
        prefix,
      }))
      .sort((a, b) => (a.name + a.prefix < b.name + b.prefix ? -1 : 1)),
    ...fromParams.map(name => ({type: 'query' as const, name, prefix: ''})),
    ...fromCookies.map(name => ({type: 'cookie' as const, name, prefix: ''})),
  ];
}

/** JWKS by address, fetched beforehand. */
export type KeySets = Readonly<Record<string, string>>;

/** The rules for a workload, all policies together, in order of issuer. */
export function tokenRules(
  mesh: Mesh,
  applies: (spec: RequestAuthenticationSpec, namespace: string) => boolean,
  keySets: KeySets,
): TokenRule[] {
  return oldestFirst(mesh, 'RequestAuthentication')
    .filter(document => applies(specOf(document), document.namespace))
    .flatMap(document =>
      (specOf<RequestAuthenticationSpec>(document).jwtRules ?? []).map((rule, index): TokenRule => {
        const issuer = rule.issuer ?? '';
        const address =
          rule.jwksUri ?? rule.jwks_uri ?? `${issuer}/.well-known/openid-configuration`;
        const fetched = Object.hasOwn(keySets, address) ? keySets[address] : undefined;
        const jwks = rule.jwks !== undefined && rule.jwks !== '' ? rule.jwks : fetched;
        return {
          issuer,
          audiences: (rule.audiences ?? []).map(bareAudience),
          keys: jwks === undefined ? null : readKeys(jwks),
          unreachable: jwks === undefined,
          locations: locationsOf(rule),
          forward: rule.forwardOriginalToken === true,
          payloadHeader: rule.outputPayloadToHeader?.toLowerCase() ?? null,
          claimHeaders: (rule.outputClaimToHeaders ?? []).map(({header = '', claim = ''}) => ({
            header: header.toLowerCase(),
            claim,
          })),
          spaceDelimited: ['scope', 'permission', ...(rule.spaceDelimitedClaims ?? [])],
          source: {document, path: ['spec', 'jwtRules', index]},
        };
      }),
    )
    .sort((a, b) => (a.issuer < b.issuer ? -1 : a.issuer > b.issuer ? 1 : 0));
}

export interface FoundToken {
  token: string;
  location: TokenLocation;
}

function cookieValue(headers: HeaderMap, name: string): string | null {
  for (const header of headers.get('cookie') ?? [])
    for (const part of header.split(';')) {
      const equals = part.indexOf('=');
      if (equals > 0 && part.slice(0, equals).trim() === name)
        return part
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1');
    }
  return null;
}

/** A parameter as Envoy reads it: percent-decoded, the first of a name. */
function queryValue(path: string, name: string): string | null {
  const mark = path.indexOf('?');
  if (mark < 0) return null;
  for (const part of path.slice(mark + 1).split('&')) {
    const equals = part.indexOf('=');
    const key = equals < 0 ? part : part.slice(0, equals);
    if (key !== name) continue;
    const value = equals < 0 ? '' : part.slice(equals + 1);
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }
  return null;
}

function* at(location: TokenLocation, headers: HeaderMap, path: string): Generator<string> {
  const {type, name, prefix} = location;
  if (type === 'query') yield queryValue(path, name) ?? '';
  else if (type === 'cookie') yield cookieValue(headers, name) ?? '';
  else {
    const value = (headers.get(name) ?? []).join(',');
    if (prefix === '') yield value;
    else {
      // The prefix may stand anywhere in the value, and the token ends at the first character that none can have.
      const start = value.indexOf(prefix);
      if (start >= 0) yield /^[\w.-]*/.exec(value.slice(start + prefix.length))?.[0] ?? '';
    }
  }
}

/** Tokens where a rule looks for them, in the order of the places. */
export function findTokens(rule: TokenRule, headers: HeaderMap, path: string): FoundToken[] {
  return rule.locations.flatMap(location =>
    [...at(location, headers, path)]
      .filter(token => token !== '')
      .map(token => ({token, location})),
  );
}

/** Keys that may have signed a token. Source: envoy `source/common/jwt/verify.cc`. */
export function candidateKeys(
  {algorithm, keyId}: {algorithm: string; keyId: string},
  keys: readonly JsonObject[],
): JsonObject[] {
  return keys.filter(
    ({kid, alg}) =>
      (keyId === '' || typeof kid !== 'string' || kid === '' || kid === keyId) &&
      (typeof alg !== 'string' || alg === '' || alg === algorithm),
  );
}

/** Checks the signature of a token against one key. Handed in from outside: the engine has no cryptography. */
export type SignatureVerifier = (
  token: string,
  key: JsonObject,
  algorithm: string,
) => Promise<boolean>;

const signatureKey = (token: string, key: JsonObject): string => `${JSON.stringify(key)}\n${token}`;

/** Which signatures were found good. Made by `verifySignatures`. */
export class Signatures {
  private readonly good = new Set<string>();

  accept(token: string, key: JsonObject): void {
    this.good.add(signatureKey(token, key));
  }

  holds(token: string, key: JsonObject): boolean {
    return this.good.has(signatureKey(token, key));
  }
}

/** Looks at every signature that the rules will ask about. A verifier that throws or rejects says no. */
export async function checkSignatures(
  rules: readonly TokenRule[],
  requests: readonly {headers: HeaderMap; path: string}[],
  verify: SignatureVerifier,
): Promise<Signatures> {
  const signatures = new Signatures();
  const seen = new Set<string>();
  for (const {headers, path} of requests)
    for (const rule of rules)
      for (const {token} of findTokens(rule, headers, path)) {
        const parsed = parseToken(token);
        if (typeof parsed === 'string' || !rule.keys) continue;
        for (const key of candidateKeys(parsed, rule.keys)) {
          const id = signatureKey(token, key);
          if (seen.has(id)) continue;
          seen.add(id);
          let good = false;
          try {
            good = await verify(token, key, parsed.algorithm);
          } catch {
            good = false;
          }
          if (good) signatures.accept(token, key);
        }
      }
  return signatures;
}

interface Verified {
  status: TokenStatus;
  claims: JsonObject | null;
  payload: string;
}

function verifyToken(
  rule: TokenRule,
  token: string,
  signatures: Signatures,
  nowSeconds: number,
): Verified {
  const parsed = parseToken(token);
  const refuse = (status: TokenStatus): Verified => ({status, claims: null, payload: ''});
  if (typeof parsed === 'string') return refuse(parsed);
  const {claims} = parsed;
  const {iss, aud} = claims;
  if (rule.issuer !== '' && iss !== rule.issuer) return refuse('issuer');
  const time = timeStatus(claims, nowSeconds);
  if (time !== null) return refuse(time);
  if (rule.audiences.length > 0) {
    const given = ([aud ?? []].flat() as string[]).map(bareAudience);
    if (!given.some(item => rule.audiences.includes(item))) return refuse('audience');
  }
  if (!rule.keys) return refuse(rule.unreachable ? 'signature' : 'noKeys');
  const keys = candidateKeys(parsed, rule.keys);
  if (keys.length === 0) return refuse('key');
  if (!keys.some(key => signatures.holds(token, key))) return refuse('signature');
  return {status: 'ok', claims, payload: parsed.payload};
}

/** What one rule says of a request. */
interface RuleResult {
  rule: TokenRule;
  status: TokenStatus;
  tokens: readonly {location: TokenLocation; status: TokenStatus}[];
}

export interface TokenVerdict {
  /** `ok`: accepted with an identity; `missing`: accepted without one; else refused. */
  status: TokenStatus;
  /** Claims of the accepted token, with those divided that hold lists in one text. */
  claims: JsonObject | null;
  headers: HeaderMap;
  /** Path and query; a token in the query is taken out of it. */
  path: string;
  results: readonly RuleResult[];
}

function claimAt(claims: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = claims;
  for (const step of path.split('.'))
    value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

/** Source: envoy `jwt_authn/authenticator.cc addJWTClaimToHeader`. */
function claimText(value: Json | undefined): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return String(value);
    case 'number':
      return Number.isInteger(value) ? String(value) : value.toFixed(6);
    case 'object':
      return value === null ? null : encodeBase64(JSON.stringify(value));
    default:
      return null;
  }
}

function splitClaims(claims: JsonObject, names: readonly string[]): JsonObject {
  const result = {...claims};
  for (const name of names) {
    const value = result[name];
    if (typeof value === 'string') result[name] = value.split(' ').filter(part => part !== '');
  }
  return result;
}

/** Parameters as Envoy writes them back after one was taken out: by name. */
function withoutParameter(path: string, name: string): string {
  const mark = path.indexOf('?');
  const parts = path
    .slice(mark + 1)
    .split('&')
    .filter(part => part !== '')
    .map((part): [string, string] => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    })
    .filter(([key]) => key !== name)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = parts.map(([key, value]) => `${key}=${value}`).join('&');
  return path.slice(0, mark) + (query === '' ? '' : `?${query}`);
}

function runRule(
  rule: TokenRule,
  headers: HeaderMap,
  path: string,
  signatures: Signatures,
  nowSeconds: number,
): RuleResult & Pick<TokenVerdict, 'claims' | 'headers' | 'path'> {
  const found = findTokens(rule, headers, path);
  const tokens: {location: TokenLocation; status: TokenStatus}[] = [];
  if (found.length === 0) return {rule, status: 'missing', tokens, claims: null, headers, path};
  const changed = new Map(headers);
  let rest = path;
  let accepted: JsonObject | null = null;
  for (const {token, location} of found.reverse()) {
    const {status, claims, payload} = verifyToken(rule, token, signatures, nowSeconds);
    tokens.push({location, status});
    if (status !== 'ok' || !claims)
      return {rule, status, tokens, claims: null, headers: changed, path: rest};
    if (rule.payloadHeader !== null) changed.set(rule.payloadHeader, [payload]);
    for (const {header, claim} of rule.claimHeaders) {
      const text = claimText(claimAt(claims, claim));
      if (text !== null && text !== '') changed.set(header, [text]);
    }
    if (!rule.forward && location.type === 'header') changed.delete(location.name);
    if (!rule.forward && location.type === 'query') rest = withoutParameter(rest, location.name);
    accepted = splitClaims(claims, rule.spaceDelimited);
  }
  return {rule, status: 'ok', tokens, claims: accepted, headers: changed, path: rest};
}

/**
 * All rules together. One rule: its own word. Several: the first that accepts; if none does, the first real complaint in
 * order decides whether the request is refused, and the last one what it is told.
 */
export function checkTokens(
  rules: readonly TokenRule[],
  headers: HeaderMap,
  path: string,
  signatures: Signatures,
  nowSeconds: number,
): TokenVerdict {
  // A caller must not bring what only the proxy may say.
  let clean: Map<string, readonly string[]> | null = null;
  for (const {payloadHeader, claimHeaders} of rules)
    for (const name of [payloadHeader, ...claimHeaders.map(({header}) => header)]) {
      if (name === null || !headers.has(name)) continue;
      clean ??= new Map(headers);
      clean.delete(name);
    }
  let current: HeaderMap = clean ?? headers;
  let rest = path;
  const results: RuleResult[] = [];
  for (const rule of rules) {
    const result = runRule(rule, current, rest, signatures, nowSeconds);
    current = result.headers;
    rest = result.path;
    results.push({rule, status: result.status, tokens: result.tokens});
    if (result.status === 'ok')
      return {status: 'ok', claims: result.claims, headers: current, path: rest, results};
  }
  const all = results.find(({status}) => status !== 'missing')?.status ?? 'missing';
  let final: TokenStatus = all;
  if (results.length > 1 && all !== 'missing') {
    final = 'missing';
    for (const status of [...results.map(result => result.status), all])
      if ((status !== 'missing' && status !== 'issuer') || final === 'missing') final = status;
  }
  return {status: final, claims: null, headers: current, path: rest, results};
}
