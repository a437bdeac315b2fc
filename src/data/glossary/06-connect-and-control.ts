import type {GlossaryEntry} from '../types';

export const connectAndControl: readonly GlossaryEntry[] = [];
