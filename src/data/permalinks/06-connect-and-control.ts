import type {Permalink} from '../types';

/** Numbers 100 to 119. */
export const connectAndControl: readonly Permalink[] = [];
