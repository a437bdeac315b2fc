import type {ThenNowEntry} from '../types';

export const security: readonly ThenNowEntry[] = [
  {
    id: 'mutual-tls-by-hand',
    title: 'Mutual TLS for a namespace',
    then: {
      when: 'December 2018, Istio 1.0',
      text: 'Two files, one for each side. A `Policy` makes the receivers ask for mutual TLS. The callers speak it only if a `DestinationRule` says so: a rule without `tls` means plain text. Whoever writes another rule for `search` and forgets the block breaks the calls.',
      file: 'examples/then/08-security/mesh-mtls.yaml',
    },
    now: {
      when: 'Since March 2020, Istio 1.5; here in the form of 1.31',
      text: 'One file, for the receivers. Callers speak mutual TLS by themselves wherever the other side can: automatic mutual TLS came as a choice with 1.4, and simpler with 1.5. A `DestinationRule` without `tls` changes nothing about it.',
      file: 'examples/demo/security/strict-mtls/peer-authentication.yaml',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-security-1-1', 'istio-1-5', 'istio-permissive'],
    page: 'security/mtls',
  },
  {
    id: 'certificates-in-secrets',
    title: 'How a certificate gets into the Pod',
    then: {
      when: 'March 2019, Istio 1.1',
      text: 'Citadel watches the API server. For each service account it writes a key and a certificate into a Secret of Kubernetes, and the Secret is mounted into the Pod. A way without Secrets exists, and is a choice.',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'The agent in the Pod makes the key, `istiod` signs, and Envoy gets both over a local connection. No key of a workload lies in a Secret. Renewal needs no restart.',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-security-1-1', 'istio-security-concepts', 'istio-secret-cache'],
    page: 'security/mtls',
  },
  {
    id: 'origin-authentication',
    title: 'Checking a token',
    then: {
      when: 'February 2019, Istio 1.0',
      text: 'A `Policy` holds issuer and keys under `origins`, for a Service by name. The same object says whether a token has to be there.',
      file: 'examples/then/08-security/ui-origin.yaml',
    },
    now: {
      when: 'Since March 2020, Istio 1.5; here in the form of 1.31',
      text: 'A `RequestAuthentication` checks tokens, for Pods by label. Whether one has to be there is the business of an `AuthorizationPolicy`. The old kind is gone since 1.6.',
      file: 'examples/demo/security/jwt/ui-request-authentication.yaml',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['istio-security-1-1', 'istio-request-authentication', 'istio-api-1-6'],
    page: 'security/request-authentication',
  },
  {
    id: 'policy-file',
    title: 'Only customers may read the first page',
    then: {
      when: 'February 2019, Istio 1.0',
      text: 'The demo of the talk needs four objects of two families, in one file. Here is their form, with the names of this course.',
      file: 'examples/then/08-security/ui-authentication.yaml',
    },
    now: {
      when: 'November 2026, Istio 1.31',
      text: 'One `AuthorizationPolicy`, beside the `RequestAuthentication`. It came as `v1beta1` with 1.4, and the `rbac` kinds have had no effect since 1.6. The new file also names the caller, the gateway.',
      file: 'examples/demo/security/jwt/ui-authorization-policy.yaml',
    },
    checkedAgainst: 'Istio 1.31',
    sources: ['talk-demo-authentication', 'istio-v1beta1-authorization', 'istio-api-1-7'],
    page: 'security/authorization',
  },
];
