import type {Quiz} from '../types';

export const observability: readonly Quiz[] = [];
