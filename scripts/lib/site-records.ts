import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {Permalink} from '../../src/data/types';

/** What is held against the built site and changes on purpose only (`npm run accept`). */
export const BUDGET_FILE = 'scripts/budget.json';
export const SNAPSHOT_FILE = 'tests/site/ledger-snapshot.json';

/** Where the build under another base URL is kept, from the root of the project (`scripts/build-under-base.ts`). */
export const OTHER_BUILD = {folder: '.cache/build-voyage', baseUrl: '/voyage/'} as const;

const readJson = (root: string, file: string): unknown =>
  JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** Entries of the ledger that were published once. */
export const readPromises = (root: string) => readJson(root, SNAPSHOT_FILE) as Permalink[];

export const readBudget = (root: string) => readJson(root, BUDGET_FILE) as {sharedBytes: number};
