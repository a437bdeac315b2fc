import type {SourceEntry} from '../types';

export const observability: readonly SourceEntry[] = [
  {
    id: 'istio-addon-rework',
    title: 'Reworking our addon integrations, Istio blog, 2020',
    url: 'https://istio.io/latest/blog/2020/addon-rework/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-drop-default-tracing',
    title: 'Release note of Istio 1.22: no default tracing',
    url: 'https://github.com/istio/istio/blob/release-1.31/releasenotes/notes/drop-default-tracing.yaml',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'talk-demo-ui-pom',
    title: 'The libraries of ui in the demo of the talk',
    url: 'https://github.com/davinkevin/istio-best-friends-k8s-demo/blob/master/ui/pom.xml',
    lastKnownGood: '2026-11-22',
  },
];
