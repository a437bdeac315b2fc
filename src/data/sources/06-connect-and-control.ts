import type {SourceEntry} from '../types';

export const connectAndControl: readonly SourceEntry[] = [];
