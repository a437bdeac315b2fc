import {DEPARTURE_MS, Fleet, IN_SIGHT, PASSAGE_MS, type Board, type Decision} from './fleet';
import type {Settings} from './rule';

export const START: Settings = {weights: {v1: 90, v2: 10}, header: false, seed: 2};

/** Thirty requests have landed, and some are on their way. */
const UNTIL_MS = PASSAGE_MS + (IN_SIGHT - 1) * DEPARTURE_MS + 350;

/** The fleet as the still picture shows it. */
export function underway(board: Board): Fleet {
  const fleet = new Fleet(board, START);
  fleet.advance(UNTIL_MS, true);
  return fleet;
}

const V1: Decision = {
  version: 'v1',
  header: false,
  draw: {weight: 90, of: 100},
  lines: [17, 20],
};
const V2: Decision = {
  version: 'v2',
  header: false,
  draw: {weight: 10, of: 100},
  lines: [21, 24],
};

/** What the engine decides from the start, written down, so that the still picture needs no engine. A test holds it to the engine. */
const DECISIONS = '111111211111121111111111111211211';

/** What is seen before anybody touches it, and where no script runs. */
export const STILL = underway(() => {
  const rest = [...DECISIONS];
  return {pilot: () => (rest.shift() === '2' ? V2 : V1)};
}).view;
