import type {SourceEntry} from '../types';
import {start} from './00-start';
import {evolution} from './01-evolution';
import {history} from './02-history';
import {goals} from './03-goals';
import {architecture} from './04-architecture';
import {kubernetesAndIstio} from './05-kubernetes-and-istio';
import {connectAndControl} from './06-connect-and-control';
import {observability} from './07-observability';
import {security} from './08-security';
import {envoy} from './09-envoy';

/** By the chapter whose file lists them. */
export const SOURCES_BY_CHAPTER: readonly {
  folder: string;
  sources: readonly SourceEntry[];
}[] = [
  {folder: '00-start', sources: start},
  {folder: '01-evolution', sources: evolution},
  {folder: '02-history', sources: history},
  {folder: '03-goals', sources: goals},
  {folder: '04-architecture', sources: architecture},
  {folder: '05-kubernetes-and-istio', sources: kubernetesAndIstio},
  {folder: '06-connect-and-control', sources: connectAndControl},
  {folder: '07-observability', sources: observability},
  {folder: '08-security', sources: security},
  {folder: '09-envoy', sources: envoy},
];

export const SOURCES: readonly SourceEntry[] = SOURCES_BY_CHAPTER.flatMap(({sources}) => sources);
