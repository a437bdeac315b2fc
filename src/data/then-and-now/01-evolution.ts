import type {ThenNowEntry} from '../types';

export const evolution: readonly ThenNowEntry[] = [];
