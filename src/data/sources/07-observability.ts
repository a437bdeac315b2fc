import type {SourceEntry} from '../types';

export const observability: readonly SourceEntry[] = [];
