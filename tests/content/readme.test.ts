import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {STEPS, type Step} from '../../scripts/lib/steps';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};

/** What the table "Checks" of a README says otherwise than the steps of `npm test` do, in their order. */
function checkTable(
  readme: string,
  steps: readonly Step[],
  known: Readonly<Record<string, string>>,
): string[] {
  const section = /\n## Checks\n([\s\S]*?)(?:\n## |$)/.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.+?) +\| `([^`]+)` +\| (.+?) +\|$/gm)].map(
    ([, name = '', guards = '', script = '', time = '']) => ({name, guards, script, time}),
  );
  const problems: string[] = [];
  const names = rows.map(({name}) => name).join(', ');
  const wanted = steps.map(({name}) => name).join(', ');
  if (names !== wanted)
    problems.push(`README.md: the table of checks has ${names || 'no row'}; expected ${wanted}`);
  for (const {name, guards, script, time} of rows) {
    const step = steps.find(each => each.name === name);
    if (step !== undefined && guards !== step.guards)
      problems.push(`README.md: ${name} guards “${step.guards}” (scripts/lib/steps.ts)`);
    const own = /^npm run ([\w:]+)$/.exec(script)?.[1];
    if (script !== `npm test -- ${name}` && (own === undefined || known[own] === undefined))
      problems.push(`README.md: ${name}: package.json has no script for \`${script}\``);
    if (!/^(?:about \d+ s|not measured)$/.test(time))
      problems.push(
        `README.md: ${name}: “${time}” is no time; write “about N s” or “not measured”`,
      );
  }
  return problems;
}

describe('the table of checks in the README', () => {
  const step: Step = {name: 'lint', guards: 'code rules', command: ['eslint'], counts: 'command'};
  const table = (row: string) => `# A\n\n## Checks\n\n| check | guards |\n| - | - |\n${row}\n`;
  const check = (row: string) => checkTable(table(row), [step], {'check:lint': 'eslint'});

  it('has every step of `npm test`, in order', () => {
    expect(checkTable(read('README.md'), STEPS, scripts)).toEqual([]);
  });
  it('is accepted with the step’s own words, its script and a time', () => {
    expect(check('| `lint` | code rules | `npm run check:lint` | about 9 s |')).toEqual([]);
    expect(check('| `lint` | code rules | `npm test -- lint` | about 9 s |')).toEqual([]);
  });
  it.each([
    ['', 'has no row; expected lint'],
    ['| `lnt` | code rules | `npm run check:lint` | about 9 s |', 'has lnt; expected lint'],
    ['| `lint` | rules | `npm run check:lint` | about 9 s |', 'lint guards “code rules”'],
    ['| `lint` | code rules | `npm run lint` | about 9 s |', 'no script for `npm run lint`'],
    ['| `lint` | code rules | `npm run check:lint` | soon |', '“soon” is no time'],
  ])('is refused: %j', (row, message) => {
    expect(check(row)).toEqual([expect.stringContaining(message)]);
  });
});
