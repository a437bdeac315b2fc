import type {GlossaryEntry} from '../types';

export const envoy: readonly GlossaryEntry[] = [];
