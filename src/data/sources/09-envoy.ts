import type {SourceEntry} from '../types';

export const envoy: readonly SourceEntry[] = [
  {
    id: 'envoy-what-is',
    title: 'What is Envoy, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/what_is_envoy',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-terminology',
    title: 'Terminology, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/intro/terminology',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-life-of-a-request',
    title: 'Life of a request, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/life_of_a_request',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-1-39',
    title: 'Version history of Envoy 1.39, 2026',
    url: 'https://www.envoyproxy.io/docs/envoy/v1.39.6/version_history/v1.39/v1.39.html',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-graduation',
    title: 'Envoy asks for graduation, CNCF, 2018',
    url: 'https://github.com/cncf/toc/blob/main/projects/envoy/envoy-graduation-proposal.md',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-load-balancers',
    title: 'Load balancers, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-priority',
    title: 'Priority levels, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/priority',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-panic',
    title: 'Panic threshold, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/panic_threshold',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-circuit-breaking',
    title: 'Circuit breaking, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-outlier',
    title: 'Outlier detection, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-cluster-stats',
    title: 'Statistics of clusters, Envoy documentation',
    url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-always-eject-removed',
    title: 'Envoy, pull request 27909',
    url: 'https://github.com/envoyproxy/envoy/pull/27909',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'envoy-always-eject-option',
    title: 'Envoy, pull request 34796',
    url: 'https://github.com/envoyproxy/envoy/pull/34796',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-locality',
    title: 'Locality load balancing, Istio documentation',
    url: 'https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-resilience',
    title: 'Network resilience and testing, traffic management concepts, Istio documentation',
    url: 'https://istio.io/latest/docs/concepts/traffic-management/#network-resilience-and-testing',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-circuit-breaking',
    title: 'Circuit breaking, Istio documentation',
    url: 'https://istio.io/latest/docs/tasks/traffic-management/circuit-breaking/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-31-upgrade',
    title: 'Istio 1.31, upgrade notes, 2026',
    url: 'https://istio.io/latest/news/releases/1.31.x/announcing-1.31/upgrade-notes/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istioctl-proxy-config',
    title: 'The command proxy-config of istioctl 1.31, source',
    url: 'https://github.com/istio/istio/blob/release-1.31/istioctl/pkg/proxyconfig/proxyconfig.go',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-proxy-cmd',
    title: 'Debugging Envoy and istiod, Istio documentation',
    url: 'https://istio.io/latest/docs/ops/diagnostic-tools/proxy-cmd/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-proxy-stats',
    title: 'A Pod that keeps more statistics, Istio sample',
    url: 'https://github.com/istio/istio/blob/release-1.31/samples/httpbin/sample-client/fortio-deploy.yaml',
    lastKnownGood: '2026-11-22',
  },
];
