import type {ThenNowEntry} from '../types';

export const history: readonly ThenNowEntry[] = [
  {
    id: 'route-rule',
    title: 'A share for v2',
    then: {
      when: 'Until June 2018, Istio 0.2 to 0.7',
      text: 'A `RouteRule` holds the labels and the weights. A `DestinationPolicy` says how the Pods are chosen.',
      file: 'examples/then/02-history/ui-route-rule.yaml',
    },
    now: {
      when: 'Since Istio 0.8, here in the form of 1.31',
      text: 'A `VirtualService` holds the weights. A `DestinationRule` names the versions, and says how the Pods are chosen.',
      file: 'examples/02-history/ui-split.yaml',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-routing-2018', 'istio-0-8'],
    page: 'history/zero-dot-x',
  },
  {
    id: 'v1alpha3',
    title: 'From `v1alpha3` to `v1`',
    then: {
      when: 'June 2018, Istio 0.8',
      text: '`apiVersion: networking.istio.io/v1alpha3`. From 1.5, in March 2020, `v1beta1` is accepted too.',
    },
    now: {
      when: 'Since May 2024, Istio 1.22',
      text: '`apiVersion: networking.istio.io/v1`. The two older versions are still accepted, with the same fields. A `VirtualService` from the demo of the talk can still be read by Istio 1.31.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-v1-apis'],
    page: 'history/zero-dot-x',
  },
  {
    id: 'silent-defaults',
    title: 'Three defaults that changed',
    then: {
      when: 'February 2022, Istio 1.13',
      text: 'Pods are chosen in turn. A failed call with status 503 is retried without a rule. A mirrored request gets `-shadow` at the end of its `Host` header.',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'Since 1.14, the less busy of two random Pods is chosen. Since 1.24, a 503 is not retried unless a rule says so. Since 1.28, a mirrored request keeps its `Host`.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-1-14-changes', 'istio-1-24', 'istio-1-28', 'istio-pilot-features'],
    page: 'history/one-dot-zero-to-today',
  },
  {
    id: 'reading-old-articles',
    title: 'What you can trust in an article of 2018',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'A control plane of several programs, rules in `v1alpha3`, security in `authentication.istio.io`, sidecars everywhere, an installation from one large file.',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'The ideas hold: two planes, rules applied by the caller, shares for each request, identity for each service. The rules for traffic are still accepted; three defaults under them have changed. The security kinds, the control plane and every command of the installation are others today.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-v1-apis', 'istiod-2020', 'istio-api-1-6'],
    page: 'history/one-dot-zero-to-today',
  },
];
