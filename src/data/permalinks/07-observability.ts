import type {Permalink} from '../types';

/** Numbers 120 to 139. */
export const observability: readonly Permalink[] = [{number: 120, path: '/docs/observability'}];
