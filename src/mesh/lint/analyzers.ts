import {hostsOverlap, isSubsetOfLabels, resolveShortName} from '../model/names';
import type {HttpRule, MatchRequest, VirtualServiceSpec} from '../model/spec';
import type {Pod, Service} from '../model/types';
import type {Path, SourceDocument} from '../parse/documents';
import {isSecurityKind, specOf} from '../security/peer-authentication';
import type {AuthorizationPolicySpec} from '../security/spec';

/**
 * The analyzers of `istioctl analyze` that ask about other documents. Source: istio/istio `pkg/config/analysis/analyzers`.
 */

export type Level = 'Error' | 'Warning' | 'Info';

/** Codes as `istioctl analyze` prints them. */
export const LINT_CODES = [
  'IST0101',
  'IST0103',
  'IST0106',
  'IST0109',
  'IST0112',
  'IST0118',
  'IST0127',
  'IST0128',
  'IST0129',
  'IST0130',
  'IST0131',
  'IST0132',
  'IST0133',
  'IST0134',
  'IST0145',
  'IST0149',
  'IST0162',
  'IST0173',
  'IST0174',
] as const;
export type LintCode = (typeof LINT_CODES)[number];

export interface Report {
  code: LintCode;
  level: Level;
  document: SourceDocument;
  path: Path;
  message: string;
}

/** Everything the analyzers look at: what is applied, and what the cluster made of it. */
export interface Cluster {
  documents: readonly SourceDocument[];
  services: readonly Service[];
  pods: readonly Pod[];
  rootNamespace: string;
}

type Analyzer = (cluster: Cluster, report: (finding: Report) => void) => void;

const ofKind = ({documents}: Cluster, kind: string, group: string): SourceDocument[] =>
  documents.filter(
    document =>
      document.kind === kind &&
      (group === '' ? document.apiVersion === 'v1' : document.apiVersion.startsWith(`${group}/`)),
  );

const NETWORKING = 'networking.istio.io';
const nameOf = ({namespace, name}: SourceDocument): string => `${namespace}/${name}`;

/** A host as written in a document of a namespace, fully qualified. */
const qualified = (host: string, namespace: string): string =>
  resolveShortName(host, namespace).toLowerCase();

function findService(cluster: Cluster, host: string, namespace: string): Service | undefined {
  const wanted = qualified(host, namespace);
  return (
    cluster.services.find(({hostname}) => hostname === wanted) ??
    cluster.services.find(
      ({hostname}) => hostname.startsWith('*') && wanted.endsWith(hostname.slice(1)),
    )
  );
}

interface Reference {
  host: string;
  subset: string;
  port: number | null;
  path: Path;
  mirror: boolean;
}

/** All destinations a VirtualService names. */
function references(spec: VirtualServiceSpec): Reference[] {
  const of = (
    destination: {host?: string; subset?: string; port?: {number?: number}} | undefined,
    path: Path,
    mirror: boolean,
  ): Reference => ({
    host: destination?.host ?? '',
    subset: destination?.subset ?? '',
    port: destination?.port?.number ?? null,
    path,
    mirror,
  });
  const http = (spec.http ?? []).flatMap((rule, index) => {
    const path = ['spec', 'http', index];
    return [
      ...(rule.route ?? []).map((route, at) =>
        of(route.destination, [...path, 'route', at, 'destination'], false),
      ),
      ...(rule.mirror ? [of(rule.mirror, [...path, 'mirror'], true)] : []),
      ...(rule.mirrors ?? []).map((mirror, at) =>
        of(mirror.destination, [...path, 'mirrors', at, 'destination'], true),
      ),
    ];
  });
  const bytes = (['tcp', 'tls'] as const).flatMap(kind => {
    const rules = (spec as Record<string, unknown>)[kind] as
      {route?: {destination?: {host?: string}}[]}[] | undefined;
    return (rules ?? []).flatMap((rule, index) =>
      (rule.route ?? []).map((route, at) =>
        of(route.destination, ['spec', kind, index, 'route', at, 'destination'], false),
      ),
    );
  });
  return [...http, ...bytes];
}

const destinations: Analyzer = (cluster, report) => {
  const subsets = new Set(
    ofKind(cluster, 'DestinationRule', NETWORKING).flatMap(document => {
      const {host = '', subsets: list = []} = specOf<{host?: string; subsets?: {name?: string}[]}>(
        document,
      );
      return list.map(({name}) => `${qualified(host, document.namespace)}+${name ?? ''}`);
    }),
  );
  for (const document of ofKind(cluster, 'VirtualService', NETWORKING))
    for (const {host, subset, port, path, mirror} of references(specOf(document))) {
      const missing = (what: string, name: string): void => {
        report({
          code: 'IST0101',
          level: 'Error',
          document,
          path,
          message: `Referenced ${mirror ? `mirror ${what}`.replace('mirror host+', 'mirror+') : what} not found: "${name}"`,
        });
      };
      const service = findService(cluster, host, document.namespace);
      if (!service) missing('host', host);
      else if (port === null && service.ports.length > 1)
        report({
          code: 'IST0112',
          level: 'Error',
          document,
          path,
          message: `This VirtualService routes to a service "${host}" that exposes multiple ports. Specifying a port in the destination is required to disambiguate.`,
        });
      else if (port !== null && !service.ports.some(({number}) => number === port))
        missing('host:port', `${host}:${port}`);
      if (subset !== '' && !subsets.has(`${qualified(host, document.namespace)}+${subset}`))
        missing('host+subset in destinationrule', `${host}+${subset}`);
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
  for (const document of ofKind(cluster, 'VirtualService', NETWORKING)) {
    const {hosts = [], gateways: used = []} = specOf<VirtualServiceSpec>(document);
    for (const [index, name] of used.entries()) {
      if (name === 'mesh') continue;
      const key = gatewayKey(name, document.namespace);
      const gateway = gateways.get(key);
      const path = ['spec', 'gateways', index];
      if (!gateway)
        report({
          code: 'IST0101',
          level: 'Error',
          document,
          path,
          message: `Referenced gateway not found: "${name}"`,
        });
      const offered = gateway ? gatewayHosts(gateway, document.namespace) : [];
      if (!offered.some(host => hosts.some(wanted => hostsOverlap(host, wanted))))
        report({
          code: 'IST0132',
          level: 'Warning',
          document,
          path,
          message: `one or more host [${hosts.join(' ')}] defined in VirtualService ${nameOf(document)} not found in Gateway ${key}.`,
        });
    }
  }
};

const conflictingHosts: Analyzer = (cluster, report) => {
  const owners = new Map<string, SourceDocument[]>();
  for (const document of ofKind(cluster, 'VirtualService', NETWORKING)) {
    const {
      hosts = [],
      gateways = [],
      exportTo = [],
    } = specOf<VirtualServiceSpec & {exportTo?: string[]}>(document);
    if (gateways.length > 0 && !gateways.includes('mesh')) continue;
    const scopes = exportTo.length === 0 ? ['*'] : exportTo;
    for (const scope of scopes)
      for (const host of hosts) {
        const where = scope === '.' ? document.namespace : scope;
        const key = `${where}/${qualified(host, document.namespace)}`;
        owners.set(key, [...(owners.get(key) ?? []), document]);
      }
  }
  for (const [key, list] of owners) {
    const slash = key.indexOf('/');
    const others = key.startsWith('*/') ? [] : (owners.get(`*${key.slice(slash)}`) ?? []);
    const all = [...list, ...others];
    if (all.length < 2) continue;
    for (const document of new Set(all))
      report({
        code: 'IST0109',
        level: 'Error',
        document,
        path: ['spec', 'hosts'],
        message: `The VirtualServices ${all.map(nameOf).join(',')} associated with mesh gateway define the same host ${key} which can lead to undefined behavior. This can be fixed by merging the conflicting VirtualServices into a single resource.`,
      });
  }
};

const textOf = (match: {exact?: string; prefix?: string} | undefined): string =>
  match?.exact !== undefined && match.exact !== ''
    ? `exact:${match.exact}`
    : match?.prefix !== undefined && match.prefix !== ''
      ? `prefix:${match.prefix}`
      : '';

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  );

const sameMaps = (
  a: Readonly<Record<string, object>> = {},
  b: Readonly<Record<string, object>> = {},
): boolean => {
  const flat = (map: Readonly<Record<string, object>>): string =>
    canonical(Object.fromEntries(Object.entries(map).map(([name, test]) => [name, textOf(test)])));
  return flat(a) === flat(b);
};

/** Source: istio/istio `virtualservice.go coveredValidation`. */
function covers(a: MatchRequest, b: MatchRequest): boolean {
  const [first = '', second = ''] = [a.uri?.prefix, b.uri?.prefix];
  if (!second.startsWith(first)) return false;
  const method = ({method: test}: MatchRequest): string => textOf(test) || 'exact:GET';
  const port = ({port: number}: {port?: number}): number => number ?? 0;
  const sameMethod =
    method(a).startsWith('exact:') || method(b).startsWith('exact:')
      ? method(a) === method(b)
      : method(b).slice(7).startsWith(method(a).slice(7));
  return (
    sameMethod &&
    port(a) === port(b) &&
    textOf(a.authority) === textOf(b.authority) &&
    sameMaps(a.headers, b.headers) &&
    sameMaps(a.queryParams, b.queryParams) &&
    sameMaps(a.withoutHeaders, b.withoutHeaders)
  );
}

const unusedRules: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'VirtualService', NETWORKING)) {
    const rules: readonly HttpRule[] = specOf<VirtualServiceSpec>(document).http ?? [];
    const label = (index: number): string => {
      const name = rules[index]?.name ?? '';
      return name === '' ? `#${index}` : `"${name}"`;
    };
    const unused = (index: number, reason: string): void => {
      report({
        code: 'IST0130',
        level: 'Warning',
        document,
        path: ['spec', 'http', index],
        message: `VirtualService rule ${label(index)} not used (${reason}).`,
      });
    };
    const shadowed = (index: number, at: number, by: number, prefix = ''): void => {
      report({
        code: 'IST0131',
        level: 'Info',
        document,
        path: ['spec', 'http', index, 'match', at],
        message: `VirtualService rule ${label(index)} match #${at}${prefix} is not used (duplicate/overlapping match in rule ${label(by)}).`,
      });
    };
    const seen = new Map<string, number>();
    const prefixes: {match: MatchRequest; rule: number; at: number}[] = [];
    let catchAll = false;
    for (const [index, {match = []}] of rules.entries()) {
      if (match.length === 0) {
        if (catchAll) unused(index, 'only the last rule can have no matches');
        catchAll = true;
        continue;
      }
      let duplicates = 0;
      for (const [at, entry] of match.entries()) {
        if (catchAll) {
          unused(index, 'route without matches defined before');
          continue;
        }
        const key = canonical({...entry, name: undefined});
        const before = seen.get(key);
        if (before !== undefined) {
          shadowed(index, at, before);
          duplicates += 1;
          continue;
        }
        seen.set(key, index);
        if ((entry.uri?.prefix ?? '') !== '') prefixes.push({match: entry, rule: index, at});
      }
      if (duplicates === match.length) unused(index, 'all matches used by prior rules');
    }
    for (const [index, first] of prefixes.entries())
      for (const second of prefixes.slice(index + 1))
        if (
          first.match.uri?.prefix !== second.match.uri?.prefix &&
          covers(first.match, second.match)
        )
          shadowed(
            second.rule,
            second.at,
            first.rule,
            ` of prefix ${second.match.uri?.prefix ?? ''}`,
          );
  }
};

interface TlsSetting {
  mode?: string;
  caCertificates?: string;
  credentialName?: string;
  insecureSkipVerify?: boolean;
}

const certificates: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'DestinationRule', NETWORKING)) {
    const {host = '', trafficPolicy} = specOf<{
      host?: string;
      trafficPolicy?: {
        tls?: TlsSetting;
        portLevelSettings?: {port?: {number?: number}; tls?: TlsSetting}[];
      };
    }>(document);
    const check = (tls: TlsSetting | undefined, path: Path, port: number | null): void => {
      if (!tls || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
      if ((tls.caCertificates ?? '') !== '' || (tls.credentialName ?? '') !== '') return;
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

const subsetPods: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'DestinationRule', NETWORKING)) {
    const {host = '', subsets = []} = specOf<{
      host?: string;
      subsets?: {name?: string; labels?: Record<string, string>}[];
    }>(document);
    const service = findService(cluster, host, document.namespace);
    if (!service) {
      report({
        code: 'IST0174',
        level: 'Warning',
        document,
        path: ['spec', 'host'],
        message: `The host ${host} defined in the DestinationRule does not match any services in the mesh.`,
      });
      continue;
    }
    if (service.origin !== 'kubernetes') continue;
    const selector = specOf<{selector?: Record<string, string>}>(service.document).selector ?? {};
    const pods = cluster.pods.filter(
      ({namespace, labels}) =>
        namespace === service.namespace && isSubsetOfLabels(selector, labels),
    );
    for (const [index, {name = '', labels = {}}] of subsets.entries())
      if (Object.keys(labels).length > 0 && !pods.some(pod => isSubsetOfLabels(labels, pod.labels)))
        report({
          code: 'IST0173',
          level: 'Error',
          document,
          path: ['spec', 'subsets', index],
          message: `The Subset ${name} defined in the DestinationRule does not select any pods. Which may lead to 503 UH (NoHealthyUpstream).`,
        });
  }
};

interface GatewayServerSpec {
  port?: {number?: number; protocol?: string};
  hosts?: string[];
  bind?: string;
  tls?: {credentialName?: string; credentialNames?: string[]};
}

const gateways: Analyzer = (cluster, report) => {
  const all = ofKind(cluster, 'Gateway', NETWORKING);
  const secrets = new Set(ofKind(cluster, 'Secret', '').map(nameOf));
  const services = ofKind(cluster, 'Service', '');
  for (const document of all) {
    const {selector = {}, servers = []} = specOf<{
      selector?: Record<string, string>;
      servers?: GatewayServerSpec[];
    }>(document);
    const label = Object.entries(selector)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(',');
    const pods = cluster.pods.filter(pod => isSubsetOfLabels(selector, pod.labels));
    if (pods.length === 0 || (servers.length === 0 && all.length === 1)) {
      report({
        code: 'IST0101',
        level: 'Error',
        document,
        path: ['spec', 'selector'],
        message: `Referenced selector not found: "${label}"`,
      });
      if (pods.length === 0) continue;
    }
    const offered = new Set<number>();
    for (const pod of pods)
      for (const service of services) {
        const spec = specOf<{
          selector?: Record<string, string>;
          ports?: {port?: number; targetPort?: number | string}[];
        }>(service);
        if (
          service.namespace !== pod.namespace ||
          Object.keys(spec.selector ?? {}).length === 0 ||
          !isSubsetOfLabels(spec.selector ?? {}, pod.labels)
        )
          continue;
        for (const {port = 0, targetPort} of spec.ports ?? []) {
          offered.add(port);
          if (typeof targetPort === 'number') offered.add(targetPort);
        }
      }
    for (const [index, {port, hosts = [], bind = '', tls}] of servers.entries()) {
      const path = ['spec', 'servers', index];
      const number = port?.number ?? 0;
      if (port && !offered.has(number))
        report({
          code: 'IST0162',
          level: 'Warning',
          document,
          path: [...path, 'port'],
          message: `The gateway is listening on a target port (port ${number}) that is not defined in the Service associated with its workload instances (Pod selector ${label}). If you need to access the gateway port through the gateway Service, it will not be available.`,
        });
      for (const name of [tls?.credentialName ?? '', ...(tls?.credentialNames ?? [])]) {
        if (name === '') continue;
        const key = gatewayKey(name.replace(/^kubernetes:\/\//, ''), pods[0]?.namespace ?? '');
        if (!secrets.has(key))
          report({
            code: 'IST0101',
            level: 'Error',
            document,
            path: [...path, 'tls'],
            message: `Referenced credentialName not found: "${name}"`,
          });
      }
      const conflicts = all.filter(other => {
        if (other === document) return false;
        const spec = specOf<{selector?: Record<string, string>; servers?: GatewayServerSpec[]}>(
          other,
        );
        const shared = canonical(spec.selector ?? {}) === canonical(selector);
        return (
          shared &&
          (spec.servers ?? []).some(
            server =>
              (server.port?.number ?? 0) === number &&
              (server.bind ?? '') === bind &&
              (server.hosts ?? []).some(host => hosts.includes(host)),
          )
        );
      });
      if (conflicts.length > 0)
        report({
          code: 'IST0145',
          level: 'Error',
          document,
          path,
          message: `Conflict with gateways ${conflicts.map(nameOf).sort().join(',')} (workload selector ${label}, port ${number}, hosts ${hosts.join(',')}).`,
        });
    }
  }
};

const claimRouting: Analyzer = (cluster, report) => {
  const gatewayDocuments = new Map(
    ofKind(cluster, 'Gateway', NETWORKING).map(document => [nameOf(document), document]),
  );
  const authentications = cluster.documents.filter(document =>
    isSecurityKind(document, 'RequestAuthentication'),
  );
  for (const document of ofKind(cluster, 'VirtualService', NETWORKING)) {
    const {http = [], gateways: used = []} = specOf<VirtualServiceSpec>(document);
    const found = http.flatMap(({match = []}, index) =>
      match.flatMap(({headers = {}, withoutHeaders = {}}, at) =>
        [...Object.keys(headers), ...Object.keys(withoutHeaders)]
          .filter(name => name.startsWith('@request.auth.claims'))
          .map(name => ({name, path: ['spec', 'http', index, 'match', at]})),
      ),
    );
    const [first] = found;
    if (!first) continue;
    for (const name of used) {
      const gateway = gatewayDocuments.get(gatewayKey(name, document.namespace));
      if (!gateway) continue;
      const {selector = {}} = specOf<{selector?: Record<string, string>}>(gateway);
      for (const pod of cluster.pods.filter(item => isSubsetOfLabels(selector, item.labels))) {
        const covered = authentications.some(authentication => {
          const spec = specOf<{selector?: {matchLabels?: Record<string, string>}}>(authentication);
          return (
            (authentication.namespace === pod.namespace ||
              authentication.namespace === cluster.rootNamespace) &&
            isSubsetOfLabels(spec.selector?.matchLabels ?? {}, pod.labels)
          );
        });
        if (!covered)
          report({
            code: 'IST0149',
            level: 'Error',
            document,
            path: first.path,
            message: `The virtual service uses the JWT claim based routing (key: ${first.name}) but found no request authentication for the gateway (${name}) pod (${pod.name}). The request authentication must first be applied for the gateway pods to validate the JWT token and make the claims available for routing.`,
          });
      }
    }
  }
};

const entryAddresses: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'ServiceEntry', NETWORKING)) {
    const {addresses, ports = []} = specOf<{
      addresses?: string[];
      ports?: {protocol?: string}[];
    }>(document);
    if (addresses !== undefined) continue;
    for (const [index, {protocol = ''}] of ports.entries())
      if (protocol === '' || protocol.toUpperCase() === 'TCP')
        report({
          code: 'IST0134',
          level: 'Warning',
          document,
          path: ['spec', 'ports', index],
          message: 'ServiceEntry addresses are required for this protocol.',
        });
  }
};

const policyTargets: Analyzer = (cluster, report) => {
  const namespaces = cluster.documents
    .filter(({kind, apiVersion}) => kind === 'Namespace' && apiVersion === 'v1')
    .map(({name}) => name.toLowerCase());
  const known = (pattern: string): boolean => {
    const wanted = pattern.toLowerCase();
    if (wanted === '*') return true;
    return namespaces.some(name =>
      wanted.startsWith('*')
        ? name.endsWith(wanted.slice(1))
        : wanted.endsWith('*')
          ? name.startsWith(wanted.slice(0, -1))
          : name === wanted,
    );
  };
  for (const document of cluster.documents.filter(item =>
    isSecurityKind(item, 'AuthorizationPolicy'),
  )) {
    const {selector, rules = []} = specOf<AuthorizationPolicySpec>(document);
    const meshWide = document.namespace === cluster.rootNamespace;
    const pods = cluster.pods.filter(pod => meshWide || pod.namespace === document.namespace);
    const labels = selector?.matchLabels ?? {};
    const matches = pods.some(pod => isSubsetOfLabels(labels, pod.labels));
    if (!matches && (selector !== undefined || !meshWide))
      report({
        code: 'IST0127',
        level: 'Warning',
        document,
        path: selector ? ['spec', 'selector'] : ['metadata'],
        message: `No matching workloads for this resource with the following labels: ${Object.entries(
          labels,
        )
          .map(([name, value]) => `${name}=${value}`)
          .join(',')}`,
      });
    for (const [index, {from = []}] of rules.entries())
      for (const [at, {source = {}}] of from.entries())
        for (const field of ['namespaces', 'notNamespaces'] as const)
          for (const [position, name] of (source[field] ?? []).entries())
            if (!known(name))
              report({
                code: 'IST0101',
                level: 'Error',
                document,
                path: ['spec', 'rules', index, 'from', at, 'source', field, position],
                message: `Referenced namespace not found: "${name}"`,
              });
  }
};

const portNames: Analyzer = (cluster, report) => {
  const prefixes = /^(http|http2|https|grpc|grpc-web|tcp|tls|udp|mongo|redis|mysql|hbone)(-|$)/;
  for (const document of ofKind(cluster, 'Service', '')) {
    if (document.namespace === cluster.rootNamespace || document.namespace === 'kube-system')
      continue;
    const {ports = []} = specOf<{
      ports?: {
        name?: string;
        port?: number;
        targetPort?: number | string;
        appProtocol?: string;
        protocol?: string;
      }[];
    }>(document);
    for (const [index, {name = '', port, targetPort, appProtocol, protocol}] of ports.entries())
      if (appProtocol === undefined && (protocol ?? 'TCP') === 'TCP' && !prefixes.test(name))
        report({
          code: 'IST0118',
          level: 'Info',
          document,
          path: ['spec', 'ports', index],
          message: `Port name ${name} (port: ${port ?? ''}, targetPort: ${targetPort ?? port ?? ''}) doesn't follow the naming convention of Istio port.`,
        });
  }
};

const injectedPods: Analyzer = (cluster, report) => {
  const injected = new Set(
    cluster.documents
      .filter(({kind, value}) => {
        const labels = (value.metadata as {labels?: Record<string, string>} | undefined)?.labels;
        return (
          kind === 'Namespace' &&
          (labels?.['istio-injection'] === 'enabled' || labels?.['istio.io/rev'] !== undefined)
        );
      })
      .map(({name}) => name),
  );
  for (const document of ofKind(cluster, 'Pod', '')) {
    const {containers = [], initContainers = []} = specOf<{
      containers?: {name?: string}[];
      initContainers?: {name?: string}[];
    }>(document);
    const labels = (document.value.metadata as {labels?: Record<string, string>} | undefined)
      ?.labels;
    if (!injected.has(document.namespace) || labels?.['sidecar.istio.io/inject'] === 'false')
      continue;
    if (![...containers, ...initContainers].some(({name}) => name === 'istio-proxy'))
      report({
        code: 'IST0103',
        level: 'Warning',
        document,
        path: ['spec', 'containers'],
        message: `The pod ${nameOf(document)} is missing the Istio proxy. This can often be resolved by restarting or redeploying the workload.`,
      });
  }
};

export const ANALYZERS: readonly Analyzer[] = [
  destinations,
  gatewayReferences,
  conflictingHosts,
  unusedRules,
  certificates,
  subsetPods,
  gateways,
  claimRouting,
  entryAddresses,
  policyTargets,
  portNames,
  injectedPods,
];
