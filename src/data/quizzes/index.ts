import type {Quiz} from '../types';
import {evolution} from './01-evolution';
import {architecture} from './04-architecture';

export const QUIZZES: readonly Quiz[] = [...evolution, ...architecture];
