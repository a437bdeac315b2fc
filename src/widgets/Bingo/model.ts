import {Random} from '@site/src/mesh';

/** Cells of a row, and rows of a card. */
export const SIDE = 5;
export const MIDDLE = (SIDE * SIDE - 1) / 2;
/** Cards are numbered from 1; so are the orders of a caller. */
export const MOST = 9999;

/** Cards and callers with one number must not begin with the same words: who calls from 17 would play card 17 line by line. */
const CALLER = MOST + 1;

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = new Random(seed);
  const rest = [...values];
  for (let last = rest.length - 1; last > 0; last -= 1) {
    const at = random.below(last + 1);
    [rest[last], rest[at]] = [rest[at]!, rest[last]!];
  }
  return rest;
}

/** The words of a card, row by row: the same for the same number, everywhere. */
export function cardOf<T>(words: readonly T[], free: T, number: number): T[] {
  const card = shuffled(words, number).slice(0, SIDE * SIDE - 1);
  card.splice(MIDDLE, 0, free);
  return card;
}

/** All words in the order in which a caller draws them. */
export function orderOf<T>(words: readonly T[], number: number): T[] {
  return shuffled(words, CALLER + number);
}

export interface Line {
  name: string;
  cells: readonly number[];
}

const STEPS = Array.from({length: SIDE}, (_, step) => step);

/** Every line that wins. */
export const LINES: readonly Line[] = [
  ...STEPS.map(row => ({name: `row ${row + 1}`, cells: STEPS.map(step => row * SIDE + step)})),
  ...STEPS.map(column => ({
    name: `column ${column + 1}`,
    cells: STEPS.map(step => step * SIDE + column),
  })),
  {name: 'the diagonal from the top left', cells: STEPS.map(step => step * (SIDE + 1))},
  {name: 'the diagonal from the top right', cells: STEPS.map(step => (step + 1) * (SIDE - 1))},
];

/** Lines whose cells are all marked. */
export function linesOf(marked: ReadonlySet<number>): Line[] {
  return LINES.filter(({cells}) => cells.every(cell => marked.has(cell)));
}

/** The number that somebody typed or pasted, an address included; undefined: there is none from 1 to `MOST`. */
export function numberIn(text: string): number | undefined {
  const [, digits] = /^\s*(?:\S*[?&]card=)?0*(\d{1,4})(?:[&#]\S*)?\s*$/.exec(text) ?? [];
  const number = Number(digits);
  return number >= 1 && number <= MOST ? number : undefined;
}

export type Place =
  {view: 'card'; number: number | undefined; refused?: string} | {view: 'caller'; number: number};

/** What the address asks for. */
export function placeOf(search: string): Place {
  const asked = new URLSearchParams(search);
  const caller = asked.get('caller');
  if (caller !== null) return {view: 'caller', number: numberIn(caller) ?? 1};
  const card = asked.get('card');
  if (card === null) return {view: 'card', number: undefined};
  const number = numberIn(card);
  return number === undefined ? {view: 'card', number, refused: card} : {view: 'card', number};
}

/** The cards of so many sheets of four, from one on; after the last comes the first. */
export function sheetNumbers(first: number, sheets: number): number[] {
  return Array.from({length: sheets * 4}, (_, step) => ((first - 1 + step) % MOST) + 1);
}

/** Where an arrow, Home or End leads from a cell; undefined: the key is none of them. */
export function cellAfter(key: string, from: number, whole: boolean): number | undefined {
  const column = from % SIDE;
  const row = from - column;
  switch (key) {
    case 'ArrowRight':
      return column === SIDE - 1 ? from : from + 1;
    case 'ArrowLeft':
      return column === 0 ? from : from - 1;
    case 'ArrowDown':
      return row === SIDE * (SIDE - 1) ? from : from + SIDE;
    case 'ArrowUp':
      return row === 0 ? from : from - SIDE;
    case 'Home':
      return whole ? 0 : row;
    case 'End':
      return whole ? SIDE * SIDE - 1 : row + SIDE - 1;
    default:
      return undefined;
  }
}

/** `row 2`, `row 2 and column 1`, `row 1, row 2 and column 1`. */
export function inWords(lines: readonly Line[]): string {
  const names = lines.map(({name}) => name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
