import type {ThenNowEntry} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';

export const THEN_AND_NOW: readonly ThenNowEntry[] = [...start, ...evolution];
