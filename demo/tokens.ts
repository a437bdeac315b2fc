import {exportJWK, generateKeyPair, SignJWT, type JWTPayload} from 'jose';
import {stringify} from 'yaml';

export const ISSUER = 'https://login.example';
export const AUDIENCE = 'ui';
export const KEY_ID = 'demo-1';
export const SECURITY_FOLDER = 'examples/demo/security';

/** Seconds since 1970; fixed, so that a token's text tells when it ends. */
const ISSUED = Date.UTC(2026, 0, 1) / 1000;
const LAST = Date.UTC(2100, 0, 1) / 1000;

/** File name → claims beside issuer and start. */
export const TOKENS: Readonly<Record<string, JWTPayload>> = {
  'customer.jwt': {sub: 'anna', aud: AUDIENCE, exp: LAST, role: 'customer'},
  'visitor.jwt': {sub: 'gus', aud: AUDIENCE, exp: LAST, role: 'visitor'},
  'expired.jwt': {sub: 'anna', aud: AUDIENCE, exp: ISSUED + 3600, role: 'customer'},
  'for-search.jwt': {sub: 'anna', aud: 'search', exp: LAST, role: 'customer'},
};

/**
 * Makes a key, signs the tokens of the demo with it and forgets its private half: nobody can sign another one.
 *
 * @returns file path below `examples/demo/security` → text
 */
export async function makeTokens(): Promise<ReadonlyMap<string, string>> {
  const {publicKey, privateKey} = await generateKeyPair('RS256', {extractable: true});
  const key = {...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig'};
  const jwks = JSON.stringify({keys: [key]}, null, 2);
  const policy = {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: {name: 'ui'},
    spec: {
      selector: {matchLabels: {app: 'ui'}},
      jwtRules: [{issuer: ISSUER, audiences: [AUDIENCE], jwks: `${jwks}\n`}],
    },
  };
  const note =
    '# Made by scripts/demo-tokens.ts, with the tokens.\n# In production, name a `jwksUri` instead.\n';
  const files = new Map([
    [
      'jwt/ui-request-authentication.yaml',
      note + stringify(policy, {blockQuote: 'literal', lineWidth: 0}),
    ],
  ]);
  for (const [name, claims] of Object.entries(TOKENS)) {
    const token = await new SignJWT({iss: ISSUER, iat: ISSUED, ...claims})
      .setProtectedHeader({alg: 'RS256', kid: KEY_ID, typ: 'JWT'})
      .sign(privateKey);
    files.set(`tokens/${name}`, `${token}\n`);
  }
  return files;
}
