import type {GlossaryEntry} from '../types';

export const observability: readonly GlossaryEntry[] = [
  {
    id: 'prometheus',
    term: 'Prometheus',
    everyday: true,
    french: 'Prometheus (m)',
    definition:
      'A store for metrics. It fetches them from each source every few seconds, keeps them, and answers questions about them.',
    page: 'observability/index',
  },
];
