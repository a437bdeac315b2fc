import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {compareCase} from '../../../scripts/lib/conformance-compare';
import {isInbound, playInbound} from '../../../scripts/lib/conformance-inbound';
import {readTestKeys} from '../../../scripts/lib/conformance-tokens';

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const keys = readTestKeys(path.join(root, 'world'));
const cases = ['security', 'generated', 'authorization', 'course']
  .flatMap(folder => readCases(path.join(root, folder)))
  .filter(isInbound);

describe('the proxy in front of a workload answers as recorded', () => {
  it.each(cases.map(test => [test.id, test] as const))('%s', async (_, test) => {
    const played = await playInbound(test, world, keys);
    expect(compareCase(test, () => played)).toEqual([]);
    for (const events of played.events) expect(events.length).toBeGreaterThan(0);
  });

  it('sees what differs: another status, another rule, another header', async () => {
    const [test] = cases.filter(({id}) => id === 'security/authz-deny-before-allow');
    if (!test) throw new Error('the case is gone');
    const played = await playInbound(test, world, keys);
    const [first] = test.expect;
    for (const twist of [{status: 200}, {details: 'via_upstream'}, {cluster: null}])
      expect(
        compareCase(
          {...test, expect: [{...first, ...twist}, ...test.expect.slice(1)]},
          () => played,
        ),
      ).not.toEqual([]);
  });
});
