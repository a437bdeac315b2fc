import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {buildFieldTables} from '../../scripts/lib/field-table';

const root = join(__dirname, '../..');
const committed = readFileSync(join(root, 'src/widgets/Lab/editor/fields.json'), 'utf8');
const tables = buildFieldTables(
  path => JSON.parse(readFileSync(join(root, 'schemas', `${path}.json`), 'utf8')) as unknown,
);

describe('the table that the editor completes from', () => {
  it('is the one that the schemas give', () => {
    expect(JSON.parse(committed), 'stale: run npm run fields').toEqual(tables);
  });
  it('says of every field what it means, in one line', () => {
    const fields = tables.tables.flatMap(table => Object.entries(table));
    expect(fields.filter(([name, [meaning]]) => name !== '*' && !/^[^\n]+$/.test(meaning))).toEqual(
      [],
    );
    expect(fields.filter(([, [meaning]]) => meaning.length > 120)).toEqual([]);
  });
  it('is light', () => {
    expect(gzipSync(JSON.stringify(tables), {level: 9}).length).toBeLessThan(13 * 1024);
  });
  it('leads to tables that are there', () => {
    const numbers = [
      ...Object.values(tables.kinds).map(([, table]) => table),
      ...tables.tables.flatMap(table => Object.values(table).flatMap(([, number = -1]) => number)),
    ];
    expect(numbers.filter(number => number >= tables.tables.length)).toEqual([]);
  });
});
