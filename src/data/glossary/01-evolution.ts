import type {GlossaryEntry} from '../types';

export const evolution: readonly GlossaryEntry[] = [];
