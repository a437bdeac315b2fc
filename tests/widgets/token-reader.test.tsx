import {cleanup, fireEvent, render, screen} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {readToken} from '../../src/widgets/TokenReader/read-token';
import {PAGE_TOKEN, SAMPLES} from '../../src/widgets/TokenReader/samples';
import {TokenReader} from '../../src/widgets/TokenReader/TokenReader';
import {writeDuration, writeMoment} from '../../src/widgets/TokenReader/words';

afterEach(cleanup);

const NOW = Date.UTC(2026, 10, 24, 12) / 1000;

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const RS256 = {alg: 'RS256', kid: 'demo-1'};
const GOOD = {iss: 'https://login.example', sub: 'anna', aud: 'ui', iat: NOW - 60, exp: NOW + 540};
const make = (claims: unknown = GOOD, header: unknown = RS256, signature = 'AAAA') =>
  `${encode(header)}.${encode(claims)}.${signature}`;

const remarksOf = (token: string) =>
  readToken(token, NOW).remarks.map(({level, text}) => `${level}: ${text}`);

describe('a good token', () => {
  it('has no remark and no refusal', () => {
    const {parts, claims, remarks, refusal} = readToken(make(), NOW);
    expect(remarks).toEqual([]);
    expect(refusal).toBeNull();
    expect(parts.map(({name}) => name)).toEqual(['header', 'payload', 'signature']);
    expect(JSON.parse(parts[1]?.text ?? '')).toEqual(GOOD);
    expect(claims.map(({name}) => name)).toEqual(Object.keys(GOOD));
    expect(claims.find(({name}) => name === 'exp')?.meaning).toBe(
      'expiration time, when it ends: 24 November 2026, 12:09:00 UTC, 9 minutes after the clock',
    );
  });
  it('is found in what people copy around it', () => {
    const token = make();
    const {parts} = readToken(token, NOW);
    for (const pasted of [
      `Authorization: Bearer ${token}`,
      `bearer ${token}\n`,
      `"${token}"`,
      `${token.slice(0, 30)}\n  ${token.slice(30)}`,
    ]) {
      expect(readToken(pasted, NOW).parts).toEqual(parts);
    }
    expect(remarksOf(`Bearer ${token}`)).toEqual([
      expect.stringContaining('belongs to the header'),
    ]);
    expect(remarksOf(`${token.slice(0, 9)} ${token.slice(9)}`)).toEqual([
      expect.stringContaining('line breaks were left out'),
    ]);
  });
});

describe('a token that a reader should think about', () => {
  it.each<[string, string, string]>([
    ['no signature', make(GOOD, {alg: 'none'}, ''), 'refused: The algorithm is `none`'],
    ['a signature cut away', make(GOOD, RS256, ''), 'refused: The signature is empty'],
    [
      'a shared secret',
      make(GOOD, {alg: 'HS256', kid: 'a'}),
      'careful: `HS256` signs with a shared',
    ],
    ['no key named', make(GOOD, {alg: 'RS256'}), 'note: No `kid` names a key'],
    ['an access token by type', make(GOOD, {...RS256, typ: 'at+jwt'}), 'note: The type says'],
    ['ended', make({...GOOD, exp: NOW - 61}), 'refused: It ended 61 seconds before'],
    ['just ended', make({...GOOD, exp: NOW - 60}), 'careful: It ended 1 minute before'],
    ['not begun', make({...GOOD, nbf: NOW + 61}), 'refused: It begins 61 seconds after'],
    ['about to begin', make({...GOOD, nbf: NOW + 60}), 'careful: It begins 1 minute after'],
    ['no end', make({...GOOD, exp: undefined}), 'careful: It has no `exp`'],
    ['an end of 0', make({...GOOD, exp: 0}), 'careful: It has no `exp`'],
    ['a long life', make({...GOOD, exp: NOW + 86_400}), 'careful: It lives 24 hours'],
    ['milliseconds', make({...GOOD, exp: NOW * 1000}), 'careful: `exp` looks like milliseconds'],
    ['no issuer', make({...GOOD, iss: undefined}), 'careful: It has no `iss`'],
    ['no subject', make({...GOOD, sub: undefined}), 'careful: It has no `sub`'],
    ['no audience', make({...GOOD, aud: undefined}), 'note: It has no `aud`'],
    ['two audiences', make({...GOOD, aud: ['ui', 'search']}), 'note: `aud` lists 2 receivers'],
  ])('with %s gets one remark', (_name, token, remark) => {
    const found = remarksOf(token).filter(
      text => !(text.startsWith('note: No `kid`') && remark.includes('none')),
    );
    expect(found).toEqual([expect.stringContaining(remark)]);
  });
  it('knows which claims no rule of Istio matches', () => {
    const {claims} = readToken(
      make({...GOOD, level: 3, admin: true, role: 'a', groups: ['b']}),
      NOW,
    );
    const istio = Object.fromEntries(claims.map(claim => [claim.name, claim.istio]));
    expect(istio.level).toContain('no rule can match it');
    expect(istio.admin).toContain('no rule can match it');
    expect(istio.role).toBe('`request.auth.claims[role]`');
    expect(istio.groups).toBe('`request.auth.claims[groups]`');
  });
});

describe('what a proxy answers before it looks at the signature', () => {
  const bodyOf = (token: string) => readToken(token, NOW).refusal?.body;
  it.each([
    ['a good one', make(), undefined],
    ['ended', make({...GOOD, exp: NOW - 61}), 'Jwt is expired'],
    ['ended within the patience', make({...GOOD, exp: NOW - 60}), undefined],
    ['not begun', make({...GOOD, nbf: NOW + 61}), 'Jwt not yet valid'],
    [
      'unsigned',
      make(GOOD, {alg: 'none'}, ''),
      'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections',
    ],
    ['an algorithm nobody has', make(GOOD, {alg: 'HS999'}), 'Jwt header [alg] is not supported'],
    [
      'a time in words',
      make({...GOOD, exp: 'tomorrow'}),
      'Jwt payload [exp] field is not an integer',
    ],
    ['a broken header', `e30!.${encode(GOOD)}.AAAA`, 'Jwt header is an invalid Base64url encoded'],
  ])('%s', (_name, token, body) => {
    expect(bodyOf(token)).toBe(body);
  });
});

describe('broken input', () => {
  const wholeFault = (text: string) => {
    const {parts, remarks} = readToken(text, NOW);
    expect(parts).toEqual([]);
    return remarks[0]?.text;
  };
  const partFaults = (text: string) => readToken(text, NOW).parts.map(({fault}) => fault ?? 'ok');

  it('that is no token as a whole is counted', () => {
    expect(wholeFault('  ')).toBe('There is nothing here yet.');
    expect(wholeFault('abc')).toContain('This has one.');
    expect(wholeFault('a.b')).toContain('This has 2.');
    expect(wholeFault('a.b.c.d')).toContain('This has 4.');
    expect(wholeFault('a.b.c.d.e')).toContain('the encrypted form, JWE');
    expect(wholeFault('x'.repeat(60_001))).toBe(
      'It has 60,001 characters. This reader stops at 60,000.',
    );
  });
  it('is explained part by part, and the good parts are shown', () => {
    const [, payload] = make().split('.');
    expect(partFaults(`eyJ!.${payload}.AAAA`)).toEqual([
      'Character 4 is “!”, which base64url does not have.',
      'ok',
      'ok',
    ]);
    expect(partFaults(`eyJ+.${payload}.AA/A`)).toEqual([
      expect.stringContaining('with - and _ in place of + and /'),
      'ok',
      expect.stringContaining('Character 3 is “/”'),
    ]);
    expect(partFaults(`${encode('no JSON')}.${payload}.AAAA`)[0]).toBe(
      'It is base64url, and its text is no JSON: “no JSON”.',
    );
    expect(partFaults(`${encode('[1]')}.${payload}.AAAA`)[0]).toContain(
      'no object in braces: “[1]”',
    );
    expect(partFaults(`_w.${payload}.AAAA`)[0]).toContain('no text');
    expect(partFaults(`e30AA.${payload}.`)).toEqual([
      expect.stringContaining('one or more are missing'),
      'ok',
      'It is empty.',
    ]);
    expect(partFaults(`e31.${payload}.AAAA`)[0]).toContain('cut off or changed');
  });
  it('never throws, whatever is pasted', () => {
    const part = fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode));
    const pasted = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.array(part, {maxLength: 6}).map(parts => parts.join('.')),
    );
    fc.assert(
      fc.property(pasted, fc.double({noNaN: true, noDefaultInfinity: true}), (text, seconds) => {
        const {parts, remarks} = readToken(text, Math.trunc(seconds));
        expect(parts.length === 0 || parts.length === 3).toBe(true);
        if (parts.length === 0) expect(remarks.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('times in words', () => {
  it('are the same on every computer', () => {
    expect(writeMoment(0)).toBe('1 January 1970, 00:00:00 UTC');
    expect(writeMoment(1_767_229_200)).toBe('1 January 2026, 01:00:00 UTC');
    expect(writeMoment(1e15)).toBeNull();
  });
  it('take the largest unit that says enough', () => {
    expect([1, 90, 120, 3600, 5400, 86_400, 129_600, 172_800].map(writeDuration)).toEqual([
      '1 second',
      '90 seconds',
      '2 minutes',
      '1 hour',
      '90 minutes',
      '1 day',
      '36 hours',
      '2 days',
    ]);
    expect(writeDuration(74 * 365.25 * 86_400)).toBe('74 years');
  });
});

describe('the widget', () => {
  const status = () => screen.getByRole('status').textContent;

  it('shows the token of the page before any script runs, and reads no clock', () => {
    const now = vi.spyOn(Date, 'now').mockImplementation(() => {
      throw new Error('read the clock');
    });
    const html = renderToString(<TokenReader />);
    now.mockRestore();
    expect(html).toContain('https://login.example');
    expect(html).toContain('1 January 2026, 01:00:00 UTC');
    expect(html).toContain('Jwt is expired');
    expect(html).toContain('24 November 2026, 12:00:00 UTC');
  });
  it('reads the clock when a token is pasted', () => {
    render(<TokenReader clock={() => NOW + 1} />);
    fireEvent.change(screen.getByLabelText('Your token'), {target: {value: make()}});
    expect(status()).toMatch(
      /^✓ Readable, and in time with the clock at 24 November 2026, 12:00:01 UTC/,
    );
    expect(status()).toContain('this page does not check');
  });
  it('goes back in time, and the token of the page is good', () => {
    render(<TokenReader clock={() => NOW} />);
    expect(status()).toMatch(/^✕ Refused/);
    fireEvent.change(screen.getByLabelText('Clock, in UTC'), {
      target: {value: '2026-01-01T00:30:00'},
    });
    expect(status()).toMatch(/^✓ Readable/);
    fireEvent.click(screen.getByText('Now'));
    expect(status()).toMatch(/^✕ Refused/);
    fireEvent.change(screen.getByLabelText('Clock, in UTC'), {target: {value: ''}});
    expect(status()).toMatch(/^✕ Refused/);
  });
  it('has a sample for each lesson', () => {
    render(<TokenReader clock={() => NOW} />);
    const seen = SAMPLES.map(({label}) => {
      fireEvent.click(screen.getByText(label));
      expect(screen.getByText(label).getAttribute('aria-pressed')).toBe('true');
      return document.querySelector('ul')?.textContent ?? '';
    });
    expect(seen[0]).toContain('It ended 327 days before the clock.');
    expect(seen[1]).toContain('It lives 74 years.');
    expect(seen[2]).toContain('The algorithm is none');
    expect(seen[3]).toContain('This has 2.');
    expect(PAGE_TOKEN.split('.')).toHaveLength(3);
  });
  it('sends and keeps nothing', () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const kept = vi.spyOn(Storage.prototype, 'setItem');
    render(<TokenReader clock={() => NOW} />);
    fireEvent.change(screen.getByLabelText('Your token'), {target: {value: make()}});
    expect(fetched).not.toHaveBeenCalled();
    expect(kept).not.toHaveBeenCalled();
    expect(window.location.href).not.toContain('eyJ');
  });
});
