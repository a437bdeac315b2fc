import type {GlossaryEntry} from '../types';

export const envoy: readonly GlossaryEntry[] = [
  {
    id: 'listener',
    term: 'listener',
    forms: ['listeners'],
    everyday: true,
    french: 'listener (m)',
    definition: 'An address and a port on which an Envoy accepts connections.',
    page: 'envoy/index',
  },
  {
    id: 'filter-chain',
    term: 'filter chain',
    forms: ['filter chains'],
    french: 'chaîne de filtres (f)',
    definition:
      'The steps, called filters, that an Envoy takes with a connection or a request of a listener, one after the other.',
    page: 'envoy/index',
  },
  {
    id: 'envoy-cluster',
    term: 'Envoy cluster',
    forms: ['Envoy clusters'],
    french: 'cluster Envoy (m)',
    definition:
      'A group of endpoints to which an Envoy can send the same requests, under one name and with one set of limits. No group of machines.',
    page: 'envoy/index',
  },
  {
    id: 'upstream',
    term: 'upstream',
    everyday: true,
    french: 'upstream (m), vers le serveur',
    definition:
      'Seen from a proxy, the side of the server: what it connects to. The other side, who connects to it, is downstream.',
    page: 'envoy/index',
  },
  {
    id: 'downstream',
    term: 'downstream',
    french: 'downstream (m), vers le client',
    definition: 'Seen from a proxy, the side of the caller: who connects to it.',
    page: 'envoy/index',
  },
  {
    id: 'round-robin',
    term: 'round robin',
    french: 'tourniquet (m), round robin (m)',
    definition: 'Load balancing in turn: first Pod, second Pod, and so on, then the first again.',
    page: 'envoy/load-balancing',
    forms: ['round-robin'],
  },
  {
    id: 'least-request',
    term: 'least request',
    french: 'least request, moins de requêtes actives',
    definition:
      'Load balancing by load: of two endpoints drawn at random, the proxy takes the one that has fewer of its requests under way.',
    page: 'envoy/load-balancing',
  },
  {
    id: 'consistent-hashing',
    term: 'consistent hashing',
    french: 'hachage cohérent (m)',
    definition:
      'Load balancing by a value of the request, such as a header: the same value reaches the same Pod, and when a Pod comes or goes, most values stay where they are.',
    page: 'envoy/load-balancing',
  },
  {
    id: 'locality',
    term: 'locality',
    forms: ['localities'],
    french: 'localité (f)',
    definition: 'Where an endpoint runs: region, zone, and a part of a zone.',
    page: 'envoy/load-balancing',
  },
  {
    id: 'back-off',
    term: 'back-off',
    french: 'temps d’attente (m), backoff (m)',
    definition:
      'The wait between two tries. It is drawn by chance below a limit, and the limit grows from try to try.',
    page: 'envoy/retries',
  },
  {
    id: 'retry-storm',
    term: 'retry storm',
    forms: ['retry storms'],
    french: 'tempête de retries (f)',
    definition:
      'A service fails, its callers all try again, and the new tries are more load than the service ever had.',
    page: 'envoy/retry-budget-and-circuit-breaking',
  },
  {
    id: 'retry-budget',
    term: 'retry budget',
    forms: ['retry budgets'],
    french: 'budget de retries (m), budget de nouvelles tentatives (m)',
    definition:
      'A limit for tries that run again at the same time, as a share of the requests that are under way.',
    page: 'envoy/retry-budget-and-circuit-breaking',
  },
  {
    id: 'connection-pool',
    term: 'connection pool',
    forms: ['connection pools'],
    french: 'pool de connexions (m)',
    definition:
      'The connections that a proxy keeps to the endpoints of one Envoy cluster, and the requests that wait for one.',
    page: 'envoy/retry-budget-and-circuit-breaking',
  },
  {
    id: 'outlier-detection',
    term: 'outlier detection',
    forms: ['pool ejection'],
    french: 'détection d’anomalies (f), éjection du pool (f)',
    definition:
      'A proxy counts the failures of each endpoint, and takes one that keeps failing out of the pool for a while.',
    page: 'envoy/outlier-detection',
  },
  {
    id: 'config-dump',
    term: 'config dump',
    french: 'config dump (m)',
    definition: 'Everything that an Envoy knows, written out as one file.',
    page: 'envoy/reading-envoy',
  },
];
