import type {ThenNowEntry} from '../types';

export const observability: readonly ThenNowEntry[] = [];
