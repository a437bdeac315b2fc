import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {buildReport} from './lib/conformance-fidelity';

/**
 * `npm run conformance:report`: plays every recorded case and writes `conformance/report.json`. With `--check` nothing is written; ends with 1 if the committed report says something else.
 */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const file = path.join(root, 'conformance', 'report.json');
  const report = await buildReport(path.join(root, 'conformance'));
  const text = `${JSON.stringify(report, null, 1)}\n`;
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') === text) return;
    console.error('conformance/report.json is stale: run npm run conformance:report.');
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, text);
  const passed = report.topics.reduce((sum, topic) => sum + topic.passed, 0);
  const total = report.topics.reduce((sum, topic) => sum + topic.total, 0);
  console.log(`${passed} of ${total} cases pass; ${report.gaps.length} known gaps.`);
}

void main();
