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

describe('the table of flags', () => {
  const rows = page('reading-envoy')
    .split('\n')
    .flatMap(line => {
      const [, status, flags] = /^\| (\d+) `([A-Z,]+)` /.exec(line) ?? [];
      return status === undefined ? [] : [`${status} ${flags}`];
    });
  const recorded = [
    ['course/kubernetes-and-istio-first-match', 3],
    ['course/kubernetes-and-istio-subset-without-rule', 0],
    ['course/kubernetes-and-istio-forgotten-label', 0],
    ['traffic/connection-refused', 0],
    ['traffic/retry-on-conditions', 12],
    ['traffic/upstream-closes', 2],
    ['course/envoy-pool-overflow', 0],
    ['course/envoy-retries-per-try', 0],
    ['traffic/fault-abort-is-not-retried', 0],
  ] as const;

  it('holds lines that were recorded, and all of those', () => {
    const seen = recorded.map(([id, request]) =>
      answersTo(readRecording(root, id).expect[request] ?? {})
        .map(({status, flags}) => `${status} ${flags}`)
        .filter(line => !line.endsWith(' -')),
    );
    expect(rows.map(row => [row])).toEqual(seen);
  });
});
