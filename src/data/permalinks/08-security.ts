import type {Permalink} from '../types';

/** Numbers 140 to 159. */
export const security: readonly Permalink[] = [];
