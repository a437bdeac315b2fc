import type {ThenNowEntry} from '../types';
import {evolution} from './01-evolution';

export const THEN_AND_NOW: readonly ThenNowEntry[] = [...evolution];
