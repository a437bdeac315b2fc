import type {GlossaryEntry} from '../types';

export const connectAndControl: readonly GlossaryEntry[] = [
  {
    id: 'rollout',
    term: 'rollout',
    forms: ['rollouts'],
    everyday: true,
    french: 'rollout (m), déploiement progressif (m)',
    definition: 'All the steps that bring a new version from nobody to everybody.',
    page: 'connect-and-control/index',
  },
  {
    id: 'deploy',
    term: 'deploy',
    forms: ['deploys', 'deployed', 'deploying'],
    everyday: true,
    french: 'déployer',
    definition: 'To start a version in production. It says nothing about who uses it.',
    page: 'connect-and-control/what-istio-adds',
  },
  {
    id: 'release',
    term: 'release',
    forms: ['releases', 'released', 'releasing'],
    everyday: true,
    french: 'livrer, mettre en production',
    definition: 'To send users to a version that already runs.',
    page: 'connect-and-control/what-istio-adds',
  },
  {
    id: 'feature-flag',
    term: 'feature flag',
    forms: ['feature flags'],
    french: 'feature flag (m), bascule de fonctionnalité (f)',
    definition:
      'A switch in the code that turns one function on or off while the program runs, often for some users only.',
    page: 'connect-and-control/what-istio-adds',
  },
  {
    id: 'header-propagation',
    term: 'propagate a header',
    forms: ['header propagation'],
    french: 'propager un en-tête',
    definition:
      'To copy a header from the request that a service received to the requests that it makes because of it. Only the application can do it.',
    page: 'connect-and-control/canary',
  },
  {
    id: 'ab-testing',
    term: 'A/B testing',
    forms: ['a/b test', 'a/b tests'],
    french: 'A/B testing (m), test A/B (m)',
    definition:
      'To show two versions to two groups of users, and to compare what they do. The question is which one is better for the business, not which one is broken.',
    page: 'connect-and-control/canary',
  },
  {
    id: 'traffic-mirroring',
    term: 'traffic mirroring',
    forms: ['mirroring', 'shadowing', 'traffic shadowing'],
    french: 'mirroring (m), mise en miroir du trafic (f)',
    definition:
      'To send a copy of real requests to another version, and to throw its answers away. Also called shadowing.',
    page: 'connect-and-control/mirroring',
  },
  {
    id: 'blue-green',
    term: 'blue/green deployment',
    forms: ['blue/green', 'blue/green deployments'],
    french: 'blue/green (m), déploiement bleu-vert (m)',
    definition:
      'Two complete environments, of which one serves the users. The next version is made ready in the other one, and then all users are switched at once.',
    page: 'connect-and-control/blue-green',
  },
  {
    id: 'traffic-splitting',
    term: 'traffic splitting',
    forms: ['traffic shifting'],
    french: 'traffic splitting (m), répartition du trafic (f)',
    definition: 'To share requests between versions by weights, and to move these weights.',
    page: 'connect-and-control/blue-green',
  },
  {
    id: 'rollback',
    term: 'rollback',
    forms: ['rollbacks'],
    french: 'rollback (m), retour arrière (m)',
    definition: 'The way back to the version of before.',
    page: 'connect-and-control/blue-green',
  },
  {
    id: 'sticky-session',
    term: 'sticky session',
    forms: ['sticky sessions'],
    french: 'session persistante (f), affinité de session (f)',
    definition: 'The same user reaches the same version, or the same Pod, request after request.',
    page: 'connect-and-control/blue-green',
  },
  {
    id: 'fault-injection',
    term: 'fault injection',
    french: 'injection de fautes (f), injection de pannes (f)',
    definition:
      'To make calls slow or let them fail on purpose, to see what the callers do. In Istio, the proxy of the caller does it.',
    page: 'connect-and-control/when-things-go-wrong',
  },
  {
    id: 'progressive-delivery',
    term: 'progressive delivery',
    french: 'progressive delivery (f), livraison progressive (f)',
    definition:
      'To bring a version to more and more users, and to let measurements decide after each step whether it goes on.',
    page: 'connect-and-control/automate-it',
  },
];
