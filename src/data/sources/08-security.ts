import type {SourceEntry} from '../types';

export const security: readonly SourceEntry[] = [
  {
    id: 'istio-security-concepts',
    title: 'Security, Istio documentation',
    url: 'https://istio.io/latest/docs/concepts/security/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-security-1-1',
    title: 'Security, documentation of Istio 1.1',
    url: 'https://istio.io/v1.1/docs/concepts/security/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'spiffe',
    title: 'SPIFFE',
    url: 'https://spiffe.io/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'spiffe-id',
    title: 'SPIFFE ID, specification',
    url: 'https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-agent-options',
    title: 'Defaults of the agent, Istio, source',
    url: 'https://github.com/istio/istio/blob/master/pilot/cmd/pilot-agent/options/options.go',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-plugin-ca',
    title: 'Plug in CA certificates, Istio documentation',
    url: 'https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-mtls-migration',
    title: 'Mutual TLS migration, Istio documentation',
    url: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-spire',
    title: 'SPIRE, Istio documentation',
    url: 'https://istio.io/latest/docs/ops/integrations/spire/',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-8446',
    title: 'RFC 8446, TLS 1.3',
    url: 'https://www.rfc-editor.org/rfc/rfc8446',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-7519',
    title: 'RFC 7519, JSON Web Token',
    url: 'https://www.rfc-editor.org/rfc/rfc7519',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-7515',
    title: 'RFC 7515, JSON Web Signature',
    url: 'https://www.rfc-editor.org/rfc/rfc7515',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-7517',
    title: 'RFC 7517, JSON Web Key',
    url: 'https://www.rfc-editor.org/rfc/rfc7517',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-8725',
    title: 'RFC 8725, good practice with JSON Web Tokens',
    url: 'https://www.rfc-editor.org/rfc/rfc8725',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'rfc-6749',
    title: 'RFC 6749, OAuth 2.0',
    url: 'https://www.rfc-editor.org/rfc/rfc6749',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'openid-connect-core',
    title: 'OpenID Connect Core 1.0',
    url: 'https://openid.net/specs/openid-connect-core-1_0.html',
    lastKnownGood: '2026-11-22',
  },
  {
    id: 'istio-request-authentication',
    title: 'RequestAuthentication, Istio documentation',
    url: 'https://istio.io/latest/docs/reference/config/security/request_authentication/',
    lastKnownGood: '2026-11-22',
  },
];
