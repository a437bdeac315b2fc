import {isSubsetOfLabels} from '../model/names';
import {specOf} from '../security/peer-authentication';
import type {SourceDocument} from '../parse/documents';
import {
  metadataOf,
  nameOf,
  NETWORKING,
  ofKind,
  scopesOf,
  selects,
  selectorText,
  type Analyzer,
  type Cluster,
  type Labels,
  type Report,
} from './cluster';

/** Analyzers of Gateways and ServiceEntries. Source: istio/istio `pkg/config/analysis/analyzers`. */

interface TlsSpec {
  credentialName?: string;
  serverCertificate?: string;
  privateKey?: string;
}

interface ServerSpec {
  port?: {number?: number; protocol?: string};
  hosts?: string[];
  bind?: string;
  tls?: TlsSpec;
}

interface GatewaySpec {
  selector?: Record<string, string>;
  servers?: ServerSpec[];
}

const portOf = ({port}: ServerSpec): number => port?.number ?? 0;

/** Ports that the Services in front of the Pods of a gateway offer, by either number. */
function offeredPorts(cluster: Cluster, selector: Labels): Set<number> {
  const offered = new Set<number>();
  for (const pod of cluster.workloads.filter(item => selects(selector, item)))
    for (const service of ofKind(cluster, 'Service', '')) {
      if (service.namespace !== pod.namespace) continue;
      const spec = specOf<{
        selector?: Record<string, string>;
        ports?: {port?: number; targetPort?: number | string; protocol?: string}[];
      }>(service);
      if (!selects(spec.selector, pod)) continue;
      for (const {port = 0, targetPort, protocol = 'TCP'} of spec.ports ?? []) {
        if (protocol !== 'TCP') continue;
        offered.add(port);
        const target = Number(targetPort ?? 0);
        if (Number.isInteger(target)) offered.add(target);
      }
    }
  return offered;
}

/** Two Gateways may speak of the same Pods although their selectors differ: one names more labels than the other. */
function samePods(cluster: Cluster, a: Labels, b: Labels): boolean {
  const [one, other] = [selectorText(a), selectorText(b)];
  if (one === other) return true;
  return (
    (one.includes(other) || other.includes(one)) &&
    cluster.workloads.some(pod => selects(a, pod) && selects(b, pod))
  );
}

const sameCertificate = (a: TlsSpec, b: TlsSpec): boolean => {
  const [first = '', second = ''] = [a.credentialName, b.credentialName];
  if (first !== '' || second !== '') return first === second;
  return (
    (a.serverCertificate ?? '') !== '' &&
    a.serverCertificate === b.serverCertificate &&
    (a.privateKey ?? '') !== '' &&
    a.privateKey === b.privateKey
  );
};

const gateways: Analyzer = (cluster, report) => {
  const all = ofKind(cluster, 'Gateway', NETWORKING).map(document => ({
    document,
    ...specOf<GatewaySpec>(document),
  }));
  const secrets = new Set(ofKind(cluster, 'Secret', '').map(nameOf));
  for (const {document, selector = {}, servers = []} of all) {
    const say = (
      code: Report['code'],
      level: Report['level'],
      path: Report['path'],
      message: string,
    ): void => {
      report({code, level, document, path, message});
    };
    const label = selectorText(selector);
    const noSelector = (): void => {
      say('IST0101', 'Error', ['spec', 'selector'], `Referenced selector not found: "${label}"`);
    };
    const related = all.filter(other => samePods(cluster, selector, other.selector ?? {}));
    // Istio asks three times; to its second question only Gateways with servers answer.
    if (label !== '' && !related.some(({servers: list = []}) => list.length > 0)) noSelector();
    const pod = cluster.workloads.find(item => selects(selector, item));
    if (!pod) noSelector();
    const offered = offeredPorts(cluster, selector);
    for (const [index, server] of servers.entries()) {
      const path = ['spec', 'servers', index];
      const {port, hosts = [], bind = '', tls} = server;
      const number = portOf(server);
      if (pod && port && !offered.has(number))
        say(
          'IST0162',
          'Warning',
          [...path, 'port'],
          `The gateway is listening on a target port (port ${number}) that is not defined in the Service associated with its workload instances (Pod selector ${label}). If you need to access the gateway port through the gateway Service, it will not be available.`,
        );
      const credential = tls?.credentialName ?? '';
      const key = credential.includes('/') ? credential : `${pod?.namespace ?? ''}/${credential}`;
      if (pod && credential !== '' && !secrets.has(key))
        say(
          'IST0101',
          'Error',
          [...path, 'tls'],
          `Referenced credentialName not found: "${credential}"`,
        );
      const conflicts = related.filter(other => {
        if (other.document === document) return false;
        // Of several servers on one port Istio remembers the last.
        const last = (other.servers ?? []).filter(item => portOf(item) === number).at(-1);
        return (
          last !== undefined &&
          (last.bind ?? '') === bind &&
          (last.hosts ?? []).some(host => hosts.includes(host))
        );
      });
      if (conflicts.length > 0)
        say(
          'IST0145',
          'Error',
          path,
          `Conflict with gateways ${conflicts
            .map(other => nameOf(other.document))
            .sort()
            .join(',')} (workload selector ${label}, port ${number}, hosts ${hosts.join(',')}).`,
        );
      for (const other of all)
        if (
          other.document !== document &&
          tls &&
          isSubsetOfLabels(selector, other.selector ?? {}) &&
          (other.servers ?? []).some(item => item.tls && sameCertificate(tls, item.tls))
        )
          say(
            'IST0138',
            'Warning',
            [...path, 'tls'],
            `Duplicate certificate in multiple gateways [${nameOf(document)} ${nameOf(other.document)}] may cause 404s if clients re-use HTTP2 connections.`,
          );
    }
  }
};

interface EntrySpec {
  hosts?: string[];
  addresses?: string[];
  ports?: {number?: number; protocol?: string}[];
  exportTo?: string[];
}

const entryAddresses: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'ServiceEntry', NETWORKING)) {
    const {addresses = [], ports = []} = specOf<EntrySpec>(document);
    const given = (document.value.status as {addresses?: unknown[]} | undefined)?.addresses ?? [];
    if (addresses.length + given.length > 0) continue;
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

const entryProtocols: Analyzer = (cluster, report) => {
  const index = new Map<string, {protocol: string; document: SourceDocument}[]>();
  for (const document of ofKind(cluster, 'ServiceEntry', NETWORKING)) {
    const {hosts = [], ports = [], exportTo = []} = specOf<EntrySpec>(document);
    for (const scope of scopesOf(exportTo, document.namespace))
      for (const host of hosts)
        for (const {number = 0, protocol = ''} of ports) {
          const key = `${scope}/${host} ${number}`;
          index.set(key, [...(index.get(key) ?? []), {protocol: protocol.toUpperCase(), document}]);
        }
  }
  const said = new Set<SourceDocument>();
  for (const [key, own] of index) {
    const rest = key.slice(key.indexOf('/'));
    const entries = key.startsWith('*/') ? own : [...own, ...(index.get(`*${rest}`) ?? [])];
    const protocols = [...new Set(entries.map(({protocol}) => protocol))].sort();
    if (protocols.length < 2) continue;
    const names = [...new Set(entries.map(({document}) => nameOf(document)))].sort();
    const [host = '', port = ''] = rest.slice(1).split(' ');
    for (const {document} of entries) {
      if (said.has(document)) continue;
      said.add(document);
      report({
        code: 'IST0177',
        level: 'Warning',
        document,
        path: ['spec', 'ports'],
        message: `Multiple ServiceEntries (${names.join(', ')}) define the same host "${host}" and port ${port} with conflicting protocols (${protocols.join(', ')}).`,
      });
    }
  }
};

const WELL_KNOWN = [25, 53, 3306, 27017];
const PROTOCOLS = /^(tcp|udp|grpc|http|http_proxy|http2|https|tls|mongo|redis|mysql)$/i;

/** Source: istio/istio `pkg/config/kube/conversion.go ConvertProtocol`. */
function hasProtocol(
  port: number,
  name: string,
  transport: string,
  app: string | undefined,
): boolean {
  const text = app ?? name;
  return (
    transport === 'UDP' ||
    (app !== undefined && /^kubernetes\.io\/(h2c|wss?)$/.test(app)) ||
    /^grpc-web/i.test(text) ||
    PROTOCOLS.test(text.split('-')[0] ?? '') ||
    WELL_KNOWN.includes(port)
  );
}

const portNames: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'Service', '')) {
    const {labels = {}} = metadataOf(document);
    const managed = (labels['gateway.istio.io/managed'] ?? '').startsWith('istio.io-');
    if (Object.hasOwn(labels, 'istio') || labels.release === 'istio' || managed) continue;
    const {type, ports = []} = specOf<{
      type?: string;
      ports?: {
        name?: string;
        port?: number;
        targetPort?: number | string;
        appProtocol?: string;
        protocol?: string;
      }[];
    }>(document);
    const external = type === 'ExternalName';
    for (const [index, {name = '', port = 0, targetPort, ...rest}] of ports.entries())
      if (
        !hasProtocol(port, name, rest.protocol ?? 'TCP', rest.appProtocol) ||
        (name === 'tcp' && external)
      )
        report({
          code: external ? 'IST0150' : 'IST0118',
          level: external ? 'Warning' : 'Info',
          document,
          path: ['spec', 'ports', index],
          message: external
            ? 'Port name for ExternalName service is invalid. Proxy may prevent tcp named ports and unmatched traffic for ports serving TCP protocol from being forwarded correctly'
            : `Port name ${name} (port: ${port}, targetPort: ${targetPort ?? port}) doesn't follow the naming convention of Istio port.`,
        });
  }
};

export const EDGE_ANALYZERS: readonly Analyzer[] = [
  gateways,
  entryAddresses,
  entryProtocols,
  portNames,
];
