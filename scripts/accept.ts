import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {PERMALINKS} from '../src/data/permalinks';
import {readBuiltFolder} from './lib/gates/built-folder';
import {checkPromises} from './lib/gates/ledger';
import {sharedBytes} from './lib/gates/shared-bytes';
import {BUDGET_FILE, readPromises, SNAPSHOT_FILE} from './lib/site-records';

const root = path.resolve(__dirname, '..');

/** `npm run accept -- bytes`: what every page loads weighs this much now, on purpose. Needs a build. */
function acceptBytes(): void {
  const bytes = sharedBytes(readBuiltFolder(path.join(root, 'build'), '/'));
  writeFileSync(path.join(root, BUDGET_FILE), `${JSON.stringify({sharedBytes: bytes}, null, 2)}\n`);
  console.log(`${BUDGET_FILE}: ${bytes} bytes`);
}

/** `npm run accept -- links`: new entries of the ledger are promised from now on. Never takes a promise back. */
function acceptLinks(): void {
  const broken = checkPromises(PERMALINKS, readPromises(root));
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const lines = [...PERMALINKS]
    .sort((a, b) => a.number - b.number)
    .map(({number, path: place, anchor}) => {
      const heading = anchor === undefined ? '' : `, "anchor": "${anchor}"`;
      return `  {"number": ${number}, "path": "${place}"${heading}}`;
    });
  writeFileSync(path.join(root, SNAPSHOT_FILE), `[\n${lines.join(',\n')}\n]\n`);
  console.log(`${SNAPSHOT_FILE}: ${lines.length} entries`);
}

const ACTIONS: Readonly<Record<string, () => void>> = {bytes: acceptBytes, links: acceptLinks};
const action = ACTIONS[process.argv[2] ?? ''];
if (action === undefined) {
  console.error('Usage: npm run accept -- bytes (after a build), or npm run accept -- links');
  process.exitCode = 1;
} else {
  try {
    action();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
