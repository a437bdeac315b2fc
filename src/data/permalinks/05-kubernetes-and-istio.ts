import type {Permalink} from '../types';

/** Numbers 70 to 99. */
export const kubernetesAndIstio: readonly Permalink[] = [
  {number: 70, path: '/docs/kubernetes-and-istio'},
  {number: 71, path: '/docs/kubernetes-and-istio/dev-and-ops'},
  {number: 72, path: '/docs/kubernetes-and-istio/more-yaml'},
  {number: 73, path: '/docs/kubernetes-and-istio/virtualservice-and-destinationrule'},
  {number: 74, path: '/docs/kubernetes-and-istio/reading-a-rule'},
  {number: 75, path: '/docs/kubernetes-and-istio/gateway-and-serviceentry'},
  {number: 76, path: '/docs/kubernetes-and-istio/gateway-api'},
];
