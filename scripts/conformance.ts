import path from 'node:path';
import {playFolder} from './lib/conformance-fidelity';
import type {Result} from './lib/conformance-report';

const WORDS: Readonly<Record<Result['state'], string>> = {
  passed: 'pass',
  failed: 'FAIL',
  'not played': 'skip',
  'not recorded': 'tell',
};

/** Passed and failed cases by topic. */
function table(results: readonly Result[]): string[] {
  const topics = [...new Set(results.map(({topic}) => topic))].sort();
  const count = (topic: string, state: Result['state']): number =>
    results.filter(result => result.topic === topic && result.state === state).length;
  return topics.map(
    topic =>
      `  ${topic.padEnd(18)} ${String(count(topic, 'passed')).padStart(4)} passed ${String(count(topic, 'failed')).padStart(4)} failed`,
  );
}

/**
 * `npm run conformance -- --cases DIR [--json]`: plays every recorded case below a folder (or one file) on the engine; prints for
 * each whether it passes or exactly what differs, then the sums; of a case without a recording, as the lab copies it, what the engine
 * answers. Ends with 1 if a case fails.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const root = path.resolve(__dirname, '..', 'conformance');
  const at = args.indexOf('--cases');
  const place = at < 0 ? path.join(root, 'traffic') : args[at + 1];
  if (place === undefined || place.startsWith('--')) {
    console.error('--cases takes a folder of recorded cases, or one file.');
    process.exitCode = 1;
    return;
  }
  const results = await playFolder(path.resolve(place), path.join(root, 'world'));
  const count = (state: Result['state']): number =>
    results.filter(result => result.state === state).length;
  if (args.includes('--json')) {
    console.log(
      JSON.stringify(
        {
          passed: count('passed'),
          failed: count('failed'),
          notPlayed: count('not played'),
          notRecorded: count('not recorded'),
          results,
        },
        null,
        2,
      ),
    );
  } else {
    for (const {id, state, differences} of results) {
      console.log(`${WORDS[state]}  ${id}`);
      for (const difference of differences) console.log(`      ${difference}`);
    }
    console.log(table(results.filter(({state}) => /passed|failed/.test(state))).join('\n'));
    for (const state of ['not played', 'not recorded'] as const)
      if (count(state) > 0) console.log(`${count(state)} ${state}`);
    console.log(`${count('passed')} passed, ${count('failed')} failed`);
  }
  process.exitCode = count('failed') > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
