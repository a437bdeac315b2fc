import type {GlossaryEntry} from '../types';

export const architecture: readonly GlossaryEntry[] = [
  {
    id: 'service-account',
    term: 'service account',
    forms: ['service accounts'],
    french: 'compte de service (m)',
    definition:
      'An account that Kubernetes gives to programs: each Pod runs under one. In a mesh, its name is the name in the certificate.',
    page: 'architecture/data-plane',
  },
  {
    id: 'endpoint',
    term: 'endpoint',
    forms: ['endpoints'],
    french: 'endpoint (m), point de terminaison (m)',
    definition: 'The address and port of one Pod that can answer for a service.',
    page: 'architecture/data-plane',
  },
  {
    id: 'admission-webhook',
    term: 'admission webhook',
    forms: ['webhook', 'webhooks', 'admission webhooks'],
    french: 'webhook d’admission (m)',
    definition:
      'A program that Kubernetes asks before it stores an object. It can refuse the object or change it.',
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'init-container',
    term: 'init container',
    forms: ['init containers'],
    french: 'conteneur d’initialisation (m), init container (m)',
    definition:
      'A container that runs and ends before the other containers of its Pod start. One that is told to start again each time it ends stays and runs beside them.',
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'iptables',
    term: 'iptables',
    french: 'iptables (m)',
    definition:
      'A tool of Linux that sets rules for network packets, such as “turn what leaves to another port”.',
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'cni-plugin',
    term: 'CNI plugin',
    forms: ['cni plugins'],
    french: 'plugin CNI (m)',
    definition:
      'A program on each node that sets up the network of a new Pod. That of Istio adds the rules that lead traffic to the proxy.',
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'certificate-authority',
    term: 'certificate authority',
    forms: ['certificate authorities'],
    french: 'autorité de certification (f), CA (f)',
    definition:
      'The part that signs certificates. Whoever trusts it can check every certificate that it signed.',
    page: 'architecture/control-plane-then',
  },
  {
    id: 'xds',
    term: 'xDS',
    french: 'xDS (m)',
    definition:
      'The family of interfaces through which a control plane configures Envoy while it runs. The x stands for several letters: listeners, routes, clusters, endpoints.',
    page: 'architecture/istiod',
  },
  {
    id: 'layer-4',
    term: 'layer 4',
    french: 'couche 4 (f)',
    definition:
      'The view of the network that knows connections, addresses and ports, and not what is said over them.',
    page: 'architecture/ambient',
  },
  {
    id: 'layer-7',
    term: 'layer 7',
    french: 'couche 7 (f)',
    definition:
      'The view of the network that understands the protocol of the application: for HTTP, its requests, paths, headers and statuses.',
    page: 'architecture/ambient',
  },
  {
    id: 'ztunnel',
    term: 'ztunnel',
    forms: ['ztunnels'],
    french: 'ztunnel (m)',
    definition:
      'The proxy of ambient mode that runs on each node: it encrypts connections and proves identities, and does not read requests.',
    page: 'architecture/ambient',
  },
  {
    id: 'waypoint',
    term: 'waypoint',
    forms: ['waypoints'],
    everyday: true,
    french: 'waypoint (m)',
    definition:
      'The proxy of ambient mode that understands requests. It stands before the services of a namespace, or before one service.',
    page: 'architecture/ambient',
  },
  {
    id: 'hbone',
    term: 'HBONE',
    french: 'HBONE (m), tunnel HBONE (m)',
    definition:
      'The tunnel between the proxies of ambient mode: a connection travels in an HTTP CONNECT request, inside mutual TLS.',
    page: 'architecture/ambient',
  },
];
