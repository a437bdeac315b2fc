import type {GlossaryEntry} from '../types';

export const security: readonly GlossaryEntry[] = [];
