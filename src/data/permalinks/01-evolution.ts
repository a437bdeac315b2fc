import type {Permalink} from '../types';

export const evolution: readonly Permalink[] = [];
