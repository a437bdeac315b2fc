import type {SourceEntry} from '../types';
import {evolution} from './01-evolution';

export const SOURCES: readonly SourceEntry[] = [...evolution];
