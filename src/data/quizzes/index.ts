import type {Quiz} from '../types';
import {evolution} from './01-evolution';
import {history} from './02-history';
import {goals} from './03-goals';
import {architecture} from './04-architecture';
import {kubernetesAndIstio} from './05-kubernetes-and-istio';

export const QUIZZES: readonly Quiz[] = [
  ...evolution,
  ...history,
  ...goals,
  ...architecture,
  ...kubernetesAndIstio,
];
