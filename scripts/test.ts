import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {findBrowser} from './lib/browser';
import {STEPS, type Step} from './lib/steps';

interface Count {
  passed: number;
  failed: number;
}

const root = path.resolve(__dirname, '..');

/** Reads a runner's own report; a runner that died before writing one counts as one failure. */
function readReport(step: Step, file: string, status: number): Count {
  if (step.counts === 'command')
    return {passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1};
  const count: Count = {passed: 0, failed: 0};
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (step.counts === 'vitest') {
      count.passed = report.numPassedTests as number;
      count.failed = report.numFailedTests as number;
    } else {
      const stats = report.stats as {expected: number; unexpected: number; flaky: number};
      count.passed = stats.expected;
      count.failed = stats.unexpected + stats.flaky;
    }
  }
  if (status !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

function runStep(step: Step, scratch: string): Count & {seconds: number} {
  const report = path.join(scratch, `${step.name.replace(':', '-')}.json`);
  const [command, ...args] = step.command;
  const env: NodeJS.ProcessEnv = {...process.env, ...step.env};
  env.PATH = `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`;
  if (step.counts === 'vitest') {
    args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  }
  if (step.counts === 'playwright') {
    args.push('--reporter=line,json');
    env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  }
  if (step.needsBrowser === true) env.PLAYWRIGHT_CHROMIUM_PATH = findBrowser();
  const start = process.hrtime.bigint();
  const {status} = spawnSync(command ?? '', args, {cwd: root, env, stdio: 'inherit'});
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return {...readReport(step, report, status ?? 1), seconds};
}

/**
 * `npm test [-- STEP…]`: all checks, or those whose name is or begins with an argument (`types` runs `types:site`, …). Goes on
 * after a failure, so that one run shows all of them; without a build there is nothing to look at, so the steps after a
 * failed build are counted as failed.
 */
function main(): void {
  const wanted = process.argv.slice(2);
  if (wanted.includes('--list')) {
    for (const step of STEPS) console.log(`${step.name.padEnd(12)} ${step.guards}`);
    return;
  }
  const steps =
    wanted.length === 0
      ? STEPS
      : STEPS.filter(({name}) => wanted.some(word => name === word || name.startsWith(`${word}:`)));
  if (steps.length === 0) {
    console.error(
      `No check is called ${wanted.join(', ')}. There are: ${STEPS.map(s => s.name).join(', ')}`,
    );
    process.exitCode = 1;
    return;
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'checks-'));
  const rows: string[] = [];
  let passed = 0;
  let failed = 0;
  let built = true;
  for (const step of steps) {
    console.log(`\n— ${step.name}: ${step.guards}`);
    let count: Count & {seconds: number} = {passed: 0, failed: 1, seconds: 0};
    if (built || (step.name !== 'site' && step.name !== 'e2e')) {
      try {
        count = runStep(step, scratch);
      } catch (error) {
        console.error((error as Error).message);
      }
    } else {
      console.error('Not run: the build failed.');
    }
    if (step.name === 'build' && count.failed > 0) built = false;
    passed += count.passed;
    failed += count.failed;
    rows.push(
      `${step.name.padEnd(12)} ${String(count.passed).padStart(6)} passed ${String(count.failed).padStart(4)} failed ${count.seconds.toFixed(0).padStart(5)} s`,
    );
  }
  rmSync(scratch, {recursive: true, force: true});
  console.log(`\n${rows.join('\n')}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
