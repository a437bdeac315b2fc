import type {SourceEntry} from '../types';

export const history: readonly SourceEntry[] = [
  {
    id: 'istio-0-2',
    title: 'Announcing Istio 0.2, 2017',
    url: 'https://istio.io/latest/news/releases/0.x/announcing-0.2/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-0-3',
    title: 'Announcing Istio 0.3, 2017',
    url: 'https://istio.io/latest/news/releases/0.x/announcing-0.3/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-0-8',
    title: 'Announcing Istio 0.8, 2018',
    url: 'https://istio.io/latest/news/releases/0.x/announcing-0.8/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-0',
    title: 'Announcing Istio 1.0, 2018',
    url: 'https://istio.io/latest/news/releases/1.0.x/announcing-1.0/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-9',
    title: 'Announcing Istio 1.9, 2021',
    url: 'https://istio.io/latest/news/releases/1.9.x/announcing-1.9/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-24',
    title: 'Announcing Istio 1.24, 2024',
    url: 'https://istio.io/latest/news/releases/1.24.x/announcing-1.24/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-28',
    title: 'Announcing Istio 1.28, 2025',
    url: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-14-changes',
    title: 'Istio 1.14, change notes, 2022',
    url: 'https://istio.io/latest/news/releases/1.14.x/announcing-1.14/change-notes/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-cncf-applied',
    title: 'Istio has applied to join the CNCF, Istio blog, 2022',
    url: 'https://istio.io/latest/blog/2022/istio-has-applied-to-join-the-cncf/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-cncf-accepted',
    title: 'Istio is accepted into the CNCF, Istio blog, 2022',
    url: 'https://istio.io/latest/blog/2022/istio-accepted-into-cncf/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-graduates',
    title: 'Istio graduates within the CNCF, Istio blog, 2023',
    url: 'https://istio.io/latest/blog/2023/istio-graduates-within-cncf/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-graduation-proposal',
    title: 'Application of Istio to graduate, CNCF',
    url: 'https://github.com/cncf/toc/blob/main/projects/istio/istio-graduation-proposal.md',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-open-usage',
    title: 'Open Usage Commons, Istio blog, 2020',
    url: 'https://istio.io/latest/blog/2020/open-usage/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-seventh-birthday',
    title: 'Happy 7th birthday, Istio, Istio blog, 2024',
    url: 'https://istio.io/latest/blog/2024/happy-7th-birthday/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-supported-releases',
    title: 'Supported releases, Istio documentation',
    url: 'https://istio.io/latest/docs/releases/supported-releases/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-all-releases',
    title: 'All release announcements of Istio',
    url: 'https://istio.io/latest/news/releases/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-api-1-6',
    title: 'API of Istio at 1.6.0, source',
    url: 'https://github.com/istio/api/tree/1.6.0',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-release-tweet',
    title: 'The release of Istio, @IstioMesh, 24 May 2017',
    url: 'https://twitter.com/IstioMesh/status/867395616447614980',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-1-0-tweet',
    title: 'The release of Istio 1.0, @IstioMesh, 31 July 2018',
    url: 'https://twitter.com/IstioMesh/status/1024339027531624451',
    lastKnownGood: '2026-11-22',
  },
];
