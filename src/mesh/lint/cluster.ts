import {isSubsetOfLabels, isWildcard} from '../model/names';
import type {Path, SourceDocument} from '../parse/documents';
import {specOf} from '../security/peer-authentication';

/** What the analyzers look at, as `istioctl analyze` reads a cluster. Source: istio/istio `pkg/config/analysis`. */

export type Level = 'Error' | 'Warning' | 'Info';
export type Labels = Readonly<Record<string, string>>;

/** Codes as `istioctl analyze` prints them. */
export const LINT_CODES = [
  'IST0002',
  'IST0101',
  'IST0102',
  'IST0103',
  'IST0106',
  'IST0107',
  'IST0108',
  'IST0109',
  'IST0110',
  'IST0111',
  'IST0112',
  'IST0116',
  'IST0118',
  'IST0123',
  'IST0125',
  'IST0127',
  'IST0128',
  'IST0129',
  'IST0130',
  'IST0131',
  'IST0132',
  'IST0133',
  'IST0134',
  'IST0135',
  'IST0137',
  'IST0138',
  'IST0140',
  'IST0144',
  'IST0145',
  'IST0147',
  'IST0149',
  'IST0150',
  'IST0151',
  'IST0152',
  'IST0153',
  'IST0154',
  'IST0155',
  'IST0157',
  'IST0159',
  'IST0160',
  'IST0162',
  'IST0165',
  'IST0166',
  'IST0167',
  'IST0173',
  'IST0174',
  'IST0175',
  'IST0177',
] as const;
export type LintCode = (typeof LINT_CODES)[number];

export interface Report {
  code: LintCode;
  level: Level;
  document: SourceDocument;
  path: Path;
  message: string;
}

export interface Container {
  name?: string;
  image?: string;
  securityContext?: {runAsUser?: number};
}

export interface PodSpec {
  containers?: Container[];
  initContainers?: Container[];
  hostNetwork?: boolean;
  nodeName?: string;
  securityContext?: {runAsUser?: number};
}

export interface Metadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** A Pod, or what a Deployment makes of its template. */
export interface Workload {
  namespace: string;
  name: string;
  labels: Labels;
  annotations: Labels;
  spec: PodSpec;
  document: SourceDocument;
}

/** What answers to a host: a Service or a ServiceEntry. */
export interface Host {
  ports: readonly number[];
  /** Labels of the workloads behind a ServiceEntry with a selector. */
  labels: Labels;
}

/** Everything the analyzers look at: what is applied, and what the cluster made of it. */
export interface Cluster {
  documents: readonly SourceDocument[];
  workloads: readonly Workload[];
  /** By `scope/host`; the scope is a namespace, or `*`. */
  hosts: ReadonlyMap<string, Host>;
  rootNamespace: string;
  /** Whether the mesh configuration names who gets access logs. */
  logProvider: boolean;
}

export type Analyzer = (cluster: Cluster, report: (finding: Report) => void) => void;

export const NETWORKING = 'networking.istio.io';

export const ofKind = (
  {documents}: Pick<Cluster, 'documents'>,
  kind: string,
  group: string,
): SourceDocument[] =>
  documents.filter(
    document =>
      document.kind === kind &&
      (group === '' ? document.apiVersion === 'v1' : document.apiVersion.startsWith(`${group}/`)),
  );

export const metadataOf = (document: SourceDocument): Metadata =>
  (document.value.metadata ?? {}) as Metadata;

export const nameOf = ({namespace, name}: SourceDocument): string => `${namespace}/${name}`;

/** As Kubernetes writes a selector. */
export const selectorText = (selector: Labels): string =>
  Object.entries(selector)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(',');

export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  );

/** A host as written in a document of a namespace, fully qualified. */
export const qualified = (host: string, namespace: string): string =>
  host.includes('.') || host.startsWith('*') ? host : `${host}.${namespace}.svc.cluster.local`;

const readWorkloads = (documents: readonly SourceDocument[]): Workload[] =>
  [...ofKind({documents}, 'Pod', ''), ...ofKind({documents}, 'Deployment', 'apps')].map(
    document => {
      const {template} = specOf<{template?: {metadata?: Metadata; spec?: PodSpec}}>(document);
      const pod = document.kind === 'Pod';
      const {labels = {}, annotations = {}} = pod
        ? metadataOf(document)
        : (template?.metadata ?? {});
      return {
        namespace: document.namespace,
        name: document.name,
        labels,
        annotations,
        spec: pod ? specOf<PodSpec>(document) : (template?.spec ?? {}),
        document,
      };
    },
  );

/** Scopes of `exportTo`: `*`, or namespaces. */
export const scopesOf = (exportTo: readonly string[], namespace: string): string[] =>
  exportTo.length === 0 || exportTo.includes('*')
    ? ['*']
    : [...new Set(exportTo.map(scope => (scope === '.' ? namespace : scope)))];

function readHosts(documents: readonly SourceDocument[]): Map<string, Host> {
  const hosts = new Map<string, Host>();
  for (const document of ofKind({documents}, 'ServiceEntry', NETWORKING)) {
    const {
      hosts: names = [],
      ports = [],
      exportTo = [],
      workloadSelector,
    } = specOf<{
      hosts?: string[];
      ports?: {number?: number}[];
      exportTo?: string[];
      workloadSelector?: {labels?: Record<string, string>};
    }>(document);
    for (const name of names)
      for (const scope of scopesOf(exportTo, document.namespace))
        hosts.set(`${scope}/${qualified(name, document.namespace)}`, {
          ports: ports.map(({number}) => number ?? 0),
          labels: workloadSelector?.labels ?? {},
        });
  }
  for (const document of ofKind({documents}, 'Service', '')) {
    const {ports = []} = specOf<{ports?: {port?: number}[]}>(document);
    const exported = metadataOf(document).annotations?.['networking.istio.io/exportTo'] ?? '';
    const scopes =
      exported === ''
        ? ['*']
        : exported.split(',').map(scope => {
            const name = scope.trim();
            return name === '.' ? document.namespace : name;
          });
    for (const scope of scopes)
      hosts.set(`${scope}/${qualified(document.name, document.namespace)}`, {
        ports: ports.map(({port}) => port ?? 0),
        labels: {},
      });
  }
  return hosts;
}

export const readCluster = (
  documents: readonly SourceDocument[],
  options: {rootNamespace: string; logProvider: boolean},
): Cluster => ({
  documents,
  workloads: readWorkloads(documents),
  hosts: readHosts(documents),
  ...options,
});

/** Who answers to a host that a document of a namespace names; as far as the document itself is exported. */
export function findHost(
  {hosts}: Cluster,
  host: string,
  namespace: string,
  exportTo: readonly string[],
): Host | undefined {
  const scopes =
    exportTo.length === 0
      ? [namespace]
      : exportTo.map(scope => (scope === '.' ? namespace : scope));
  for (const scope of ['*', ...scopes]) {
    const found = hosts.get(`${scope}/${qualified(host, namespace)}`);
    if (found) return found;
  }
  const bare = host.replace(/^\*/, '');
  for (const [key, found] of hosts) {
    const slash = key.indexOf('/');
    const [scope, name] = [key.slice(0, slash), key.slice(slash + 1)];
    if (isWildcard(name) && (scope === '*' || scope === namespace) && bare.endsWith(name.slice(1)))
      return found;
  }
  return undefined;
}

export const namespaceLabels = (cluster: Cluster, name: string): Labels | undefined => {
  const document = ofKind(cluster, 'Namespace', '').find(item => item.name === name);
  return document && (metadataOf(document).labels ?? {});
};

/** Source: istio/istio `analyzers/util/in_mesh.go`. */
export function inMesh(cluster: Cluster, workload: Workload): boolean {
  const {containers = [], initContainers = []} = workload.spec;
  const own = workload.document.kind === 'Pod' ? [...containers, ...initContainers] : containers;
  if ((own.find(({name}) => name === 'istio-proxy')?.image ?? '') !== '') return true;
  for (const values of [workload.labels, workload.annotations]) {
    const inject = values['sidecar.istio.io/inject'];
    if (inject !== undefined) return inject === 'true';
  }
  return namespaceLabels(cluster, workload.namespace)?.['istio-injection'] === 'enabled';
}

export const isAmbient = ({annotations}: Workload): boolean =>
  annotations['ambient.istio.io/redirection'] === 'enabled';

export const selects = (selector: Labels | undefined, {labels}: Workload): boolean =>
  isSubsetOfLabels(selector, labels);
