import {existsSync, readFileSync} from 'node:fs';
import {readCases, type Case, type World} from './conformance-case';
import {compareCase} from './conformance-compare';
import {playCase, type Played} from './conformance-play';

export interface Result {
  id: string;
  topic: string;
  state: 'passed' | 'failed' | 'not played' | 'not recorded';
  /** Of a case that is not recorded: what the engine answers. */
  differences: string[];
}

/** Reasons by case id for what the engine does not get right. */
export type Gaps = Readonly<Record<string, string>>;

/** Cases of the receiver's side and of analysis are answered by parts of the engine that are yet to come. */
function reasonNotToPlay(test: Case): string | null {
  if (test.inbound !== undefined) return 'the proxy of a receiver';
  if (test.sidecars !== undefined) return 'two proxies at once';
  if (test.schema !== undefined || test.validation !== undefined) return 'analysis';
  return null;
}

export type Play = (test: Case, world: World, seed: number) => Played;

export function runCase(test: Case, world: World, play: Play = playCase): Result {
  const {id, topic} = test;
  const reason = reasonNotToPlay(test);
  if (reason !== null) return {id, topic, state: 'not played', differences: [reason]};
  try {
    const differences = compareCase(test, seed => play(test, world, seed));
    return {id, topic, state: differences.length === 0 ? 'passed' : 'failed', differences};
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return {id, topic, state: 'failed', differences: [`could not be played: ${words}`]};
  }
}

export const runFolder = (folder: string, world: World): Result[] =>
  readCases(folder).map(test => runCase(test, world));

export function readGaps(file: string): Gaps {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Gaps) : {};
}

/** At most this share of the cases may be known gaps. */
const MOST_GAPS = 0.02;

/** What is wrong with a set of results: failures that are no known gap, gaps that are none any more, too many of them. */
export function judge(results: readonly Result[], gaps: Gaps): string[] {
  const played = results.filter(({state}) => state !== 'not played');
  const problems = played
    .filter(({id, state}) => state === 'failed' && !Object.hasOwn(gaps, id))
    .map(({id, differences}) => `${id} fails: ${differences.join('; ')}`);
  for (const [id, reason] of Object.entries(gaps)) {
    const result = played.find(item => item.id === id);
    if (reason.trim() === '') problems.push(`${id} is a known gap without a reason`);
    if (!result) problems.push(`${id} is a known gap, and there is no such case`);
    else if (result.state === 'passed')
      problems.push(`${id} is a known gap and passes: take it off the list`);
  }
  const share = Object.keys(gaps).length / Math.max(played.length, 1);
  if (share > MOST_GAPS)
    problems.push(`${(share * 100).toFixed(1)} % of the cases are known gaps; at most 2 % may be`);
  return problems;
}
