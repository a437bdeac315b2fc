import {
  SECURITY_ENGLISH,
  whyNot,
  type Cluster,
  type CompiledProxy,
  type Mismatch,
  type Place,
  type Route,
  type SecurityEvent,
  type TraceEvent,
} from '../../../mesh';
import type {Verdict} from '../editor/contract';
import type {Spot} from './types';

/** Decisions as rungs: what a reader is told of each event. */

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  hit: 'matched',
  skip: 'skipped',
  fail: 'fails',
  off: 'not reached',
};

export interface Rung {
  verdict: Verdict;
  title: string;
  name?: string;
  text: string;
  at?: Spot;
}

/** `outbound|8080|v2|search.default.svc.cluster.local` → `search`, `v2`. */
export function readCluster(name: string): {host: string; subset: string} {
  const [, , subset = '', full] = name.split('|');
  if (full === undefined) return {host: name, subset: ''};
  return {host: full.replace(/\.svc\.cluster\.local$/, '').replace(/\.default$/, ''), subset};
}

export function clusterWords(name: string): string {
  const {host, subset} = readCluster(name);
  return subset === '' ? host : `${host}, ${subset}`;
}

/** `search-v1` for the Pod `search-v1-1`. */
export const workloadOf = (pod: string): string => pod.replace(/-\d+$/, '');

const FIELDS: Readonly<Record<Mismatch['field'], string>> = {
  uri: 'Path',
  headers: 'Header',
  withoutHeaders: 'Header',
  method: 'Method',
  authority: 'Host',
  scheme: 'Scheme',
  queryParams: 'Query parameter',
  claims: 'Claim',
};

const VERBS: Readonly<Record<string, [holds: string, fails: string]>> = {
  exact: ['is exactly', 'is not exactly'],
  prefix: ['begins with', 'does not begin with'],
  'segment-prefix': ['has the beginning', 'does not have the beginning'],
  regex: ['fits', 'does not fit'],
};

const quoted = (text: string): string => `\`${text}\``;

/** Why a route was passed over, as in “Path `/search` does not begin with `/admin`.” */
export function mismatchWords({field, name, expected, seen}: Mismatch): string {
  const subject = name === '' ? FIELDS[field] : `${FIELDS[field]} ${quoted(name)}`;
  const [, not, kind = '', value] = /^(not )?(\S+)(?: (".*"))?$/s.exec(expected) ?? [];
  if (value === undefined)
    return not === undefined ? `${subject} is not there.` : `${subject} is there.`;
  const text = quoted(JSON.parse(value) as string);
  const [holds, fails] = VERBS[kind] ?? ['is', 'is not'];
  const verb = not === undefined ? fails : holds;
  if (seen === null) return `${subject} is not there; the rule asks for ${text}.`;
  const value_ = seen === '' ? 'is empty: it' : quoted(seen);
  return name === ''
    ? `${subject} ${value_} ${verb} ${text}.`
    : `${subject} is ${quoted(seen)}, which ${verb} ${text}.`;
}

/** What made a route take a request. */
export function matchWords({match}: Route, path: string): string {
  const said: string[] = [];
  const {path: test, headers, query, claims} = match;
  if (!(test.type === 'prefix' && test.value === '/'))
    said.push(`Path ${quoted(path)} ${VERBS[test.type]?.[0] ?? 'is'} ${quoted(test.value)}.`);
  for (const {field, name, test: value, invert} of headers) {
    const subject =
      field === 'headers' || field === 'withoutHeaders' ? `Header ${quoted(name)}` : FIELDS[field];
    const [holds, fails] = (value.type === 'present' ? undefined : VERBS[value.type]) ?? [
      'is there',
      'is not there',
    ];
    const verb = invert ? fails : holds;
    said.push(
      value.type === 'present'
        ? `${subject} ${verb}.`
        : `${subject} ${verb} ${quoted(value.value)}.`,
    );
  }
  for (const {name, test: value} of query)
    said.push(
      value.type === 'present'
        ? `Query parameter ${quoted(name)} is there.`
        : `Query parameter ${quoted(name)} ${VERBS[value.type]?.[0] ?? 'is'} ${quoted(value.value)}.`,
    );
  if (claims.length > 0) said.push('The claims of the token are as asked.');
  return said.length === 0 ? 'It takes every request that gets this far.' : said.join(' ');
}

const BALANCING: Readonly<Record<Cluster['balancing']['type'], string>> = {
  'least-request': 'of two drawn Pods, the one with fewer open requests',
  'round-robin': 'one Pod after the other',
  random: 'drawn',
  passthrough: 'the address that was dialled',
  'ring-hash': 'by hash',
  maglev: 'by hash',
};

const FAILURES: Readonly<Record<string, string>> = {
  'connection-refused': 'refuses the connection',
  'tls-error': 'does not understand TLS here',
  'connection-termination': 'closes the connection without an answer',
  'protocol-error': 'answers something that is not HTTP',
  overflow: 'is full',
};

const list = (names: readonly string[]): string => names.map(quoted).join(', ');

const headerWords = (set: readonly string[], removed: readonly string[]): string =>
  [
    ...(set.length > 0 ? [`Set: ${list(set)}.`] : []),
    ...(removed.length > 0 ? [`Taken away: ${list(removed)}.`] : []),
  ].join(' ');

export interface Told {
  /** Name of who keeps the proxy, as in “`ui`’s proxy”. */
  keeper: string;
  routeTitle: (route: string) => {title: string; name?: string};
  matched: Route | null;
  /** The cluster has one endpoint. */
  only: boolean;
  proxy: CompiledProxy;
}

const pod = (name: string): Spot => ({workload: workloadOf(name)});

/** What a reader is told of a routing event; null: nothing that helps. */
export function rungOf(event: TraceEvent, told: Told): Rung | null {
  const {keeper, routeTitle, matched, proxy} = told;
  switch (event.type) {
    case 'listener': {
      const {port, kind} = event;
      switch (kind) {
        case 'http':
          return {
            verdict: 'hit',
            title: 'Listener',
            text: `${keeper} takes the call to port ${port}.`,
          };
        case 'tls':
          return {verdict: 'hit', title: 'Listener', text: `${keeper} ends TLS on port ${port}.`};
        case 'tcp':
          return {
            verdict: 'hit',
            title: 'Listener',
            text: `${keeper} knows nothing of this host on port ${port}, and passes the bytes on as they are.`,
          };
        case 'none':
          return {
            verdict: 'fail',
            title: 'Listener',
            text: `Nothing listens for this on port ${port}.`,
          };
        default:
          return kind satisfies never;
      }
    }
    case 'virtual-host': {
      const {authority, domain, name} = event;
      if (name === 'allow_any' || name === 'block_all')
        return {
          verdict: 'hit',
          title: 'Virtual host',
          name: '*',
          text: `Nobody in the mesh is called ${quoted(authority)}: the entry for unknown names takes it.`,
        };
      if (name === 'blackhole')
        return {
          verdict: 'skip',
          title: 'Virtual host',
          name: '*',
          text: `Nobody at this gateway is called ${quoted(authority)}. What is left has no rules.`,
        };
      if (domain === '*')
        return {
          verdict: 'hit',
          title: 'Virtual host',
          name: '*',
          text: `It takes every host, so ${quoted(authority)} as well.`,
        };
      return {
        verdict: 'hit',
        title: 'Virtual host',
        name: domain,
        text: `The host that was asked for, ${quoted(authority)}, is one of its names.`,
      };
    }
    case 'no-virtual-host':
      return {
        verdict: 'fail',
        title: 'Virtual host',
        text: `None of the names that the proxy knows on this port is ${quoted(event.authority)}.`,
      };
    case 'tls-required':
      return {
        verdict: 'hit',
        title: 'TLS required',
        text: `This host wants TLS: the caller is sent to ${quoted(event.location)}.`,
      };
    case 'route-skipped':
      return {verdict: 'skip', ...routeTitle(event.route), text: mismatchWords(event.mismatch)};
    case 'route-matched':
      return {
        verdict: 'hit',
        ...routeTitle(event.route),
        text: matched ? matchWords(matched, event.path) : `It takes ${quoted(event.path)}.`,
      };
    case 'no-route':
      return {
        verdict: 'fail',
        title: 'End of the list',
        text: `No rule takes ${quoted(event.path)}, and there is none for the rest.`,
      };
    case 'weights':
      return {
        verdict: 'hit',
        title: 'Draw by weight',
        name: readCluster(event.cluster).subset || readCluster(event.cluster).host,
        text: `It has ${event.weight} of ${event.total}. Each request is drawn anew.`,
      };
    case 'cluster': {
      const {subset, host} = readCluster(event.cluster);
      const cluster = proxy.cluster(event.cluster);
      const count =
        cluster?.discovery === 'original-destination'
          ? 'It leads to the address that was dialled.'
          : event.endpoints === 1
            ? 'It has one endpoint.'
            : `It has ${event.endpoints} endpoints.`;
      return subset === ''
        ? {verdict: 'hit', title: 'Cluster', name: host, text: count}
        : {
            verdict: 'hit',
            title: 'Cluster for subset',
            name: subset,
            text: `The DestinationRule defines it. ${count}`,
          };
    }
    case 'no-cluster': {
      const {subset, host} = readCluster(event.cluster);
      return subset === ''
        ? {
            verdict: 'fail',
            title: 'Cluster',
            name: host,
            text: `${keeper} knows no service of this name.`,
          }
        : {
            verdict: 'fail',
            title: 'Cluster for subset',
            name: subset,
            text: `It does not exist: no DestinationRule that ${keeper} finds defines it.`,
          };
    }
    case 'fault-delay':
      return {
        verdict: 'hit',
        title: 'Fault',
        text: `On purpose, the request waits ${event.ms} ms.`,
      };
    case 'fault-abort':
      return {
        verdict: 'fail',
        title: 'Fault',
        text: `On purpose, the proxy answers ${event.status} itself. No Pod is asked.`,
      };
    case 'cors-preflight':
    case 'cors-origin':
      return {
        verdict: event.allowed ? 'hit' : 'skip',
        title: 'CORS',
        text: `The origin ${quoted(event.origin)} is ${event.allowed ? 'one of' : 'not one of'} those allowed.`,
      };
    case 'redirect':
      return {
        verdict: 'hit',
        title: 'Redirect',
        text: `The proxy answers ${event.status}: go to ${quoted(event.location)}.`,
      };
    case 'direct-response':
      return {
        verdict: 'hit',
        title: 'Direct response',
        text: `The proxy answers ${event.status} itself.`,
      };
    case 'request-headers':
      return {
        verdict: 'hit',
        title: 'Request headers',
        text: headerWords(event.set, event.removed),
      };
    case 'response-headers':
      return {
        verdict: 'hit',
        title: 'Response headers',
        text: headerWords(event.set, event.removed),
      };
    case 'host-rewrite':
      return {verdict: 'hit', title: 'Rewrite', text: `The host becomes ${quoted(event.to)}.`};
    case 'path-rewrite':
      return {
        verdict: 'hit',
        title: 'Rewrite',
        text: `The path ${quoted(event.from)} becomes ${quoted(event.to)}.`,
      };
    case 'mirror':
      return event.endpoint === null
        ? {
            verdict: 'fail',
            title: 'Copy',
            name: clusterWords(event.cluster),
            text: 'There is nobody to send the copy to. The caller does not notice.',
          }
        : {
            verdict: 'hit',
            title: 'Copy',
            name: event.endpoint,
            text: 'A copy of the request goes there. Its answer is thrown away; what it writes is real.',
            at: pod(event.endpoint),
          };
    case 'mirror-not-drawn':
      return {
        verdict: 'skip',
        title: 'Copy',
        name: clusterWords(event.cluster),
        text: 'No copy this time: the percentage drew another number.',
      };
    case 'endpoint':
      return {
        verdict: 'hit',
        title: event.attempt > 1 ? `Endpoint, try ${event.attempt}` : 'Endpoint',
        name: event.endpoint,
        text: told.only
          ? 'It is the only one.'
          : `Load balancing chose it: ${BALANCING[event.balancing as keyof typeof BALANCING] ?? event.balancing}.`,
        at: pod(event.endpoint),
      };
    case 'no-endpoint':
      return {
        verdict: 'fail',
        title: 'Endpoint',
        text:
          event.ejected > 0
            ? `${event.ejected} of ${event.total} are ejected, and nobody is left.`
            : 'The place is known, and nobody is there: no ready Pod has these labels.',
      };
    case 'queued':
      return {
        verdict: 'hit',
        title: 'Connection pool',
        text: 'All connections are busy: the request waits for one.',
      };
    case 'overflow':
      return {
        verdict: 'fail',
        title: 'Connection pool',
        text: `The limit for ${event.limit === 'pending' ? 'waiting' : 'open'} requests, ${event.value}, is reached.`,
      };
    case 'answer':
      return {
        verdict: event.status < 500 ? 'hit' : 'fail',
        title: 'Answer of',
        name: event.endpoint,
        text: `It answers ${event.status}.`,
        at: pod(event.endpoint),
      };
    case 'failure':
      return {
        verdict: 'fail',
        title: 'Answer of',
        name: event.endpoint,
        text: `It ${FAILURES[event.reason] ?? 'fails'}.`,
        at: pod(event.endpoint),
      };
    case 'per-try-timeout':
      return {
        verdict: 'fail',
        title: 'Timeout of one try',
        text: `Try ${event.attempt} takes longer than ${event.ms} ms.`,
      };
    case 'timeout':
      return {
        verdict: 'fail',
        title: 'Timeout',
        text: `The rule allows ${event.ms} ms for everything, and they are over.`,
      };
    case 'retry':
      return {
        verdict: 'hit',
        title: 'Retry',
        text: `Try ${event.attempt} follows after ${event.backoffMs} ms, because of ${quoted(event.because)}.`,
      };
    case 'no-retry':
      switch (event.because) {
        case 'not-retriable':
          return {
            verdict: 'skip',
            title: 'Retry',
            text: 'No further try: this kind of failure is not in `retryOn`.',
          };
        case 'used-up':
          return {
            verdict: 'fail',
            title: 'Retry',
            text: 'No further try: all of them are used up.',
          };
        case 'no-room':
          return {
            verdict: 'fail',
            title: 'Retry',
            text: 'No further try: the budget for retries is used up.',
          };
        default:
          return event satisfies never;
      }
    case 'ejected':
      return {
        verdict: 'hit',
        title: 'Outlier detection',
        name: event.endpoint,
        text: `It failed too often, and gets no requests for ${event.forMs / 1000} s.`,
      };
    case 'gave-up':
      return {
        verdict: 'fail',
        title: 'The caller',
        text: `It goes away after ${event.afterMs} ms.`,
      };
    case 'end':
      return null;
    default:
      return event satisfies never;
  }
}

const MODES: Readonly<Record<string, string>> = {
  plaintext: 'plain text is accepted',
  'mutual-tls': 'mutual TLS, with the certificate of the caller',
  bytes: 'bytes are passed on',
  'strict-wants-tls': 'STRICT asks for mutual TLS, and the caller speaks plain text',
  'no-filter-chain': 'this kind of TLS is not expected here',
  'certificate-required': 'the caller shows no certificate',
  'unknown-authority': 'the certificate is not one of the mesh',
  'unknown-trust-domain': 'the certificate comes from an unknown trust domain',
  'tls-to-plaintext-port': 'TLS arrives where plain text is read',
};

/** What a reader is told of a decision at the receiving proxy; null: nothing was decided by a policy. */
export function securityRung(event: SecurityEvent): Rung | null {
  switch (event.type) {
    case 'peer':
      if (event.accepted && event.mode === 'PERMISSIVE') return null;
      return {
        verdict: event.accepted ? 'hit' : 'fail',
        title: 'Mutual TLS',
        name: event.mode,
        text: `${event.accepted ? 'Accepted' : 'Refused'}: ${MODES[event.because] ?? event.because}.`,
      };
    case 'bad-path':
      return {verdict: 'fail', title: 'Path', text: `${quoted(event.path)} is no path.`};
    case 'token-missing':
      return {
        verdict: 'skip',
        title: 'Token',
        name: event.issuer,
        text: 'No token of this issuer: that alone refuses nothing.',
      };
    case 'token':
      return {
        verdict: event.accepted ? 'hit' : 'fail',
        title: 'Token',
        name: event.issuer,
        text: event.accepted ? `Accepted, from ${event.location}.` : `${event.reason}.`,
      };
    case 'token-skipped':
      return {verdict: 'skip', title: 'Token', text: 'Not asked for: this is a preflight.'};
    case 'rule-matched':
      return {
        verdict: event.action === 'DENY' ? 'fail' : 'hit',
        title: event.action,
        name: event.policy.replace(/^\S+ /, ''),
        text: `Rule ${event.rule + 1} applies.`,
      };
    case 'rule-skipped': {
      const {mismatch} = event;
      return {
        verdict: 'skip',
        title: event.action,
        name: event.policy.replace(/^\S+ /, ''),
        text: mismatch
          ? `Rule ${event.rule + 1} does not apply: ${whyNot(mismatch, SECURITY_ENGLISH, quoted)}.`
          : `Rule ${event.rule + 1} asks for something that this port cannot see.`,
      };
    }
    case 'external':
      return {
        verdict: event.allowed ? 'hit' : 'fail',
        title: 'CUSTOM',
        name: event.provider,
        text: event.allowed ? 'It lets the request pass.' : 'It refuses.',
      };
    case 'no-allow-matched':
      return {
        verdict: 'fail',
        title: 'ALLOW',
        text: 'There are ALLOW policies, and none applies: refused.',
      };
    case 'no-allow-policy':
    case 'denied':
    case 'accepted':
      return null;
    default:
      return event satisfies never;
  }
}

/** First and last line of a place; an end at the beginning of a line belongs to the line before. */
export function linesOf({file, start, end}: Place): {file: string; from: number; to: number} {
  const to = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  return {file, from: start.line, to};
}
