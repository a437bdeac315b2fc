import type {Quiz} from '../types';
import {evolution} from './01-evolution';

export const QUIZZES: readonly Quiz[] = [...evolution];
