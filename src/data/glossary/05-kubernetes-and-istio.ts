import type {GlossaryEntry} from '../types';

export const kubernetesAndIstio: readonly GlossaryEntry[] = [
  {
    id: 'service-entry',
    term: 'ServiceEntry',
    forms: ['serviceentries'],
    french: 'ServiceEntry (m)',
    definition:
      'An object of Istio that makes a host known to the mesh which Kubernetes does not know, such as the API of another company.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'istio-gateway',
    term: 'Istio Gateway',
    french: 'Gateway Istio (f)',
    definition:
      'An object of Istio that opens ports of a gateway proxy for host names, with their certificates. It holds no rules for paths.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'virtual-service',
    term: 'VirtualService',
    forms: ['virtualservices'],
    french: 'VirtualService (m)',
    definition:
      'An object of Istio that says where requests for a host go: a list of rules, each with conditions and a destination.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'destination-rule',
    term: 'DestinationRule',
    forms: ['destinationrules'],
    french: 'DestinationRule (f)',
    definition:
      'An object of Istio that says what is found at a host: its subsets, and the settings for the way to them.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'network-policy',
    term: 'NetworkPolicy',
    forms: ['networkpolicies'],
    french: 'NetworkPolicy (f)',
    definition:
      'An object of Kubernetes that says which addresses and ports may be reached. It does not look into requests.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'authorization-policy',
    term: 'AuthorizationPolicy',
    forms: ['authorizationpolicies'],
    french: 'AuthorizationPolicy (f)',
    definition:
      'An object of Istio that says who may call a service, and with which methods and paths.',
    page: 'kubernetes-and-istio/index',
  },
  {
    id: 'peer-authentication',
    term: 'PeerAuthentication',
    french: 'PeerAuthentication (f)',
    definition:
      'An object of Istio that says whether workloads still accept calls without mutual TLS.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'telemetry-object',
    term: 'Telemetry object',
    french: 'objet Telemetry (m)',
    definition:
      'An object of Istio that says which metrics, access logs and traces the proxies produce.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'custom-resource',
    term: 'custom resource',
    forms: ['custom resources'],
    french: 'ressource personnalisée (f)',
    definition:
      'An object of a kind that Kubernetes does not bring itself. Whoever installs it registers the kind, and `kubectl` then treats it like any other.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'sidecar-object',
    term: 'Sidecar object',
    french: 'objet Sidecar (m)',
    definition:
      'An object of Istio that limits what the proxies of a namespace are told. It shares its name with the proxy, and is not the proxy.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'workload-entry',
    term: 'WorkloadEntry',
    forms: ['workloadentries'],
    french: 'WorkloadEntry (m)',
    definition:
      'An object of Istio that describes one machine outside Kubernetes that takes part in the mesh.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'request-authentication',
    term: 'RequestAuthentication',
    french: 'RequestAuthentication (f)',
    definition: 'An object of Istio that says which tokens of users are valid.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'envoy-filter',
    term: 'EnvoyFilter',
    forms: ['envoyfilters'],
    french: 'EnvoyFilter (m)',
    definition:
      'An object of Istio that changes the configuration of Envoy directly. It depends on details that may change with each release.',
    page: 'kubernetes-and-istio/more-yaml',
  },
  {
    id: 'rule-host',
    term: 'host',
    forms: ['hosts'],
    everyday: true,
    french: 'hôte (m)',
    definition:
      'In a rule of Istio: the name that a caller asks for, or to which requests are sent.',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    id: 'subset',
    term: 'subset',
    forms: ['subsets'],
    everyday: true,
    french: 'subset (m), sous-ensemble (m)',
    definition:
      'A named part of the Pods behind a host, chosen by labels. A DestinationRule defines it.',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    id: 'response-flag',
    term: 'response flag',
    forms: ['response flags'],
    french: 'response flag (m), indicateur de réponse (m)',
    definition:
      'A few letters in the access log of a proxy that say what kept it from an ordinary answer. A dash means that no flag was set: the other side answered, or the proxy carried out a rule of yours.',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    id: 'virtual-host',
    term: 'virtual host',
    forms: ['virtual hosts'],
    french: 'virtual host (m), hôte virtuel (m)',
    definition: 'In an Envoy: the list of rules for one host name, or for several.',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    id: 'full-name',
    term: 'full name',
    forms: ['full names'],
    everyday: true,
    french: 'nom complet (m)',
    definition:
      'The name of a Service with its namespace and the domain of the cluster, such as `search.default.svc.cluster.local`.',
    page: 'kubernetes-and-istio/virtualservice-and-destinationrule',
  },
  {
    id: 'gateway-proxy',
    term: 'gateway proxy',
    forms: ['gateway proxies'],
    french: 'proxy de gateway (m)',
    definition: 'A proxy that runs by itself at the edge of the mesh, beside no application.',
    page: 'kubernetes-and-istio/gateway-and-serviceentry',
  },
  {
    id: 'gateway-class',
    term: 'GatewayClass',
    forms: ['gatewayclasses'],
    french: 'GatewayClass (f)',
    definition:
      'An object of Gateway API that says which program carries out the Gateways of this class.',
    page: 'kubernetes-and-istio/gateway-api',
  },
  {
    id: 'http-route',
    term: 'HTTPRoute',
    forms: ['httproutes'],
    french: 'HTTPRoute (f)',
    definition:
      'An object of Gateway API that says where HTTP requests go. It is attached to a Gateway or to a Service.',
    page: 'kubernetes-and-istio/gateway-api',
  },
  {
    id: 'gamma',
    term: 'GAMMA',
    french: 'GAMMA (f)',
    definition:
      'The part of Gateway API for traffic between services: a route is attached to a Service.',
    page: 'kubernetes-and-istio/gateway-api',
  },
];
