import type {ThenNowEntry} from '../types';

export const security: readonly ThenNowEntry[] = [];
