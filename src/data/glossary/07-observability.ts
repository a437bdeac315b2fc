import type {GlossaryEntry} from '../types';

export const observability: readonly GlossaryEntry[] = [];
