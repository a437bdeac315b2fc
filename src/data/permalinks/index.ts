import type {Permalink} from '../types';
import {evolution} from './01-evolution';
import {site} from './site';

export const PERMALINKS: readonly Permalink[] = [...site, ...evolution];
