import {
  compareSpecificity,
  hostsOverlap,
  isSubsetOf,
  isSubsetOfLabels,
  isWildcard,
} from '../model/names';
import type {
  DestinationRule,
  DestinationRuleIndex,
  Mesh,
  Service,
  VirtualService,
} from '../model/types';
import type {Caller} from './types';

/** What of the mesh a caller sees: exportTo, Sidecars, DestinationRules. Source: istio/istio `pilot/pkg/model/sidecar.go`. */

const exportedTo = (exportTo: readonly string[], owner: string, caller: string): boolean =>
  exportTo.some(entry => entry === '*' || entry === caller || (entry === '.' && owner === caller));

export const serviceVisible = (service: Service, namespace: string): boolean =>
  exportedTo(service.exportTo, service.namespace, namespace);

/** Of several services of one host: the caller's namespace first, then Kubernetes, then the oldest. */
function uniqueServices(services: readonly Service[], namespace: string): Map<string, Service> {
  const rank = (service: Service): number =>
    (service.namespace === namespace ? 0 : 2) + (service.origin === 'kubernetes' ? 0 : 1);
  const result = new Map<string, Service>();
  for (const service of services) {
    const other = result.get(service.hostname);
    if (
      !other ||
      rank(service) < rank(other) ||
      (rank(service) === rank(other) && service.created < other.created)
    )
      result.set(service.hostname, service);
  }
  return result;
}

/** VirtualServices bound to a gateway (or `mesh`), in the order in which Istio looks at them. */
export function virtualServicesFor(
  mesh: Mesh,
  namespace: string,
  gateway: string,
): VirtualService[] {
  const own: VirtualService[] = [];
  const exported: VirtualService[] = [];
  const routesOfNamespace: VirtualService[] = [];
  const open: VirtualService[] = [];
  for (const service of mesh.virtualServices) {
    if (!service.gateways.includes(gateway)) continue;
    if (service.exportTo.includes('*')) {
      if (service.gatewaySemantics && service.namespace === namespace)
        routesOfNamespace.push(service);
      else open.push(service);
    } else if (service.exportTo.includes(namespace)) {
      if (service.namespace === namespace) own.push(service);
      else exported.push(service);
    }
  }
  return [...own, ...exported, ...routesOfNamespace, ...open];
}

export interface EgressScope {
  services: ReadonlyMap<string, Service>;
  virtualServices: readonly VirtualService[];
}

export interface Scope {
  outbound: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** What a call to a port may reach; null: the Sidecar opens no listener for it. */
  egress(port: number): EgressScope | null;
  /** All services of all listeners: what there are clusters for. */
  services: ReadonlyMap<string, Service>;
}

function destinationsOf(service: VirtualService): Set<string> {
  const hosts = new Set<string>();
  for (const {rule} of service.rules) {
    for (const {destination} of rule.route ?? []) hosts.add(destination.host);
    if (rule.mirror) hosts.add(rule.mirror.host);
    for (const {destination} of rule.mirrors ?? []) hosts.add(destination.host);
  }
  return hosts;
}

function egressScope(
  hosts: readonly string[],
  namespace: string,
  services: readonly Service[],
  virtualServices: readonly VirtualService[],
): EgressScope {
  const entries = hosts.map(entry => {
    const slash = entry.indexOf('/');
    const owner = entry.slice(0, slash);
    const exclude = owner.length > 1 && owner.startsWith('~');
    const name = exclude ? owner.slice(1) : owner;
    return {
      owner: name === '.' ? namespace : name,
      host: entry.slice(slash + 1).toLowerCase(),
      exclude,
    };
  });
  const imports = (owner: string, matches: (host: string) => boolean): boolean => {
    const relevant = entries.filter(entry => entry.owner === '*' || entry.owner === owner);
    return (
      relevant.some(entry => !entry.exclude && matches(entry.host)) &&
      !relevant.some(entry => entry.exclude && matches(entry.host))
    );
  };
  const imported = virtualServices.filter(service =>
    imports(service.namespace, host =>
      service.hosts.some(own =>
        service.gatewaySemantics
          ? isSubsetOf(own.toLowerCase(), host)
          : hostsOverlap(own.toLowerCase(), host),
      ),
    ),
  );
  // The destinations of an imported VirtualService are imported with it.
  const destinations = new Set(imported.flatMap(service => [...destinationsOf(service)]));
  return {
    services: uniqueServices(
      services.filter(
        service =>
          imports(service.namespace, host => isSubsetOf(service.hostname, host)) ||
          destinations.has(service.hostname),
      ),
      namespace,
    ),
    virtualServices: imported,
  };
}

/** The Sidecar that applies: one that selects the pod, then the namespace's own, then the root namespace's. */
export function sidecarScope(mesh: Mesh, caller: Caller): Scope {
  const {namespace, labels} = caller;
  const services = mesh.services.filter(service => serviceVisible(service, namespace));
  const virtualServices = virtualServicesFor(mesh, namespace, 'mesh');
  const selects = (selector: {labels?: Record<string, string>} | undefined): boolean =>
    Object.keys(selector?.labels ?? {}).length > 0;
  const sidecar =
    mesh.sidecars.find(
      item =>
        item.namespace === namespace &&
        selects(item.spec.workloadSelector) &&
        isSubsetOfLabels(item.spec.workloadSelector?.labels, labels),
    ) ??
    mesh.sidecars.find(
      item => item.namespace === namespace && !selects(item.spec.workloadSelector),
    ) ??
    mesh.sidecars.find(
      item => item.namespace === mesh.rootNamespace && !selects(item.spec.workloadSelector),
    );
  const outbound =
    sidecar?.spec.outboundTrafficPolicy?.mode ??
    mesh.config.outboundTrafficPolicy?.mode ??
    'ALLOW_ANY';
  const egress = sidecar?.spec.egress ?? [];
  if (egress.length === 0) {
    const everything = {services: uniqueServices(services, namespace), virtualServices};
    return {outbound, egress: () => everything, services: everything.services};
  }
  const listeners = egress.map(({port, hosts = []}) => ({
    port: port?.number ?? null,
    scope: egressScope(hosts, namespace, services, virtualServices),
  }));
  return {
    outbound,
    egress: port =>
      (
        listeners.find(listener => listener.port === port) ??
        listeners.find(listener => listener.port === null)
      )?.scope ?? null,
    services: new Map(listeners.flatMap(({scope}) => [...scope.services])),
  };
}

/** A gateway sees every service that is exported to its namespace. */
export function gatewayServices(mesh: Mesh, namespace: string): Map<string, Service> {
  return uniqueServices(
    mesh.services.filter(service => serviceVisible(service, namespace)),
    namespace,
  );
}

function mostSpecific(
  index: DestinationRuleIndex,
  namespace: string,
  host: string,
  accept: (rule: DestinationRule) => boolean,
): DestinationRule[] {
  const hosts = index.get(namespace);
  if (!hosts) return [];
  const exact = hosts.get(host)?.filter(accept) ?? [];
  if (exact.length > 0) return exact;
  const wild = [...hosts.keys()]
    .filter(pattern => isWildcard(pattern) && isSubsetOf(host, pattern))
    .sort(compareSpecificity);
  for (const pattern of wild) {
    const rules = hosts.get(pattern)?.filter(accept) ?? [];
    if (rules.length > 0) return rules;
  }
  return [];
}

/** Source: istio/istio `push_context.go destinationRule`, `sidecar.go DestinationRule`. */
export function destinationRuleFor(
  mesh: Mesh,
  caller: Caller,
  service: Service,
): DestinationRule | null {
  const {local, exported} = mesh.destinationRules;
  const {namespace} = caller;
  const visible = (rule: DestinationRule): boolean =>
    rule.exportTo.length === 0 || exportedTo(rule.exportTo, rule.namespace, namespace);
  let rules =
    namespace === mesh.rootNamespace
      ? mostSpecific(local, namespace, service.hostname, rule => {
          const {exportTo} = rule;
          return exportTo.length === 1 && ['.', namespace].includes(exportTo[0] ?? '');
        })
      : mostSpecific(local, namespace, service.hostname, () => true);
  if (rules.length === 0)
    rules = mostSpecific(exported, service.namespace, service.hostname, visible);
  if (rules.length === 0)
    rules = mostSpecific(exported, mesh.rootNamespace, service.hostname, visible);
  const selected = rules.find(
    ({spec, namespace: owner}) =>
      spec.workloadSelector &&
      owner === namespace &&
      isSubsetOfLabels(spec.workloadSelector.matchLabels, caller.labels),
  );
  return selected ?? rules.find(({spec}) => !spec.workloadSelector) ?? null;
}
