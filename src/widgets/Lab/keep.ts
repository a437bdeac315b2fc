import {keep, readKept} from '@site/src/components/progress/store';
import type {EditorFile} from './editor/contract';

/** What a reader typed stays in the browser, by start, until it is put back; it goes nowhere else. */

const nameOf = (preset: string, slot: 'now' | 'before') => `${preset}:${slot}`;

const isFile = (value: unknown): value is EditorFile =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as EditorFile).name === 'string' &&
  typeof (value as EditorFile).text === 'string';

/** Null: nothing is kept, or the browser keeps nothing. */
export function keptFiles(preset: string, slot: 'now' | 'before' = 'now'): EditorFile[] | null {
  try {
    const value: unknown = JSON.parse(readKept(nameOf(preset, slot)) ?? 'null');
    return Array.isArray(value) && value.length > 0 && value.every(isFile) ? value : null;
  } catch {
    return null;
  }
}

/** @param files null: nothing is kept any more. */
export function keepFiles(
  preset: string,
  files: readonly EditorFile[] | null,
  slot: 'now' | 'before' = 'now',
): void {
  keep(nameOf(preset, slot), files === null ? null : JSON.stringify(files));
}

/** Which of the two tabs was open last, in any lab. */
export function keptTab(): 'write' | 'ask' {
  return readKept('tab') === 'ask' ? 'ask' : 'write';
}

export function keepTab(tab: 'write' | 'ask'): void {
  keep('tab', tab);
}
