/** Docs ids in the order of the lesson. */
export const security = [
  'security/index',
  'security/mtls',
  'security/jwt-and-oidc',
  'security/request-authentication',
  'security/authorization',
];
