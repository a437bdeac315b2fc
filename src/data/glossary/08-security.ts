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
    id: 'workload',
    term: 'workload',
    forms: ['workloads'],
    everyday: true,
    french: 'workload (m), charge de travail (f)',
    definition: 'A program that runs in the cluster: the Pods of one Deployment, for example.',
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
      'All the workloads whose identities one authority signs. It is the beginning of each SPIFFE name; in Istio it is `cluster.local` unless you change it.',
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
  {
    id: 'oauth',
    term: 'OAuth 2.0',
    forms: ['oauth'],
    french: 'OAuth 2.0 (m)',
    definition:
      'A standard by which a user lets an application act for them at another service, without giving it a password.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'openid-connect',
    term: 'OpenID Connect',
    forms: ['oidc'],
    french: 'OpenID Connect (m), OIDC',
    definition:
      'A standard on top of OAuth 2.0 by which an application learns who has logged in. In short: OIDC.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'identity-provider',
    term: 'identity provider',
    forms: ['identity providers'],
    french: 'fournisseur d’identité (m)',
    definition: 'The service that knows the users, logs them in and makes tokens about them.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'access-token',
    term: 'access token',
    forms: ['access tokens'],
    french: 'jeton d’accès (m)',
    definition: 'The token that an application shows to a service, as the right to call it.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'id-token',
    term: 'ID token',
    forms: ['id tokens'],
    french: 'jeton d’identité (m)',
    definition:
      'The token that tells an application who has logged in. It is meant for the application, not for a service behind it.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'jwt',
    term: 'JWT',
    forms: ['jwts'],
    french: 'JWT (m)',
    definition:
      'JSON Web Token: claims in JSON, packed into a text that can travel in a header, and signed in most cases.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'claim',
    term: 'claim',
    forms: ['claims'],
    everyday: true,
    french: 'claim (m), revendication (f)',
    definition: 'One statement in a token, such as “the subject is anna”.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'jws',
    term: 'JWS',
    french: 'JWS (f)',
    definition:
      'JSON Web Signature: the signed form, with the three parts header, payload and signature.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'issuer',
    term: 'issuer',
    forms: ['issuers'],
    everyday: true,
    french: 'émetteur (m)',
    definition: 'Who made a token, in the claim `iss`. Often the address of the identity provider.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'audience',
    term: 'audience',
    forms: ['audiences'],
    everyday: true,
    french: 'audience (f)',
    definition: 'For whom a token is meant, in the claim `aud`. Others have to refuse it.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'jwks',
    term: 'JWKS',
    french: 'JWKS (m)',
    definition:
      'JSON Web Key Set: the public keys of an issuer, each with the name by which a token asks for it.',
    page: 'security/jwt-and-oidc',
  },
  {
    id: 'request-principal',
    term: 'request principal',
    forms: ['request principals'],
    french: 'principal de la requête (m)',
    definition:
      'In rules of Istio: issuer and subject of a checked token, with a slash between them. A request without a token has none.',
    page: 'security/request-authentication',
  },
  {
    id: 'least-privilege',
    term: 'least privilege',
    french: 'moindre privilège (m)',
    definition: 'The rule that everybody may do what they need, and nothing more.',
    page: 'security/authorization',
  },
  {
    id: 'external-authorizer',
    term: 'external authorizer',
    forms: ['external authorizers'],
    french: 'autorisateur externe (m)',
    definition:
      'A service that a proxy asks whether a request may pass, for decisions that no file can make.',
    page: 'security/authorization',
  },
];
