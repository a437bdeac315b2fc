import {useSyncExternalStore} from 'react';

/** What the reader's browser remembers of the voyage, and nobody else. */
export interface Progress {
  lastPage?: {id: string; path: string; title: string};
  /** Docs ids of the pages read to the end. */
  read: readonly string[];
  /** The answer chosen last, in its own words, by `quiz/question`. */
  answers: Readonly<Record<string, string>>;
  /** Ids of the exercises that were solved. */
  solved: readonly string[];
}

export const NOTHING: Progress = {read: [], answers: {}, solved: []};

const KEY = 'voyage';
/** What a reader typed in a lab or marked on a card of the bingo is kept under names that begin so. */
const TYPED = 'lab:';
/** Of the shape that is written; a reader's older data is turned into this one here, or dropped. */
const VERSION = 1;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Only paths of this site: the value becomes a link, and the file it comes from may be anybody's. */
const isPath = (value: unknown): value is string => isText(value) && /^\/(?![/\\])/.test(value);

/**
 * Reads what was stored or exported; undefined when it is something else. Unknown parts are left out, so that one bad value does not
 * cost the reader the rest.
 */
export function parseProgress(text: string): Progress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== VERSION || !Array.isArray(value.read)) return undefined;
  const {lastPage: last, read, answers, solved} = value;
  const valid = isObject(last) && isText(last.id) && isPath(last.path) && isText(last.title);
  return {
    ...(valid && {
      lastPage: {id: last.id as string, path: last.path as string, title: last.title as string},
    }),
    read: [...new Set(read.filter(isText))],
    answers: isObject(answers)
      ? Object.fromEntries(
          Object.entries(answers).filter((pair): pair is [string, string] => isText(pair[1])),
        )
      : {},
    // Older than the exercises: none.
    solved: Array.isArray(solved) ? [...new Set(solved.filter(isText))] : [],
  };
}

export function serializeProgress(progress: Progress): string {
  return JSON.stringify({version: VERSION, ...progress});
}

let stored: string | null = null;
let current: Progress = NOTHING;
const listeners = new Set<() => void>();

/** What is known now. A browser that keeps nothing (blocked storage, full disk) remembers until the page is left. */
export function readProgress(): Progress {
  let text: string | null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    return current;
  }
  if (text !== stored) {
    stored = text;
    current = (text === null ? undefined : parseProgress(text)) ?? NOTHING;
  }
  return current;
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function writeProgress(progress: Progress): void {
  current = progress;
  const text = serializeProgress(progress);
  try {
    localStorage.setItem(KEY, text);
    stored = text;
  } catch {
    // Kept for this visit only.
  }
  tell();
}

export function eraseProgress(): void {
  current = NOTHING;
  stored = null;
  try {
    for (const name of Object.keys(localStorage))
      if (name === KEY || name.startsWith(TYPED)) localStorage.removeItem(name);
  } catch {
    // There was nothing to erase.
  }
  tell();
}

export function keepPage(page: NonNullable<Progress['lastPage']>): void {
  const now = readProgress();
  const {lastPage} = now;
  if (lastPage?.path === page.path && lastPage.title === page.title) return;
  writeProgress({...now, lastPage: page});
}

export function keepRead(id: string): void {
  const now = readProgress();
  if (!now.read.includes(id)) writeProgress({...now, read: [...now.read, id]});
}

export function keepAnswer(question: string, answer: string): void {
  const now = readProgress();
  writeProgress({...now, answers: {...now.answers, [question]: answer}});
}

export function keepSolved(exercise: string): void {
  const now = readProgress();
  if (!now.solved.includes(exercise)) writeProgress({...now, solved: [...now.solved, exercise]});
}

/** What a reader typed, chose or marked and wants to find again, by a name; null: nothing, or the browser keeps nothing. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(`${TYPED}${name}`);
  } catch {
    return null;
  }
}

/** @param text null: nothing is kept any more. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(`${TYPED}${name}`);
    else localStorage.setItem(`${TYPED}${name}`, text);
  } catch {
    // Storage that is full or forbidden: the page works, and forgets.
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of the same reader.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What the reader did so far; nothing on the server and during hydration. */
export function useProgress(): Progress {
  return useSyncExternalStore(subscribe, readProgress, () => NOTHING);
}
