import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld} from '../../../scripts/lib/conformance-case';
import {compareCase} from '../../../scripts/lib/conformance-compare';
import {isPair, playPair, serverDifferences} from '../../../scripts/lib/conformance-pair';

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const cases = ['security', 'course', 'pairs']
  .flatMap(folder => readCases(path.join(root, folder)))
  .filter(isPair);

describe('a caller’s and a server’s proxy together answer as recorded', () => {
  it.each(cases.map(test => [test.id, test] as const))('%s', (_, test) => {
    const differences = [
      ...compareCase(test, seed => playPair(test, world, seed)),
      ...serverDifferences(test, playPair(test, world)),
    ];
    expect(differences).toEqual([]);
  });

  it('sees another answer of the server', () => {
    const [test] = cases;
    if (!test) throw new Error('there is no such case');
    const played = playPair(test, world);
    const [first] = test.expect;
    expect(
      serverDifferences({...test, expect: [{...first, serverSide: [{status: 403}]}]}, played),
    ).toHaveLength(1);
  });
});
