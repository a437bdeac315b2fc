import type {Day} from './types';

/** What the course speaks of and that has versions. */
export type Subject = 'istio' | 'envoy' | 'kubernetes' | 'gateway-api';

export interface SpokenVersion {
  name: string;
  /** First two numbers: what pages speak of. */
  minor: string;
  /** All three: what commands install, and what was looked at. */
  exact: string;
  /** What was checked with it, in one sentence. */
  checked: string;
  /** Id of a source. */
  source: string;
}

/** The one list. Scripts and pages that cannot import it are held to it by a test. */
export const VERSIONS: Readonly<Record<Subject, SpokenVersion>> = {
  istio: {
    name: 'Istio',
    minor: '1.31',
    exact: '1.31.1',
    checked:
      'Recorded answers come from code of the branch release-1.31. The schemas of its kinds are those of 1.31.1, and the commands of the course install it.',
    source: 'istio-1-31-1',
  },
  envoy: {
    name: 'Envoy',
    minor: '1.39',
    exact: '1.39.3',
    checked: 'The proxy that answered the requests of all recorded cases.',
    source: 'envoy-1-39',
  },
  kubernetes: {
    name: 'Kubernetes',
    minor: '1.36',
    exact: '1.36.1',
    checked: 'Schemas of its kinds, and the image of the cluster that the course builds.',
    source: 'kind-default-image',
  },
  'gateway-api': {
    name: 'Gateway API',
    minor: '1.6',
    exact: '1.6.1',
    checked: 'Schemas of its kinds, standard channel, and the file that the course installs.',
    source: 'gateway-api-install',
  },
};

export const SUBJECTS = Object.keys(VERSIONS) as Subject[];

/** A day on which the course began to speak of another version. */
export interface VersionChange {
  day: Day;
  subject: Subject;
  /** First two numbers. */
  minor: string;
  /** What readers have to know of it. */
  text: string;
}

/** Newest first; the feed of `/versions` is made of it. */
export const CHANGES: readonly VersionChange[] = [
  {
    day: '2026-11-24',
    subject: 'istio',
    minor: '1.31',
    text: 'First edition of the course. Every box of then and now says what it was checked against.',
  },
  {
    day: '2026-11-24',
    subject: 'envoy',
    minor: '1.39',
    text: 'First edition of the course, with the Envoy that Istio 1.31 builds on.',
  },
  {
    day: '2026-11-24',
    subject: 'kubernetes',
    minor: '1.36',
    text: 'First edition of the course. Istio 1.31 was announced for Kubernetes 1.32 to 1.36.',
  },
  {
    day: '2026-11-24',
    subject: 'gateway-api',
    minor: '1.6',
    text: 'First edition of the course, with the standard channel.',
  },
];
