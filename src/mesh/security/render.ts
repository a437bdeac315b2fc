import type {ConnectionVerdict, RuleMismatch, SecurityEvent, SecurityEventType} from './types';

/**
 * Decisions of a receiver as sentences that stand alone. A translation is another table of the same ids; `{name}` stands for a
 * field of the event, `{why}` for the words of a mismatch.
 */

type Verdicts = `peer-${ConnectionVerdict}`;

type SecurityMessageId =
  | Exclude<SecurityEventType, 'peer' | 'token' | 'external' | 'denied'>
  | Verdicts
  | 'token-accepted'
  | 'token-refused'
  | 'rule-never'
  | 'external-allowed'
  | 'external-refused'
  | 'denied-broken';

type Nouns = Readonly<Record<string, string>>;

export interface SecurityMessages {
  sentences: Readonly<Record<SecurityMessageId | 'denied', string>>;
  /** What fields of sources and operations, and keys of conditions, ask about. */
  nouns: Nouns;
  /** Beginnings of keys that go on with a name in brackets. */
  named: Nouns;
  /** `{noun}`, `{expected}`, `{seen}` */
  mismatch: Readonly<
    Record<'other' | 'absent' | 'empty' | 'anything' | 'excluded' | 'forbidden', string>
  >;
  or: string;
}

export const SECURITY_ENGLISH: SecurityMessages = {
  sentences: {
    'peer-plaintext':
      'Port {port} accepts plain text, because mutual TLS is {mode} there. The caller has no identity.',
    'peer-mutual-tls':
      'The caller proves with a certificate that it is {principal}. Mutual TLS is {mode} on port {port}.',
    'peer-bytes': 'Port {port} passes the bytes on as they are. Mutual TLS is {mode} there.',
    'peer-strict-wants-tls':
      'Mutual TLS is STRICT on port {port}, and the caller speaks plain text: the connection is closed.',
    'peer-no-filter-chain':
      'The caller speaks TLS, but not that of Istio. Port {port} does not expect it: the connection is closed.',
    'peer-certificate-required':
      'Mutual TLS asks for a certificate, and the caller shows none: the handshake fails.',
    'peer-unknown-authority':
      'The authority of this mesh did not sign the certificate of the caller: the handshake fails.',
    'peer-unknown-trust-domain':
      'This mesh does not know the trust domain of the caller: the handshake fails.',
    'peer-tls-to-plaintext-port':
      'Mutual TLS is {mode} on port {port}, so it reads plain text. It cannot make sense of the TLS of the caller.',
    'bad-path': 'The path {path} cannot be normalised.',
    'token-missing':
      'The request carries no token of the issuer {issuer}. That alone refuses nothing.',
    'token-accepted': 'The token in the {location} is a good one of the issuer {issuer}.',
    'token-refused': 'The token in the {location} does not hold for the issuer {issuer}: {reason}.',
    'token-skipped': 'Tokens are not looked at, because this is a preflight.',
    'rule-matched': 'Rule {number} of the {action} policy {policy} applies.',
    'rule-skipped': 'Rule {number} of the {action} policy {policy} does not apply: {why}.',
    'rule-never':
      'Rule {number} of the {action} policy {policy} never applies: it asks for something that is unknown, or that this port cannot see.',
    'external-allowed': 'The CUSTOM policy {policy} asks {provider}, which lets the request pass.',
    'external-refused': 'The CUSTOM policy {policy} asks {provider}, which refuses.',
    'no-allow-matched':
      'This workload has ALLOW policies ({policies}), and no rule of them applies: refused.',
    'no-allow-policy': 'No ALLOW policy is about this workload: what no DENY stopped may pass.',
    denied: 'The proxy answers {status} by itself ({details}). The application sees nothing.',
    'denied-broken': 'The proxy ends the connection. The application sees nothing.',
    accepted: 'The request goes on to the application ({cluster}).',
  },
  nouns: {
    principals: 'the identity of the caller',
    'source.principal': 'the identity of the caller',
    namespaces: 'the namespace of the caller',
    'source.namespace': 'the namespace of the caller',
    serviceAccounts: 'the service account of the caller',
    'source.serviceAccount': 'the service account of the caller',
    trustDomains: 'the trust domain of the caller',
    'source.trustDomain': 'the trust domain of the caller',
    ipBlocks: 'the address that the connection comes from',
    'source.ip': 'the address that the connection comes from',
    remoteIpBlocks: 'the address of the first client',
    'remote.ip': 'the address of the first client',
    requestPrincipals: 'the identity in the token',
    'request.auth.principal': 'the identity in the token',
    'request.auth.audiences': 'the audience of the token',
    'request.auth.presenter': 'the presenter of the token',
    hosts: 'the host',
    methods: 'the method',
    paths: 'the path',
    ports: 'the port',
    'destination.port': 'the port',
    'destination.ip': 'the address of the workload',
    'connection.sni': 'the server name of the TLS greeting',
  },
  named: {
    'request.headers': 'the header {name}',
    'request.auth.claims': 'the claim {name} of the token',
    'experimental.envoy.filters.': 'the metadata {name}',
  },
  mismatch: {
    other: '{noun} should be {expected}, and it is {seen}',
    absent: '{noun} should be {expected}, and there is none',
    empty: '{noun} should be {expected}, and it is empty',
    anything: '{noun} is missing, and any would do',
    forbidden: '{noun} must not be there at all, and it is {seen}',
    excluded: '{noun} must not be {expected}, and it is {seen}',
  },
  or: ' or ',
};

/** How a value of the reader's own is set apart from the words around it. */
export type Quote = (text: string) => string;

const plain: Quote = text => text;

const fill = (template: string, fields: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? '');

function nounOf(field: string, {nouns, named}: SecurityMessages, quote: Quote): string {
  const positive = field.replace(/^not([A-Z])/, (_, first: string) => first.toLowerCase());
  if (Object.hasOwn(nouns, positive)) return nouns[positive] ?? positive;
  const inBrackets = [...field.matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name);
  const known = Object.entries(named).find(([start]) => field.startsWith(start));
  return known
    ? fill(known[1], {name: quote(inBrackets.length > 0 ? inBrackets.join('.') : field)})
    : quote(field);
}

function oneOf(values: readonly string[], {or}: SecurityMessages, quote: Quote): string {
  const names = values.map(quote);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')}${or}${last}`;
}

/** Why a rule does not apply, without a full stop: `the method should be POST, and it is GET`. */
export function whyNot(
  {field, expected, negated, seen}: RuleMismatch,
  messages: SecurityMessages,
  quote: Quote = plain,
): string {
  const {mismatch} = messages;
  const template = negated
    ? expected.includes('*')
      ? mismatch.forbidden
      : mismatch.excluded
    : seen === null && expected.includes('*')
      ? mismatch.anything
      : seen === null
        ? mismatch.absent
        : seen === ''
          ? mismatch.empty
          : mismatch.other;
  return fill(template, {
    noun: nounOf(field, messages, quote),
    expected: oneOf(expected, messages, quote),
    seen: quote(seen ?? ''),
  });
}

function messageOf(event: SecurityEvent): SecurityMessageId | 'denied' {
  switch (event.type) {
    case 'peer':
      return `peer-${event.because}`;
    case 'token':
      return event.accepted ? 'token-accepted' : 'token-refused';
    case 'rule-skipped':
      return event.mismatch ? 'rule-skipped' : 'rule-never';
    case 'external':
      return event.allowed ? 'external-allowed' : 'external-refused';
    case 'denied':
      return event.status === null ? 'denied-broken' : 'denied';
    case 'bad-path':
    case 'token-missing':
    case 'token-skipped':
    case 'rule-matched':
    case 'no-allow-matched':
    case 'no-allow-policy':
    case 'accepted':
      return event.type;
    default:
      return event satisfies never;
  }
}

/** Words of Istio and of sentences, not of the reader. */
const UNQUOTED = new Set(['type', 'action', 'mode', 'location', 'reason', 'because']);

/** What was decided, in one sentence that needs no other. The table is the caller's, so that a page loads one language only. */
export function securitySentence(
  event: SecurityEvent,
  messages: SecurityMessages,
  quote: Quote = plain,
): string {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(event)) {
    if (typeof value === 'number') fields[name] = String(value);
    if (typeof value === 'string')
      fields[name] = UNQUOTED.has(name) ? value : quote(value.replace(/^AuthorizationPolicy /, ''));
  }
  if ('rule' in event) fields.number = String(event.rule + 1);
  if (event.type === 'rule-skipped' && event.mismatch)
    fields.why = whyNot(event.mismatch, messages, quote);
  return fill(messages.sentences[messageOf(event)], fields);
}
