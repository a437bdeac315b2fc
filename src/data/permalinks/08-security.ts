import type {Permalink} from '../types';

/** Numbers 140 to 159. */
export const security: readonly Permalink[] = [
  {number: 140, path: '/docs/security'},
  {number: 141, path: '/docs/security/mtls'},
  {number: 142, path: '/docs/security/jwt-and-oidc'},
  {number: 143, path: '/docs/security/request-authentication'},
  {number: 144, path: '/docs/security/authorization'},
];
