import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';
import {start} from './sidebars/00-start';
import {reference} from './sidebars/reference';
import {evolution} from './sidebars/01-evolution';
import {history} from './sidebars/02-history';
import {goals} from './sidebars/03-goals';
import {architecture} from './sidebars/04-architecture';
import {kubernetesAndIstio} from './sidebars/05-kubernetes-and-istio';

/** The order is the lesson: one file a chapter, joined here. */
const sidebars: SidebarsConfig = {
  course: [
    {type: 'category', label: 'Start', items: start},
    {type: 'category', label: 'Evolution', items: evolution},
    {type: 'category', label: 'History', items: history},
    {type: 'category', label: 'Goals', items: goals},
    {type: 'category', label: 'Architecture', items: architecture},
    {type: 'category', label: 'Kubernetes and Istio', items: kubernetesAndIstio},
    {type: 'category', label: 'Reference', items: reference},
  ],
};
export default sidebars;
