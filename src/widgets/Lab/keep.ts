import {TYPED} from '@site/src/components/progress/store';
import type {EditorFile} from './editor/contract';

/** What a reader typed stays in the browser, by start, until it is put back; it goes nowhere else. */

const keyOf = (preset: string, slot: 'now' | 'before') => `${TYPED}${preset}:${slot}`;

const isFile = (value: unknown): value is EditorFile =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as EditorFile).name === 'string' &&
  typeof (value as EditorFile).text === 'string';

/** Null: nothing is kept, or the browser keeps nothing. */
export function keptFiles(preset: string, slot: 'now' | 'before' = 'now'): EditorFile[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(preset, slot)) ?? 'null');
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
  try {
    if (files === null) localStorage.removeItem(keyOf(preset, slot));
    else localStorage.setItem(keyOf(preset, slot), JSON.stringify(files));
  } catch {
    // Storage that is full or forbidden: the lab works, and forgets.
  }
}

const TAB = 'lab:tab';

/** Which of the two tabs was open last, in any lab. */
export function keptTab(): 'write' | 'ask' {
  try {
    return localStorage.getItem(TAB) === 'ask' ? 'ask' : 'write';
  } catch {
    return 'write';
  }
}

export function keepTab(tab: 'write' | 'ask'): void {
  try {
    localStorage.setItem(TAB, tab);
  } catch {
    // As above.
  }
}
