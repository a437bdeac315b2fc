/** Docs ids in the order of the lesson. */
export const security: readonly string[] = [
  'security/index',
  'security/mtls',
  'security/jwt-and-oidc',
];
