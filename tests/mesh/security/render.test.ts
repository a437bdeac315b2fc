import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {isInbound, playInbound} from '../../../scripts/lib/conformance-inbound';
import {readTestKeys} from '../../../scripts/lib/conformance-tokens';
import {
  SECURITY_ENGLISH,
  securitySentence,
  whyNot,
  type RuleMismatch,
  type SecurityEvent,
} from '../../../src/mesh';

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const keys = readTestKeys(path.join(root, 'world'));

const tell = (event: SecurityEvent): string => securitySentence(event, SECURITY_ENGLISH);

describe('decisions of a receiver as sentences', () => {
  it('are whole sentences for everything that was recorded', async () => {
    const cases = ['security', 'authorization'].flatMap(folder =>
      readCases(path.join(root, folder)),
    );
    const types = new Set<string>();
    for (const test of cases.filter(isInbound))
      for (const event of (await playInbound(test, world, keys)).events.flat()) {
        types.add(event.type);
        const text = tell(event);
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text).not.toMatch(/\{[a-z]\w*\}|undefined|null|AuthorizationPolicy |\(\)| {2}/);
      }
    expect(types.size).toBeGreaterThan(8);
  }, 60_000);

  const rule = {
    type: 'rule-skipped',
    action: 'DENY',
    policy: 'AuthorizationPolicy shop/no-writes',
    rule: 1,
    place: null,
  } as const;

  it('name policy, rule and field', () => {
    const mismatch: RuleMismatch = {
      clause: 'to',
      field: 'methods',
      expected: ['PUT', 'POST', 'PATCH'],
      negated: false,
      seen: 'GET',
    };
    expect(tell({...rule, mismatch})).toBe(
      'Rule 2 of the DENY policy shop/no-writes does not apply: the method should be PUT, POST or PATCH, and it is GET.',
    );
    expect(tell({...rule, mismatch: null})).toContain('never applies');
  });

  it.each([
    ['paths', ['/a'], false, '/b', 'the path should be /a, and it is /b'],
    ['notPaths', ['/a*'], true, '/ab', 'the path must not be /a*, and it is /ab'],
    ['principals', ['*'], false, null, 'the identity of the caller is missing, and any would do'],
    ['request.headers[x-a]', ['1'], false, null, 'the header x-a should be 1, and there is none'],
    ['request.headers[x-a]', ['1'], false, '', 'the header x-a should be 1, and it is empty'],
    [
      'request.auth.claims[a][b]',
      ['1'],
      true,
      '1',
      'the claim a.b of the token must not be 1, and it is 1',
    ],
    [
      'notRequestPrincipals',
      ['*'],
      true,
      'i/s',
      'the identity in the token must not be there at all, and it is i/s',
    ],
  ])('say of %s %j what was wanted and seen', (field, expected, negated, seen, words) => {
    expect(whyNot({clause: 'when', field, expected, negated, seen}, SECURITY_ENGLISH)).toBe(words);
  });

  it('set what the reader wrote apart', () => {
    const mismatch: RuleMismatch = {
      clause: 'to',
      field: 'hosts',
      expected: ['a'],
      negated: false,
      seen: 'b',
    };
    expect(securitySentence({...rule, mismatch}, SECURITY_ENGLISH, text => `«${text}»`)).toBe(
      'Rule 2 of the DENY policy «shop/no-writes» does not apply: the host should be «a», and it is «b».',
    );
  });
});
