import type {Quiz} from '../types';

export const envoy: readonly Quiz[] = [];
