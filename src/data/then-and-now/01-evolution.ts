import type {ThenNowEntry} from '../types';

export const evolution: readonly ThenNowEntry[] = [
  {
    id: 'dockershim',
    title: 'Who starts the containers',
    then: {
      when: 'December 2018',
      text: 'Kubernetes can start containers through Docker, with an adapter of its own, dockershim.',
    },
    now: {
      when: 'Since Kubernetes 1.24',
      text: 'The adapter is gone. Kubernetes starts containers without Docker. Images that were built with Docker still run, unchanged.',
    },
    checkedAgainst: 'Kubernetes 1.36',
    sources: ['dockershim-removal'],
    page: 'evolution/docker',
  },
  {
    id: 'netflix-libraries',
    title: 'The Netflix libraries',
    then: {
      when: 'November and December 2018',
      text: 'On 19 November Netflix puts Hystrix into maintenance mode. On 12 December Spring Cloud does the same with its modules for Hystrix, Ribbon, Zuul, Turbine and Archaius. Eureka stays.',
    },
    now: {
      when: 'Since Spring Cloud 2020.0',
      text: 'Those modules are removed. Netflix points new projects to Resilience4j.',
    },
    checkedAgainst: 'Spring Cloud 2020.0',
    sources: ['hystrix-status', 'spring-cloud-greenwich', 'spring-cloud-2020'],
    page: 'evolution/not-its-responsibility',
  },
  {
    id: 'ingress-nginx',
    title: 'The entrance of the cluster',
    then: {
      when: 'December 2018',
      text: 'An entrance is written as an Ingress, and carried out by a controller such as Ingress NGINX.',
    },
    now: {
      when: 'Since March 2026',
      text: 'Ingress NGINX gets no more releases and no more security fixes. The Kubernetes project advises to move to Gateway API, or to another Ingress controller.',
    },
    checkedAgainst: 'Kubernetes 1.36',
    sources: ['ingress-nginx-retirement'],
    page: 'evolution/not-its-responsibility',
  },
  {
    id: 'sidecar-everywhere',
    title: 'Where the proxy stands',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'Every Pod of the mesh gets a sidecar with Envoy in it.',
    },
    now: {
      when: 'Since Istio 1.24, November 2024',
      text: 'You choose. A sidecar in each Pod is still fully supported. In ambient mode, the Pods of a node share one proxy, which encrypts and proves who calls. Other proxies, called waypoints, read requests where somebody needs it.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-ambient-ga', 'istio-data-plane-modes'],
    page: 'evolution/istio-rises',
  },
];
