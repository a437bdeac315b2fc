import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {buildReport} from '../../scripts/lib/conformance-fidelity';

const root = path.resolve(__dirname, '../../conformance');

it('the committed report says what the engine answers today', async () => {
  const committed: unknown = JSON.parse(readFileSync(path.join(root, 'report.json'), 'utf8'));
  expect(committed, 'stale: run npm run conformance:report').toEqual(await buildReport(root));
}, 120_000);
