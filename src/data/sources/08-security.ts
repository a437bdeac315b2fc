import type {SourceEntry} from '../types';

export const security: readonly SourceEntry[] = [];
