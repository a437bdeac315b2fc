/** Docs ids in the order of the lesson. */
export const kubernetesAndIstio = [
  'kubernetes-and-istio/index',
  'kubernetes-and-istio/more-yaml',
  'kubernetes-and-istio/virtualservice-and-destinationrule',
  'kubernetes-and-istio/reading-a-rule',
  'kubernetes-and-istio/gateway-and-serviceentry',
  'kubernetes-and-istio/gateway-api',
  'kubernetes-and-istio/dev-and-ops',
];
