import type {Day} from './types';

/** Themes that a reader can follow through the years, in the order of their buttons. */
export const THEMES = [
  {id: 'traffic', label: 'Traffic'},
  {id: 'security', label: 'Security'},
  {id: 'observability', label: 'Observability'},
  {id: 'architecture', label: 'Control plane'},
  {id: 'ambient', label: 'Ambient mode'},
  {id: 'operation', label: 'Install and upgrade'},
] as const;

export type Theme = (typeof THEMES)[number]['id'];

/** A minor release of Istio. */
export interface Release {
  version: string;
  /** Day on the announcement page; where that page has none, the day in the table of supported releases. */
  date: Day;
  /** The one thing to remember. */
  change: string;
  /** What `change` is about, one or two. */
  themes: readonly [Theme, ...Theme[]];
}

/** Every minor release up to the one this course is checked against, oldest first. Source: `istio-all-releases`. */
export const RELEASES: readonly Release[] = [
  {
    version: '0.1',
    date: '2017-05-24',
    change: 'The start: Kubernetes only, one namespace, sidecars added by hand.',
    themes: ['operation'],
  },
  {
    version: '0.2',
    date: '2017-10-10',
    change:
      'Sees the whole cluster, injects sidecars by itself, keeps rules as Kubernetes objects.',
    themes: ['operation'],
  },
  {
    version: '0.3',
    date: '2017-11-29',
    change: 'The control plane itself speaks mutual TLS. A release each month is the plan.',
    themes: ['security', 'architecture'],
  },
  {
    version: '0.4',
    date: '2017-12-18',
    change: 'Can be installed with Helm charts.',
    themes: ['operation'],
  },
  {
    version: '0.5',
    date: '2018-02-02',
    change: 'Injection by a webhook of Kubernetes, and a first kind of access rules.',
    themes: ['operation', 'security'],
  },
  {
    version: '0.6',
    date: '2018-03-08',
    change: 'Your own configuration for Envoy.',
    themes: ['traffic'],
  },
  {
    version: '0.7',
    date: '2018-03-28',
    change: 'No new features, and a preview of the new rules for traffic.',
    themes: ['traffic'],
  },
  {
    version: '0.8',
    date: '2018-06-01',
    change: 'The new rules, v1alpha3: VirtualService, DestinationRule, ServiceEntry, Gateway.',
    themes: ['traffic'],
  },
  {
    version: '1.0',
    date: '2018-07-31',
    change: 'Ready for production. The old rules are removed.',
    themes: ['traffic', 'operation'],
  },
  {
    version: '1.1',
    date: '2019-03-19',
    change: 'Scales further: a proxy can be told which services it needs. Galley is new.',
    themes: ['architecture', 'traffic'],
  },
  {
    version: '1.2',
    date: '2019-06-18',
    change: 'Work on the building and testing of releases.',
    themes: ['operation'],
  },
  {
    version: '1.3',
    date: '2019-09-12',
    change: 'Proxies detect the protocol. A first way to measure without Mixer.',
    themes: ['traffic', 'observability'],
  },
  {
    version: '1.4',
    date: '2019-11-14',
    change: 'AuthorizationPolicy, automatic mutual TLS as an option, istioctl analyze.',
    themes: ['security', 'operation'],
  },
  {
    version: '1.5',
    date: '2020-03-05',
    change: 'The control plane becomes one program, istiod. Proxies measure by themselves.',
    themes: ['architecture', 'observability'],
  },
  {
    version: '1.6',
    date: '2020-05-19',
    change: 'The control plane can be upgraded as a canary. WorkloadEntry for virtual machines.',
    themes: ['operation', 'architecture'],
  },
  {
    version: '1.7',
    date: '2020-08-21',
    change: 'Gateways run without root. Grafana, Kiali and the like are no longer installed along.',
    themes: ['security', 'operation'],
  },
  {
    version: '1.8',
    date: '2020-11-19',
    change: 'Mixer is removed. Helm 3.',
    themes: ['observability', 'operation'],
  },
  {
    version: '1.9',
    date: '2021-02-09',
    change:
      'Gateway API as alpha. Virtual machines as beta. Access decisions by a service outside.',
    themes: ['traffic', 'security'],
  },
  {
    version: '1.10',
    date: '2021-05-18',
    change: 'Discovery selectors: the control plane watches only the namespaces it must.',
    themes: ['architecture', 'operation'],
  },
  {
    version: '1.11',
    date: '2021-08-12',
    change: 'The CNI plugin and a control plane outside the cluster reach beta.',
    themes: ['operation', 'architecture'],
  },
  {
    version: '1.12',
    date: '2021-11-16',
    change: 'The kinds Telemetry and WasmPlugin. An official Helm repository.',
    themes: ['observability', 'operation'],
  },
  {
    version: '1.13',
    date: '2022-02-11',
    change: 'ProxyConfig: settings for the proxies of some Pods only.',
    themes: ['operation'],
  },
  {
    version: '1.14',
    date: '2022-06-01',
    change: 'Identities from SPIRE. The least busy of two Pods is chosen, no longer each in turn.',
    themes: ['security', 'traffic'],
  },
  {
    version: '1.15',
    date: '2022-08-31',
    change: 'Runs on arm64. istioctl uninstall is stable.',
    themes: ['operation'],
  },
  {
    version: '1.16',
    date: '2022-11-15',
    change: 'Maglev load balancing. Traces through OpenTelemetry.',
    themes: ['traffic', 'observability'],
  },
  {
    version: '1.17',
    date: '2023-02-14',
    change: 'Canary upgrades and installation with Helm reach beta.',
    themes: ['operation'],
  },
  {
    version: '1.18',
    date: '2023-06-07',
    change: 'Ships ambient mode, as alpha.',
    themes: ['ambient'],
  },
  {
    version: '1.19',
    date: '2023-09-05',
    change: 'Gateway API for calls between services, as an experiment.',
    themes: ['traffic'],
  },
  {
    version: '1.20',
    date: '2023-11-14',
    change: 'Gateway API 1.0. One request can be mirrored to several places.',
    themes: ['traffic'],
  },
  {
    version: '1.21',
    date: '2024-03-13',
    change: 'Compatibility versions: a new release with the defaults of an older one.',
    themes: ['operation', 'ambient'],
  },
  {
    version: '1.22',
    date: '2024-05-13',
    change:
      'Most kinds of Istio reach v1. Gateway API between services is stable. Ambient is beta.',
    themes: ['traffic', 'ambient'],
  },
  {
    version: '1.23',
    date: '2024-08-14',
    change: 'The operator inside the cluster is deprecated. Ambient gets better.',
    themes: ['operation', 'ambient'],
  },
  {
    version: '1.24',
    date: '2024-11-07',
    change: 'Ambient mode is generally available. A 503 is no longer retried by default.',
    themes: ['ambient', 'traffic'],
  },
  {
    version: '1.25',
    date: '2025-03-03',
    change: 'In ambient mode, DNS passes the proxy of the node by default.',
    themes: ['ambient', 'traffic'],
  },
  {
    version: '1.26',
    date: '2025-05-08',
    change: 'What Gateway API creates can be adapted. TCPRoute in waypoints.',
    themes: ['traffic', 'ambient'],
  },
  {
    version: '1.27',
    date: '2025-08-11',
    change: 'Retry budgets. Native sidecars by default on Kubernetes 1.33 and later.',
    themes: ['traffic', 'operation'],
  },
  {
    version: '1.28',
    date: '2025-11-05',
    change: 'Mirrored requests keep their Host. Ambient mode works with nftables.',
    themes: ['traffic', 'ambient'],
  },
  {
    version: '1.29',
    date: '2026-02-12',
    change: 'Debug addresses are restricted. Ambient over several networks is beta.',
    themes: ['security', 'ambient'],
  },
  {
    version: '1.30',
    date: '2026-05-18',
    change: 'TrafficExtension: one kind for Wasm and Lua. Helm 4.',
    themes: ['traffic', 'operation'],
  },
  {
    version: '1.31',
    date: '2026-08-31',
    change: 'A default policy for the traffic of the whole mesh. Load balancing that knows zones.',
    themes: ['traffic'],
  },
];
