import type {ThenNowEntry} from '../types';

export const connectAndControl: readonly ThenNowEntry[] = [];
