/** The specs of the security kinds, as far as a document with an accepted schema can go. */

export interface MutualTls {
  mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}

export interface WorkloadSelector {
  matchLabels?: Record<string, string>;
}

export interface TargetReference {
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface PeerAuthenticationSpec {
  selector?: WorkloadSelector;
  mtls?: MutualTls;
  portLevelMtls?: Record<string, MutualTls>;
}

export interface JwtRule {
  issuer?: string;
  audiences?: string[];
  jwksUri?: string;
  jwks_uri?: string;
  jwks?: string;
  fromHeaders?: {name?: string; prefix?: string}[];
  fromParams?: string[];
  fromCookies?: string[];
  outputPayloadToHeader?: string;
  forwardOriginalToken?: boolean;
  outputClaimToHeaders?: {header?: string; claim?: string}[];
  spaceDelimitedClaims?: string[];
  timeout?: string;
}

export interface RequestAuthenticationSpec {
  selector?: WorkloadSelector;
  targetRef?: TargetReference;
  targetRefs?: TargetReference[];
  jwtRules?: JwtRule[];
}

export const SOURCE_FIELDS = [
  'principals',
  'requestPrincipals',
  'serviceAccounts',
  'trustDomains',
  'namespaces',
  'remoteIpBlocks',
  'ipBlocks',
] as const;
export const OPERATION_FIELDS = ['hosts', 'methods', 'paths', 'ports'] as const;

export type SourceField = (typeof SOURCE_FIELDS)[number];
export type OperationField = (typeof OPERATION_FIELDS)[number];
type Negated<T extends string> = `not${Capitalize<T>}`;

export type PolicySource = Partial<Record<SourceField | Negated<SourceField>, string[]>>;
export type PolicyOperation = Partial<Record<OperationField | Negated<OperationField>, string[]>>;

export interface PolicyCondition {
  key?: string;
  values?: string[];
  notValues?: string[];
}

export interface PolicyRule {
  from?: {source?: PolicySource}[];
  to?: {operation?: PolicyOperation}[];
  when?: PolicyCondition[];
}

export type PolicyAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

export interface AuthorizationPolicySpec {
  selector?: WorkloadSelector;
  targetRef?: TargetReference;
  targetRefs?: TargetReference[];
  action?: PolicyAction;
  provider?: {name?: string};
  rules?: PolicyRule[];
}

/** `notPaths` of `paths`. */
export const negated = <T extends string>(field: T): Negated<T> =>
  `not${field.charAt(0).toUpperCase()}${field.slice(1)}` as Negated<T>;
