/** What `istioctl analyze` and Istio’s webhook say and the lint does not, each with the reason. */

export interface LeftOut {
  /** Codes as `istioctl` prints them; or kinds, of which the webhook’s rules are left out. */
  what: readonly string[];
  about: string;
  because: string;
}

/** Codes that no YAML makes `istioctl analyze` print: they are of other commands, or nothing in Istio 1.31 reports them. */
export const NOT_OF_ANALYZE: readonly LeftOut[] = [
  {
    what: ['IST0001', 'IST0143', 'IST0168'],
    about: 'internal errors, listeners on localhost, upgrades',
    because: 'Istio 1.31 has the text of these codes and nothing that reports them.',
  },
  {
    what: ['IST0141', 'IST0142', 'IST0169'],
    about: 'permissions, the version of Kubernetes, upgrades',
    because: 'They are codes of istioctl x precheck, which looks at a cluster.',
  },
  {
    what: ['IST0136'],
    about: 'annotations that are not for production yet',
    because: 'Its analyzer is not among those that istioctl analyze runs by default.',
  },
];

export const LEFT_OUT_ANALYZERS: readonly LeftOut[] = [
  {
    what: ['IST0126'],
    about: 'registries in MeshNetworks',
    because: 'It is about several networks, and those are not modelled.',
  },
  {
    what: ['IST0170'],
    about: 'a Service that differs from cluster to cluster',
    because: 'It compares several clusters, and one is modelled.',
  },
  {
    what: ['IST0139', 'IST0163', 'IST0164'],
    about: 'webhooks of the installation',
    because: 'The webhook configurations are the work of the installer and stand in the cluster.',
  },
  {
    what: ['IST0146', 'IST0148', 'IST0158'],
    about: 'what the injector of this cluster does: `image: auto`, new namespaces, proxy images',
    because: 'Its webhooks and its settings stand in the cluster.',
  },
  {
    what: ['IST0156', 'IST0172', 'IST0176'],
    about: 'versions of the definitions of Gateway API',
    because: 'Which definitions are installed, and in which version, only the cluster knows.',
  },
  {
    what: ['IST0161'],
    about: 'certificates in Secrets',
    because: 'Certificates are not read here: nobody should paste a private key into a web page.',
  },
  {
    what: ['IST0171'],
    about: 'conditions of Gateway API with a negative status',
    because: 'Only a running istiod writes conditions.',
  },
];

export const LEFT_OUT_WEBHOOK: readonly LeftOut[] = [
  {
    what: ['EnvoyFilter', 'WasmPlugin', 'TrafficExtension'],
    about: 'extensions of the proxy',
    because: 'What they do inside Envoy is not modelled.',
  },
  {
    what: ['Telemetry', 'ProxyConfig'],
    about: 'settings of proxies and of what they report',
    because: 'They decide nothing about a request, so the engine does not read them.',
  },
  {
    what: ['WorkloadEntry', 'WorkloadGroup'],
    about: 'workloads outside of Kubernetes',
    because: 'Virtual machines are not modelled.',
  },
];
