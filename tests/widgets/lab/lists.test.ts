import {describe, expect, it} from 'vitest';
import fc from 'fast-check';
import {applyMove, isInList, listsOf, moveFrom} from '@site/src/widgets/Lab/editor/lists';

const RULES = `kind: VirtualService
spec:
  hosts: [search]
  http:
    # for testers
    - name: beta
      match:
        - uri:
            prefix: /results
        - headers:
            version:
              exact: beta
      route:
        - destination:
            host: search

    - name: rest
      route:
        - destination:
            host: search
---
kind: Gateway
spec:
  servers:
  - port: {number: 80}
  - port: {number: 443}
`;
const lines = RULES.split('\n');
const lineOf = (text: string, nth = 0) =>
  lines.map((line, index) => (line.includes(text) ? index : -1)).filter(index => index !== -1)[
    nth
  ] ?? -1;

function moved(line: number, by: -1 | 1, text = RULES): string | null {
  const all = text.split('\n');
  const move = moveFrom(all, line, by);
  const change = move && applyMove(all, move);
  return (
    change && [...all.slice(0, change.from), ...change.lines, ...all.slice(change.to)].join('\n')
  );
}

describe('lists of a YAML text', () => {
  it('are those with two items or more', () => {
    expect(listsOf(lines).map(({column, items}) => [column, items.map(({dash}) => dash)])).toEqual([
      [4, [lineOf('name: beta'), lineOf('name: rest')]],
      [8, [lineOf('- uri'), lineOf('- headers')]],
      [2, [lineOf('number: 80'), lineOf('number: 443')]],
    ]);
  });
  it('keep comments with the item below, and blank lines outside', () => {
    const [http] = listsOf(lines);
    expect(http?.items.map(({from, to}) => [from, to])).toEqual([
      [lineOf('# for testers'), lineOf('name: rest') - 1],
      [lineOf('name: rest'), lineOf('---')],
    ]);
  });
});

describe('moving', () => {
  it('takes a rule with its comment and everything in it', () => {
    const text = moved(lineOf('name: beta'), 1)?.split('\n') ?? [];
    expect(text.findIndex(line => line.includes('name: rest'))).toBe(4);
    expect(text[8]).toBe('');
    expect(text[9]).toBe('    # for testers');
    expect(text.findIndex(line => line.includes('name: beta'))).toBe(10);
  });
  it('moves the innermost item that has a neighbour there', () => {
    // The only destination cannot move, so its rule does.
    expect(moved(lineOf('- destination'), 1)).toBe(moved(lineOf('name: beta'), 1));
    // The first entry under match cannot go up, so nothing above it does either: its rule is the first.
    expect(moved(lineOf('- uri'), -1)).toBeNull();
    expect(moved(lineOf('prefix: /results'), 1)).toMatch(/- headers[^]*- uri/);
    expect(moved(lineOf('# for testers'), 1)).toBe(moved(lineOf('name: beta'), 1));
  });
  it('knows lists in the column of their key', () => {
    expect(moved(lineOf('number: 443'), -1)).toMatch(/443[^]*80/);
  });
  it('leaves what is in no list', () => {
    expect(moved(lineOf('hosts'), 1)).toBeNull();
    expect(isInList(lines, lineOf('hosts'))).toBe(false);
    expect(isInList(lines, lineOf('prefix'))).toBe(true);
    expect(isInList(lines, lineOf('servers'))).toBe(false);
  });
  it('and back again gives the same text', () => {
    const there = moved(lineOf('name: beta'), 1) ?? '';
    const place = there.split('\n').findIndex(line => line.includes('name: beta'));
    expect(moved(place, -1, there)).toBe(RULES);
  });
  it('loses and invents no line, whatever the text', () => {
    const line = fc.constantFrom(
      'a:',
      '- b',
      '  - c: 1',
      '  d: 2',
      '    - e',
      '',
      '# f',
      '  # g',
      '---',
      '-',
    );
    fc.assert(
      fc.property(
        fc.array(line, {maxLength: 14}),
        fc.nat(13),
        fc.constantFrom<-1 | 1>(-1, 1),
        (text, at, by) => {
          const move = moveFrom(text, at, by);
          const change = move && applyMove(text, move);
          if (!change) return;
          const after = [...text.slice(0, change.from), ...change.lines, ...text.slice(change.to)];
          expect([...after].sort()).toEqual([...text].sort());
        },
      ),
    );
  });
});
