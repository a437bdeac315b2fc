/** Docs ids in the order of the lesson. */
export const evolution = [
  'evolution/index',
  'evolution/docker',
  'evolution/microservices',
  'evolution/hard-in-production',
  'evolution/kubernetes',
  'evolution/not-its-responsibility',
  'evolution/istio-rises',
];
