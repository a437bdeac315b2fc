import type {GlossaryEntry} from '../types';

export const security: readonly GlossaryEntry[] = [
  {
    id: 'zero-trust',
    term: 'zero trust',
    french: 'zero trust (m), confiance zéro (f)',
    definition:
      'The rule that the place from which a call comes proves nothing: each call proves who makes it, and each receiver decides.',
    page: 'security/index',
  },
  {
    id: 'authentication',
    term: 'authentication',
    everyday: true,
    french: 'authentification (f)',
    definition: 'Finding out who is calling, and checking the proof.',
    page: 'security/index',
  },
  {
    id: 'authorization',
    term: 'authorization',
    everyday: true,
    french: 'autorisation (f)',
    definition: 'Deciding whether a caller may do what it asks for.',
    page: 'security/index',
  },
  {
    id: 'token',
    term: 'token',
    forms: ['tokens'],
    everyday: true,
    french: 'token (m), jeton (m)',
    definition:
      'A piece of text that a caller sends with a request as a proof, such as “this is Anna, and she has logged in”.',
    page: 'security/index',
  },
  {
    id: 'tls',
    term: 'TLS',
    everyday: true,
    french: 'TLS (m)',
    definition:
      'Transport Layer Security: the protocol that encrypts a connection and proves to the client who the server is.',
    page: 'security/mtls',
  },
  {
    id: 'certificate',
    term: 'certificate',
    forms: ['certificates'],
    everyday: true,
    french: 'certificat (m)',
    definition:
      'A name and a public key, signed by an authority. Whoever has the private key that belongs to it can prove to be the one named.',
    page: 'security/mtls',
  },
  {
    id: 'spiffe',
    term: 'SPIFFE',
    french: 'SPIFFE (m)',
    definition:
      'Secure Production Identity Framework for Everyone: an open standard for the names of workloads and for how they prove them.',
    page: 'security/mtls',
  },
  {
    id: 'trust-domain',
    term: 'trust domain',
    forms: ['trust domains'],
    french: 'domaine de confiance (m)',
    definition:
      'All the workloads whose identities one authority signs. It stands at the beginning of each SPIFFE name; in Istio it is `cluster.local` unless you change it.',
    page: 'security/mtls',
  },
  {
    id: 'principal',
    term: 'principal',
    forms: ['principals'],
    everyday: true,
    french: 'principal (m)',
    definition:
      'In rules of Istio: the proven name of the caller, written without `spiffe://`, such as `cluster.local/ns/default/sa/ui`.',
    page: 'security/mtls',
  },
];
