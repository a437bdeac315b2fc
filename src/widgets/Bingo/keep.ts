import {keepDraft, readDraft} from '@site/src/components/progress/store';

/** Of the card, by the ids of its words. */
export function keptMarks(number: number): string[] {
  return readDraft(`bingo/${number}`)?.split(' ') ?? [];
}

export function keepMarks(number: number, ids: readonly string[]): void {
  keepDraft(`bingo/${number}`, ids.length === 0 ? null : ids.join(' '));
}

/** The card that was opened last, for who comes back without its address. */
export function keptCard(): number | undefined {
  const number = Number(readDraft('bingo'));
  return number > 0 ? number : undefined;
}

export function keepCard(number: number): void {
  keepDraft('bingo', String(number));
}

/** How many words a caller has drawn. */
export function keptDraws(number: number): number {
  return Number(readDraft(`bingo/caller/${number}`) ?? 0) || 0;
}

export function keepDraws(number: number, drawn: number): void {
  keepDraft(`bingo/caller/${number}`, drawn === 0 ? null : String(drawn));
}
