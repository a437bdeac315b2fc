import type {SourceEntry} from '../types';

export const kubernetesAndIstio: readonly SourceEntry[] = [
  {
    id: 'istio-virtual-service',
    title: 'VirtualService, Istio documentation',
    url: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-destination-rule',
    title: 'DestinationRule, Istio documentation',
    url: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-service-entry',
    title: 'ServiceEntry, Istio documentation',
    url: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-traffic-routing',
    title: 'Understanding traffic routing, Istio documentation',
    url: 'https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-v1-apis',
    title: 'Istio v1 APIs, Istio blog, 2024',
    url: 'https://istio.io/latest/blog/2024/v1-apis/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-crds-1-31',
    title: 'The kinds of Istio 1.31, source',
    url: 'https://github.com/istio/istio/blob/release-1.31/manifests/charts/base/files/crd-all.gen.yaml',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-gateway-mesh-ga',
    title: 'Gateway API mesh support is stable, Istio blog, 2024',
    url: 'https://istio.io/latest/blog/2024/gateway-mesh-ga/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-gateway-api-task',
    title: 'Kubernetes Gateway API, Istio documentation',
    url: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'gateway-api-roles',
    title: 'Roles and personas, Gateway API documentation',
    url: 'https://gateway-api.sigs.k8s.io/docs/concepts/roles-and-personas/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'gateway-api-mesh',
    title: 'Gateway API for service mesh, Gateway API documentation',
    url: 'https://gateway-api.sigs.k8s.io/docs/mesh/mesh-overview/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'gateway-api-http-route',
    title: 'HTTPRoute, Gateway API documentation',
    url: 'https://gateway-api.sigs.k8s.io/reference/api-types/httproute/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'gateway-api-ga',
    title: 'Gateway API v1.0: general availability, Kubernetes blog, 2023',
    url: 'https://kubernetes.io/blog/2023/10/31/gateway-api-ga/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'gateway-api-minimum',
    title: 'Minimum versions of the Gateway API kinds in Istio 1.31, source',
    url: 'https://github.com/istio/istio/blob/release-1.31/pkg/config/schema/gatewayapi/minimumversions.go',
    lastKnownGood: '2026-11-22',
  },
];
