import type {ThenNowEntry} from '../types';

export const start: readonly ThenNowEntry[] = [
  {
    id: 'install-istio',
    title: 'Getting a cluster with Istio',
    then: {
      when: 'November 2019, Istio 1.4',
      text: 'A cluster at Google with machines of the type n1. `kubectl apply` of the kinds and of `istio-demo.yaml`, one big file that also held Prometheus, Grafana, Jaeger and Kiali.',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'A cluster inside containers, on your computer. `istioctl install` or Helm. The add-ons are files of their own.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['talk-demo-setup', 'istio-getting-started', 'istio-on-kind'],
    page: 'start/your-own-cluster',
  },
  {
    id: 'demo-services',
    title: 'The two services',
    then: {
      when: 'November 2019',
      text: 'Kotlin and Spring Boot 2.2.1, built into images on a path of the speaker’s own in a registry. Spring Cloud Sleuth copied the headers of a trace.',
    },
    now: {
      when: 'November 2026',
      text: 'TypeScript on plain Node.js. No image is built: the compiled files are in a ConfigMap. The code copies the headers itself, in one visible list.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['talk-demo'],
    page: 'start/the-demo',
  },
];
