import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {chromium} from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export interface Machine {
  env: Record<string, string | undefined>;
  exists: (path: string) => boolean;
  bundled: () => string;
  /** True when the command ended with exit code 0. */
  run: (command: string, args: string[]) => boolean;
  isRoot: boolean;
  say: (line: string) => void;
}

const thisMachine: Machine = {
  env: process.env,
  exists: existsSync,
  bundled: () => chromium.executablePath(),
  run: (command, args) => spawnSync(command, args, {stdio: 'inherit'}).status === 0,
  isRoot: process.getuid?.() === 0,
  say: line => console.log(line),
};

/**
 * Path of a Chromium: the one named by `PLAYWRIGHT_CHROMIUM_PATH`, Playwright's own, one of the system, or one that is
 * installed now. Says in one line what it chose.
 *
 * @throws Error that names what to install, when none can be found or installed.
 */
export function findBrowser(machine: Machine = thisMachine): string {
  const {env, exists, bundled, run, isRoot, say} = machine;
  const named = env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!exists(named)) {
      throw new Error(
        `PLAYWRIGHT_CHROMIUM_PATH names ${named}, and there is no such file. Correct it or unset it.`,
      );
    }
    say(`Browser: ${named} (PLAYWRIGHT_CHROMIUM_PATH)`);
    return named;
  }
  const found = () => [bundled(), ...SYSTEM].find(path => path !== '' && exists(path));
  const there = found();
  if (there !== undefined) {
    say(`Browser: ${there}`);
    return there;
  }
  if (isRoot) {
    say(
      'Browser: none found, installing Chromium (playwright install --with-deps chromium, else apt-get)',
    );
    if (run('npx', ['playwright', 'install', '--with-deps', 'chromium'])) {
      const installed = found();
      if (installed !== undefined) return installed;
    }
    if (run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])) {
      const installed = found();
      if (installed !== undefined) return installed;
    }
  } else {
    say('Browser: none found, downloading Chromium (playwright install chromium)');
    if (run('npx', ['playwright', 'install', 'chromium'])) {
      const installed = found();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    'No Chromium was found and none could be installed. Run `sudo apt-get install chromium` ' +
      '(or `sudo npx playwright install --with-deps chromium`), or set PLAYWRIGHT_CHROMIUM_PATH to a Chromium or Chrome.',
  );
}
