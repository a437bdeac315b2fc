/** Docs ids in the order of the lesson. */
export const goals = [
  'goals/index',
  'goals/technology-agnostic',
  'goals/local-vs-remote',
  'goals/distributed-tools',
  'goals/what-it-costs',
];
