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
];
