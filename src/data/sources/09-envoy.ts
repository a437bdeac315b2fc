import type {SourceEntry} from '../types';

export const envoy: readonly SourceEntry[] = [];
