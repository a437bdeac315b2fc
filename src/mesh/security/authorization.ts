import type {Mesh, Source} from '../model/types';
import type {Json, JsonObject, Path, SourceDocument} from '../parse/documents';
import {metadataOf} from '../model/services';
import type {HeaderMap} from '../simulate/types';
import {blockHolds, parseBlock} from './addresses';
import {compileTemplate, hasTemplate} from './path-template';
import {oldestFirst, specOf} from './peer-authentication';
import {
  negated,
  OPERATION_FIELDS,
  SOURCE_FIELDS,
  type AuthorizationPolicySpec,
  type PolicyAction,
  type PolicyRule,
} from './spec';
import type {Peer, RuleMismatch} from './types';

/**
 * AuthorizationPolicies as tests of one request. Source: istio/istio `pilot/pkg/security/authz/{builder,model,matcher}`, envoy
 * `source/extensions/filters/common/rbac`.
 */

/** What policies may ask about. */
export interface Subject {
  peer: Peer | null;
  /** Claims of a verified token. */
  claims: JsonObject | null;
  method: string;
  /** Normalised, without query. */
  path: string;
  authority: string;
  headers: HeaderMap;
  directIp: string;
  remoteIp: string;
  destinationIp: string;
  port: number;
  sni: string | null;
}

interface Test {
  field: string;
  clause: RuleMismatch['clause'];
  values: readonly string[];
  negate: boolean;
  path: Path;
  matches: (subject: Subject) => boolean;
  seen: (subject: Subject) => string | null;
}

interface CompiledRule {
  index: number;
  /** Name in Envoy's configuration and in its access log. */
  id: string;
  /** Each is a conjunction; one has to hold. */
  sources: readonly (readonly Test[])[];
  operations: readonly (readonly Test[])[];
  /** A part of the rule cannot be tested on a port that is not HTTP: an ALLOW rule then never matches. */
  void: boolean;
  source: Source;
}

export interface CompiledPolicy {
  action: PolicyAction;
  name: string;
  namespace: string;
  provider: string | null;
  dryRun: boolean;
  rules: readonly CompiledRule[];
  source: Source;
}

export const spiffeId = ({trustDomain, namespace, serviceAccount}: Peer): string =>
  `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;

/** Text patterns of policies: a star at one end, or alone. */
function textTest(pattern: string, ignoreCase = false): (value: string) => boolean {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const wanted = fold(pattern);
  if (pattern === '*') return value => value !== '';
  if (pattern.startsWith('*')) {
    const end = wanted.slice(1);
    return value => fold(value).endsWith(end);
  }
  if (pattern.endsWith('*')) {
    const start = wanted.slice(0, -1);
    return value => fold(value).startsWith(start);
  }
  return value => fold(value) === wanted;
}

/** Pieces between stars, each star standing for anything; linear in the length of the text. */
function globTest(pattern: string): (value: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  return value => {
    if (last === undefined) return value === first;
    if (!value.startsWith(first) || value.length < first.length + last.length) return false;
    let at = first.length;
    const end = value.length - last.length;
    for (const piece of rest) {
      const found = value.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return value.endsWith(last);
  };
}

const claimText = (claims: JsonObject | null, name: string): string | null => {
  const value = claims?.[name];
  return typeof value === 'string' ? value : null;
};

/** Source: istio/istio `authz/model/generator.go requestPrincipalGenerator`. */
function requestPrincipalTest(pattern: string): (subject: Subject) => boolean {
  const slash = pattern.lastIndexOf('/');
  const issuer = slash < 0 ? pattern : pattern.slice(0, slash);
  const user = slash < 0 ? '' : pattern.slice(slash + 1);
  const any = textTest('*');
  const exactly =
    (wanted: string) =>
    (value: string): boolean =>
      value === wanted;
  let issuerTest: (value: string) => boolean;
  let userTest: (value: string) => boolean;
  if (pattern === '*') [issuerTest, userTest] = [any, any];
  else if (pattern.startsWith('*')) {
    issuerTest = slash < 0 || issuer === '*' ? any : value => value.endsWith(issuer.slice(1));
    userTest = slash < 0 ? value => value.endsWith(pattern.slice(1)) : exactly(user);
  } else if (pattern.endsWith('*')) {
    issuerTest = slash < 0 ? value => value.startsWith(pattern.slice(0, -1)) : exactly(issuer);
    userTest = slash < 0 || user === '*' ? any : value => value.startsWith(user.slice(0, -1));
  } else [issuerTest, userTest] = [exactly(issuer), exactly(user)];
  return ({claims}) => {
    const iss = claimText(claims, 'iss');
    const sub = claimText(claims, 'sub');
    return iss !== null && sub !== null && issuerTest(iss) && userTest(sub);
  };
}

/** A claim that is a text, or a list with such a text. */
function claimTest(path: readonly string[], pattern: string): (subject: Subject) => boolean {
  const test = textTest(pattern);
  return ({claims}) => {
    const value = claimAt(claims, path);
    if (typeof value === 'string') return test(value);
    return Array.isArray(value) && value.some(item => typeof item === 'string' && test(item));
  };
}

function claimAt(claims: JsonObject | null, path: readonly string[]): Json | undefined {
  let value: Json | undefined = claims ?? undefined;
  for (const step of path)
    value =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.hasOwn(value, step)
        ? value[step]
        : undefined;
  return value;
}

const peerTest =
  (test: (spiffe: string) => boolean) =>
  ({peer}: Subject): boolean =>
    peer !== null && test(spiffeId(peer));

const blockTest = (
  value: string,
  of: (subject: Subject) => string,
): ((subject: Subject) => boolean) | null => {
  const block = parseBlock(value);
  return block && (subject => blockHolds(block, of(subject)));
};

const principalSeen = ({peer}: Subject): string | null => peer && spiffeId(peer);

interface Attribute {
  http: boolean;
  /** Null: the value is none that can be tested. */
  test: (value: string) => ((subject: Subject) => boolean) | null;
  seen: (subject: Subject) => string | null;
}

interface Names {
  /** Namespace of the policy. */
  namespace: string;
  /** The mesh's trust domain, then its aliases. */
  trustDomains: readonly string[];
}

/** Source: istio/istio `pilot/pkg/security/trustdomain/bundle.go`. */
export function withAliases(principal: string, trustDomains: readonly string[]): string[] {
  const parts = principal.split('/');
  const [own = ''] = parts;
  if (parts.length !== 5 || own === '*') return [principal];
  const known = trustDomains.some(
    domain =>
      domain === own ||
      (own.startsWith('*') && domain.endsWith(own.slice(1))) ||
      (own.endsWith('*') && domain.startsWith(own.slice(0, -1))),
  );
  if (!known && own !== 'cluster.local') return [principal];
  return [
    ...new Set(
      trustDomains.map(domain =>
        own.startsWith('*') && domain.endsWith(own.slice(1))
          ? principal
          : [domain, ...parts.slice(1)].join('/'),
      ),
    ),
  ];
}

const PEER_ATTRIBUTES: Readonly<Record<string, (names: Names) => Attribute>> = {
  principals: ({trustDomains}) => ({
    http: false,
    test: value => {
      const tests = withAliases(value, trustDomains).map(item => textTest(item));
      return peerTest(spiffe => tests.some(test => test(spiffe)));
    },
    seen: principalSeen,
  }),
  namespaces: () => ({
    http: false,
    test: value => {
      const test = globTest(`*/ns/${value}/*`);
      return peerTest(test);
    },
    seen: ({peer}) => peer && peer.namespace,
  }),
  serviceAccounts: ({namespace}) => ({
    http: false,
    test: value => {
      const slash = value.indexOf('/');
      const wanted = slash < 0 ? `${namespace}/${value}` : value;
      return ({peer}) => peer !== null && `${peer.namespace}/${peer.serviceAccount}` === wanted;
    },
    seen: ({peer}) => peer && `${peer.namespace}/${peer.serviceAccount}`,
  }),
  trustDomains: ({trustDomains}) => ({
    http: false,
    test: value => {
      const tests = (trustDomains.includes(value) ? trustDomains : [value]).map(globTest);
      return ({peer}) => peer !== null && tests.some(test => test(peer.trustDomain));
    },
    seen: ({peer}) => peer && peer.trustDomain,
  }),
  ipBlocks: () => ({
    http: false,
    test: value => blockTest(value, ({directIp}) => directIp),
    seen: ({directIp}) => directIp,
  }),
  remoteIpBlocks: () => ({
    http: false,
    test: value => blockTest(value, ({remoteIp}) => remoteIp),
    seen: ({remoteIp}) => remoteIp,
  }),
  requestPrincipals: () => ({
    http: true,
    test: requestPrincipalTest,
    seen: ({claims}) => {
      const iss = claimText(claims, 'iss');
      const sub = claimText(claims, 'sub');
      return iss === null || sub === null ? null : `${iss}/${sub}`;
    },
  }),
};

const OPERATION_ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  hosts: {
    http: true,
    test: value => {
      const test = textTest(value, true);
      return ({authority}) => test(authority);
    },
    seen: ({authority}) => authority,
  },
  methods: {
    http: true,
    test: value => {
      const test = textTest(value);
      return ({method}) => test(method);
    },
    seen: ({method}) => method,
  },
  paths: {
    http: true,
    test: value => {
      const test = hasTemplate(value) ? compileTemplate(value) : textTest(value);
      return ({path}) => test(path);
    },
    seen: ({path}) => path,
  },
  ports: {
    http: false,
    test: value =>
      /^\d+$/.test(value) && Number(value) <= 65535 ? ({port}) => port === Number(value) : null,
    seen: ({port}) => String(port),
  },
};

const KEYS: Readonly<Record<string, string>> = {
  'source.ip': 'ipBlocks',
  'remote.ip': 'remoteIpBlocks',
  'source.namespace': 'namespaces',
  'source.principal': 'principals',
  'source.serviceAccount': 'serviceAccounts',
  'source.trustDomain': 'trustDomains',
  'request.auth.principal': 'requestPrincipals',
  'destination.port': 'ports',
};

function claimAttribute(path: readonly string[]): Attribute {
  return {
    http: true,
    test: value => claimTest(path, value),
    seen: ({claims}) => {
      const value = claimAt(claims, path);
      return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
    },
  };
}

/** The attribute a key of `when` names; null: there is none. */
function attributeOf(
  key: string,
  names: Names,
): {attribute: Attribute; permission: boolean} | null {
  const field = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (field === 'ports' && OPERATION_ATTRIBUTES.ports)
    return {attribute: OPERATION_ATTRIBUTES.ports, permission: true};
  const known = field === undefined ? undefined : PEER_ATTRIBUTES[field];
  if (known) return {attribute: known(names), permission: false};
  const inBrackets = [...key.matchAll(/\[([^\]]*)\]/g)].map(([, inner = '']) => inner);
  const [first = ''] = inBrackets;
  if (key.startsWith('request.headers') && first !== '') {
    const name = first.toLowerCase();
    const valuesOf = ({headers, authority}: Subject): readonly string[] | undefined =>
      name === 'host' || name === ':authority' ? [authority] : headers.get(name);
    return {
      permission: false,
      attribute: {
        http: true,
        test: value => {
          if (value === '*') return subject => valuesOf(subject) !== undefined;
          const test = textTest(value);
          return subject => (valuesOf(subject) ?? []).some(item => test(item));
        },
        seen: subject => valuesOf(subject)?.join(', ') ?? null,
      },
    };
  }
  if (key.startsWith('request.auth.claims') && inBrackets.length > 0)
    return {attribute: claimAttribute(inBrackets), permission: false};
  if (key === 'request.auth.audiences')
    return {attribute: claimAttribute(['aud']), permission: false};
  if (key === 'request.auth.presenter')
    return {attribute: claimAttribute(['azp']), permission: false};
  if (key === 'destination.ip')
    return {
      permission: true,
      attribute: {
        http: false,
        test: value => blockTest(value, ({destinationIp}) => destinationIp),
        seen: ({destinationIp}) => destinationIp,
      },
    };
  if (key === 'connection.sni')
    return {
      permission: true,
      attribute: {
        http: false,
        test: value => {
          const test = textTest(value);
          return ({sni}) => sni !== null && test(sni);
        },
        seen: ({sni}) => sni,
      },
    };
  // No filter that the engine knows writes metadata of its own.
  if (key.startsWith('experimental.envoy.filters.'))
    return {attribute: {http: false, test: () => () => false, seen: () => null}, permission: true};
  return null;
}

/** Thrown inside this file only: a rule of an ALLOW policy that Istio leaves out. */
class LeftOut extends Error {}

class RuleCompiler {
  constructor(
    private readonly names: Names,
    private readonly http: boolean,
    private readonly action: PolicyAction,
  ) {}

  private tests(
    attribute: Attribute,
    clause: RuleMismatch['clause'],
    path: Path,
    lists: {values: readonly string[] | undefined; negate: boolean; at: string}[],
  ): Test[] {
    return lists.flatMap(({values = [], negate, at}) => {
      if (values.length === 0) return [];
      const tests: ((subject: Subject) => boolean)[] = [];
      for (const value of values) {
        const test = attribute.http && !this.http ? null : attribute.test(value);
        if (test) tests.push(test);
        else if (this.action === 'ALLOW') throw new LeftOut();
      }
      if (tests.length === 0) return [];
      const [only] = tests;
      const some =
        tests.length === 1 && only
          ? only
          : (subject: Subject): boolean => tests.some(test => test(subject));
      return [
        {
          field: at,
          clause,
          values,
          negate,
          path: [...path, at],
          matches: negate ? subject => !some(subject) : some,
          seen: attribute.seen,
        },
      ];
    });
  }

  private conditions(rule: PolicyRule, path: Path): {source: Test[]; operation: Test[]} {
    const source: Test[] = [];
    const operation: Test[] = [];
    for (const [index, {key = '', values, notValues}] of (rule.when ?? []).entries()) {
      const known = attributeOf(key, this.names);
      if (!known) throw new LeftOut();
      const tests = this.tests(
        known.attribute,
        'when',
        [...path, 'when', index],
        [
          {values, negate: false, at: 'values'},
          {values: notValues, negate: true, at: 'notValues'},
        ],
      ).map(test => ({...test, field: key}));
      (known.permission ? operation : source).push(...tests);
    }
    return {source, operation};
  }

  compile(rule: PolicyRule, path: Path): Pick<CompiledRule, 'sources' | 'operations'> {
    const base = this.conditions(rule, path);
    const sources = (rule.from ?? []).map(({source = {}}, index) => [
      ...SOURCE_FIELDS.flatMap(field => {
        const attribute = PEER_ATTRIBUTES[field]?.(this.names);
        return attribute
          ? this.tests(
              attribute,
              'from',
              [...path, 'from', index, 'source'],
              [
                {values: source[field], negate: false, at: field},
                {values: source[negated(field)], negate: true, at: negated(field)},
              ],
            )
          : [];
      }),
      ...base.source,
    ]);
    const operations = (rule.to ?? []).map(({operation = {}}, index) => [
      ...OPERATION_FIELDS.flatMap(field => {
        const attribute = OPERATION_ATTRIBUTES[field];
        return attribute
          ? this.tests(
              attribute,
              'to',
              [...path, 'to', index, 'operation'],
              [
                {values: operation[field], negate: false, at: field},
                {values: operation[negated(field)], negate: true, at: negated(field)},
              ],
            )
          : [];
      }),
      ...base.operation,
    ]);
    return {
      sources: sources.length > 0 ? sources : [base.source],
      operations: operations.length > 0 ? operations : [base.operation],
    };
  }
}

function compilePolicy(document: SourceDocument, names: Names, http: boolean): CompiledPolicy {
  const spec = specOf<AuthorizationPolicySpec>(document);
  const action = spec.action ?? 'ALLOW';
  const compiler = new RuleCompiler({...names, namespace: document.namespace}, http, action);
  const rules = (spec.rules ?? []).map((rule, index): CompiledRule => {
    const path = ['spec', 'rules', index];
    const head = {
      index,
      id: `ns[${document.namespace}]-policy[${document.name}]-rule[${index}]`,
      source: {document, path},
    };
    try {
      return {...head, ...compiler.compile(rule, path), void: false};
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      return {...head, sources: [], operations: [], void: true};
    }
  });
  return {
    action,
    name: document.name,
    namespace: document.namespace,
    provider: spec.provider?.name ?? null,
    dryRun: metadataOf(document).annotations?.['istio.io/dry-run'] === 'true',
    rules,
    source: {document, path: ['spec']},
  };
}

/** Policies for a workload port, in the order in which Envoy tries their rules. */
export function compilePolicies(
  mesh: Mesh,
  applies: (spec: AuthorizationPolicySpec, namespace: string) => boolean,
  http: boolean,
): CompiledPolicy[] {
  const {trustDomain = 'cluster.local', trustDomainAliases = []} = mesh.config;
  const names: Names = {namespace: '', trustDomains: [trustDomain, ...trustDomainAliases]};
  return oldestFirst(mesh, 'AuthorizationPolicy')
    .filter(document => applies(specOf(document), document.namespace))
    .map(document => compilePolicy(document, names, http));
}

/** The first test that fails in the alternative that comes closest; null: one holds. */
function closest(alternatives: readonly (readonly Test[])[], subject: Subject): Test | null {
  let best: Test | null = null;
  let passed = -1;
  for (const tests of alternatives) {
    const at = tests.findIndex(test => !test.matches(subject));
    if (at < 0) return null;
    if (at > passed) {
      passed = at;
      best = tests[at] ?? null;
    }
  }
  return best;
}

const holds = (alternatives: readonly (readonly Test[])[], subject: Subject): boolean =>
  alternatives.some(tests => tests.every(test => test.matches(subject)));

export const ruleMatches = (rule: CompiledRule, subject: Subject): boolean =>
  !rule.void && holds(rule.operations, subject) && holds(rule.sources, subject);

/** Why a rule does not match; null with a rule that cannot. */
export function ruleMismatch(
  rule: CompiledRule,
  subject: Subject,
): {mismatch: RuleMismatch; source: Source} | null {
  const test = closest(rule.sources, subject) ?? closest(rule.operations, subject);
  if (!test) return null;
  const {clause, field, values, negate: isNegated} = test;
  return {
    mismatch: {
      clause,
      field,
      expected: values,
      negated: isNegated,
      seen: test.seen(subject),
    },
    source: {document: rule.source.document, path: test.path},
  };
}

/** Rules of an action in the order of Envoy's map: by name, as text. */
export const rulesInOrder = (
  policies: readonly CompiledPolicy[],
): {policy: CompiledPolicy; rule: CompiledRule}[] =>
  policies
    .flatMap(policy => policy.rules.map(rule => ({policy, rule})))
    .sort((a, b) => (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0));
