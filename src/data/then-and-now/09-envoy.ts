import type {ThenNowEntry} from '../types';

export const envoy: readonly ThenNowEntry[] = [];
