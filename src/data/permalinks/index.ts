import type {Permalink} from '../types';
import {evolution} from './01-evolution';

export const PERMALINKS: readonly Permalink[] = [...evolution];
