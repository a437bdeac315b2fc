import type {Quiz} from '../types';

export const security: readonly Quiz[] = [];
