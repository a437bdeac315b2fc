import type {Permalink} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {history} from './02-history';
import {goals} from './03-goals';
import {architecture} from './04-architecture';
import {reference} from './reference';
import {exercises} from './exercises';
import {site} from './site';
import {stage} from './stage';
import {kubernetesAndIstio} from './05-kubernetes-and-istio';
import {connectAndControl} from './06-connect-and-control';
import {observability} from './07-observability';
import {security} from './08-security';
import {envoy} from './09-envoy';

export const PERMALINKS: readonly Permalink[] = [
  ...site,
  ...exercises,
  ...reference,
  ...start,
  ...evolution,
  ...history,
  ...goals,
  ...architecture,
  ...kubernetesAndIstio,
  ...connectAndControl,
  ...observability,
  ...security,
  ...envoy,
  ...stage,
];
