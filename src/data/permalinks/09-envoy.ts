import type {Permalink} from '../types';

/** Numbers 160 to 179. */
export const envoy: readonly Permalink[] = [];
