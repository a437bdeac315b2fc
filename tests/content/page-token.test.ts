import {readFileSync} from 'node:fs';
import path from 'node:path';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
import type {Code} from 'mdast';
import {visit} from 'unist-util-visit';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {parsePage} from '../../scripts/lib/content/pages';

const root = path.resolve(__dirname, '../..');
const DEMO = 'examples/demo/security';
const read = (file: string) => readFileSync(path.join(root, DEMO, file), 'utf8');

const PAGE = 'docs/08-security/jwt-and-oidc.mdx';
const page = parsePage(PAGE, readFileSync(path.join(root, PAGE), 'utf8'));

/** What the page shows under a title such as `header`. */
function shown(title: string): unknown {
  const found: Code[] = [];
  visit(page.tree, 'code', (node: Code) => {
    if (node.meta === `title="${title}"`) found.push(node);
  });
  expect(found).toHaveLength(1);
  return JSON.parse(found[0]?.value ?? '');
}

describe('the token that chapter 8 takes apart', () => {
  const token = read('tokens/expired.jwt').trim();

  it('has the parts that the page shows', () => {
    expect(shown('header')).toEqual(decodeProtectedHeader(token));
    expect(shown('payload')).toEqual(decodeJwt(token));
    // In the order in which they stand in the token.
    expect(Object.keys(shown('payload') as object)).toEqual(Object.keys(decodeJwt(token)));
  });
  it('is signed by the key of the demo, for as long as it lived', async () => {
    const policy = parse(read('jwt/ui-request-authentication.yaml')) as {
      spec: {jwtRules: {jwks: string; audiences: string[]}[]};
    };
    const [rule] = policy.spec.jwtRules;
    const keys = createLocalJWKSet(JSON.parse(rule?.jwks ?? '') as JSONWebKeySet);
    const at = (text: string) => ({currentDate: new Date(text), audience: rule?.audiences ?? []});
    await expect(jwtVerify(token, keys, at('2026-01-01T00:30:00Z'))).resolves.toBeDefined();
    await expect(jwtVerify(token, keys, at('2026-01-01T01:00:01Z'))).rejects.toThrow('"exp"');
    const [header, payload, signature = ''] = token.split('.');
    const changed = `${header}.${payload}.${signature.replace(/^./, first => (first === 'A' ? 'B' : 'A'))}`;
    await expect(jwtVerify(changed, keys, at('2026-01-01T00:30:00Z'))).rejects.toThrow('signature');
  });
});
