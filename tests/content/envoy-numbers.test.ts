import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {answersTo, readRecording} from '../../src/remark/vocabulary/recorded';

const root = path.resolve(__dirname, '../..');
const page = (name: string) => readFileSync(path.join(root, `docs/09-envoy/${name}.mdx`), 'utf8');

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** In the first of the two plays: requests of the caller, and requests that reached an application. */
function loadOf(id: string) {
  const ends = answersTo(readRecording(root, id).expect[0] ?? {});
  const counts = ends.map(({count, counts}) => counts?.[0] ?? count ?? 1);
  return {
    sent: total(counts),
    received: total(ends.map(({tries = 0}, index) => tries * (counts[index] ?? 0))),
  };
}

/** Of all requests of both plays, those that a Pod answered. */
const shareOf = (id: string, pod: string) => {
  const plays = answersTo(readRecording(root, id).expect[0] ?? {}).flatMap(({pods = []}) => pods);
  return {
    pod: total(plays.map(play => play[pod] ?? 0)),
    all: total(plays.flatMap(play => Object.values(play))),
  };
};

const number = (value: number) => value.toLocaleString('en');

describe('the figures of the Envoy chapter are those that were recorded', () => {
  it.each([
    ['the default', 'course/envoy-storm-default'],
    ['three more tries  ', 'course/envoy-storm'],
    ['three more tries, and the limit', 'course/envoy-storm-with-budget'],
  ])('in the table of the storm: %s', (row, id) => {
    const {sent, received} = loadOf(id);
    const line = page('retry-budget-and-circuit-breaking')
      .split('\n')
      .find(text => text.startsWith(`| ${row}`));
    expect(
      line
        ?.split('|')
        .slice(2, 4)
        .map(cell => cell.trim()),
    ).toEqual([number(sent), number(received)]);
  });

  it('in the text about the slow Pod', () => {
    const turn = shareOf('course/envoy-round-robin-slow-pod', 'search-v2-1');
    const least = shareOf('traffic/lb-least-request-avoids-busy-pod', 'search-v2-1');
    expect(least.all).toBe(turn.all);
    expect(page('load-balancing')).toContain(
      `round robin gave the slow one ${turn.pod} of ${turn.all} requests, and least request gave it ${least.pod}`,
    );
  });
});
