import type {ThenNowEntry} from '../types';

export const connectAndControl: readonly ThenNowEntry[] = [
  {
    id: 'mirrored-host',
    title: 'The host of a mirrored request',
    then: {
      when: 'December 2018, Istio 1.0, and up to 1.27',
      text: 'The copy of a request for the host `ui` has the host `ui-shadow`. A log can tell copies from requests by this suffix.',
    },
    now: {
      when: 'Since Istio 1.28, here 1.31',
      text: 'The copy has the same host as the request. The suffix comes back with `DISABLE_SHADOW_HOST_SUFFIX=false` on `istiod`. Old articles, and Istio’s own page on mirroring, still describe the suffix.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-pilot-features', 'istio-1-28', 'istio-mirroring'],
    page: 'connect-and-control/mirroring',
  },
];
