import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld, type Case} from '../../scripts/lib/conformance-case';
import {differences} from '../../scripts/lib/conformance-compare';
import {judge, readGaps, runCase, type Result} from '../../scripts/lib/conformance-report';

const root = path.resolve(__dirname, '..', '..', 'conformance');
const world = readWorld(path.join(root, 'world'));
const gaps = readGaps(path.join(root, 'known-gaps.json'));
const folders = ['traffic', 'generated', 'rules'];
const cases = folders.flatMap(folder => readCases(path.join(root, folder)));
const results = cases.map(test => runCase(test, world));

describe('recorded answers of Istio and Envoy', () => {
  it.each(results.filter(({state}) => state !== 'not played').map(result => [result.id, result]))(
    '%s',
    (_, result) => {
      if (!Object.hasOwn(gaps, result.id)) expect(result.differences).toEqual([]);
    },
  );

  it('has no stale and not too many known gaps', () => {
    expect(judge(results, gaps)).toEqual([]);
  });

  it('plays every case of the caller’s side', () => {
    const left = results.filter(({state}) => state === 'not played').map(({topic}) => topic);
    expect(new Set(left)).toEqual(new Set(['authorization']));
  });
});

describe('the judge of the results', () => {
  const result = (id: string, state: Result['state']): Result => ({
    id,
    topic: 'x',
    state,
    differences: [],
  });
  const many = Array.from({length: 100}, (_, index) => result(`case-${index}`, 'passed'));

  it('names a failure that is no known gap', () => {
    expect(judge([...many, result('bad', 'failed')], {})).toEqual([
      expect.stringContaining('bad fails'),
    ]);
  });

  it('names a gap that passes, one without a case and one without a reason', () => {
    expect(judge(many, {'case-1': 'why'})).toEqual([expect.stringContaining('take it off')]);
    expect(judge(many, {nothing: 'why'})).toEqual([expect.stringContaining('no such case')]);
    expect(judge([...many, result('bad', 'failed')], {bad: ' '})).toEqual([
      expect.stringContaining('without a reason'),
    ]);
  });

  it('names too many gaps', () => {
    const failed = ['a', 'b', 'c'].map(id => result(id, 'failed'));
    expect(judge([...many, ...failed], {a: 'x', b: 'x', c: 'x'})).toEqual([
      expect.stringContaining('2.9 % of the cases'),
    ]);
  });
});

describe('the comparison', () => {
  const base = {
    status: 200,
    flags: '-',
    details: 'via_upstream',
    cluster: 'c',
    upstream: {pod: 'a', host: 'h', path: '/'},
    tries: 1,
    ms: 100,
  };

  it.each([
    ['status', {status: 503}],
    ['flags', {flags: 'UF'}],
    ['details', {details: 'cluster_not_found'}],
    ['cluster', {cluster: null}],
    ['upstream', {upstream: {pod: 'b', host: 'h', path: '/'}}],
    ['tries', {tries: 2}],
    ['ms', {ms: 170}],
    ['attemptsLogged', {attemptsLogged: 3}],
    ['mirrors', {mirrors: []}],
    ['connection', {connection: 'reset'}],
  ])('sees another %s', (field, change) => {
    expect(differences(base, {...base, ...change}, 'x').join()).toContain(`x.${field}`);
  });

  it('lets pass what may differ', () => {
    const change = {details: 'via_upstream{more}', ms: 159, termination: 'words'};
    expect(differences(base, {...base, ...change}, 'x')).toEqual([]);
    expect(differences({connection: 'ECONNRESET'}, {connection: 'reset'}, 'x')).toEqual([]);
  });

  it('holds a drawn pod against the recorded candidates', () => {
    const recorded = {upstream: {podOneOf: ['a', 'b']}};
    const drawn = (pod: string): object => ({upstream: {podOneOf: ['a', 'b'], drawn: pod}});
    expect(differences(recorded, drawn('b') as Record<string, unknown>, 'x')).toEqual([]);
    expect(differences(recorded, drawn('c') as Record<string, unknown>, 'x')).toHaveLength(1);
  });

  it('sees a count beyond the tolerance and an outcome nobody recorded', () => {
    const split = cases.find(({id}) => id === 'traffic/weights-90-10') as Case;
    const outcomes = split.expect[0]?.outcomes as Record<string, unknown>[];
    const twisted = (change: object): Case => ({
      ...split,
      expect: [{repeat: 1000, outcomes: [{...outcomes[0], ...change}, outcomes[1] ?? {}]}],
    });
    expect(runCase(twisted({}), world).state).toBe('passed');
    expect(runCase(twisted({counts: [700, 700]}), world).differences.join()).toContain('.count');
    expect(runCase(twisted({status: 201}), world).differences.join()).toContain('engine never');
    expect(
      runCase(
        {...split, expect: [{repeat: 1000, outcomes: [outcomes[0] ?? {}]}]},
        world,
      ).differences.join(),
    ).toContain('the engine also has');
  });

  it('sees a refusal that did not happen', () => {
    const plain = cases.find(({id}) => id === 'traffic/default-route') as Case;
    const rejected = [{resource: 'VirtualService default/x', severity: 'error'}];
    expect(runCase({...plain, rejected}, world).differences.join()).toContain('rejected');
    expect(runCase({...plain, envoyRefuses: 'x'}, world).differences.join()).toContain(
      'envoyRefuses',
    );
  });

  it('says of a case that cannot be played why', () => {
    const plain = cases.find(({id}) => id === 'traffic/default-route') as Case;
    const lost = {...plain, from: {workload: 'nobody', namespace: 'default'}};
    expect(runCase(lost, world)).toMatchObject({
      state: 'failed',
      differences: [expect.stringContaining('no pod for')],
    });
  });
});
