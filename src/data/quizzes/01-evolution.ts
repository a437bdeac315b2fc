import type {Quiz} from '../types';

export const evolution: readonly Quiz[] = [];
