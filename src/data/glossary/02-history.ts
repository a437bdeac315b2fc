import type {GlossaryEntry} from '../types';

export const history: readonly GlossaryEntry[] = [
  {
    id: 'cncf',
    term: 'CNCF',
    forms: ['cloud native computing foundation'],
    french: 'CNCF (f)',
    definition:
      'The Cloud Native Computing Foundation, part of the Linux Foundation. It looks after open-source projects such as Kubernetes, Envoy and Istio.',
    page: 'history/index',
  },
  {
    id: 'weight',
    term: 'weight',
    forms: ['weights'],
    everyday: true,
    french: 'poids (m)',
    definition: 'The share of the requests that a version gets, such as 90 and 10.',
    page: 'history/zero-dot-x',
  },
  {
    id: 'api-version',
    term: 'API version',
    forms: ['api versions'],
    french: 'version d’API (f)',
    definition:
      'The first line of a manifest: the group that a kind belongs to, and how stable its fields are, from alpha over beta to v1.',
    page: 'history/zero-dot-x',
  },
  {
    id: 'minor-release',
    term: 'minor release',
    forms: ['minor releases', 'minor version', 'minor versions'],
    french: 'version mineure (f)',
    definition:
      'A release that changes the second number of a version, such as 1.30 to 1.31. It brings new features; the third number brings only fixes.',
    page: 'history/one-dot-zero-to-today',
  },
];
