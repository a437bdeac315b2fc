import {hostsOverlap, isSubsetOfLabels} from '../model/names';
import type {
  Destination,
  HttpRule,
  MatchRequest,
  StreamRule,
  VirtualServiceSpec,
} from '../model/spec';
import type {Path, SourceDocument} from '../parse/documents';
import {isSecurityKind, specOf} from '../security/peer-authentication';
import {
  canonical,
  findHost,
  metadataOf,
  nameOf,
  NETWORKING,
  ofKind,
  qualified,
  scopesOf,
  selects,
  type Analyzer,
  type Cluster,
  type Labels,
  type Report,
  type Workload,
} from './cluster';

/** Analyzers of VirtualServices and DestinationRules. Source: istio/istio `pkg/config/analysis/analyzers`. */

type Spec = VirtualServiceSpec;

const virtualServices = (cluster: Cluster): SourceDocument[] =>
  ofKind(cluster, 'VirtualService', NETWORKING);

interface Reference extends Partial<Destination> {
  path: Path;
  mirror: boolean;
}

/** All destinations a VirtualService names. */
function references(spec: Spec): Reference[] {
  const of = (destination: Destination | undefined, path: Path, mirror = false): Reference => ({
    ...destination,
    path,
    mirror,
  });
  const http = (spec.http ?? []).flatMap((rule, index) => {
    const path = ['spec', 'http', index];
    return [
      ...(rule.route ?? []).map((route, at) =>
        of(route.destination, [...path, 'route', at, 'destination']),
      ),
      ...(rule.mirror ? [of(rule.mirror, [...path, 'mirror'], true)] : []),
      ...(rule.mirrors ?? []).map((mirror, at) =>
        of(mirror.destination, [...path, 'mirrors', at, 'destination'], true),
      ),
    ];
  });
  const streams = (['tcp', 'tls'] as const).flatMap(kind =>
    (spec[kind] ?? []).flatMap((rule, index) =>
      (rule.route ?? []).map((route, at) =>
        of(route.destination, ['spec', kind, index, 'route', at, 'destination']),
      ),
    ),
  );
  return [...http, ...streams];
}

/** The object that a host means: `namespace/name` of a full name, or in the namespace of who says it. */
function resourceOf(host: string, namespace: string): string {
  const match = /^(.+)\.(.+)\.svc\.cluster\.local$/.exec(host);
  return match ? `${match[2] ?? ''}/${match[1] ?? ''}` : `${namespace}/${host}`;
}

const destinations: Analyzer = (cluster, report) => {
  const subsets = new Set(
    ofKind(cluster, 'DestinationRule', NETWORKING).flatMap(document => {
      const {host = '', subsets: list = []} = specOf<{host?: string; subsets?: {name?: string}[]}>(
        document,
      );
      return list.map(({name}) => `${resourceOf(host, document.namespace)}+${name ?? ''}`);
    }),
  );
  for (const document of virtualServices(cluster)) {
    const spec = specOf<Spec>(document);
    for (const {host = '', subset = '', port, path, mirror} of references(spec)) {
      const missing = (what: string, name: string): void => {
        report({
          code: 'IST0101',
          level: 'Error',
          document,
          path,
          message: `Referenced ${what} not found: "${name}"`,
        });
      };
      const found = findHost(cluster, host, document.namespace, spec.exportTo ?? []);
      if (!found) missing(mirror ? 'mirror host' : 'host', host);
      else if (!port) {
        if (found.ports.length > 1)
          report({
            code: 'IST0112',
            level: 'Error',
            document,
            path,
            message: `This VirtualService routes to a service "${host}" that exposes multiple ports [${found.ports.join(' ')}]. Specifying a port in the destination is required to disambiguate.`,
          });
      } else if (!found.ports.includes(port.number ?? 0))
        missing('host:port', `${host}:${port.number ?? 0}`);
      if (subset !== '' && !subsets.has(`${resourceOf(host, document.namespace)}+${subset}`))
        missing(`${mirror ? 'mirror' : 'host'}+subset in destinationrule`, `${host}+${subset}`);
    }
  }
};

/** Routes without a subset at a gateway, to a host whose subsets another rule uses inside the mesh. */
const subsetsAtGateways: Analyzer = (cluster, report) => {
  const all = virtualServices(cluster);
  const withSubset = all.flatMap(document => {
    const {hosts = [], http = []} = specOf<Spec>(document);
    const named = http
      .flatMap(({route = []}) => route)
      .filter(({destination}) => (destination?.subset ?? '') !== '')
      .map(({destination}) => destination?.host ?? '');
    return named.filter(host => hosts.includes(host)).map(host => ({host, document}));
  });
  for (const document of all) {
    const {gateways = [], http = []} = specOf<Spec>(document);
    if (gateways.length === 0) continue;
    for (const [index, {route = []}] of http.entries())
      for (const [at, {destination}] of route.entries())
        if ((destination?.subset ?? '') === '')
          for (const other of withSubset.filter(({host}) => host === destination?.host))
            report({
              code: 'IST0140',
              level: 'Warning',
              document,
              path: ['spec', 'http', index, 'route', at, 'destination'],
              message: `Subset in virtual service ${nameOf(other.document)} has no effect on ingress gateway ${nameOf(document)} requests`,
            });
  }
};

const gatewayKey = (name: string, namespace: string): string =>
  name.includes('/') ? name : `${namespace}/${name}`;

/** Hosts of a Gateway that VirtualServices of a namespace may use. */
function gatewayHosts(document: SourceDocument, namespace: string): string[] {
  const {servers = []} = specOf<{servers?: {hosts?: string[]}[]}>(document);
  return servers
    .flatMap(({hosts = []}) => hosts)
    .flatMap(host => {
      if (!host.includes('/')) return [host];
      const [owner = '', bare = ''] = host.split('/');
      const own = owner === '.' ? document.namespace : owner;
      return own === '*' || own === namespace ? [bare] : [];
    });
}

const gatewayReferences: Analyzer = (cluster, report) => {
  const gateways = new Map(
    ofKind(cluster, 'Gateway', NETWORKING).map(document => [nameOf(document), document]),
  );
  for (const document of virtualServices(cluster)) {
    const {hosts = [], gateways: used = []} = specOf<Spec>(document);
    for (const [index, name] of used.entries()) {
      if (name === 'mesh') continue;
      const path = ['spec', 'gateways', index];
      const say = (code: Report['code'], level: Report['level'], message: string): void => {
        report({code, level, document, path, message});
      };
      if (name.slice(name.indexOf('/') + 1).includes('~gateway~')) {
        say(
          'IST0165',
          'Warning',
          `Gateway reference in VirtualService ${nameOf(document)} is to an implementation-generated internal Gateway: ${name}.`,
        );
        continue;
      }
      const key = gatewayKey(name, document.namespace);
      const gateway = gateways.get(key);
      if (!gateway) say('IST0101', 'Error', `Referenced gateway not found: "${name}"`);
      const offered = gateway ? gatewayHosts(gateway, document.namespace) : [];
      if (!offered.some(host => hosts.some(wanted => hostsOverlap(host, wanted))))
        say(
          'IST0132',
          'Warning',
          `one or more host [${hosts.join(' ')}] defined in VirtualService ${nameOf(document)} not found in Gateway ${key}.`,
        );
    }
  }
};

const conflictingHosts: Analyzer = (cluster, report) => {
  const owners = new Map<string, SourceDocument[]>();
  for (const document of virtualServices(cluster)) {
    const {hosts = [], gateways = [], exportTo = []} = specOf<Spec>(document);
    if (gateways.length > 0 && !gateways.includes('mesh')) continue;
    for (const scope of scopesOf(exportTo, document.namespace))
      for (const host of hosts) {
        const key = `${scope}/${qualified(host, document.namespace)}`;
        owners.set(key, [...(owners.get(key) ?? []), document]);
      }
  }
  const said = new Set<SourceDocument>();
  for (const [key, list] of owners) {
    const everywhere = key.startsWith('*/')
      ? []
      : [...owners].flatMap(([other, documents]) =>
          other.startsWith('*/') && hostsOverlap(key.slice(key.indexOf('/') + 1), other.slice(2))
            ? documents
            : [],
        );
    const all = [...list, ...everywhere];
    if (all.length < 2) continue;
    const names = all.map(nameOf).sort().join(',');
    for (const document of all) {
      if (said.has(document)) continue;
      said.add(document);
      report({
        code: 'IST0109',
        level: 'Error',
        document,
        path: ['spec', 'hosts'],
        message: `The VirtualServices ${names} associated with mesh gateway define the same host ${key} which can lead to undefined behavior. This can be fixed by merging the conflicting VirtualServices into a single resource.`,
      });
    }
  }
};

const textOf = (match: {exact?: string; prefix?: string} | undefined): string =>
  match?.exact !== undefined && match.exact !== ''
    ? `exact:${match.exact}`
    : match?.prefix !== undefined && match.prefix !== ''
      ? `prefix:${match.prefix}`
      : '';

type Tests = Readonly<Record<string, {exact?: string; prefix?: string}>>;

/** Every test of `a` is in `b`, the same or shortened. */
const coversMap = (a: Tests = {}, b: Tests = {}): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(
    ([name, test]) => Object.hasOwn(b, name) && textOf(test).startsWith(textOf(b[name])),
  );

/** Source: istio/istio `pkg/config/validation/validation.go coveredValidation`. */
function covers(a: MatchRequest, b: MatchRequest): boolean {
  const method = ({method: test}: MatchRequest): string => textOf(test) || 'exact:GET';
  return (
    (b.uri?.prefix ?? '').startsWith(a.uri?.prefix ?? '') &&
    (a.port ?? 0) === (b.port ?? 0) &&
    method(a).startsWith(method(b)) &&
    textOf(a.authority).startsWith(textOf(b.authority)) &&
    coversMap(a.headers, b.headers) &&
    coversMap(a.queryParams, b.queryParams) &&
    coversMap(a.withoutHeaders, b.withoutHeaders)
  );
}

type Unused = (code: 'IST0130' | 'IST0131', path: Path, message: string) => void;

const labelOf = (item: {name?: string} | undefined, index: number): string =>
  (item?.name ?? '') === '' ? `#${index}` : `"${item?.name ?? ''}"`;

/** Rules that no request reaches, and matches that say nothing new. */
function checkRules(kind: string, rules: readonly (HttpRule | StreamRule)[], say: Unused): void {
  const http = kind === 'http';
  const rule = (index: number): string => labelOf(http ? (rules[index] as HttpRule) : {}, index);
  const unused = (index: number, reason: string): void => {
    say(
      'IST0130',
      ['spec', kind, index],
      `VirtualService rule ${rule(index)} not used (${reason}).`,
    );
  };
  const shadowed = (index: number, at: number, match: string, by: string): void => {
    say(
      'IST0131',
      ['spec', kind, index, 'match', at],
      `VirtualService rule ${rule(index)} match ${match} is not used (duplicate/overlapping match in rule ${by}).`,
    );
  };
  const seen = new Map<string, number>();
  const prefixes: {match: MatchRequest & {name?: string}; index: number; at: number}[] = [];
  let catchAll = false;
  for (const [index, {match = []}] of rules.entries()) {
    if (match.length === 0) {
      if (catchAll) unused(index, 'only the last rule can have no matches');
      catchAll = true;
      continue;
    }
    let duplicates = 0;
    for (const [at, entry] of (match as (MatchRequest & {name?: string})[]).entries()) {
      if (catchAll) {
        unused(index, 'route without matches defined before');
        continue;
      }
      const key = canonical(http ? {...entry, name: undefined} : entry);
      const before = seen.get(key);
      if (before !== undefined) {
        shadowed(index, at, labelOf(http ? entry : {}, at), rule(before));
        duplicates += 1;
        continue;
      }
      seen.set(key, index);
      if (http && (entry.uri?.prefix ?? '') !== '') prefixes.push({match: entry, index, at});
    }
    if (duplicates === match.length) unused(index, 'all matches used by prior rules');
  }
  const describe = ({match, at}: (typeof prefixes)[number]): string =>
    `${labelOf(match, at)} of prefix ${match.uri?.prefix ?? ''}`;
  for (const [position, first] of prefixes.entries())
    for (const second of prefixes.slice(position + 1))
      if (first.match.uri?.prefix !== second.match.uri?.prefix && covers(first.match, second.match))
        shadowed(
          second.index,
          second.at,
          describe(second),
          `${describe(first)} on ${rule(first.index)}`,
        );
}

const unusedRules: Analyzer = (cluster, report) => {
  for (const document of virtualServices(cluster)) {
    const {http = [], tcp = [], tls = []} = specOf<Spec>(document);
    for (const [kind, rules] of Object.entries({http, tcp, tls}))
      checkRules(kind, rules, (code, path, message) => {
        report({code, level: code === 'IST0130' ? 'Warning' : 'Info', document, path, message});
      });
  }
};

interface TlsSetting {
  mode?: string;
  caCertificates?: string;
  credentialName?: string;
}

const certificates: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'DestinationRule', NETWORKING)) {
    const {
      host = '',
      trafficPolicy,
      workloadSelector,
    } = specOf<{
      host?: string;
      workloadSelector?: object;
      trafficPolicy?: {
        tls?: TlsSetting;
        portLevelSettings?: {port?: {number?: number}; tls?: TlsSetting}[];
      };
    }>(document);
    const check = (tls: TlsSetting | undefined, path: Path, port: number | null): void => {
      if (!tls || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
      // Only a rule for chosen workloads can use the Secret.
      const named = (tls.credentialName ?? '') !== '' && workloadSelector !== undefined;
      if ((tls.caCertificates ?? '') !== '' || named) return;
      report({
        code: port === null ? 'IST0128' : 'IST0129',
        level: 'Warning',
        document,
        path,
        message: `DestinationRule ${nameOf(document)} in namespace ${document.namespace} has TLS mode set to ${tls.mode} but no caCertificates are set to validate server identity for host: ${host}${port === null ? '' : ` at port number:${port}`}`,
      });
    };
    check(trafficPolicy?.tls, ['spec', 'trafficPolicy', 'tls'], null);
    for (const [index, {port, tls}] of (trafficPolicy?.portLevelSettings ?? []).entries())
      check(tls, ['spec', 'trafficPolicy', 'portLevelSettings', index, 'tls'], port?.number ?? 0);
  }
};

const PLACES = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

const subsetPods: Analyzer = (cluster, report) => {
  const nodes = new Map(ofKind(cluster, 'Node', '').map(node => [node.name, node]));
  /** Labels that a Pod takes from the node that it runs on. */
  const placeOf = ({spec: {nodeName = ''}}: Workload): Labels => {
    const node = nodes.get(nodeName);
    const labels = (node && metadataOf(node).labels) ?? {};
    return {
      ...(nodeName === '' ? {} : {'kubernetes.io/hostname': nodeName}),
      ...Object.fromEntries(Object.entries(labels).filter(([name]) => PLACES.includes(name))),
    };
  };
  for (const document of ofKind(cluster, 'DestinationRule', NETWORKING)) {
    const {
      host = '',
      subsets = [],
      exportTo = [],
    } = specOf<{
      host?: string;
      subsets?: {name?: string; labels?: Record<string, string>}[];
      exportTo?: string[];
    }>(document);
    const found = findHost(cluster, host, document.namespace, exportTo);
    if (!found) {
      report({
        code: 'IST0174',
        level: 'Warning',
        document,
        path: ['spec', 'host'],
        message: `The host ${host} defined in the DestinationRule does not match any services in the mesh.`,
      });
      continue;
    }
    for (const [index, {name = '', labels = {}}] of subsets.entries()) {
      const wanted = {...found.labels, ...labels};
      if (
        !cluster.workloads.some(pod => isSubsetOfLabels(wanted, {...placeOf(pod), ...pod.labels}))
      )
        report({
          code: 'IST0173',
          level: 'Error',
          document,
          path: ['spec', 'subsets', index],
          message: `The Subset ${name} defined in the DestinationRule does not select any pods. Which may lead to 503 UH (NoHealthyUpstream).`,
        });
    }
  }
};

const claimRouting: Analyzer = (cluster, report) => {
  const gateways = new Map(
    ofKind(cluster, 'Gateway', NETWORKING).map(document => [nameOf(document), document]),
  );
  const authentications = cluster.documents.filter(document =>
    isSecurityKind(document, 'RequestAuthentication'),
  );
  for (const document of virtualServices(cluster)) {
    const {http = [], gateways: used = []} = specOf<Spec>(document);
    const [first] = http.flatMap(({match = []}, index) =>
      match.flatMap(({headers = {}, withoutHeaders = {}}, at) =>
        [...Object.keys(headers), ...Object.keys(withoutHeaders)]
          .filter(name => /^@request\.auth\.claims(\..|\[.+\]$)/i.test(name))
          .map(name => ({name, path: ['spec', 'http', index, 'match', at]})),
      ),
    );
    if (!first) continue;
    for (const name of used) {
      const key = gatewayKey(name, document.namespace);
      const gateway = gateways.get(key);
      if (!gateway) continue;
      const {selector = {}} = specOf<{selector?: Record<string, string>}>(gateway);
      for (const pod of cluster.workloads.filter(item => selects(selector, item))) {
        const covered = authentications.some(
          authentication =>
            [pod.namespace, 'istio-system'].includes(authentication.namespace) &&
            selects(
              specOf<{selector?: {matchLabels?: Record<string, string>}}>(authentication).selector
                ?.matchLabels,
              pod,
            ),
        );
        if (!covered)
          report({
            code: 'IST0149',
            level: 'Error',
            document,
            path: first.path,
            message: `The virtual service uses the JWT claim based routing (key: ${first.name}) but found no request authentication for the gateway (${key}) pod (${pod.name}). The request authentication must first be applied for the gateway pods to validate the JWT token and make the claims available for routing.`,
          });
      }
    }
  }
};

const deprecatedFields: Analyzer = (cluster, report) => {
  for (const document of virtualServices(cluster))
    for (const [index, {fault}] of (specOf<Spec>(document).http ?? []).entries())
      if (((fault?.delay as {percent?: number} | undefined)?.percent ?? 0) > 0)
        report({
          code: 'IST0002',
          level: 'Warning',
          document,
          path: ['spec', 'http', index, 'fault', 'delay', 'percent'],
          message:
            'Deprecated: HTTPRoute.fault.delay.percent is deprecated; use HTTPRoute.fault.delay.percentage',
        });
  for (const document of ofKind(cluster, 'Sidecar', NETWORKING)) {
    const {outboundTrafficPolicy} = specOf<{outboundTrafficPolicy?: {egressProxy?: object}}>(
      document,
    );
    if (outboundTrafficPolicy?.egressProxy)
      report({
        code: 'IST0002',
        level: 'Warning',
        document,
        path: ['spec', 'outboundTrafficPolicy', 'egressProxy'],
        message: 'Deprecated: OutboundTrafficPolicy.EgressProxy ignored',
      });
  }
};

export const ROUTE_ANALYZERS: readonly Analyzer[] = [
  destinations,
  subsetsAtGateways,
  gatewayReferences,
  conflictingHosts,
  unusedRules,
  certificates,
  subsetPods,
  claimRouting,
  deprecatedFields,
];
