import {isSubsetOfLabels} from '../model/names';
import type {SourceDocument} from '../parse/documents';
import {isSecurityKind, specOf} from '../security/peer-authentication';
import type {AuthorizationPolicySpec} from '../security/spec';
import {annotationProblem} from './annotations';
import {
  inMesh,
  isAmbient,
  metadataOf,
  nameOf,
  namespaceLabels,
  NETWORKING,
  ofKind,
  selects,
  selectorText,
  type Analyzer,
  type Cluster,
  type Labels,
  type Workload,
} from './cluster';

/** Analyzers of namespaces, Pods, and what selects them. Source: istio/istio `pkg/config/analysis/analyzers`. */

const policyTargets: Analyzer = (cluster, report) => {
  const namespaces = ofKind(cluster, 'Namespace', '').map(({name}) => name);
  const known = (wanted: string): boolean =>
    wanted === '*' ||
    namespaces.some(name =>
      wanted.startsWith('*')
        ? name.endsWith(wanted.slice(1))
        : wanted.endsWith('*')
          ? name.startsWith(wanted.slice(0, -1))
          : name === wanted.toLowerCase(),
    );
  const pods = cluster.workloads.filter(pod => inMesh(cluster, pod) || isAmbient(pod));
  for (const document of cluster.documents.filter(item =>
    isSecurityKind(item, 'AuthorizationPolicy'),
  )) {
    const {selector, rules = []} = specOf<AuthorizationPolicySpec>(document);
    const meshWide = document.namespace === cluster.rootNamespace;
    const matches = pods.some(
      pod =>
        (meshWide || pod.namespace === document.namespace) && selects(selector?.matchLabels, pod),
    );
    if (!matches && (selector !== undefined || !meshWide))
      report({
        code: 'IST0127',
        level: 'Warning',
        document,
        path: selector ? ['spec', 'selector'] : ['metadata'],
        message: `No matching workloads for this resource with the following labels: ${selectorText(selector?.matchLabels ?? {})}`,
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

const INJECTION = ['istio.io/rev', 'istio.io/dataplane-mode'];

const injection: Analyzer = (cluster, report) => {
  for (const document of ofKind(cluster, 'Namespace', '')) {
    if (document.name === 'istio-system') continue;
    const {labels = {}} = metadataOf(document);
    const legacy = labels['istio-injection'];
    const given = [
      ...(legacy === undefined ? [] : [`istio-injection=${legacy}`]),
      ...INJECTION.filter(
        name => Object.hasOwn(labels, name) && (legacy === undefined || legacy === 'enabled'),
      ).map(name => `${name}=${labels[name] ?? ''}`),
    ];
    if (given.length > 1)
      report({
        code: 'IST0123',
        level: 'Warning',
        document,
        path: ['metadata', 'labels'],
        message: `The namespace has more than one type of injection labels [${given.join(' ')}], which may lead to undefined behavior. Make sure only one injection label exists.`,
      });
    if (labels['istio.io/dataplane-mode'] === 'ambient') continue;
    if ((legacy ?? '') === '' && !Object.hasOwn(labels, 'istio.io/rev'))
      report({
        code: 'IST0102',
        level: 'Info',
        document,
        path: ['metadata'],
        message: `The namespace is not enabled for Istio injection. Run 'kubectl label namespace ${document.name} istio-injection=enabled' to enable it, or 'kubectl label namespace ${document.name} istio-injection=disabled' to explicitly mark it as not needing injection.`,
      });
  }
  for (const {document, labels, annotations, namespace, spec} of cluster.workloads) {
    if (document.kind !== 'Pod') continue;
    const mode = namespaceLabels(cluster, namespace) ?? {};
    if (
      namespace === 'istio-system' ||
      mode['istio.io/dataplane-mode'] === 'ambient' ||
      mode['istio-injection'] !== 'enabled'
    )
      continue;
    const name = 'sidecar.istio.io/inject';
    const inject = labels[name] ?? annotations[name] ?? '';
    if (inject.toLowerCase() === 'false' || spec.hostNetwork === true) continue;
    const proxy = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].find(
      container => container.name === 'istio-proxy',
    );
    if ((proxy?.image ?? '') === '')
      report({
        code: 'IST0103',
        level: 'Warning',
        document,
        path: ['spec', 'containers'],
        message: `The pod ${nameOf(document)} is missing the Istio proxy. This can often be resolved by restarting or redeploying the workload.`,
      });
  }
};

/** User ID of the proxy: what else runs with it is not led through the proxy. */
const PROXY_USER = 1337;

const containers: Analyzer = (cluster, report) => {
  for (const {document, spec} of cluster.workloads) {
    const path = document.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
    const own = spec.containers ?? [];
    const {labels = {}} = metadataOf(document);
    const controlPlane = Object.hasOwn(labels, 'istio') || labels.release === 'istio';
    const reserved =
      spec.securityContext?.runAsUser === PROXY_USER ||
      own.some(
        ({name = '', securityContext}) =>
          !['istio-proxy', 'istio-operator'].includes(name) &&
          securityContext?.runAsUser === PROXY_USER,
      );
    if (reserved && !controlPlane)
      report({
        code: 'IST0144',
        level: 'Warning',
        document,
        path,
        message: 'User ID (UID) 1337 is reserved for the sidecar proxy.',
      });
    if (
      document.kind === 'Pod' &&
      own.some(({name, image}) => name === 'istio-proxy' && image === 'auto')
    )
      report({
        code: 'IST0147',
        level: 'Error',
        document,
        path: [...path, 'containers'],
        message: `Pod ${document.name} contains \`image: auto\` but does not match any Istio injection webhook selectors.`,
      });
  }
};

interface ServicePort {
  port?: number;
  targetPort?: number | string;
  protocol?: string;
}

/** Services of one Deployment that disagree on a port. */
const servicePorts: Analyzer = (cluster, report) => {
  for (const workload of cluster.workloads) {
    const {document, labels, namespace} = workload;
    const managed = metadataOf(document).labels?.['gateway.istio.io/managed'];
    if (
      document.kind !== 'Deployment' ||
      managed === 'istio.io-mesh-controller' ||
      !inMesh(cluster, workload)
    )
      continue;
    const ports = ofKind(cluster, 'Service', '').flatMap(service => {
      const spec = specOf<{selector?: Record<string, string>; ports?: ServicePort[]}>(service);
      const chosen =
        service.namespace === namespace &&
        Object.keys(spec.selector ?? {}).length > 0 &&
        isSubsetOfLabels(spec.selector, labels);
      return chosen
        ? (spec.ports ?? []).map(({port = 0, targetPort = port, protocol = 'TCP'}) => ({
            service: nameOf(service),
            port,
            target: String(targetPort === 0 || targetPort === '' ? port : targetPort),
            protocol,
          }))
        : [];
    });
    const names = (list: typeof ports): string =>
      list
        .map(({service}) => service)
        .sort()
        .join(' ');
    for (const port of new Set(ports.map(item => item.port))) {
      const same = ports.filter(item => item.port === port);
      if (new Set(same.map(({protocol}) => protocol)).size > 1)
        report({
          code: 'IST0116',
          level: 'Warning',
          document,
          path: ['metadata', 'name'],
          message: `This deployment ${document.name} is associated with multiple services using port ${port} but different protocols: [${names(same)}]`,
        });
    }
    for (const target of new Set(ports.map(item => item.target))) {
      const same = ports.filter(item => item.target === target);
      const numbers = [...new Set(same.map(({port}) => port))].sort((a, b) => a - b);
      if (numbers.length > 1)
        report({
          code: 'IST0137',
          level: 'Warning',
          document,
          path: ['metadata', 'name'],
          message: `This deployment ${document.name} is associated with multiple services [${names(same)}] using targetPort "${target}" but different ports: [${numbers.join(' ')}].`,
        });
    }
  }
};

interface Selecting {
  document: SourceDocument;
  /** Empty: the whole namespace. */
  labels: Labels;
  path: string[];
}

/** Two objects of a kind for one Pod, and those for a whole namespace. */
function checkSelectors(
  cluster: Cluster,
  objects: readonly Selecting[],
  codes: {kinds: string; pod: 'IST0110' | 'IST0159'; namespace: 'IST0111' | 'IST0160'},
  whole: (object: Selecting) => boolean,
  report: Parameters<Analyzer>[1],
): void {
  const names = (list: readonly Selecting[]): string =>
    `[${list
      .map(({document}) => document.name)
      .sort()
      .join(' ')}]`;
  const narrow = objects.filter(({labels}) => Object.keys(labels).length > 0);
  const chosenBy = (pod: Workload): Selecting[] =>
    narrow.filter(
      ({document, labels}) => document.namespace === pod.namespace && selects(labels, pod),
    );
  for (const {document, labels, path} of narrow) {
    const pods = cluster.workloads.filter(
      pod => pod.namespace === document.namespace && selects(labels, pod),
    );
    if (pods.length === 0)
      report({
        code: 'IST0101',
        level: 'Error',
        document,
        path,
        message: `Referenced selector not found: "${selectorText(labels)}"`,
      });
    const contested = pods.find(pod => !isAmbient(pod) && chosenBy(pod).length > 1);
    if (contested)
      report({
        code: codes.pod,
        level: 'Error',
        document,
        path: ['metadata', 'name'],
        message: `The ${codes.kinds} ${names(chosenBy(contested))} in namespace "${document.namespace}" select the same workload pod "${contested.name}", which can lead to undefined behavior.`,
      });
  }
  const wide = objects.filter(whole);
  for (const {document} of wide) {
    const same = wide.filter(other => other.document.namespace === document.namespace);
    if (same.length > 1)
      report({
        code: codes.namespace,
        level: 'Error',
        document,
        path: ['spec'],
        message: `The ${codes.kinds} ${names(same)} in namespace "${document.namespace}" have no workload selector, which can lead to undefined behavior.`,
      });
  }
}

const isAmbientNamespace = (cluster: Cluster, name: string): boolean => {
  const labels = namespaceLabels(cluster, name) ?? {};
  return (
    labels['istio-injection'] !== 'enabled' &&
    (labels['istio.io/rev'] ?? '') === '' &&
    labels['istio.io/dataplane-mode'] === 'ambient'
  );
};

const sidecars: Analyzer = (cluster, report) => {
  const objects = ofKind(cluster, 'Sidecar', NETWORKING).map(document => ({
    document,
    labels:
      specOf<{workloadSelector?: {labels?: Record<string, string>}}>(document).workloadSelector
        ?.labels ?? {},
    path: ['spec', 'workloadSelector'],
  }));
  const idle = (document: SourceDocument, why: string): void => {
    report({
      code: 'IST0167',
      level: 'Warning',
      document,
      path: ['spec'],
      message: `The policy has no impact: ${why}, the policy has no impact.`,
    });
  };
  const isWide = ({labels}: Selecting): boolean => Object.keys(labels).length === 0;
  checkSelectors(
    cluster,
    objects,
    {kinds: 'Sidecars', pod: 'IST0110', namespace: 'IST0111'},
    object => isWide(object) && !isAmbientNamespace(cluster, object.document.namespace),
    report,
  );
  for (const object of objects) {
    const {document, labels} = object;
    if (isWide(object)) {
      if (isAmbientNamespace(cluster, document.namespace))
        idle(document, 'namespace is in ambient mode');
    } else if (
      cluster.workloads.some(
        pod => pod.namespace === document.namespace && isAmbient(pod) && selects(labels, pod),
      )
    )
      idle(document, 'selected workload is in ambient mode');
  }
};

interface TelemetrySpec {
  selector?: {matchLabels?: Record<string, string>};
  accessLogging?: {disabled?: boolean; providers?: object[]}[];
}

const telemetry: Analyzer = (cluster, report) => {
  const objects = ofKind(cluster, 'Telemetry', 'telemetry.istio.io').map(document => ({
    document,
    spec: specOf<TelemetrySpec>(document),
  }));
  checkSelectors(
    cluster,
    objects.map(({document, spec}) => ({
      document,
      labels: spec.selector?.matchLabels ?? {},
      path: ['spec', 'selector'],
    })),
    {kinds: 'Telemetries', pod: 'IST0159', namespace: 'IST0160'},
    ({document}) => specOf<TelemetrySpec>(document).selector === undefined,
    report,
  );
  if (cluster.logProvider) return;
  for (const {document, spec} of objects)
    for (const [index, {disabled, providers = []}] of (spec.accessLogging ?? []).entries())
      if (disabled !== true && providers.length === 0)
        report({
          code: 'IST0157',
          level: 'Warning',
          document,
          path: ['spec', 'accessLogging', index],
          message: `The Telemetry ${document.name} in namespace "${document.namespace}" with empty providers will be ignored.`,
        });
};

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Pods of a Gateway of Gateway API are reached by `targetRefs`, not by a selector. */
const gatewaySelectors: Analyzer = (cluster, report) => {
  const pods = cluster.workloads.filter(({labels}) => Object.hasOwn(labels, GATEWAY_NAME));
  const policies = [
    ...cluster.documents.filter(
      item =>
        isSecurityKind(item, 'AuthorizationPolicy') ||
        isSecurityKind(item, 'RequestAuthentication'),
    ),
    ...ofKind(cluster, 'Telemetry', 'telemetry.istio.io'),
  ];
  for (const document of policies) {
    const {selector, targetRef} = specOf<{
      selector?: {matchLabels?: Record<string, string>};
      targetRef?: object;
    }>(document);
    if (!selector || targetRef) continue;
    const pod = pods.find(
      item => item.namespace === document.namespace && selects(selector.matchLabels, item),
    );
    if (pod)
      report({
        code: 'IST0166',
        level: 'Warning',
        document,
        path: ['spec', 'selector'],
        message: `Ineffective selector on Kubernetes Gateway ${pod.labels[GATEWAY_NAME] ?? ''}. Use the TargetRef field instead.`,
      });
  }
};

const annotations: Analyzer = (cluster, report) => {
  const kinds = [
    ['Namespace', ''],
    ['Service', ''],
    ['Pod', ''],
    ['Deployment', 'apps'],
  ] as const;
  for (const [kind, group] of kinds)
    for (const document of ofKind(cluster, kind, group)) {
      const {annotations: given = {}, labels = {}} = metadataOf(document);
      for (const [name, value] of Object.entries(given))
        for (const problem of annotationProblem(kind, name, String(value), labels))
          report({...problem, document, path: ['metadata', 'annotations', name]});
    }
};

export const WORKLOAD_ANALYZERS: readonly Analyzer[] = [
  policyTargets,
  injection,
  containers,
  servicePorts,
  sidecars,
  telemetry,
  gatewaySelectors,
  annotations,
];
