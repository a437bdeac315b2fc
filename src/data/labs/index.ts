import {kubernetesAndIstio} from './05-kubernetes-and-istio';
import {connectAndControl} from './06-connect-and-control';
import {lab} from './lab';
import type {LabPreset} from './types';

/** The starts of the request lab: those of its own page, and one file a chapter. */
export const LABS: readonly LabPreset[] = [...lab, ...kubernetesAndIstio, ...connectAndControl];
