import type {SourceEntry} from '../types';

export const evolution: readonly SourceEntry[] = [];
