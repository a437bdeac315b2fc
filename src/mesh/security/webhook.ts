import type {Complaint} from '../model/admission';
import type {Path} from '../parse/documents';
import {parseBlock} from './addresses';
import {templateProblem} from './path-template';
import {
  negated,
  OPERATION_FIELDS,
  SOURCE_FIELDS,
  type AuthorizationPolicySpec,
  type PeerAuthenticationSpec,
  type PolicyAction,
  type PolicyCondition,
  type PolicyOperation,
  type PolicyRule,
  type PolicySource,
  type RequestAuthenticationSpec,
  type TargetReference,
  type WorkloadSelector,
} from './spec';

/**
 * What Istio's webhook says of the security kinds. Source: istio/istio `pkg/config/validation/validation.go`,
 * `pkg/config/security/security.go`.
 */

/** Fields a CUSTOM rule cannot have: it is asked before anybody is known. */
const NOT_IN_CUSTOM = [
  'namespaces',
  'serviceAccounts',
  'trustDomains',
  'principals',
  'requestPrincipals',
] as const;
const KEYS_NOT_IN_CUSTOM = new Set([
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
]);
/** Source fields that a port without HTTP can test too. */
const TCP_SOURCE_FIELDS = [
  'principals',
  'ipBlocks',
  'namespaces',
  'remoteIpBlocks',
  'serviceAccounts',
] as const;
const TARGETS = new Set([
  '/Service',
  'core/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
]);
const PRIVATE_MEMBERS: Readonly<Record<string, string>> = {RSA: 'd', EC: 'd', OKP: 'd', oct: 'k'};
const KEY_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

type Refuse = (path: Path, message: string) => void;

/** Why a JWKS cannot be read; null: it can. */
export function jwksProblem(jwks: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(jwks);
  } catch {
    return 'it is not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'it is no JSON object';
  const keys = 'keys' in value ? value.keys : [value];
  if (!Array.isArray(keys)) return '"keys" is no list';
  for (const key of keys as unknown[]) {
    if (typeof key !== 'object' || key === null) return 'a key is no JSON object';
    const {kty} = key as {kty?: unknown};
    const members = typeof kty === 'string' ? KEY_MEMBERS[kty] : undefined;
    if (!members) return `the key type ${JSON.stringify(kty ?? null)} is unknown`;
    const missing = members.find(name => !Object.hasOwn(key, name));
    if (missing !== undefined) return `a key lacks "${missing}"`;
  }
  return null;
}

function hasPrivateKey(jwks: string): boolean {
  if (jwksProblem(jwks) !== null) return false;
  const value = JSON.parse(jwks) as Record<string, unknown> & {keys?: Record<string, unknown>[]};
  return (value.keys ?? [value]).some(key =>
    Object.hasOwn(key, PRIVATE_MEMBERS[String(key.kty)] ?? ''),
  );
}

class Check {
  readonly complaints: Complaint[] = [];

  readonly refuse: Refuse = (path, message) => {
    this.complaints.push({code: 'invalid-config', path, message});
  };

  warn(path: Path, message: string): void {
    this.complaints.push({code: 'invalid-config', path, message, severity: 'warning'});
  }

  selector(selector: WorkloadSelector | undefined): void {
    if (!selector) return;
    const labels = Object.entries(selector.matchLabels ?? {});
    const path = ['spec', 'selector'];
    for (const [name, value] of labels) {
      if (name === '') this.refuse(path, `empty key is not supported in selector: "=${value}"`);
      if (name.includes('*') || value.includes('*'))
        this.refuse(
          [...path, 'matchLabels', name],
          `wildcard is not supported in selector: "${name}=${value}"`,
        );
    }
    if (labels.length === 0) this.warn(path, 'workload selector specified without labels');
  }

  attachment(spec: {
    selector?: WorkloadSelector;
    targetRef?: TargetReference;
    targetRefs?: TargetReference[];
  }): void {
    const {selector, targetRef, targetRefs = []} = spec;
    const set = [selector, targetRef, targetRefs.length > 0 ? targetRefs : undefined];
    if (set.filter(item => item !== undefined).length > 1)
      this.refuse(['spec'], 'only one of targetRefs or workloadSelector can be set');
    this.selector(selector);
    const targets: [Path, TargetReference][] = [
      ...(targetRef ? [[['spec', 'targetRef'], targetRef] as [Path, TargetReference]] : []),
      ...targetRefs.map((target, index): [Path, TargetReference] => [
        ['spec', 'targetRefs', index],
        target,
      ]),
    ];
    for (const [path, {group = '', kind = '', name = '', namespace = ''}] of targets) {
      if (name === '') this.refuse(path, 'targetRef name must be set');
      if (namespace !== '')
        this.refuse(
          path,
          'targetRef namespace must not be set; cross namespace referencing is not supported',
        );
      if (!TARGETS.has(`${group}/${kind}`))
        this.refuse(
          path,
          `targetRef must be to a Service, ServiceEntry, Gateway or GatewayClass but was ${group}/${kind}`,
        );
    }
  }

  values(path: Path, name: string, values: readonly string[] = []): void {
    for (const [index, value] of values.entries())
      if (value === '') this.refuse([...path, index], `empty value not allowed, found in ${name}`);
  }

  addresses(path: Path, values: readonly string[] = []): void {
    for (const [index, value] of values.entries())
      if (!parseBlock(value))
        this.refuse(
          [...path, index],
          value.includes('/') ? `bad CIDR range (${value})` : `bad IP address (${value})`,
        );
  }

  ports(path: Path, values: readonly string[] = []): void {
    for (const [index, value] of values.entries())
      if (!/^\d+$/.test(value) || Number(value) > 65535)
        this.refuse([...path, index], `bad port (${value})`);
  }

  serviceAccounts(path: Path, name: string, values: readonly string[] = []): void {
    if (values.length > 16) this.refuse(path, 'may not have more than 16 values');
    for (const [index, value] of values.entries()) {
      const parts = value.split('/');
      const at = [...path, index];
      if (value === '') this.refuse(at, `empty value not allowed, found in ${name}`);
      else if (value.includes('*')) this.refuse(at, `wildcard not allowed, found in ${name}`);
      else if (parts.length > 2 || parts.includes(''))
        this.refuse(
          at,
          `expected format 'serviceAccount' or 'namespace/serviceAccount', found "${value}" in ${name}`,
        );
      else if (value.length > 320) this.refuse(at, `value cannot exceed 320 characters in ${name}`);
    }
  }

  /** A star alone or at one end. */
  wildcards(path: Path, name: string, values: readonly string[] = [], slash = true): void {
    for (const [index, value] of values.entries()) {
      const at = [...path, index];
      const stars = value.split('*').length - 1;
      if (value === '') this.refuse(at, `empty value not allowed, found in ${name}`);
      else if (stars > 1)
        this.refuse(at, `at most one wildcard is allowed, found in ${name}: "${value}"`);
      else if (stars === 1 && !value.startsWith('*') && !value.endsWith('*'))
        this.refuse(
          at,
          `wildcard is only allowed at the start or end, found in ${name}: "${value}"`,
        );
      else if (!slash && value.includes('/'))
        this.refuse(at, `trust domain must not contain '/', found in ${name}: "${value}"`);
    }
  }

  source(path: Path, source: PolicySource, rule: number): void {
    const given = (fields: readonly (typeof SOURCE_FIELDS)[number][]): boolean =>
      fields.some(
        field => (source[field]?.length ?? 0) + (source[negated(field)]?.length ?? 0) > 0,
      );
    if (given(['principals', 'namespaces']) && given(['serviceAccounts']))
      this.refuse(
        path,
        `cannot set serviceAccounts with namespaces or principals, found at rule ${rule}`,
      );
    if (!given(SOURCE_FIELDS))
      this.refuse(path, `\`from.source\` must not be empty, found at rule ${rule}`);
    for (const field of SOURCE_FIELDS)
      for (const name of [field, negated(field)]) {
        const at = [...path, name];
        const values = source[name];
        if (field === 'serviceAccounts') this.serviceAccounts(at, name, values);
        else if (field === 'trustDomains') this.wildcards(at, name, values, false);
        else if (field === 'ipBlocks' || field === 'remoteIpBlocks') this.addresses(at, values);
        else this.values(at, name, values);
      }
  }

  operation(path: Path, operation: PolicyOperation, rule: number): void {
    const given = OPERATION_FIELDS.some(
      field => (operation[field]?.length ?? 0) + (operation[negated(field)]?.length ?? 0) > 0,
    );
    if (!given) this.refuse(path, `\`to.operation\` must not be empty, found at rule ${rule}`);
    for (const field of OPERATION_FIELDS)
      for (const name of [field, negated(field)]) {
        const at = [...path, name];
        const values = operation[name] ?? [];
        if (field === 'ports') this.ports(at, values);
        else this.values(at, name, values);
        if (field === 'paths')
          for (const [index, value] of values.entries()) {
            const problem = templateProblem(value);
            if (problem !== null)
              this.refuse([...at, index], `invalid or unsupported path ${value}: ${problem}`);
          }
      }
  }

  condition(path: Path, {key = '', values = [], notValues = []}: PolicyCondition): void {
    if (key === '') {
      this.refuse(path, '`key` must not be empty');
      return;
    }
    if (values.length + notValues.length === 0) {
      this.refuse(path, `at least one of \`values\` or \`notValues\` must be set for key ${key}`);
      return;
    }
    this.values([...path, 'values'], key, values);
    this.values([...path, 'notValues'], key, notValues);
    const mapped = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];
    if (mapped.some(prefix => key.startsWith(prefix))) {
      const open = key.indexOf('[');
      if (!key.endsWith(']') || open <= 0 || open >= key.length - 2)
        this.refuse([...path, 'key'], `bad key (${key}): should have format a[b]`);
      return;
    }
    switch (key) {
      case 'source.ip':
      case 'remote.ip':
      case 'destination.ip':
        this.addresses([...path, 'values'], values);
        this.addresses([...path, 'notValues'], notValues);
        break;
      case 'destination.port':
        this.ports([...path, 'values'], values);
        this.ports([...path, 'notValues'], notValues);
        break;
      case 'source.serviceAccount':
        this.serviceAccounts([...path, 'values'], key, values);
        this.serviceAccounts([...path, 'notValues'], key, notValues);
        break;
      case 'source.trustDomain':
        this.wildcards([...path, 'values'], key, values);
        this.wildcards([...path, 'notValues'], key, notValues);
        break;
      case 'source.namespace':
      case 'source.principal':
      case 'request.auth.principal':
      case 'request.auth.audiences':
      case 'request.auth.presenter':
      case 'connection.sni':
        break;
      default:
        this.refuse([...path, 'key'], `unknown attribute: ${key}`);
    }
  }

  rule(rule: PolicyRule, index: number, action: PolicyAction): void {
    const path = ['spec', 'rules', index];
    const {from, to, when = []} = rule;
    if (from?.length === 0)
      this.refuse([...path, 'from'], `\`from\` must not be empty, found at rule ${index}`);
    if (to?.length === 0)
      this.refuse([...path, 'to'], `\`to\` must not be empty, found at rule ${index}`);
    let tcpInFrom = false;
    let tcpInTo = false;
    for (const [at, {source}] of (from ?? []).entries()) {
      const here = [...path, 'from', at];
      if (!source) this.refuse(here, `\`from.source\` must not be nil, found at rule ${index}`);
      else this.source([...here, 'source'], source, index);
      tcpInFrom ||= TCP_SOURCE_FIELDS.some(
        field => source?.[field] !== undefined || source?.[negated(field)] !== undefined,
      );
    }
    for (const [at, {operation}] of (to ?? []).entries()) {
      const here = [...path, 'to', at];
      if (!operation) this.refuse(here, `\`to.operation\` must not be nil, found at rule ${index}`);
      else this.operation([...here, 'operation'], operation, index);
      tcpInTo ||= operation?.ports !== undefined || operation?.notPorts !== undefined;
    }
    for (const [at, condition] of when.entries()) this.condition([...path, 'when', at], condition);
    const hasFrom = (from ?? []).some(({source}) => source !== undefined);
    const hasTo = (to ?? []).some(({operation}) => operation !== undefined);
    if (action === 'DENY' && ((hasFrom && !hasTo && !tcpInFrom) || (hasTo && !tcpInTo)))
      this.warn(
        path,
        'configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
      );
  }

  policy(spec: AuthorizationPolicySpec): void {
    const {action = 'ALLOW', rules, provider} = spec;
    this.attachment(spec);
    if ((action === 'CUSTOM' || action === 'DENY') && rules === undefined)
      this.refuse(
        ['spec', 'action'],
        `${action} action without \`rules\` is meaningless as it will never be triggered, add an empty rule \`{}\` if you want it be triggered for every request`,
      );
    else if (action === 'CUSTOM' && (provider?.name ?? '') === '')
      this.refuse(['spec'], '`provider.name` must not be empty');
    if (provider && action !== 'CUSTOM')
      this.refuse(
        ['spec', 'provider'],
        `\`provider\` must not be with non CUSTOM action, found ${action}`,
      );
    for (const [index, rule] of (rules ?? []).entries()) {
      if (action === 'CUSTOM') this.customRule(rule, index);
      this.rule(rule, index, action);
    }
  }

  private customRule({from = [], when = []}: PolicyRule, index: number): void {
    const path = ['spec', 'rules', index];
    for (const [at, {source = {}}] of from.entries())
      for (const field of NOT_IN_CUSTOM)
        for (const name of [field, negated(field)])
          if ((source[name]?.length ?? 0) > 0)
            this.refuse(
              [...path, 'from', at, 'source', name],
              `From.${name} is currently not supported with CUSTOM action`,
            );
    for (const [at, {key = ''}] of when.entries())
      if (KEYS_NOT_IN_CUSTOM.has(key) || key.startsWith('request.auth.'))
        this.refuse(
          [...path, 'when', at, 'key'],
          `${key} is currently not supported with CUSTOM action`,
        );
  }

  peer({selector, portLevelMtls = {}}: PeerAuthenticationSpec): void {
    const ports = Object.keys(portLevelMtls);
    const path = ['spec', 'portLevelMtls'];
    if (ports.length > 0 && Object.keys(selector?.matchLabels ?? {}).length === 0)
      this.refuse(path, 'mesh/namespace peer authentication cannot have port level mTLS');
    for (const port of ports)
      if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535)
        this.refuse([...path, port], 'port must be in range 1..65535');
    this.selector(selector);
  }

  tokens(spec: RequestAuthenticationSpec): void {
    this.attachment(spec);
    for (const [index, rule] of (spec.jwtRules ?? []).entries()) {
      const path = ['spec', 'jwtRules', index];
      const {issuer = '', jwks = ''} = rule;
      const address = rule.jwksUri ?? rule.jwks_uri ?? '';
      for (const [at, audience] of (rule.audiences ?? []).entries())
        if (audience === '')
          this.refuse([...path, 'audiences', at], 'audience must be non-empty string');
      if (issuer === '' && address === '')
        this.refuse(path, 'issuer or jwksUri must be non-empty string');
      if (address !== '' && !/^https?:\/\/[^\s/]/.test(address))
        this.refuse([...path, 'jwksUri'], `URI scheme of "${address}" is not supported`);
      const problem = jwks === '' ? null : jwksProblem(jwks);
      if (problem !== null) this.refuse([...path, 'jwks'], `jwks parse error: ${problem}`);
      else if (jwks !== '' && hasPrivateKey(jwks))
        this.warn(
          [...path, 'jwks'],
          'jwks key contains private key material; only public keys are used for verification',
        );
      for (const [at, name] of (rule.fromParams ?? []).entries())
        if (name === '')
          this.refuse([...path, 'fromParams', at], 'location query must be non-empty string');
      for (const [at, name] of (rule.fromCookies ?? []).entries())
        if (name === '')
          this.refuse([...path, 'fromCookies', at], 'cookie name must be non-empty string');
    }
  }
}

/** Complaints about a document of the security group whose schema is in order. */
export function checkSecurityWebhook(kind: string, spec: unknown): Complaint[] {
  const check = new Check();
  if (kind === 'AuthorizationPolicy') check.policy(spec as AuthorizationPolicySpec);
  if (kind === 'PeerAuthentication') check.peer(spec as PeerAuthenticationSpec);
  if (kind === 'RequestAuthentication') check.tokens(spec as RequestAuthenticationSpec);
  return check.complaints;
}
