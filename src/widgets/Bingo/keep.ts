import {keep, readKept} from '@site/src/components/progress/store';

/** Of the card, by the ids of its words. */
export function keptMarks(number: number): string[] {
  return readKept(`bingo:${number}`)?.split(' ') ?? [];
}

export function keepMarks(number: number, ids: readonly string[]): void {
  keep(`bingo:${number}`, ids.length === 0 ? null : ids.join(' '));
}

/** The card that was opened last, for who comes back without its address. */
export function keptCard(): number | undefined {
  const number = Number(readKept('bingo'));
  return number > 0 ? number : undefined;
}

export function keepCard(number: number): void {
  keep('bingo', String(number));
}

/** How many words a caller has drawn. */
export function keptDraws(number: number): number {
  return Number(readKept(`bingo:caller:${number}`) ?? 0) || 0;
}

export function keepDraws(number: number, drawn: number): void {
  keep(`bingo:caller:${number}`, drawn === 0 ? null : String(drawn));
}
