import type {GlossaryEntry} from '../types';

export const start: readonly GlossaryEntry[] = [
  {
    id: 'kind-tool',
    term: 'kind',
    everyday: true,
    french: 'kind (m)',
    definition:
      'A tool that runs a whole Kubernetes cluster inside containers, on one computer. Its name is short for “Kubernetes in Docker”.',
    page: 'start/your-own-cluster',
  },
  {
    id: 'port-forward',
    term: 'port-forward',
    forms: ['port forwarding'],
    french: 'port-forward (m), redirection de port (f)',
    definition:
      'A tunnel that `kubectl` opens from a port of your computer to a Pod or a Service of the cluster. It lasts as long as the command runs.',
    page: 'start/your-own-cluster',
  },
  {
    id: 'injection',
    term: 'injection',
    forms: ['injected', 'inject'],
    everyday: true,
    french: 'injection (f)',
    definition:
      'Adding the proxy to each new Pod of a namespace, without a change to its manifest. A label on the namespace turns it on.',
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'config-map',
    term: 'ConfigMap',
    forms: ['configmap', 'configmaps'],
    french: 'ConfigMap (f)',
    definition: 'A Kubernetes object that holds texts. A Pod can read them as files.',
    page: 'start/the-demo',
  },
];
