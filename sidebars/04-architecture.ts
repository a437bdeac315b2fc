/** Docs ids in the order of the lesson. */
export const architecture = [
  'architecture/index',
  'architecture/data-plane',
  'architecture/envoy-and-injection',
  'architecture/control-plane-then',
  'architecture/istiod',
  'architecture/ambient',
];
