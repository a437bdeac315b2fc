import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {OTHER_BUILD} from './lib/site-records';

/** Generated or large: the copy does without. */
const LEFT_OUT = new Set([
  '.git',
  '.cache',
  '.docusaurus',
  'build',
  'node_modules',
  'screenshots',
  'test-results',
]);

/**
 * Builds the site as a fork would under `https://ORG.github.io/voyage/`, from a copy without `.git` and outside of any
 * repository: one build that answers for both.
 */
function main(): void {
  const root = path.resolve(__dirname, '..');
  const copy = mkdtempSync(path.join(tmpdir(), 'voyage-'));
  try {
    cpSync(root, copy, {
      recursive: true,
      filter: source => {
        const [top = ''] = path.relative(root, source).split(path.sep);
        return !LEFT_OUT.has(top);
      },
    });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
    const {status} = spawnSync(
      process.execPath,
      ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build'],
      {
        cwd: copy,
        env: {
          ...process.env,
          SITE_URL: 'https://org.example',
          SITE_BASE_URL: OTHER_BUILD.baseUrl,
          SITE_REPOSITORY: 'org/voyage',
        },
        stdio: 'inherit',
      },
    );
    if (status !== 0) throw new Error(`The build under ${OTHER_BUILD.baseUrl} failed.`);
    const target = path.join(root, OTHER_BUILD.folder);
    rmSync(target, {recursive: true, force: true});
    mkdirSync(path.dirname(target), {recursive: true});
    cpSync(path.join(copy, 'build'), target, {recursive: true});
  } finally {
    rmSync(copy, {recursive: true, force: true});
  }
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
