import {EXERCISES} from '../exercises';
import type {Permalink} from '../types';

/** The ledger of the exercises' own addresses: a number once given stays, even when its exercise goes. */
const NUMBERS: readonly (readonly [number: number, id: string])[] = [
  [401, 'first-match'],
  [402, 'and-or'],
  [403, 'missing-subset'],
  [404, 'inside-and-outside'],
  [405, 'whose-proxy'],
  [406, 'short-names'],
  [407, 'two-teams'],
  [408, 'same-user'],
  [409, 'careful-copy'],
  [410, 'honest-retries'],
];

/** Numbers 400 to 419. */
export const exercises: readonly Permalink[] = [
  {number: 400, path: '/exercises', title: 'Exercises'},
  ...NUMBERS.map(([number, id]): Permalink => {
    const exercise = EXERCISES.find(known => known.id === id);
    return {
      number,
      path: `/exercises/${id}`,
      ...(exercise === undefined ? {} : {title: `Exercise: ${exercise.title}`}),
    };
  }),
];
