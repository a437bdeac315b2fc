import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';
import {start} from './sidebars/00-start';
import {reference} from './sidebars/reference';
import {evolution} from './sidebars/01-evolution';
import {history} from './sidebars/02-history';
import {goals} from './sidebars/03-goals';
import {architecture} from './sidebars/04-architecture';
import {kubernetesAndIstio} from './sidebars/05-kubernetes-and-istio';
import {connectAndControl} from './sidebars/06-connect-and-control';
import {observability} from './sidebars/07-observability';
import {security} from './sidebars/08-security';
import {envoy} from './sidebars/09-envoy';

/** A chapter whose pages are on their way has no entry yet. */
function chapter(label: string, items: readonly string[]) {
  return items.length === 0 ? [] : [{type: 'category' as const, label, items: [...items]}];
}

/** The order is the lesson: one file a chapter, joined here. */
const sidebars: SidebarsConfig = {
  course: [
    {type: 'category', label: 'Start', items: start},
    {type: 'category', label: 'Evolution', items: evolution},
    {type: 'category', label: 'History', items: history},
    {type: 'category', label: 'Goals', items: goals},
    {type: 'category', label: 'Architecture', items: architecture},
    {type: 'category', label: 'Kubernetes and Istio', items: kubernetesAndIstio},
    ...chapter('Connect and control', connectAndControl),
    ...chapter('Observability', observability),
    ...chapter('Security', security),
    ...chapter('Envoy', envoy),
    {type: 'category', label: 'Reference', items: reference},
  ],
};
export default sidebars;
