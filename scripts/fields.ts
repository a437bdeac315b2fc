import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {buildFieldTables} from './lib/field-table';

const root = join(__dirname, '..');
const FILE = join(root, 'src/widgets/Lab/editor/fields.json');

/** `npm run fields`: writes the table that the editor completes from. */
async function main(): Promise<void> {
  const tables = buildFieldTables(
    path => JSON.parse(readFileSync(join(root, 'schemas', `${path}.json`), 'utf8')) as unknown,
  );
  const style = await resolveConfig(FILE);
  writeFileSync(FILE, await format(JSON.stringify(tables), {...style, filepath: FILE}));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
