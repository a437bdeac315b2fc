import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {
  cardNames,
  cardRecord,
  checkCards,
  recordFile,
  type CardRecord,
} from '../../scripts/lib/social-cards';

const root = path.resolve(__dirname, '../..');

describe('cards of the chapters', () => {
  it('are there, as they were drawn, and from the chart of today', () => {
    expect(existsSync(recordFile(root))).toBe(true);
    const record = JSON.parse(readFileSync(recordFile(root), 'utf8')) as CardRecord;
    expect(checkCards(record, cardRecord(root), cardNames())).toEqual([]);
  });
  it('have the shape that other sites expect, and are different', () => {
    const {pictures} = cardRecord(root);
    for (const name of cardNames()) {
      const file = readFileSync(path.join(root, 'static/social', name));
      expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1200, 630]);
    }
    expect(new Set(Object.values(pictures)).size).toBe(cardNames().length);
  });
  it('are refused when one is missing, left over, changed or old', () => {
    const record = {drawnFrom: 'a', pictures: {'1.png': 'x', '2.png': 'y'}};
    const wanted = ['1.png', '2.png'];
    expect(checkCards(record, record, wanted)).toEqual([]);
    const findings = checkCards(
      record,
      {drawnFrom: 'b', pictures: {'1.png': 'z', '3.png': 'x'}},
      wanted,
    );
    expect(findings).toEqual([
      expect.stringContaining('2.png is missing'),
      expect.stringContaining('3.png is the card of no chapter'),
      expect.stringContaining('1.png is not the picture that was drawn'),
      expect.stringContaining('older chart'),
    ]);
  });
});
