import type {ThenNowEntry} from '../types';

export const kubernetesAndIstio: readonly ThenNowEntry[] = [
  {
    id: 'gateway-api',
    title: 'Two ways to write a route',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'Gateway API does not exist: work on it begins in 2020. Routes in a mesh are written with Istio’s own Gateway and VirtualService.',
    },
    now: {
      when: 'Gateway API 1.0, October 2023; between services since 1.1, May 2024',
      text: 'Gateway, GatewayClass and HTTPRoute are stable, at the entrance and between services. Istio’s support for services is stable since Istio 1.22, and Istio intends to make Gateway API its default for traffic in the future. Istio’s own kinds stay.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['gateway-api-ga', 'istio-gateway-mesh-ga', 'istio-gateway-api-task'],
    page: 'kubernetes-and-istio/gateway-api',
  },
];
