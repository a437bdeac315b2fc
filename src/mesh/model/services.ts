import type {SourceDocument} from '../parse/documents';
import {DOMAIN, isSubsetOfLabels} from './names';
import type {
  DeploymentSpec,
  EndpointSliceBody,
  MeshConfig,
  PodSpec,
  PodStatus,
  ServiceEntrySpec,
  ServiceSpec,
} from './spec';
import type {Endpoint, Pod, PortProtocol, Resolution, Service, ServicePort} from './types';
import {protocolOf} from './webhook';

/** Who has which address: pods, Kubernetes services and service entries become one registry. */

interface Metadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp?: unknown;
}

export const metadataOf = (document: SourceDocument): Metadata =>
  (document.value.metadata ?? {}) as Metadata;

/**
 * Milliseconds since 1970. What has no readable time counts as older than all else, as something that was there from the
 * beginning; of such objects those of Gateway API are the eldest.
 */
export function createdAt(document: SourceDocument): number {
  const {creationTimestamp} = metadataOf(document);
  const time = typeof creationTimestamp === 'string' ? new Date(creationTimestamp).getTime() : NaN;
  if (!Number.isNaN(time)) return time;
  return document.apiVersion.startsWith('gateway.networking.k8s.io/') ? 0 : 1;
}

const specOf = <T>(document: SourceDocument): T => (document.value.spec ?? {}) as T;

function podPorts(spec: PodSpec): Record<string, number> {
  const ports: Record<string, number> = {};
  for (const container of spec.containers ?? [])
    for (const {name, containerPort} of container.ports ?? [])
      ports[name ?? String(containerPort)] = containerPort;
  return ports;
}

/** Pods as written, and one for each replica of a Deployment. Addresses that are not given are made up, in order. */
export function readPods(documents: readonly SourceDocument[]): Pod[] {
  const pods: Pod[] = [];
  let next = 0;
  const freeAddress = (): string => {
    next += 1;
    return `10.244.${Math.floor(next / 250)}.${(next % 250) + 1}`;
  };
  for (const document of documents) {
    if (document.kind === 'Pod') {
      const spec = specOf<PodSpec>(document);
      const status = document.value.status as PodStatus | undefined;
      const condition = status?.conditions?.find(({type}) => type === 'Ready');
      // A pod written down without a status is one that will run.
      const ready = status === undefined || condition?.status === 'True';
      pods.push({
        name: document.name,
        namespace: document.namespace,
        labels: metadataOf(document).labels ?? {},
        ip: status?.podIP ?? freeAddress(),
        ready: ready && (status === undefined || status.podIP !== undefined),
        serviceAccount: spec.serviceAccountName ?? 'default',
        ports: podPorts(spec),
      });
    } else if (document.kind === 'Deployment') {
      const {replicas = 1, template} = specOf<DeploymentSpec>(document);
      for (let replica = 1; replica <= replicas; replica += 1)
        pods.push({
          name: `${document.name}-${replica}`,
          namespace: document.namespace,
          labels: template?.metadata?.labels ?? {},
          ip: freeAddress(),
          ready: true,
          serviceAccount: template?.spec?.serviceAccountName ?? 'default',
          ports: podPorts(template?.spec ?? {}),
        });
    }
  }
  return pods;
}

const isHttp2 = (protocol: string): boolean => /^(http2|grpc|grpc-web)$/i.test(protocol);

/** Source: istio/istio `pkg/config/kube/conversion.go ConvertProtocol`. */
function portProtocol(
  name: string,
  appProtocol: string | undefined,
  transport: string,
): Pick<ServicePort, 'protocol' | 'http2'> {
  if (transport.toUpperCase() === 'UDP') return {protocol: 'tcp', http2: false};
  const hint = (appProtocol ?? name).toLowerCase();
  const written =
    {
      'kubernetes.io/h2c': 'http2',
      'kubernetes.io/ws': 'http',
      'kubernetes.io/wss': 'https',
    }[hint] ?? (hint.startsWith('grpc-web') ? 'grpc-web' : (hint.split('-')[0] ?? ''));
  const protocols: Partial<Record<string, PortProtocol>> = {
    http: 'http',
    https: 'tls',
    tls: 'tls',
    tcp: 'tcp',
  };
  return {
    protocol: protocols[protocolOf(written) ?? ''] ?? 'sniffed',
    http2: isHttp2(written),
  };
}

function exportsOf(
  annotation: string | undefined,
  fallback: readonly string[] | undefined,
): string[] {
  const given = (annotation ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
  return given.length > 0 ? given : [...(fallback ?? ['*'])];
}

const podEndpoint = (pod: Pod, port: number): Endpoint => ({
  pod: pod.name,
  namespace: pod.namespace,
  address: pod.ip,
  port,
  labels: pod.labels,
  weight: 1,
});

function kubernetesService(
  document: SourceDocument,
  pods: readonly Pod[],
  slices: readonly SourceDocument[],
  config: MeshConfig,
): Service {
  const spec = specOf<ServiceSpec>(document);
  const headless = spec.clusterIP === 'None';
  const ports: ServicePort[] = [];
  const endpoints = new Map<number, Endpoint[]>();
  const own = slices.filter(
    slice =>
      slice.namespace === document.namespace &&
      metadataOf(slice).labels?.['kubernetes.io/service-name'] === document.name,
  );
  const selected =
    Object.keys(spec.selector ?? {}).length === 0
      ? []
      : pods.filter(
          pod =>
            pod.ready &&
            pod.namespace === document.namespace &&
            isSubsetOfLabels(spec.selector, pod.labels),
        );
  for (const {name = '', port, targetPort = port, protocol = 'TCP', appProtocol} of spec.ports ??
    []) {
    const numbers: Endpoint[] = [];
    for (const pod of own.length > 0 ? [] : selected) {
      const number = typeof targetPort === 'number' ? targetPort : pod.ports[targetPort];
      if (number !== undefined) numbers.push(podEndpoint(pod, number));
    }
    for (const slice of own) {
      const body = slice.value as unknown as EndpointSliceBody;
      const number = (body.ports ?? []).find(entry => (entry.name ?? '') === name)?.port;
      if (number === undefined) continue;
      for (const {addresses = [], conditions, targetRef} of body.endpoints ?? []) {
        if (conditions?.ready === false) continue;
        const pod = pods.find(
          ({name: podName, namespace}) =>
            targetRef?.name === podName && namespace === document.namespace,
        );
        for (const address of addresses)
          numbers.push({
            pod: pod?.name ?? null,
            namespace: document.namespace,
            address,
            port: number,
            labels: pod?.labels ?? {},
            weight: 1,
          });
      }
    }
    ports.push({
      number: port,
      name,
      ...portProtocol(name, appProtocol, protocol),
      targetPort: typeof targetPort === 'number' ? targetPort : (numbers[0]?.port ?? port),
    });
    endpoints.set(port, numbers);
  }
  const annotation = metadataOf(document).annotations?.['networking.istio.io/exportTo'];
  return {
    hostname: `${document.name}.${document.namespace}.svc.${DOMAIN}`.toLowerCase(),
    name: document.name,
    namespace: document.namespace,
    origin: 'kubernetes',
    ports,
    aliases: [],
    addresses: headless
      ? []
      : [...new Set([...(spec.clusterIP ? [spec.clusterIP] : []), ...(spec.clusterIPs ?? [])])],
    resolution: headless ? 'original-destination' : 'static',
    exportTo: exportsOf(annotation, config.defaultServiceExportTo),
    created: createdAt(document),
    endpoints,
    document,
  };
}

const RESOLUTIONS: Readonly<Record<string, Resolution>> = {
  NONE: 'original-destination',
  STATIC: 'static',
  DNS: 'dns',
  DNS_ROUND_ROBIN: 'logical-dns',
  DYNAMIC_DNS: 'dynamic-dns',
};

function serviceEntry(
  document: SourceDocument,
  pods: readonly Pod[],
  config: MeshConfig,
): Service[] {
  const spec = specOf<ServiceEntrySpec>(document);
  const resolution = RESOLUTIONS[spec.resolution ?? 'NONE'] ?? 'original-destination';
  return (spec.hosts ?? []).map(host => {
    const ports: ServicePort[] = [];
    const endpoints = new Map<number, Endpoint[]>();
    for (const {number, name, protocol = '', targetPort} of spec.ports ?? []) {
      const kind = protocolOf(protocol);
      const list: Endpoint[] = (spec.endpoints ?? []).map(endpoint => ({
        pod: pods.find(({ip}) => ip === endpoint.address)?.name ?? null,
        namespace: document.namespace,
        address: endpoint.address ?? host,
        port: endpoint.ports?.[name] ?? targetPort ?? number,
        labels: endpoint.labels ?? {},
        weight: Math.max(endpoint.weight ?? 1, 1),
      }));
      if (list.length === 0 && (resolution === 'dns' || resolution === 'logical-dns'))
        list.push({
          pod: null,
          namespace: document.namespace,
          address: host,
          port: targetPort ?? number,
          labels: {},
          weight: 1,
        });
      if (spec.workloadSelector)
        for (const pod of pods)
          if (
            pod.ready &&
            pod.namespace === document.namespace &&
            isSubsetOfLabels(spec.workloadSelector.labels, pod.labels)
          )
            list.push(podEndpoint(pod, targetPort ?? number));
      ports.push({
        number,
        name,
        ...(protocol === ''
          ? portProtocol(name, undefined, 'TCP')
          : {
              protocol:
                kind === 'http' ? 'http' : kind === 'https' || kind === 'tls' ? 'tls' : 'tcp',
              http2: isHttp2(protocol),
            }),
        targetPort: targetPort ?? number,
      });
      endpoints.set(number, resolution === 'logical-dns' ? list.slice(0, 1) : list);
    }
    return {
      hostname: host.toLowerCase(),
      name: document.name,
      namespace: document.namespace,
      origin: 'service-entry' as const,
      ports,
      aliases: [],
      addresses: (spec.addresses ?? []).filter(address => !address.includes('/')),
      resolution,
      exportTo: exportsOf(spec.exportTo?.join(','), config.defaultServiceExportTo),
      created: createdAt(document),
      endpoints,
      document,
    };
  });
}

/** Hosts of services of type ExternalName, with the host they stand for. */
export function readAliases(documents: readonly SourceDocument[]): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const document of documents) {
    if (document.kind !== 'Service' || document.apiVersion.includes('/')) continue;
    const {type, externalName} = specOf<ServiceSpec>(document);
    if (type === 'ExternalName' && externalName !== undefined)
      aliases.set(
        `${document.name}.${document.namespace}.svc.${DOMAIN}`.toLowerCase(),
        externalName.toLowerCase(),
      );
  }
  return aliases;
}

export function readServices(
  documents: readonly SourceDocument[],
  pods: readonly Pod[],
  aliases: ReadonlyMap<string, string>,
  config: MeshConfig,
): Service[] {
  const slices = documents.filter(({kind}) => kind === 'EndpointSlice');
  const services: Service[] = [];
  for (const document of documents) {
    if (document.kind === 'Service' && !document.apiVersion.includes('/')) {
      const service = kubernetesService(document, pods, slices, config);
      if (!aliases.has(service.hostname)) services.push(service);
    } else if (document.kind === 'ServiceEntry')
      services.push(...serviceEntry(document, pods, config));
  }
  if (aliases.size === 0) return services;
  return services.map(service => ({
    ...service,
    aliases: [...aliases]
      .filter(([, target]) => target === service.hostname)
      .map(([alias]) => alias),
  }));
}
