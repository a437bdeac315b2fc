import type {Permalink} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {architecture} from './04-architecture';
import {site} from './site';

export const PERMALINKS: readonly Permalink[] = [...site, ...start, ...evolution, ...architecture];
