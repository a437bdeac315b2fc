import {createPrivateKey, createSign} from 'node:crypto';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {compactVerify, importJWK, type JWK} from 'jose';
import type {SignatureVerifier} from '../../src/mesh';

/** Tokens of recorded cases, made with the published throw-away keys of `conformance/world/test-keys.json`. */

export interface CaseToken {
  claims?: Record<string, unknown>;
  key?: string;
  kid?: string | null;
  alg?: string;
  header?: Record<string, unknown>;
  expIn?: number;
  nbfIn?: number;
  noExp?: boolean;
  forge?: boolean;
  raw?: string;
  in?: 'query';
  name?: string;
  prefix?: string;
  token?: string;
}

/** The receiver's clock in every case: the tokens' times are relative to it, or lie in 2100. */
export const NOW_SECONDS = 1_800_000_000;
const FAR_FUTURE = 4_102_444_800;

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type TestKeys = Readonly<Record<string, {private: JWK; public: JWK}>>;

export const readTestKeys = (worldFolder: string): TestKeys =>
  JSON.parse(readFileSync(path.join(worldFolder, 'test-keys.json'), 'utf8')) as TestKeys;

/** The compact token that a case describes. */
export function makeToken(wanted: CaseToken, keys: TestKeys): string {
  if (wanted.raw !== undefined) return wanted.raw;
  if (wanted.token !== undefined) return wanted.token;
  const {claims = {}, key = 'k1', alg = 'RS256', expIn, nbfIn} = wanted;
  const kid = wanted.kid === undefined ? key : wanted.kid;
  const payload: Record<string, unknown> = {...claims};
  if (expIn !== undefined) payload.exp = NOW_SECONDS + expIn;
  else if (payload.exp === undefined && wanted.noExp !== true) payload.exp = FAR_FUTURE;
  if (nbfIn !== undefined) payload.nbf = NOW_SECONDS + nbfIn;
  const head = {alg, typ: 'JWT', ...(kid === null ? {} : {kid}), ...wanted.header};
  const body = `${base64(head)}.${base64(payload)}`;
  if (alg === 'none') return `${body}.`;
  const pair = keys[key];
  if (!pair) throw new Error(`conformance/world/test-keys.json has no key "${key}".`);
  const signature = createSign('RSA-SHA256')
    .update(body)
    .sign(createPrivateKey({key: pair.private, format: 'jwk'}))
    .toString('base64url');
  if (wanted.forge !== true) return `${body}.${signature}`;
  const other = signature[10] === 'A' ? 'B' : 'A';
  return `${body}.${signature.slice(0, 10)}${other}${signature.slice(11)}`;
}

/** Verification of signatures as the engine asks for it; times and audiences are the engine's own business. */
export const joseVerifier: SignatureVerifier = async (token, key, algorithm) => {
  const imported = await importJWK(key as JWK, algorithm);
  await compactVerify(token, imported, {algorithms: [algorithm]});
  return true;
};
