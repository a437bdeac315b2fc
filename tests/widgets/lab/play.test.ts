// @vitest-environment node
import {describe, expect, it} from 'vitest';
import {ADMISSION, MAX_TEXT} from '../../../src/mesh';
import {findings} from '../../../src/widgets/Lab/model/findings';
import {readFiles} from '../../../src/widgets/Lab/model/mesh';
import {lookAtTokens, play, playHundred} from '../../../src/widgets/Lab/model/play';
import type {Question} from '../../../src/widgets/Lab/model/types';
import {browserVerifier} from '../../../src/widgets/Lab/model/verify';
import {MAX_BYTES} from '../../../src/widgets/Lab/own-files';
import {answerTo, example, get, question, WORLD} from './world';

const DEMO = 'demo/istio';
const canary = example(`${DEMO}/canary-through/search-virtual-service.yaml`);
const rule = example(`${DEMO}/v1-only/search-destination-rule.yaml`);
const BETA = [{name: 'version', value: 'beta'}];

const hundred = (part: Partial<Question>) => {
  const asked = question(part);
  const result = playHundred(asked, readFiles(asked.files));
  if (!result.ok) throw new Error(result.problem);
  return result.hundred;
};

describe('the ladder', () => {
  it('tells of every rule whether it was skipped, taken or not reached, with its lines', () => {
    const {steps} = answerTo({files: [canary, rule]});
    const rules = steps.filter(({title}) => title.startsWith('Rule'));
    expect(rules.map(({title, verdict, text}) => [title, verdict, text])).toEqual([
      ['Rule 1', 'skip', 'Header `version` is not there; the rule asks for `beta`.'],
      ['Rule 2', 'hit', 'It takes every request that gets this far.'],
    ]);
    const lines = canary.text.split('\n');
    expect(lines[(rules[0]?.lines?.from ?? 0) - 1]).toContain('- match:');
    expect(lines[(rules[0]?.lines?.to ?? 0) - 1]).toContain('subset: version-2-beta');
    expect(rules[1]?.decides).toBe(true);
  });

  it('names what comes after the rule that matched', () => {
    const {steps} = answerTo({files: [canary, rule], request: get('search:8080', '/', BETA)});
    expect(steps.filter(({verdict}) => verdict === 'off').map(({title}) => title)).toEqual([
      'Rule 2',
    ]);
  });

  it('tells entries of one match apart', () => {
    const {steps} = answerTo({
      files: [example('05-kubernetes-and-istio/either/search-virtual-service.yaml'), rule],
      request: get('search:8080', '/about', BETA),
    });
    const titles = steps.map(({title, verdict}) => `${title} ${verdict}`);
    expect(titles).toContain('Rule 1, entry 1 skip');
    expect(titles).toContain('Rule 1, entry 2 hit');
  });

  it('goes on with what the receiving proxy decides', () => {
    const strict = {
      name: 'strict.yaml',
      text: 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: default}\nspec: {mtls: {mode: STRICT}}\n',
    };
    const nobody = {
      name: 'nobody.yaml',
      text: 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: nobody}\nspec: {}\n',
    };
    const inside = answerTo({files: [strict]});
    expect(inside.status).toBe(200);
    expect(inside.steps.map(({title, name}) => `${title} ${name}`)).toContain('Mutual TLS STRICT');
    const plain = answerTo({files: [strict], caller: 'plain'});
    expect(plain.status).toBeNull();
    expect(plain.steps.at(-1)?.verdict).toBe('fail');
    const denied = answerTo({files: [nobody]});
    expect([denied.status, denied.good]).toEqual([403, false]);
    expect(denied.said).toMatch(/^The proxy in front of `search-v[12]` refused it\.$/);
  });
});

describe('a caller', () => {
  it('without a sidecar reads no rule', () => {
    const {status, steps, log} = answerTo({files: [canary], caller: 'plain'});
    expect([status, steps[0]?.verdict, log]).toEqual([200, 'skip', null]);
    const ends = hundred({files: [canary], caller: 'plain'}).shares;
    expect(ends.map(({workload}) => workload).sort()).toEqual(['search-v1', 'search-v2']);
  });

  it('outside knows no name of the cluster, and the gateway answers for the others', () => {
    expect(answerTo({caller: 'outside'}).headline).toBe('no connection');
    const door = [
      example(`${DEMO}/v1-only/gateway.yaml`),
      example(`${DEMO}/v1-only/ui-virtual-service.yaml`),
      example(`${DEMO}/v1-only/ui-destination-rule.yaml`),
    ];
    const asked = {files: door, request: get('localhost', '/')};
    expect(answerTo({...asked, caller: 'outside'}).from).toBe('ui-v1');
    expect(answerTo({...asked, caller: 'gateway'}).from).toBe('ui-v1');
    const closed = answerTo({request: get('localhost', '/'), caller: 'outside'});
    expect(closed.status).toBeNull();
  });

  it('asks DNS first: a name that nobody has leads nowhere, and a port that nobody has is refused', () => {
    expect(answerTo({request: get('nobody:8080')}).said).toBe(
      'No Service is called `nobody` for a Pod of `default`.',
    );
    const shop = {caller: 'shop', request: get('search:8080')} as const;
    expect(answerTo(shop).said).toBe('No Service is called `search` for a Pod of `shop`.');
    expect(answerTo({...shop, request: get('search.default:8080')}).status).toBe(200);
    const port = answerTo({request: get('search:9999')});
    expect([port.status, port.good]).toEqual([null, false]);
    const plain = answerTo({request: get('search')});
    expect([plain.status, plain.flags]).toEqual([503, ['UF']]);
    expect(answerTo({request: get('www.example.org')}).status).toBe(200);
  });

  it('of another namespace follows only rules that are exported to it', () => {
    const own = example('05-kubernetes-and-istio/own-namespace/search-virtual-service.yaml');
    const request = get('search.default:8080', '/');
    const seen = hundred({files: [own, rule], caller: 'shop', request}).shares;
    expect(seen).toHaveLength(2);
    expect(hundred({files: [own, rule]}).shares.map(({workload}) => workload)).toEqual([
      'search-v1',
    ]);
  });
});

describe('a token', () => {
  const policy = (kind: string) => example(`demo/security/jwt/ui-${kind}.yaml`);
  const ui = [policy('request-authentication'), policy('authorization-policy')];
  const door = ['gateway', 'ui-virtual-service', 'ui-destination-rule'].map(name =>
    example(`${DEMO}/v1-only/${name}.yaml`),
  );
  const demo = (name: string) => example(`demo/security/tokens/${name}.jwt`).text.trim();
  const withToken = async (files: Question['files'], token: string | null) => {
    const headers = token === null ? [] : [{name: 'authorization', value: `Bearer ${token}`}];
    const asked = question({files, caller: 'outside', request: get('localhost', '/', headers)});
    const read = readFiles(files);
    const signatures = await lookAtTokens(asked, read, {}, browserVerifier);
    const played = play(asked, read, {signatures});
    if (!played.ok) throw new Error(played.problem);
    return played.answer;
  };

  it('is believed when signature, time and audience are right', async () => {
    const files = [...door, ...ui];
    const good = await withToken(files, demo('customer'));
    expect([good.status, good.from, good.good]).toEqual([200, 'ui-v1', true]);
    expect((await withToken(files, demo('expired'))).status).toBe(401);
    expect((await withToken(files, demo('for-search'))).status).toBe(403);
    expect((await withToken(files, demo('visitor'))).status).toBe(403);
    const none = await withToken(files, null);
    expect([none.status, none.said]).toEqual([403, 'The proxy in front of `ui-v1` refused it.']);
    expect(none.steps.at(-1)?.verdict).toBe('fail');
    expect(none.curl.at(-1)?.text).toBe('RBAC: access denied');
  });

  it('with a changed payload is not believed', async () => {
    const [head, payload = '', signature] = demo('customer').split('.');
    const forged = btoa(atob(payload).replace('anna', 'otto')).replace(/=+$/, '');
    const answer = await withToken([...door, ...ui], [head, forged, signature].join('.'));
    expect(answer.status).toBe(401);
  });

  it('is asked for at the gateway, before its routes', async () => {
    const {name, text} = policy('request-authentication');
    const gate = {
      name,
      text: text
        .replace(/^ {2}name: ui$/m, '  name: ui\n  namespace: istio-system')
        .replace('app: ui', 'istio: ingressgateway'),
    };
    const expired = await withToken([...door, gate], demo('expired'));
    expect([expired.status, expired.from]).toEqual([401, null]);
    expect(expired.said).toBe('The gateway refused it.');
    expect(expired.steps.map(({title}) => title)).toEqual(['Listener', 'Token']);
    const none = await withToken([...door, gate], null);
    expect([none.status, none.from]).toEqual([200, 'ui-v1']);
  });
});

describe('the other side', () => {
  const retries = example('06-connect-and-control/retries/search-virtual-service.yaml');

  it('fails as often as it is told to', () => {
    const ask = (times: number) =>
      answerTo({
        files: [retries, rule],
        behaviours: {'search-v1': {type: 'fail', status: 503, times}},
      });
    expect([1, 2, 3].map(times => ask(times).status)).toEqual([200, 200, 503]);
    expect(ask(0).flags).toEqual(['URX']);
    expect(ask(1).tries).toBe(2);
  });

  it('is slow, or down', () => {
    const files = [retries, rule];
    const slow = answerTo({files, behaviours: {'search-v1': {type: 'slow', ms: 3000}}});
    expect([slow.status, slow.flags, slow.ms]).toEqual([504, ['UT'], 1000]);
    const down = answerTo({files, behaviours: {'search-v1': {type: 'down'}}});
    expect([down.status, down.tries]).toEqual([503, 0]);
    expect(down.flags).toContain('UF');
    const mutual = {
      ...rule,
      text: `${rule.text}  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}\n`,
    };
    const secured = answerTo({
      files: [retries, mutual],
      behaviours: {'search-v1': {type: 'down'}},
    });
    expect(secured.details).toContain('Connection_refused');
  });
});

describe('a draw', () => {
  const split = [
    example(`${DEMO}/split-10-90/ui-virtual-service.yaml`),
    example(`${DEMO}/v1-only/ui-destination-rule.yaml`),
    example(`${DEMO}/v1-only/gateway.yaml`),
  ];
  const asked = {files: split, caller: 'outside', request: get('localhost', '/')} as const;

  it('is the same for the same seed, and goes on from request to request', () => {
    const row = (seed: number) =>
      Array.from({length: 12}, (_, index) => answerTo({...asked, seed, draw: index + 1}).from);
    expect(row(7)).toEqual(row(7));
    expect(new Set([1, 2, 3].map(seed => row(seed).join())).size).toBeGreaterThan(1);
  });

  it('of a hundred says what the weights ask for beside what was counted', () => {
    const {shares, total} = hundred({...asked, seed: 3});
    expect(shares.map(({workload, expected}) => [workload, expected])).toEqual([
      ['ui-v1', 90],
      ['ui-v2', 10],
    ]);
    expect(shares.reduce((sum, {count}) => sum + count, 0)).toBe(total);
  });

  it('expects nothing where more than the rules decides', () => {
    const {shares} = hundred({
      ...asked,
      behaviours: {'ui-v1': {type: 'fail', status: 503, times: 0}},
    });
    expect(shares.every(({expected}) => expected === null)).toBe(true);
  });
});

describe('what a cluster refuses', () => {
  const typo = {...canary, text: canary.text.replace('exact: beta', 'exakt: beta')};
  const ask = (part: Partial<Question>) => {
    const asked = question({request: get('search:8080', '/', BETA), before: [], ...part});
    const result = play(asked, readFiles(asked.files), {admission: ADMISSION});
    if (!result.ok) throw new Error(result.problem);
    return result;
  };

  it('changes nothing: the version from before stays, and no line of the reader has a part', () => {
    const {answer, refused} = ask({files: [typo, rule], before: [canary, rule]});
    expect(refused).toEqual([{resource: 'VirtualService default/search', kept: true}]);
    expect(answer.from).toBe('search-v2');
    const files = answer.steps.flatMap(({lines}) => lines?.file ?? []);
    expect(new Set(files)).toEqual(new Set([rule.name]));
  });

  it('is not there where there was nothing before', () => {
    const {answer, refused} = ask({files: [typo, rule]});
    expect(refused).toEqual([{resource: 'VirtualService default/search', kept: false}]);
    expect(answer.steps.map(({title}) => title)).not.toContain('Rule 1');
  });

  it('leaves what the world has, for a Pod without a sidecar as well', () => {
    const service = {
      name: 'service.yaml',
      text: 'apiVersion: v1\nkind: Service\nmetadata: {name: search}\nspec: {ports: none}\n',
    };
    for (const caller of ['ui', 'plain'] as const) {
      const {answer, refused} = ask({files: [service], caller});
      expect(refused).toEqual([{resource: 'Service default/search', kept: true}]);
      expect(answer.status).toBe(200);
    }
  });

  it('is a policy, too', () => {
    const policy = {
      name: 'policy.yaml',
      text: 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: nobody}\nspec: {action: FORBID}\n',
    };
    const {answer, refused} = ask({files: [policy]});
    expect(refused).toEqual([{resource: 'AuthorizationPolicy default/nobody', kept: false}]);
    expect(answer.status).toBe(200);
    const [finding] = findings(WORLD, readFiles([policy]), undefined);
    expect(finding?.severity).toBe('error');
  });
});

describe('what cannot be read', () => {
  const check = (text: string) => readFiles([{name: 'a.yaml', text}]);

  it('is broken only where it is no YAML', () => {
    expect(check('a: [1\n').broken).toBe(true);
    expect(check('x'.repeat(MAX_TEXT + 1)).broken).toBe(true);
    const unknown = check('apiVersion: v1\nkind: Nonsense\nmetadata: {name: a}\n');
    expect(unknown.broken).toBe(false);
    expect(findings(WORLD, unknown, undefined).map(({code}) => code)).toContain('unknown-kind');
  });

  it('is no larger than the engine reads', () => {
    expect(MAX_BYTES).toBe(MAX_TEXT);
  });

  it('is told of a request, too', () => {
    const asked = question({request: get('search:8080', '/a b')});
    expect(play(asked, readFiles([]))).toEqual({
      ok: false,
      problem: expect.stringContaining('spaces') as string,
    });
  });

  it('has findings of the linter for the files of the reader alone', () => {
    expect(findings(WORLD, readFiles([]), undefined)).toEqual([]);
    expect(findings(WORLD, readFiles([canary]), undefined).map(({code}) => code)).toEqual([
      'IST0101',
      'IST0101',
    ]);
  });
});
