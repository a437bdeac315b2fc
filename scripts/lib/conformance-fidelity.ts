import path from 'node:path';
import {readCases, readWorld, type Case, type World} from './conformance-case';
import {compareCase} from './conformance-compare';
import {isInbound, playInbound, type PlayedInbound} from './conformance-inbound';
import {compareLint, isLintCase, lintCase} from './conformance-lint';
import {isPair, playPair, serverDifferences} from './conformance-pair';
import {playCase, type Played} from './conformance-play';
import {readGaps, runCase, type Gaps, type Result} from './conformance-report';
import {readTestKeys, type TestKeys} from './conformance-tokens';

/** Every recorded case on the engine, whichever part of it answers. */

export interface FidelityReport {
  /** Day on which the engine last answered something new, `YYYY-MM-DD`. */
  date: string;
  versions: {istio: string; envoy: string}[];
  topics: {topic: string; total: number; passed: number; gaps: number}[];
  gaps: {id: string; title: string; reason: string}[];
}

interface CaseResult {
  id: string;
  title: string;
  topic: string;
  passed: boolean;
}

type RecordedCase = Case & {versions?: {istio?: string; envoy?: string}};

/** A case with what the engine made of it. */
export interface PlayedCase {
  /** Exactly what differs; empty: the engine agrees. */
  differences: string[];
  /** Left out: only analysis was recorded. */
  played?: Played & Partial<PlayedInbound>;
}

/** Plays a case and compares it; of several plays with other random numbers, the one that agreed is given. */
export async function playAndCompare(
  test: Case,
  world: World,
  keys: TestKeys,
): Promise<PlayedCase> {
  if (isInbound(test)) {
    const played = await playInbound(test, world, keys);
    return {differences: compareCase(test, () => played), played};
  }
  if (isPair(test)) {
    const played = playPair(test, world);
    return {
      differences: [
        ...compareCase(test, seed => playPair(test, world, seed)),
        ...serverDifferences(test, played),
      ],
      played,
    };
  }
  if (isLintCase(test)) return {differences: compareLint(test, lintCase(test, world))};
  const plays: Played[] = [];
  const {differences} = runCase(test, world, (...asked) => {
    const played = playCase(...asked);
    plays.push(played);
    return played;
  });
  const played = differences.length === 0 ? plays.at(-1) : plays[0];
  return {differences, ...(played && {played})};
}

/** The exact differences of one case; empty: the engine agrees. */
export const differencesOf = async (test: Case, world: World, keys: TestKeys): Promise<string[]> =>
  (await playAndCompare(test, world, keys)).differences;

export const FOLDERS = [
  'traffic',
  'security',
  'lint',
  'generated',
  'authorization',
  'pairs',
  'rules',
  'course',
] as const;

/** Every case below a folder; a case that cannot be played fails and says why. */
export async function playFolder(folder: string, worldFolder: string): Promise<Result[]> {
  const world = readWorld(worldFolder);
  const keys = readTestKeys(worldFolder);
  const results: Result[] = [];
  for (const test of readCases(folder)) {
    const {id} = test;
    const topic = isLintCase(test) ? 'lint' : test.topic;
    try {
      // As copied from the lab: nobody has asked real Istio and Envoy yet.
      if ((test as Partial<Case>).expect === undefined) {
        const {rejected, expect} = playCase(test, world);
        const told = [
          ...rejected.map(resource => `a cluster refuses ${resource}`),
          ...expect.map(answer => `the engine answers ${JSON.stringify(answer)}`),
        ];
        results.push({id, topic, state: 'not recorded', differences: told});
        continue;
      }
      const differences = await differencesOf(test, world, keys);
      results.push({id, topic, state: differences.length === 0 ? 'passed' : 'failed', differences});
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      results.push({id, topic, state: 'failed', differences: [`could not be played: ${words}`]});
    }
  }
  return results;
}

function topicsOf(cases: readonly CaseResult[], gaps: Gaps): FidelityReport['topics'] {
  return [...new Set(cases.map(({topic}) => topic))].sort().map(topic => {
    const own = cases.filter(item => item.topic === topic);
    return {
      topic,
      total: own.length,
      passed: own.filter(({passed}) => passed).length,
      gaps: own.filter(({id}) => Object.hasOwn(gaps, id)).length,
    };
  });
}

/** Plays everything below `conformance/`. The same input gives the same report, to the letter; only the day comes from outside. */
export async function buildReport(root: string): Promise<Omit<FidelityReport, 'date'>> {
  const world = readWorld(path.join(root, 'world'));
  const keys = readTestKeys(path.join(root, 'world'));
  const gaps = readGaps(path.join(root, 'known-gaps.json'));
  const cases: CaseResult[] = [];
  const versions = new Map<string, {istio: string; envoy: string}>();
  for (const folder of FOLDERS)
    for (const test of readCases(path.join(root, folder)) as RecordedCase[]) {
      const differences = await differencesOf(test, world, keys);
      const {istio = '', envoy = ''} = test.versions ?? {};
      if (istio !== '' && envoy !== '') versions.set(`${istio} ${envoy}`, {istio, envoy});
      cases.push({
        id: test.id,
        title: test.title,
        topic: folder === 'lint' ? 'lint' : test.topic,
        passed: differences.length === 0,
      });
    }
  return {
    versions: [...versions.values()],
    topics: topicsOf(cases, gaps),
    gaps: Object.entries(gaps).map(([id, reason]) => ({
      id,
      reason,
      title: cases.find(item => item.id === id)?.title ?? id,
    })),
  };
}
