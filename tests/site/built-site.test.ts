import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {readBudget, readPromises, OTHER_BUILD} from '../../scripts/lib/site-records';
import {type BuiltFolder, readBuiltFolder} from '../../scripts/lib/gates/built-folder';
import {
  checkLedger,
  checkLedgerComplete,
  checkLedgerInBuild,
  checkPromises,
  checkRedirects,
  checkSnapshotComplete,
} from '../../scripts/lib/gates/ledger';
import {checkLinks} from '../../scripts/lib/gates/links';
import {checkMachines} from '../../scripts/lib/gates/machines';
import {checkPolicies} from '../../scripts/lib/gates/policy';
import {checkSharedBytes, sharedBytes} from '../../scripts/lib/gates/shared-bytes';
import {sitemapPaths} from '../../scripts/lib/gates/sitemap';
import {checkVariables} from '../../scripts/lib/gates/variables';
import {checkWhole} from '../../scripts/lib/gates/whole-pages';
import {PERMALINKS} from '../../src/data/permalinks';
import {REDIRECTS} from '../../src/data/permalinks/redirects';
import {SOURCES} from '../../src/data/sources';
import {TALK} from '../../src/data/talk';
import type {TalkBullet} from '../../src/data/types';
import {readSite} from '../../site.config';

const root = path.resolve(__dirname, '../..');
const site = readSite({});

const outlineUrls = (bullets: readonly TalkBullet[]): string[] =>
  bullets.flatMap(({url, bullets: inner}) => [
    ...(url === undefined ? [] : [url]),
    ...outlineUrls(inner ?? []),
  ]);

/** Known sources, what the outline itself points to, and the project's own places. */
const allowed = [
  ...SOURCES.map(({url}) => url),
  ...outlineUrls(TALK),
  site.video,
  site.speaker,
  'https://github.com/org/voyage*',
];

const builds: [string, BuiltFolder, string][] = [
  ['under /', readBuiltFolder(path.join(root, 'build'), '/'), site.url],
  [
    `under ${OTHER_BUILD.baseUrl}, from a copy without git`,
    readBuiltFolder(path.join(root, OTHER_BUILD.folder), OTHER_BUILD.baseUrl),
    'https://org.example',
  ],
];

describe.each(builds)('the site built %s', (_name, built, url) => {
  test('links and anchors resolve, other sites are known ones', () => {
    expect(checkLinks(built, {url, allowed})).toEqual([]);
  });

  test('every page has the policy its scripts ask for', () => {
    expect(checkPolicies(built)).toEqual([]);
  });

  test('colours and sizes that are asked for are there', () => {
    expect(checkVariables(built)).toEqual([]);
  });

  test('every page is whole without a script', () => {
    expect(checkWhole(built)).toEqual([]);
  });

  test('every entry of the ledger leads to its place', () => {
    expect(checkLedgerInBuild(built, PERMALINKS)).toEqual([]);
    expect(checkRedirects(built, REDIRECTS)).toEqual([]);
  });

  test('machines find sitemap, feeds, twins and structured data', () => {
    expect(checkMachines(built, url)).toEqual([]);
  });
});

describe('permanent links', () => {
  const promised = readPromises(root);

  test('numbers and addresses stand in the ledger once', () => {
    expect(checkLedger(PERMALINKS)).toEqual([]);
  });

  test('what was published is kept', () => {
    expect(checkPromises(PERMALINKS, promised)).toEqual([]);
    expect(checkSnapshotComplete(PERMALINKS, promised, 'npm run accept -- links')).toEqual([]);
  });

  test('every public address has a number', () => {
    expect(checkLedgerComplete(sitemapPaths(path.join(root, 'build'), '/'), PERMALINKS)).toEqual(
      [],
    );
  });
});

test('what every page loads weighs what was agreed', () => {
  const bytes = sharedBytes(readBuiltFolder(path.join(root, 'build'), '/'));
  expect(checkSharedBytes(bytes, readBudget(root).sharedBytes, 'npm run accept -- bytes')).toEqual(
    [],
  );
});

test('YAML of an example stands in the twin as it stands in the file', () => {
  const full = readFileSync(path.join(root, 'build/llms-full.txt'), 'utf8');
  const shown = [
    ...full.matchAll(/^(?:> )?```yaml title="(examples\/[^",]+)[^"]*"\n([^]*?)\n(?:> )?```/gm),
  ];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, file = '', yaml = ''] of shown) {
    const text = readFileSync(path.join(root, file), 'utf8');
    // Old YAML stands inside a quoted then-and-now box.
    for (const line of yaml.split('\n')) expect(text, file).toContain(line.replace(/^> ?/, ''));
  }
});
