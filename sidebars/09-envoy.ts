/** Docs ids in the order of the lesson. */
export const envoy = [
  'envoy/index',
  'envoy/load-balancing',
  'envoy/retries',
  'envoy/retry-budget-and-circuit-breaking',
  'envoy/outlier-detection',
  'envoy/reading-envoy',
];
