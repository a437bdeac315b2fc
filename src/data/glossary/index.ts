import type {GlossaryEntry} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {architecture} from './04-architecture';

export const GLOSSARY: readonly GlossaryEntry[] = [...start, ...evolution, ...architecture];
