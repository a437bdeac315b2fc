import type {Permalink} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {site} from './site';

export const PERMALINKS: readonly Permalink[] = [...site, ...start, ...evolution];
