import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {buildReport, type FidelityReport} from '../../scripts/lib/conformance-fidelity';

const root = path.resolve(__dirname, '../../conformance');

it('the committed report says what the engine answers today', async () => {
  const {date, ...committed} = JSON.parse(
    readFileSync(path.join(root, 'report.json'), 'utf8'),
  ) as FidelityReport;
  expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(committed, 'stale: run npm run conformance:report').toEqual(await buildReport(root));
}, 120_000);
