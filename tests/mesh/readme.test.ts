import {readFileSync} from 'node:fs';
import path from 'node:path';
import {compileFunction} from 'node:vm';
import {transform} from 'esbuild';
import {expect, it} from 'vitest';
import * as engine from '../../src/mesh';
import {re2} from '../../scripts/lib/conformance-regex';

const readme = readFileSync(path.resolve(__dirname, '../../src/mesh/README.md'), 'utf8');

/** The first fence of a language. */
function fence(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1];
  if (found === undefined) throw new Error(`The README has no fence of ${language}.`);
  return found;
}

it('the example of the README runs through all stages and prints what it says', async () => {
  const {code} = await transform(
    fence('ts').replace(/^import (\{.*?\}) from .*?;$/ms, 'const $1 = engine;'),
    {
      loader: 'ts',
    },
  );
  const run = compileFunction(`return (async () => {${code}})();`, [
    'engine',
    'text',
    'loadRe2',
    'print',
  ]) as (...given: unknown[]) => Promise<void>;
  const printed: string[] = [];
  await run(
    engine,
    fence('yaml'),
    () => Promise.resolve(re2),
    (...words: unknown[]) => printed.push(words.join(' ')),
  );
  expect(printed.join('\n')).toBe(fence('text').trimEnd());
});
