import type {ThenNowEntry} from '../types';

export const architecture: readonly ThenNowEntry[] = [
  {
    id: 'kube-inject',
    title: 'How the proxy gets into the Pod',
    then: {
      when: 'May 2017 to February 2018, Istio 0.1 to 0.4',
      text: 'You change your own file: `istioctl kube-inject -f ui.yaml | kubectl apply -f -`, each time. From 0.2 on, an alpha feature of Kubernetes 1.7 can do it. The webhook comes with 0.5 and Kubernetes 1.9. Many articles kept the old habit.',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'A label on the namespace, and the webhook. `istioctl kube-inject` still exists. Use it to read what would be added, not to deploy.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-0-1', 'istio-0-5', 'istio-kube-inject-command'],
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'native-sidecar',
    title: 'Which kind of container the proxy is',
    then: {
      when: 'December 2018, Istio 1.0',
      text: '`istio-proxy` is an ordinary container beside yours. Kubernetes does not know that it has to start before the application and stop after it.',
    },
    now: {
      when: 'Since Istio 1.27, where every node runs Kubernetes 1.33 or newer',
      text: '`istio-proxy` stands under `initContainers`, with `restartPolicy: Always`: a native sidecar. It starts before the application and stops after it. A script that looks only under `containers` misses it.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-native-sidecars', 'istio-native-sidecars-code'],
    page: 'architecture/envoy-and-injection',
  },
  {
    id: 'mixer',
    title: 'Mixer',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'The proxies ask Mixer whether a request may pass, and report to it what happened. Adapters in Mixer lead to each backend.',
    },
    now: {
      when: 'Since Istio 1.8, November 2020',
      text: 'Mixer is removed. Envoy checks and measures in each Pod. `AuthorizationPolicy` says who may pass and, since 1.12, `Telemetry` says what is reported.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-1-8', 'istio-1-5'],
    page: 'architecture/control-plane-then',
  },
  {
    id: 'galley',
    title: 'Galley',
    then: {
      when: 'March 2019, Istio 1.1',
      text: 'Galley validates your YAML, processes it and hands it to the other parts of the control plane. It is a Deployment of its own.',
    },
    now: {
      when: 'Since Istio 1.6, May 2020',
      text: 'Galley is no longer deployed: its job moved into `istiod` with 1.5. A rule that makes no sense is still refused when you apply it.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-1-1', 'istio-1-6', 'istiod-2020'],
    page: 'architecture/control-plane-then',
  },
  {
    id: 'one-binary',
    title: 'The control plane',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'Pilot, Citadel, Mixer and the sidecar injector: Deployments of their own. Galley joins them officially with 1.1.',
    },
    now: {
      when: 'Since Istio 1.5, March 2020',
      text: 'One program, `istiod`, holds Pilot, Citadel, Galley and the injector. The separate parts are no longer deployed from 1.6 on. Mixer stays apart, and is removed in 1.8.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istiod-2020', 'istio-1-5', 'istio-1-6', 'istio-1-8'],
    page: 'architecture/istiod',
  },
  {
    id: 'ambient',
    title: 'The proxy of a Pod',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'There is one way: Envoy as a sidecar in every Pod.',
    },
    now: {
      when: 'Since Istio 1.24, November 2024',
      text: 'Two ways, both ready for production. Ambient mode: announced in September 2022, in Istio from 1.18, June 2023, Beta in 1.22, May 2024. The project advises new users to start with it.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-ambient-2022', 'istio-ambient-ga', 'istio-quickstart'],
    page: 'architecture/ambient',
  },
];
