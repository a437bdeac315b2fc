import type {Quiz} from '../types';

export const connectAndControl: readonly Quiz[] = [];
