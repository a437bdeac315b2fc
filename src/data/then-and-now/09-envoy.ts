import type {ThenNowEntry} from '../types';

export const envoy: readonly ThenNowEntry[] = [
  {
    id: 'default-balancing',
    title: 'Which Pod, when no rule says so',
    then: {
      when: 'Up to Istio 1.13, February 2022',
      text: 'In turn, `ROUND_ROBIN`: a busy Pod gets as many requests as an idle one. This is still the default of Envoy itself.',
    },
    now: {
      when: 'Since Istio 1.14, June 2022',
      text: '`LEAST_REQUEST`: of two Pods drawn at random, the one with fewer requests under way. `LEAST_CONN`, the older name, is deprecated.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-1-14-changes', 'istio-destination-rule', 'envoy-load-balancers'],
    page: 'envoy/load-balancing',
  },
  {
    id: 'default-retries',
    title: 'What is tried again, when no rule says so',
    then: {
      when: 'Up to Istio 1.23, 2024',
      text: 'A status 503 of the application is tried again, like a refused connection. So an application that does something and then answers 503 does it three times.',
    },
    now: {
      when: 'Since Istio 1.24, November 2024',
      text: 'A status 503 of the application is handed on. Refused connections, and the gRPC answers “unavailable” and “cancelled”, are still tried again, twice. The switch back to the old way was removed in 1.27.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-1-24', 'istio-retry-source'],
    page: 'envoy/retries',
  },
];
