import {
  CLOCK_SKEW_SECONDS,
  decodeBase64Url,
  decodeUtf8,
  MAX_TOKEN,
  parseToken,
  timeStatus,
  TOKEN_STATUS,
} from '@site/src/mesh';
import {writeDuration, writeMoment} from './words';

/** Longer than a day: nobody can take a token back. */
const LONG_LIFE_SECONDS = 86_400;
/** In seconds, this moment lies beyond the year 5000: whoever writes such a number counts in milliseconds. */
const MILLISECONDS_FROM = 1e11;

type PartName = 'header' | 'payload' | 'signature';
const PARTS: readonly PartName[] = ['header', 'payload', 'signature'];

type Claims = Readonly<Record<string, unknown>>;

export interface Part {
  name: PartName;
  raw: string;
  /** Header and payload, line by line; the signature as a count of bytes. Left out: it cannot be read. */
  text?: string;
  /** Why it cannot be read. */
  fault?: string;
}

export interface ClaimRow {
  name: string;
  value: string;
  meaning: string;
  /** What Istio does with it. */
  istio: string;
}

export interface Remark {
  level: 'refused' | 'careful' | 'note';
  text: string;
}

/** What a proxy says whose rule trusts the issuer, before it looks at the signature. */
export interface Refusal {
  status: number;
  body: string;
}

export interface TokenReading {
  /** Empty when the text as a whole is no token. */
  parts: readonly Part[];
  claims: readonly ClaimRow[];
  remarks: readonly Remark[];
  refusal: Refusal | null;
}

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const quote = (text: string, most = 24) =>
  `“${text.length > most ? `${text.slice(0, most)}…` : text}”`;

/** Why a text is no base64url, as exactly as it can be said. */
function base64Fault(raw: string): string {
  const bare = raw.replace(/={1,2}$/, '');
  const at = bare.search(/[^A-Za-z0-9_-]/);
  if (at >= 0) {
    const [found = ''] = [...bare.slice(at)];
    const hint = '+/'.includes(found)
      ? ': that is base64, and a token is written in base64url, with - and _ in place of + and /'
      : ', which base64url does not have';
    return `Character ${at + 1} is ${quote(found)}${hint}.`;
  }
  return bare.length % 4 === 1
    ? `It has ${bare.length} characters, and no base64url text has this length: one or more are missing.`
    : 'Its last character says more than fits: something was cut off or changed.';
}

function readPart(name: PartName, raw: string): Part & {value?: Claims} {
  if (raw === '') return {name, raw, fault: 'It is empty.'};
  const bytes = decodeBase64Url(raw);
  if (bytes === null) return {name, raw, fault: base64Fault(raw)};
  if (name === 'signature') {
    return {name, raw, text: `${bytes.length} bytes. Only the key can say whether they are right.`};
  }
  const text = decodeUtf8(bytes);
  if (text === null) return {name, raw, fault: 'It is base64url, and what it holds is no text.'};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {name, raw, fault: `It is base64url, and its text is no JSON: ${quote(text, 48)}.`};
  }
  if (!isObject(value)) {
    return {name, raw, fault: `It is JSON, and no object in braces: ${quote(text, 48)}.`};
  }
  return {name, raw, text: JSON.stringify(value, null, 2), value};
}

const MEANINGS: Readonly<Record<string, string>> = {
  iss: 'issuer, who made it',
  sub: 'subject, whom it is about',
  aud: 'audience, for whom it is meant',
  exp: 'expiration time, when it ends',
  nbf: 'not before, when it begins',
  iat: 'issued at, when it was made',
  jti: 'a number of this one token',
  azp: 'authorized party, the application that asked for it',
  scope: 'what the application may do',
};

function istioOf(name: string, value: unknown): string {
  switch (name) {
    case 'iss':
      return 'has to equal `issuer` of the rule; first half of the request principal';
    case 'sub':
      return 'second half of the request principal';
    case 'aud':
      return 'one value has to stand in `audiences` of the rule, if it has any; `request.auth.audiences`';
    case 'exp':
    case 'nbf':
      return `compared with the clock, with ${CLOCK_SKEW_SECONDS} seconds of patience`;
    case 'iat':
    case 'jti':
      return 'not compared with anything';
    case 'azp':
      return '`request.auth.presenter`';
    default:
      return typeof value === 'string' || Array.isArray(value) || isObject(value)
        ? `\`request.auth.claims[${name}]\``
        : 'no rule can match it: it is neither text nor a list';
  }
}

const TIMES = ['exp', 'nbf', 'iat'];

/** A moment in words, with its distance from the clock. */
function writeTime(seconds: number, nowSeconds: number): string {
  const moment = writeMoment(seconds);
  if (moment === null) return 'a moment that no calendar has';
  const distance = Math.trunc(seconds - nowSeconds);
  if (distance === 0) return `${moment}, this second`;
  return distance < 0
    ? `${moment}, ${writeDuration(distance)} before the clock`
    : `${moment}, ${writeDuration(distance)} after the clock`;
}

function rowOf(name: string, value: unknown, nowSeconds: number): ClaimRow {
  const known = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  const time = TIMES.includes(name) && typeof value === 'number';
  return {
    name,
    value: JSON.stringify(value),
    meaning: `${known ?? 'a claim of this issuer'}${time ? `: ${writeTime(value, nowSeconds)}` : ''}`,
    istio: istioOf(name, value),
  };
}

function headerRemarks({alg, kid, typ}: Claims, signed: boolean): Remark[] {
  const remarks: Remark[] = [];
  if (typeof alg === 'string' && alg.toLowerCase() === 'none') {
    remarks.push({
      level: 'refused',
      text: 'The algorithm is `none`: the token is not signed. Anybody can write one. A proxy refuses it.',
    });
  } else if (!signed) {
    remarks.push({
      level: 'refused',
      text: 'The signature is empty. Without it, anybody could have written the rest.',
    });
  }
  if (typeof alg === 'string' && /^HS\d{3}$/.test(alg)) {
    remarks.push({
      level: 'careful',
      text: `\`${alg}\` signs with a shared secret: whoever can check the token can also make one. Key sets for Istio hold public keys; among those, a proxy finds none for this token.`,
    });
  }
  if (kid === undefined) {
    remarks.push({level: 'note', text: 'No `kid` names a key. A proxy tries all keys of the set.'});
  }
  if (typeof typ === 'string' && typ.toLowerCase() === 'at+jwt') {
    remarks.push({level: 'note', text: 'The type says that it is an access token.'});
  }
  return remarks;
}

function timeRemarks(claims: Claims, nowSeconds: number): Remark[] {
  const {exp, nbf, iat} = claims;
  const remarks: Remark[] = [];
  const tooLarge = TIMES.filter(name => {
    const value = claims[name];
    return typeof value === 'number' && value >= MILLISECONDS_FROM;
  });
  for (const name of tooLarge) {
    remarks.push({
      level: 'careful',
      text: `\`${name}\` looks like milliseconds. Tokens count in seconds since 1970.`,
    });
  }
  if (exp === undefined || exp === 0) {
    remarks.push({
      level: 'careful',
      text: 'It has no `exp`, so it never ends. Istio accepts that.',
    });
  } else if (typeof exp === 'number') {
    const late = nowSeconds - exp;
    if (late > CLOCK_SKEW_SECONDS) {
      remarks.push({level: 'refused', text: `It ended ${writeDuration(late)} before the clock.`});
    } else if (late > 0) {
      remarks.push({
        level: 'careful',
        text: `It ended ${writeDuration(late)} before the clock. Envoy has a patience of ${CLOCK_SKEW_SECONDS} seconds.`,
      });
    }
    const life = exp - (typeof iat === 'number' ? iat : nowSeconds);
    if (life > LONG_LIFE_SECONDS && !tooLarge.includes('exp')) {
      remarks.push({
        level: 'careful',
        text: `It lives ${writeDuration(life)}. Nobody can take it back: a stolen one is good for just as long.`,
      });
    }
  }
  if (typeof nbf === 'number' && nbf > nowSeconds) {
    const early = nbf - nowSeconds;
    remarks.push({
      level: early > CLOCK_SKEW_SECONDS ? 'refused' : 'careful',
      text: `It begins ${writeDuration(early)} after the clock.`,
    });
  }
  return remarks;
}

function claimRemarks(claims: Claims): Remark[] {
  const {iss, sub, aud} = claims;
  const remarks: Remark[] = [];
  if (iss === undefined) {
    remarks.push({
      level: 'careful',
      text: 'It has no `iss`. A rule with an `issuer` refuses it.',
    });
  }
  if (sub === undefined || sub === '') {
    remarks.push({
      level: 'careful',
      text: 'It has no `sub`, so no request principal. A policy that asks for any principal, `["*"]`, refuses it.',
    });
  }
  if (aud === undefined) {
    remarks.push({level: 'note', text: 'It has no `aud`. A rule with `audiences` refuses it.'});
  } else if (Array.isArray(aud) && aud.length > 1) {
    remarks.push({
      level: 'note',
      text: `\`aud\` lists ${aud.length} receivers. One of them in the rule is enough, and each of them can show the token to the others.`,
    });
  }
  return remarks;
}

/** Refused for where the clock stands: Envoy looks at it before it looks at audience and signature. */
function refusalOf(token: string, nowSeconds: number): Refusal | null {
  const parsed = parseToken(token);
  const status = typeof parsed === 'string' ? parsed : timeStatus(parsed.claims, nowSeconds);
  return status === null ? null : {status: 401, body: TOKEN_STATUS[status]};
}

/** The token in what a reader pasted, and what was left out around it. */
function clean(text: string): {token: string; remarks: Remark[]} {
  const remarks: Remark[] = [];
  let token = text.trim();
  const bare = token.replace(/^(?:authorization\s*:\s*)?bearer\s+/i, '');
  if (bare !== token) {
    remarks.push({
      level: 'note',
      text: 'The word “Bearer” belongs to the header, not to the token.',
    });
  }
  token = bare.replace(/^(["'])(.*)\1$/s, '$2');
  if (/\s/.test(token)) {
    remarks.push({level: 'note', text: 'Spaces and line breaks were left out.'});
    token = token.replace(/\s+/g, '');
  }
  return {token, remarks};
}

function partsFault(token: string): string | null {
  if (token === '') return 'There is nothing here yet.';
  if (token.length > MAX_TOKEN) {
    const length = token.length.toLocaleString('en');
    return `It has ${length} characters. This reader stops at ${MAX_TOKEN.toLocaleString('en')}.`;
  }
  const count = token.split('.').length;
  if (count === 5) {
    return 'It has five parts: this is the encrypted form, JWE. Nobody can read it without the key, and Envoy does not read it either.';
  }
  if (count === 3) return null;
  return `A signed token has three parts with a dot between them. This has ${count === 1 ? 'one' : count}.`;
}

/**
 * Takes a token apart. The signature is not looked at: that needs the key.
 *
 * @param nowSeconds the clock, in seconds since 1970.
 */
export function readToken(text: string, nowSeconds: number): TokenReading {
  const {token, remarks} = clean(text);
  const whole = partsFault(token);
  if (whole !== null) {
    return {
      parts: [],
      claims: [],
      remarks: [{level: token === '' ? 'note' : 'refused', text: whole}, ...remarks],
      refusal: token === '' || token.length > MAX_TOKEN ? null : refusalOf(token, nowSeconds),
    };
  }
  const raw = token.split('.');
  const read = PARTS.map((name, index) => readPart(name, raw[index] ?? ''));
  const [header, payload, signature] = read;
  const claims = payload?.value;
  return {
    parts: read.map(({name, raw: part, text: shown, fault}) => ({
      name,
      raw: part,
      ...(shown !== undefined && {text: shown}),
      ...(fault !== undefined && {fault}),
    })),
    claims: Object.entries(claims ?? {}).map(([name, value]) => rowOf(name, value, nowSeconds)),
    remarks: [
      ...(header?.value === undefined ? [] : headerRemarks(header.value, signature?.raw !== '')),
      ...(claims === undefined
        ? []
        : [...timeRemarks(claims, nowSeconds), ...claimRemarks(claims)]),
      ...remarks,
    ],
    refusal: refusalOf(token, nowSeconds),
  };
}
