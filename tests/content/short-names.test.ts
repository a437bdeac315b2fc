import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {marksOf, namesOf} from '../../src/plugins/short-names';

const source = path.resolve(__dirname, '../../src');
const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter(file =>
  file.endsWith('.module.css'),
);

describe('short names of classes', () => {
  it('are read from a style sheet, each once, comments left out', () => {
    expect(
      namesOf('/* .no */ .a:hover .b-2, .a > .b-2 {margin: .5rem} @keyframes sail {from {}}'),
    ).toEqual(['a', 'b-2', 'sail']);
  });
  it('know every class of every module', () => {
    for (const file of files) {
      expect(namesOf(readFileSync(path.join(source, file), 'utf8')).length, file).toBeGreaterThan(
        0,
      );
    }
  });
  it('begin with a mark that no two files share', () => {
    const marks = [...marksOf(files).values()];
    expect(new Set(marks).size).toBe(files.length);
    expect(marks.filter(mark => !/^[0-9a-zA-Z]{3}$/.test(mark))).toEqual([]);
    // 20,000 files cannot do without the next letters.
    const many = Array.from({length: 20_000}, (_, index) => `file-${index}.module.css`);
    expect(new Set(marksOf(many).values()).size).toBe(many.length);
  });
  it('stay when a file comes in whose mark is free', () => {
    const before = marksOf(['a.module.css', 'c.module.css']);
    const after = marksOf(['a.module.css', 'b.module.css', 'c.module.css']);
    for (const [file, mark] of before) expect(after.get(file)).toBe(mark);
  });
});
