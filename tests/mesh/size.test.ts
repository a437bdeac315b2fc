import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {bundleEngine, TRAFFIC_DOOR, type Bundle} from '../../scripts/lib/conformance-bundle';

/** For what a page that plays traffic takes from the door, `yaml` included; the sentences of its language come on top. */
const LIMIT = 80 * 1024;

/** What is wrong with a bundle of the engine: too heavy, or not made for any place but one. */
function judgeBundle({code, gzipBytes}: Bundle, limit: number): string[] {
  const problems: string[] = [];
  if (gzipBytes > limit)
    problems.push(`the engine has ${gzipBytes} bytes gzip, ${gzipBytes - limit} too many`);
  if (/\brequire\(|from\s*["']node:/.test(code)) problems.push('the engine wants Node');
  return problems;
}

describe('the engine as a page loads it', () => {
  it('is light enough and runs anywhere', async () => {
    const door = path.resolve(__dirname, '..', '..', 'src/mesh/index.ts');
    const bundle = await bundleEngine(door, {names: TRAFFIC_DOOR});
    const whole = await bundleEngine(door);
    const kilobytes = ({gzipBytes}: Bundle): string => (gzipBytes / 1024).toFixed(1);
    console.log(
      `engine with yaml, traffic: ${kilobytes(bundle)} of 80 KB gzip; with everything behind the door: ${kilobytes(whole)} KB`,
    );
    expect(judgeBundle(bundle, LIMIT)).toEqual([]);
  }, 60_000);

  it('notices weight and foreign parts', () => {
    expect(judgeBundle({code: '', bytes: 1, gzipBytes: LIMIT + 1}, LIMIT)).toEqual([
      expect.stringContaining('1 too many'),
    ]);
    expect(judgeBundle({code: 'import x from "node:fs"', bytes: 1, gzipBytes: 1}, LIMIT)).toEqual([
      'the engine wants Node',
    ]);
  });
});
