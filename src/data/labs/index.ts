import {kubernetesAndIstio} from './05-kubernetes-and-istio';
import type {LabPreset} from './types';

/** The starts of the request lab, one file a chapter. */
export const LABS: readonly LabPreset[] = [...kubernetesAndIstio];
