import type {SourceEntry} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';

export const SOURCES: readonly SourceEntry[] = [...start, ...evolution];
