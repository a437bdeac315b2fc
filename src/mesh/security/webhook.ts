import {checkSchema, type Complaint} from '../model/admission';
import {parseDuration} from '../model/names';
import type {Path, SourceDocument} from '../parse/documents';
import {parseBlock} from './addresses';
import {templateProblem} from './path-template';
import {POLICY_SCHEMAS} from './schema';
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

const DRY_RUN = 'istio.io/dry-run';

type Refuse = (path: Path, message: string) => void;

/** Field names as the webhook writes them. */
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Why a JWKS cannot be read; null: it can. */
export function jwksProblem(jwks: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(jwks);
  } catch {
    return 'failed to unmarshal JWK set';
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

/** Positions of the keys that hold a secret. */
function privateKeys(jwks: string): number[] {
  if (jwks === '' || jwksProblem(jwks) !== null) return [];
  const value = JSON.parse(jwks) as Record<string, unknown> & {keys?: Record<string, unknown>[]};
  return (value.keys ?? [value]).flatMap((key, index) =>
    Object.hasOwn(key, PRIVATE_MEMBERS[String(key.kty)] ?? '') ? [index] : [],
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
          `targetRef must be to one of [core/v1/Service networking.istio.io/v1/ServiceEntry gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass] but was ${group}/${kind}`,
        );
    }
  }

  values(path: Path, name: string, values: readonly string[] = [], before = ''): boolean {
    const index = values.indexOf('');
    if (index >= 0)
      this.refuse([...path, index], `${before}empty value not allowed, found in ${name}`);
    return index < 0;
  }

  addresses(path: Path, values: readonly string[] = [], before = ''): void {
    for (const [index, value] of values.entries())
      if (!parseBlock(value))
        this.refuse(
          [...path, index],
          `${before}${value.includes('/') ? `bad CIDR range (${value})` : `bad IP address (${value})`}`,
        );
  }

  ports(path: Path, values: readonly string[] = [], before = ''): void {
    for (const [index, value] of values.entries())
      if (!/^\d+$/.test(value) || Number(value) > 65535)
        this.refuse([...path, index], `${before}bad port (${value})`);
  }

  /** Istio ends at the first that is wrong. */
  serviceAccounts(path: Path, name: string, values: readonly string[] = [], before = ''): void {
    const problem = (value: string): string | null => {
      const parts = value.split('/');
      if (value === '') return `empty value not allowed, found in ${name}`;
      if (value.includes('*')) return `wildcard not allowed, found in ${name}`;
      const form = "expected format 'serviceAccount' or 'namespace/serviceAccount', found";
      if (parts.length > 2) return `${form} "${value}" in ${name}`;
      if (value.length > 320)
        return `value cannot exceed 320 characters, found "${value}" in ${name}`;
      if (parts[0] === '') return `${form} empty namespace "${value}" in ${name}`;
      if (parts[1] === '') return `${form} empty serviceAccount "${value}" in ${name}`;
      return null;
    };
    if (values.length > 16) {
      this.refuse(path, `${before}may not have more than 16 values`);
      return;
    }
    for (const [index, value] of values.entries()) {
      const found = problem(value);
      if (found === null) continue;
      this.refuse([...path, index], `${before}${found}`);
      return;
    }
  }

  /** A star alone or at one end. Istio ends at the first that is wrong. */
  wildcards(
    path: Path,
    name: string,
    values: readonly string[] = [],
    slash = true,
    before = '',
  ): void {
    if (!this.values(path, name, values, before)) return;
    const problem = (value: string): string | null => {
      const stars = value.split('*').length - 1;
      if (stars > 1) return `at most one wildcard is allowed, found in ${name}: "${value}"`;
      if (stars === 1 && !value.startsWith('*') && !value.endsWith('*'))
        return `wildcard is only allowed at the start or end, found in ${name}: "${value}"`;
      return null;
    };
    const index = values.findIndex(value => problem(value) !== null);
    const value = values[index] ?? '';
    if (index >= 0) this.refuse([...path, index], `${before}${problem(value) ?? ''}`);
    const slashed = slash ? -1 : values.findIndex(item => item.includes('/'));
    if (index < 0 && slashed >= 0)
      this.refuse(
        [...path, slashed],
        `trust domain must not contain '/', found in ${name}: "${values[slashed] ?? ''}"`,
      );
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
        const words = capital(name);
        if (field === 'serviceAccounts') this.serviceAccounts(at, words, values);
        else if (field === 'trustDomains') this.wildcards(at, words, values, false);
        else this.values(at, words, values);
        if (field === 'ipBlocks' || field === 'remoteIpBlocks') this.addresses(at, values);
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
        this.values(at, capital(name), values);
        const wrong =
          field === 'paths' ? values.findIndex(value => templateProblem(value) !== null) : -1;
        const template = values[wrong] ?? '';
        if (wrong >= 0)
          this.refuse(
            [...at, wrong],
            `invalid or unsupported path ${template.replace(/^\/+|\/+$/g, '')}, found in ${capital(name)}. ${templateProblem(template) ?? ''}`,
          );
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
    this.attribute([...path, 'values'], key, values, `invalid \`value\` for \`key\` ${key}: `);
    this.attribute(
      [...path, 'notValues'],
      key,
      notValues,
      `invalid \`notValue\` for \`key\` ${key}: `,
    );
  }

  /** Source: `security.go ValidateAttribute`, which is asked for the values and for those that must not be. */
  private attribute(path: Path, key: string, values: readonly string[], before: string): void {
    if (!this.values(path, key, values, before)) return;
    const mapped = ['request.headers', 'request.auth.claims', 'experimental.'];
    const at = [...path.slice(0, -1), 'key'];
    if (mapped.some(prefix => key.startsWith(prefix))) {
      const open = key.indexOf('[');
      if (!key.endsWith(']') || open <= 0 || open >= key.length - 2)
        this.refuse(at, `${before}bad key (${key}): should have format a[b]`);
      return;
    }
    switch (key) {
      case 'source.ip':
      case 'remote.ip':
      case 'destination.ip':
        this.addresses(path, values, before);
        break;
      case 'destination.port':
        this.ports(path, values, before);
        break;
      case 'source.serviceAccount':
        this.serviceAccounts(path, key, values, before);
        break;
      case 'source.trustDomain':
        this.wildcards(path, key, values, true, before);
        break;
      case 'source.namespace':
      case 'source.principal':
      case 'request.auth.principal':
      case 'request.auth.audiences':
      case 'request.auth.presenter':
      case 'connection.sni':
        break;
      case 'destination.namespace':
        this.refuse(at, `${before}attribute ${key} is replaced by the metadata.namespace`);
        break;
      case 'destination.name':
      case 'destination.user':
        this.refuse(at, `${before}deprecated attribute ${key}: only supported in v1alpha1`);
        break;
      default:
        this.refuse(
          at,
          key.startsWith('destination.labels')
            ? `${before}attribute ${key} is replaced by the workload selector`
            : `${before}unknown attribute: ${key}`,
        );
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
              `From.${capital(name)} is currently not supported with CUSTOM action`,
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
      const filled = (field: 'audiences' | 'fromParams' | 'fromCookies', words: string): void => {
        for (const [at, value] of (rule[field] ?? []).entries())
          if (value === '') this.refuse([...path, field, at], `${words} must be non-empty string`);
      };
      filled('audiences', 'audience');
      if (issuer === '' && address === '')
        this.refuse(path, 'issuer or jwksUri must be non-empty string');
      if (address !== '') this.keyAddress([...path, 'jwksUri'], address);
      const problem = jwks === '' ? null : jwksProblem(jwks);
      if (problem !== null) this.refuse([...path, 'jwks'], `jwks parse error: ${problem}`);
      for (const at of privateKeys(jwks))
        this.warn(
          [...path, 'jwks'],
          `jwks key at index ${at} contains private key material; only public keys are used for verification`,
        );
      for (const [at, {name = ''}] of (rule.fromHeaders ?? []).entries())
        if (name === '')
          this.refuse(
            [...path, 'fromHeaders', at],
            'location header name must be non-empty string',
          );
      filled('fromParams', 'location query');
      filled('fromCookies', 'cookie name');
      for (const [at, {claim = '', header = ''}] of (rule.outputClaimToHeaders ?? []).entries()) {
        const where = [...path, 'outputClaimToHeaders', at];
        if (claim === '' || header === '')
          this.refuse(
            where,
            'outputClaimToHeaders header and claim value must be non-empty string',
          );
        else if (!/^[-_A-Za-z0-9]+$/.test(header))
          this.refuse(where, `header name ${header} is not a valid header name`);
      }
      this.duration([...path, 'timeout'], rule.timeout);
    }
  }

  private duration(path: Path, text: string | undefined): void {
    const value = text === undefined ? 1 : (parseDuration(text) ?? 0);
    if (value < 1) this.refuse(path, 'duration must be greater than 1ms');
    else if (!Number.isInteger(value))
      this.refuse(path, 'only durations to ms precision are supported');
  }

  /** As Go reads an address. */
  private keyAddress(path: Path, address: string): void {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? '';
    const port = /^[^:]*:\/\/[^/?#]*?(:[^\]/?#:]*)(?:[/?#]|$)/.exec(address)?.[1] ?? ':';
    if ([...address].some(letter => letter < ' ' || letter === '\u007f'))
      this.refuse(
        path,
        `parse ${JSON.stringify(address)}: net/url: invalid control character in URL`,
      );
    else if (!/^:\d*$/.test(port))
      this.refuse(path, `parse "${address}": invalid port "${port}" after host`);
    else if (scheme !== 'http' && scheme !== 'https')
      this.refuse(path, `URI scheme "${scheme}" is not supported`);
  }

  /** Source: `validation.go checkDryRunAnnotation`; false: nothing else is looked at. */
  dryRun({kind, namespace, name, value}: SourceDocument): boolean {
    const {annotations = {}} = (value.metadata ?? {}) as {annotations?: Record<string, string>};
    const given = annotations[DRY_RUN];
    if (given === undefined) return true;
    const path = ['metadata', 'annotations', DRY_RUN];
    const {action = 'ALLOW'} = (value.spec ?? {}) as AuthorizationPolicySpec;
    if (kind !== 'AuthorizationPolicy')
      this.refuse(
        path,
        `${namespace}/${name} has unsupported annotation ${DRY_RUN}, please remove the annotation`,
      );
    else if (action !== 'ALLOW' && action !== 'DENY')
      this.refuse(
        path,
        `the annotation ${DRY_RUN} currently only supports action ALLOW/DENY, found action ${action} in ${namespace}/${name}`,
      );
    else if (!/^(1|0|[tTfF]|true|TRUE|True|false|FALSE|False)$/.test(given))
      this.refuse(
        path,
        `${namespace}/${name} has annotation ${DRY_RUN} with invalid value (${given})`,
      );
    else return true;
    return false;
  }
}

/** Complaints of the webhook about a document of the security group whose schema is in order. */
export function checkPolicies(document: SourceDocument): Complaint[] {
  if (!document.apiVersion.startsWith('security.istio.io/')) return [];
  const check = new Check();
  if (!check.dryRun(document)) return check.complaints;
  const spec = document.value.spec ?? {};
  if (document.kind === 'AuthorizationPolicy') check.policy(spec as AuthorizationPolicySpec);
  if (document.kind === 'PeerAuthentication') check.peer(spec as PeerAuthenticationSpec);
  if (document.kind === 'RequestAuthentication') check.tokens(spec as RequestAuthenticationSpec);
  return check.complaints;
}

const refused = new WeakMap<SourceDocument, boolean>();

/** Whether API server and webhook let a policy in; asked once for each document. */
export function isAdmitted(document: SourceDocument): boolean {
  let known = refused.get(document);
  if (known === undefined) {
    const complaints: Complaint[] = [];
    checkSchema(document, complaint => complaints.push(complaint), POLICY_SCHEMAS);
    if (complaints.length === 0) complaints.push(...checkPolicies(document));
    known = complaints.some(({severity}) => severity !== 'warning');
    refused.set(document, known);
  }
  return !known;
}
