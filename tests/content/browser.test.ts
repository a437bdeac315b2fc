import {describe, expect, test} from 'vitest';
import {findBrowser, type Machine} from '../../scripts/lib/browser';

const OWN = '/cache/playwright/chrome';

/** A machine with the given files; commands of `installs` put a file there, all others fail. */
function machine(
  files: readonly string[],
  {installs = {}, ...rest}: Partial<Machine> & {installs?: Readonly<Record<string, string>>} = {},
) {
  const there = new Set(files);
  const said: string[] = [];
  const ran: string[] = [];
  const fake: Machine = {
    env: {},
    exists: path => there.has(path),
    bundled: () => OWN,
    run: (command, args) => {
      const line = [command, ...args].join(' ');
      ran.push(line);
      const file = installs[line];
      if (file !== undefined) there.add(file);
      return file !== undefined;
    },
    isRoot: false,
    say: line => said.push(line),
    ...rest,
  };
  return {fake, said, ran};
}

describe('a browser is found', () => {
  test.each([
    [
      'where the variable says',
      [OWN, '/opt/chrome'],
      {PLAYWRIGHT_CHROMIUM_PATH: '/opt/chrome'},
      '/opt/chrome',
    ],
    ['among Playwright’s own first', [OWN, '/usr/bin/chromium'], {}, OWN],
    ['in the system', ['/usr/bin/google-chrome'], {}, '/usr/bin/google-chrome'],
    [
      'with an empty variable',
      ['/usr/bin/chromium'],
      {PLAYWRIGHT_CHROMIUM_PATH: ''},
      '/usr/bin/chromium',
    ],
  ])('%s', (_name, files, env, expected) => {
    const {fake, said, ran} = machine(files, {env});
    expect(findBrowser(fake)).toBe(expected);
    expect(said).toEqual([expect.stringContaining(expected)]);
    expect(ran).toEqual([]);
  });

  test('and a variable that names nothing is an error, not a reason to look elsewhere', () => {
    const {fake} = machine([OWN], {env: {PLAYWRIGHT_CHROMIUM_PATH: '/no/chrome'}});
    expect(() => findBrowser(fake)).toThrow(/PLAYWRIGHT_CHROMIUM_PATH names \/no\/chrome/);
  });
});

describe('a browser is installed', () => {
  const withDeps = 'npx playwright install --with-deps chromium';
  const apt = {
    'apt-get update -qq': '/var/lib/apt/lists',
    'apt-get install -y -qq chromium': '/usr/bin/chromium',
  };

  test('by root, with what it needs', () => {
    const {fake, said, ran} = machine([], {isRoot: true, installs: {[withDeps]: OWN}});
    expect(findBrowser(fake)).toBe(OWN);
    expect(ran).toEqual([withDeps]);
    expect(said).toEqual([expect.stringMatching(/none found, installing Chromium/)]);
  });

  test('by root from the system, where Playwright’s cannot be had', () => {
    const {fake, ran} = machine([], {isRoot: true, installs: apt});
    expect(findBrowser(fake)).toBe('/usr/bin/chromium');
    expect(ran).toEqual([withDeps, ...Object.keys(apt)]);
  });

  test('by others as a download only', () => {
    const {fake, ran} = machine([], {installs: {'npx playwright install chromium': OWN}});
    expect(findBrowser(fake)).toBe(OWN);
    expect(ran).toEqual(['npx playwright install chromium']);
  });

  test.each([true, false])('or the message says what to install (root: %s)', isRoot => {
    const {fake} = machine([], {isRoot});
    expect(() => findBrowser(fake)).toThrow(
      /sudo apt-get install chromium.*PLAYWRIGHT_CHROMIUM_PATH/,
    );
  });
});
