import {connectAndControl} from './06-connect-and-control';
import {kubernetesAndIstio} from './05-kubernetes-and-istio';
import type {Exercise} from './types';

export type {
  Exercise,
  ExerciseCaller,
  ExerciseRow,
  PodAnswer,
  PodVersion,
  Share,
  Wish,
} from './types';

/** In the order in which the pages clear the confusions up. */
export const EXERCISES: readonly Exercise[] = [...kubernetesAndIstio, ...connectAndControl];
