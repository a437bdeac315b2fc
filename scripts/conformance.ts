import path from 'node:path';
import {readCases, readWorld, type Case} from './lib/conformance-case';
import {compareCase} from './lib/conformance-compare';
import {playCase} from './lib/conformance-play';

interface Result {
  id: string;
  topic: string;
  state: 'passed' | 'failed' | 'not played';
  differences: string[];
}

/** Cases of the receiver's side and of analysis are answered by parts of the engine that are yet to come. */
function reasonNotToPlay(test: Case): string | null {
  if (test.inbound !== undefined) return 'the proxy of a receiver';
  if (test.sidecars !== undefined) return 'two proxies at once';
  if (test.schema !== undefined || test.validation !== undefined) return 'analysis';
  return null;
}

/**
 * `npm run conformance -- --cases DIR [--json]`: plays every recorded case below a folder (or one file) on the engine; prints for
 * each whether it passes or exactly what differs, then the sum. Ends with 1 if a case fails.
 */
function main(): void {
  const args = process.argv.slice(2);
  const root = path.resolve(__dirname, '..', 'conformance');
  const at = args.indexOf('--cases');
  const place = path.resolve(at < 0 ? path.join(root, 'traffic') : (args[at + 1] ?? ''));
  const world = readWorld(path.join(root, 'world'));
  const results = readCases(place).map((test): Result => {
    const {id, topic} = test;
    const reason = reasonNotToPlay(test);
    if (reason !== null) return {id, topic, state: 'not played', differences: [reason]};
    let differences: string[];
    try {
      differences = compareCase(test, seed => playCase(test, world, seed));
    } catch (error) {
      differences = [
        `could not be played: ${error instanceof Error ? error.message : String(error)}`,
      ];
    }
    return {id, topic, state: differences.length === 0 ? 'passed' : 'failed', differences};
  });
  const count = (state: Result['state']): number =>
    results.filter(result => result.state === state).length;
  if (args.includes('--json')) {
    console.log(
      JSON.stringify({passed: count('passed'), failed: count('failed'), results}, null, 2),
    );
  } else {
    for (const {id, state, differences} of results) {
      console.log(`${state === 'passed' ? 'pass' : state === 'failed' ? 'FAIL' : 'skip'}  ${id}`);
      for (const difference of differences) console.log(`      ${difference}`);
    }
    if (count('not played') > 0) console.log(`${count('not played')} not played`);
    console.log(`${count('passed')} passed, ${count('failed')} failed`);
  }
  process.exitCode = count('failed') > 0 ? 1 : 0;
}

main();
