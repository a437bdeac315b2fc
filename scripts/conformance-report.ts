import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {buildReport, type FidelityReport} from './lib/conformance-fidelity';

/**
 * `npm run conformance:report`: plays every recorded case and writes `conformance/report.json`. With `--check` nothing is written; ends with 1 if the committed report says something else.
 */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const file = path.join(root, 'conformance', 'report.json');
  const report = await buildReport(path.join(root, 'conformance'));
  const {date, ...committed} = JSON.parse(readFileSync(file, 'utf8')) as FidelityReport;
  const isFresh = isDeepStrictEqual(committed, report);
  if (process.argv.includes('--check')) {
    if (isFresh) return;
    console.error('conformance/report.json is stale: run npm run conformance:report.');
    process.exitCode = 1;
    return;
  }
  const day = isFresh ? date : new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${JSON.stringify({date: day, ...report}, null, 1)}\n`);
  const passed = report.topics.reduce((sum, topic) => sum + topic.passed, 0);
  const total = report.topics.reduce((sum, topic) => sum + topic.total, 0);
  console.log(`${passed} of ${total} cases pass; ${report.gaps.length} known gaps.`);
}

void main();
