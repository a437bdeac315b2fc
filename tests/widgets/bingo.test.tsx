import {cleanup, fireEvent, render, screen, within} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {useState} from 'react';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {BINGO} from '../../src/data/bingo';
import type {ShownBingoWord} from '../../src/data/stage';
import {Bingo} from '../../src/widgets/Bingo';
import {
  cardOf,
  cellAfter,
  inWords,
  LINES,
  linesOf,
  MIDDLE,
  MOST,
  numberIn,
  orderOf,
  placeOf,
  sheetNumbers,
} from '../../src/widgets/Bingo/model';

vi.mock('@site/src/components/ShortLink', () => ({CopyAddress: () => null}));

const shown = (word: string): ShownBingoWord => {
  const plain = word.replaceAll('·', '');
  return {
    id: plain.toLowerCase().replace(/\W+/g, '-'),
    word: plain,
    cell: plain,
    href: '/docs/x',
    page: 'X',
  };
};
const words = BINGO.map(({word}) => shown(word));
const free = shown('Istio');
const numbers = fc.integer({min: 1, max: MOST});

describe('a card', () => {
  it('has 24 different words and the free one in the middle, whatever its number', () => {
    fc.assert(
      fc.property(numbers, number => {
        const card = cardOf(words, free, number);
        expect(card[MIDDLE]).toBe(free);
        expect(new Set(card).size).toBe(25);
      }),
    );
  });
  // Paper cannot be printed anew: who changes the words or the draw changes every card that somebody holds.
  it('is the one that was printed under its number', () => {
    const row = (number: number) =>
      cardOf(words, free, number)
        .slice(0, 5)
        .map(({word}) => word);
    expect([1, 17, MOST].map(row)).toMatchInlineSnapshot(`
      [
        [
          "Citadel",
          "Control plane",
          "Data plane",
          "Injection",
          "Container",
        ],
        [
          "HTTPRoute",
          "CNCF",
          "Mirroring",
          "Mixer",
          "Timeout",
        ],
        [
          "Cluster",
          "OIDC",
          "Blue/green",
          "OpenTracing",
          "CNCF",
        ],
      ]
    `);
  });
  it('is another one for each number', () => {
    const cards = sheetNumbers(1, 100).map(number =>
      cardOf(words, free, number)
        .map(({id}) => id)
        .sort()
        .join(),
    );
    expect(new Set(cards).size).toBe(400);
  });
  it('gives every word its chance', () => {
    const counts = new Map<string, number>();
    for (let number = 1; number <= 2000; number += 1)
      for (const {id} of cardOf(words, free, number)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const expected = (2000 * 24) / words.length;
    for (const {id} of words) {
      expect(counts.get(id)).toBeGreaterThan(expected * 0.85);
      expect(counts.get(id)).toBeLessThan(expected * 1.15);
    }
  });
});

describe('lines', () => {
  it('are five rows, five columns and two diagonals, of five different cells', () => {
    expect(LINES).toHaveLength(12);
    for (const {cells} of LINES) expect(new Set(cells).size).toBe(5);
    expect(new Set(LINES.map(({cells}) => [...cells].sort().join())).size).toBe(12);
  });
  it('are found when they are full, and not before', () => {
    for (const {cells, name} of LINES) {
      expect(linesOf(new Set(cells)).map(line => line.name)).toEqual([name]);
      expect(linesOf(new Set(cells.slice(1)))).toEqual([]);
    }
    expect(inWords(LINES.slice(0, 3))).toBe('row 1, row 2 and row 3');
  });
});

describe('a caller', () => {
  it('draws every word once', () => {
    fc.assert(
      fc.property(numbers, number => {
        expect(new Set(orderOf(words, number)).size).toBe(words.length);
      }),
    );
  });
  it('does not play the card of the same number', () => {
    expect(orderOf(words, 17).slice(0, 12)).not.toEqual(cardOf(words, free, 17).slice(0, 12));
  });
});

describe('an address', () => {
  it.each([
    ['17', 17],
    [' 0017 ', 17],
    ['?card=17', 17],
    ['https://example.org/bingo?card=9999', 9999],
    ['example.org/bingo?x=1&card=3#words', 3],
    ['0', undefined],
    ['10000', undefined],
    ['17b', undefined],
    ['', undefined],
  ])('%j names card %s', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });
  it('asks for a card or for a caller', () => {
    expect(placeOf('')).toEqual({view: 'card', number: undefined});
    expect(placeOf('?card=5')).toEqual({view: 'card', number: 5});
    expect(placeOf('?card=x')).toEqual({view: 'card', number: undefined, refused: 'x'});
    expect(placeOf('?caller=5')).toEqual({view: 'caller', number: 5});
  });
  it('of the last card goes on with the first on a sheet', () => {
    expect(sheetNumbers(MOST - 1, 1)).toEqual([MOST - 1, MOST, 1, 2]);
  });
});

describe('keys', () => {
  it('move by one, to the end of a row and of the card, and stop at its edges', () => {
    const to = (key: string, from: number, whole = false) => cellAfter(key, from, whole);
    expect(to('ArrowRight', 0)).toBe(1);
    expect(to('ArrowRight', 4)).toBe(4);
    expect(to('ArrowLeft', 5)).toBe(5);
    expect(to('ArrowUp', 2)).toBe(2);
    expect(to('ArrowDown', 22)).toBe(22);
    expect(to('ArrowDown', 2)).toBe(7);
    expect([to('Home', 7), to('End', 7), to('Home', 7, true), to('End', 7, true)]).toEqual([
      5, 9, 0, 24,
    ]);
    expect(to('a', 7)).toBeUndefined();
  });
});

function Page({start}: {start: string | undefined}) {
  const [search, open] = useState(start);
  return (
    <Bingo
      words={words}
      free={free}
      address="https://example.org/bingo"
      search={search}
      open={open}
      pick={() => 42}
    />
  );
}

describe('the page', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);
  const grid = () => screen.getByRole('grid');
  const cells = () => within(grid()).getAllByRole('gridcell');
  const status = () => screen.getByRole('status').textContent;

  it('is a readable card before any script runs', () => {
    const html = renderToString(<Page start={undefined} />);
    for (const {word} of cardOf(words, free, 1)) expect(html).toContain(word);
    expect(html).not.toContain('gridcell');
  });
  it('finds a line, tells it, and keeps the marks of each card', () => {
    render(<Page start="?card=17" />);
    const row = cells().slice(10, 15);
    for (const at of [0, 1, 3]) fireEvent.click(row[at]!);
    expect(status()).toContain('4 of 25 marked.');
    row[4]!.focus();
    fireEvent.keyDown(row[4]!, {key: ' '});
    expect(status()).toContain('Bingo! Full: row 3.');
    cleanup();
    render(<Page start="?card=17" />);
    expect(status()).toBe('Card 17. Bingo! Full: row 3.');
    fireEvent.click(cells()[10]!);
    expect(status()).toContain('no longer marked. 4 of 25 marked.');
    fireEvent.click(screen.getByRole('button', {name: 'New card'}));
    expect(grid().getAttribute('aria-label')).toBe('Card 42');
    expect(status()).toBe('Card 42. 1 of 25 marked.');
  });
  it('has one cell in the order of the tab key, and arrows move it', () => {
    render(<Page start="" />);
    const stops = () => cells().flatMap(({tabIndex}, at) => (tabIndex === 0 ? [at] : []));
    expect(stops()).toEqual([0]);
    cells()[0]!.focus();
    fireEvent.keyDown(document.activeElement!, {key: 'ArrowDown'});
    fireEvent.keyDown(document.activeElement!, {key: 'ArrowRight'});
    expect(stops()).toEqual([6]);
    expect(document.activeElement).toBe(cells()[6]);
  });
  it('does not take the mark of the middle', () => {
    render(<Page start="" />);
    fireEvent.click(cells()[MIDDLE]!);
    expect(cells()[MIDDLE]!.getAttribute('aria-selected')).toBe('true');
    expect(status()).toContain('Istio is free.');
  });
  it('says when an address names no card', () => {
    render(<Page start="?card=0" />);
    expect(status()).toContain('“0” is no card');
  });
  it('draws words, takes one back, and checks a card against them', () => {
    render(<Page start="?caller=3" />);
    const order = orderOf(words, 3);
    const press = (name: string) => fireEvent.click(screen.getByRole('button', {name}));
    const [called, checked] = screen.getAllByRole('status');
    press('Draw a word');
    press('Draw a word');
    expect(called!.textContent).toContain(`Word 2 of ${words.length} ${order[1]!.word}`);
    press('Take it back');
    expect(called!.textContent).toContain(`Word 1 of ${words.length} ${order[0]!.word}`);
    const check = (text: string) => {
      fireEvent.change(screen.getByRole('textbox'), {target: {value: text}});
      press('Check');
    };
    check('https://example.org/bingo?card=17');
    expect(checked!.textContent).toMatch(
      /^Card 17 has no line yet: [01] of its words were called\.$/,
    );
    for (let count = 1; count < words.length; count += 1) press('Draw a word');
    expect(checked!.textContent).toMatch(/^Card 17 is right: row 1, row 2/);
    expect(screen.getByRole('button', {name: 'Draw a word'})).toHaveProperty('disabled', true);
    check('x');
    expect(checked!.textContent).toContain('“x” is no card');
  });
});
