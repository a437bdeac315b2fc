import type {GlossaryEntry} from '../types';

export const goals: readonly GlossaryEntry[] = [
  {
    id: 'observability',
    term: 'observability',
    french: 'observabilité (f)',
    definition:
      'Being able to tell from what a system reports, without opening it, what happens inside.',
    page: 'goals/index',
  },
  {
    id: 'access-log',
    term: 'access log',
    forms: ['access logs'],
    french: 'journal d’accès (m), access log (m)',
    definition: 'The list in which a proxy writes one line for each request that it handled.',
    page: 'goals/distributed-tools',
  },
  {
    id: 'metric',
    term: 'metric',
    forms: ['metrics'],
    everyday: true,
    french: 'métrique (f)',
    definition: 'A number that is followed over time, such as failed requests each second.',
    page: 'goals/distributed-tools',
  },
  {
    id: 'span',
    term: 'span',
    forms: ['spans'],
    french: 'span (m)',
    definition: 'One piece of work in a distributed trace, with its start and its duration.',
    page: 'goals/distributed-tools',
  },
  {
    id: 'vcpu',
    term: 'vCPU',
    forms: ['vcpus'],
    french: 'vCPU (m), processeur virtuel (m)',
    definition: 'One virtual processor: the unit in which a cloud sells computing time.',
    page: 'goals/what-it-costs',
  },
];
