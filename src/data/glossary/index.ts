import type {GlossaryEntry} from '../types';
import {evolution} from './01-evolution';

export const GLOSSARY: readonly GlossaryEntry[] = [...evolution];
