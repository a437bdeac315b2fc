import {isSubsetOfLabels} from '../model/names';
import {createdAt} from '../model/services';
import type {Mesh, Pod, Service, Source} from '../model/types';
import type {SourceDocument} from '../parse/documents';
import {isAdmitted} from './webhook';
import type {PeerAuthenticationSpec, WorkloadSelector} from './spec';
import type {MutualTlsMode} from './types';

/**
 * Which mode of mutual TLS counts for a port of a workload. Source: istio/istio `pilot/pkg/security/authn/policy_applier.go
 * ComposePeerAuthentication`, `pilot/pkg/model/authentication.go`.
 */

/** The workload a policy may be about. */
export interface Workload {
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

export interface EffectiveMode {
  mode: MutualTlsMode;
  /** The policy that set it; null: it is the default. */
  source: Source | null;
}

const DEFAULT: EffectiveMode = {mode: 'PERMISSIVE', source: null};

export const isSecurityKind = (document: SourceDocument, kind: string): boolean =>
  document.kind === kind && document.apiVersion.startsWith('security.istio.io/');

/** Documents of a kind, oldest first; of the same age by name, then namespace. */
export function oldestFirst(mesh: Mesh, kind: string): SourceDocument[] {
  return mesh.documents
    .filter(document => isSecurityKind(document, kind) && isAdmitted(document))
    .sort(
      (a, b) =>
        createdAt(a) - createdAt(b) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : a.namespace < b.namespace ? -1 : 1),
    );
}

export const specOf = <T>(document: SourceDocument): T => (document.value.spec ?? {}) as T;

export const selectsAll = (selector: WorkloadSelector | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length === 0;

export const selects = (selector: WorkloadSelector | undefined, workload: Workload): boolean =>
  isSubsetOfLabels(selector?.matchLabels ?? {}, workload.labels);

function modeOf(
  setting: {mode?: string} | undefined,
  document: SourceDocument,
  path: readonly string[],
): EffectiveMode | null {
  const mode = setting?.mode;
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT'
    ? {mode, source: {document, path: ['spec', ...path]}}
    : null;
}

/** The oldest policy of the mesh, and of the namespace, that selects everything. */
function broadPolicies(
  mesh: Mesh,
  namespace: string,
): {document: SourceDocument; spec: PeerAuthenticationSpec}[] {
  const policies = oldestFirst(mesh, 'PeerAuthentication').map(document => ({
    document,
    spec: specOf<PeerAuthenticationSpec>(document),
  }));
  const oldest = (where: string): (typeof policies)[number][] =>
    policies
      .filter(({document, spec}) => document.namespace === where && selectsAll(spec.selector))
      .slice(0, 1);
  return namespace === mesh.rootNamespace
    ? oldest(mesh.rootNamespace)
    : [...oldest(mesh.rootNamespace), ...oldest(namespace)];
}

/** Mode of a namespace, without what its workloads say for themselves. */
export function namespaceMode(mesh: Mesh, namespace: string): EffectiveMode {
  let result = DEFAULT;
  for (const {document, spec} of broadPolicies(mesh, namespace))
    result = modeOf(spec.mtls, document, ['mtls', 'mode']) ?? result;
  return result;
}

/**
 * Mode of a workload port. One policy with a selector counts, the oldest; those in the root namespace with a selector never do.
 */
export function effectiveMode(mesh: Mesh, workload: Workload, port: number): EffectiveMode {
  let result = namespaceMode(mesh, workload.namespace);
  if (workload.namespace === mesh.rootNamespace) return result;
  const own = oldestFirst(mesh, 'PeerAuthentication').find(document => {
    const {selector} = specOf<PeerAuthenticationSpec>(document);
    return (
      document.namespace === workload.namespace &&
      !selectsAll(selector) &&
      selects(selector, workload)
    );
  });
  if (!own) return result;
  const {mtls, portLevelMtls = {}} = specOf<PeerAuthenticationSpec>(own);
  result = modeOf(mtls, own, ['mtls', 'mode']) ?? result;
  return (
    modeOf(portLevelMtls[String(port)], own, ['portLevelMtls', String(port), 'mode']) ?? result
  );
}

/** Whether the injector put a sidecar in front of a pod and says so to the others. */
export const hasSidecarLabel = ({labels}: Pod): boolean =>
  labels['security.istio.io/tlsMode'] === 'istio';

/**
 * Whether the cluster of a service is made for mutual TLS when no DestinationRule says anything. Source: istio/istio
 * `core/cluster_tls.go`, `model/push_context.go BestEffortInferServiceMTLSMode`.
 */
export function infersTls(mesh: Mesh, service: Service): boolean {
  if (mesh.config.enableAutoMtls === false || service.origin === 'service-entry') return false;
  // What the client infers for a service looks at namespace and mesh only.
  if (namespaceMode(mesh, service.namespace).mode === 'DISABLE') return false;
  if (service.resolution !== 'original-destination') return true;
  const pods = [...service.endpoints.values()]
    .flat()
    .map(({address}) => mesh.pods.find(({ip}) => ip === address));
  return pods.length > 0 && pods.every(item => item !== undefined && hasSidecarLabel(item));
}

/** Whether it is used towards one endpoint then. Source: `xds/endpoints/mtls_checker.go`. */
export const wantsTls = (mesh: Mesh, pod: Pod, port: number): boolean =>
  hasSidecarLabel(pod) && effectiveMode(mesh, pod, port).mode !== 'DISABLE';
