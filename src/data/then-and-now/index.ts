import type {ThenNowEntry} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {architecture} from './04-architecture';

export const THEN_AND_NOW: readonly ThenNowEntry[] = [...start, ...evolution, ...architecture];
