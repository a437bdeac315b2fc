import {compareSpecificity, DOMAIN, hostsOverlap, isSubsetOf, isWildcard} from '../model/names';
import type {DestinationRule, Mesh, Service, ServicePort, VirtualService} from '../model/types';
import {clusterName, hashOfService} from './clusters';
import {hashPolicy} from './policies';
import {compileRoutes, defaultRoute, type RouteContext} from './routes';
import type {EgressScope, Scope} from './scope';
import {routeTable} from './tables';
import type {Caller, Listener, Route, RouteTable, VirtualHost} from './types';

/**
 * What a sidecar knows of one outbound port. Source: istio/istio `pilot/pkg/networking/core/httproute.go
 * BuildSidecarOutboundVirtualHosts`, `route/route.go BuildSidecarVirtualHostWrapper`.
 */

export interface SidecarContext {
  mesh: Mesh;
  caller: Caller;
  scope: Scope;
  destinationRule(service: Service): DestinationRule | null;
  routeContext(
    port: number,
    gateway: string,
    tls: boolean,
    lookup: RouteContext['service'],
  ): RouteContext;
}

interface PortService {
  service: Service;
  port: ServicePort;
}

const speaksHttp = ({protocol}: ServicePort): boolean =>
  protocol === 'http' || protocol === 'sniffed';

function hostDomains(hostname: string, namespace: string): string[] {
  const domains = [hostname];
  if (!/^[\d.]+$/.test(hostname)) domains.push(`${hostname}.`);
  if (hostname.endsWith(`.svc.${DOMAIN}`)) {
    const base = hostname.slice(0, -`.svc.${DOMAIN}`.length);
    const dot = base.indexOf('.');
    if (base.slice(dot + 1) === namespace) domains.push(base.slice(0, dot));
    domains.push(`${base}.svc`, base);
  }
  return domains;
}

/** All names a service answers to, for callers of a namespace. */
export function serviceDomains(service: Service, namespace: string): string[] {
  const domains = [service.hostname, ...service.aliases].flatMap(host =>
    hostDomains(host, namespace),
  );
  if (service.resolution === 'original-destination' && service.origin === 'kubernetes')
    domains.push(...domains.map(domain => `*.${domain}`));
  return [...domains, ...service.addresses];
}

/** For each service the wildcard VirtualService that suits it best, unless one names it exactly. */
function wildcardOwners(
  services: ReadonlyMap<string, Service>,
  virtualServices: readonly VirtualService[],
): Map<string, VirtualService> {
  const exact = new Set<string>();
  const wild: {host: string; service: VirtualService}[] = [];
  for (const service of virtualServices)
    for (const host of service.hosts.map(name => name.toLowerCase())) {
      if (isWildcard(host)) wild.push({host, service});
      else exact.add(host);
    }
  // Equal patterns keep their order: the oldest wins.
  wild.sort((a, b) => compareSpecificity(a.host, b.host));
  const owners = new Map<string, VirtualService>();
  for (const hostname of services.keys()) {
    if (exact.has(hostname)) continue;
    const owner = wild.find(({host}) => isSubsetOf(hostname, host));
    if (owner) owners.set(hostname, owner.service);
  }
  return owners;
}

function catchAllHost(context: SidecarContext): VirtualHost {
  const allowed = context.scope.outbound === 'ALLOW_ANY';
  const name = allowed ? 'allow_any' : 'block_all';
  const forward = defaultRoute('PassthroughCluster', null, context.mesh, name);
  const route: Route = allowed
    ? forward
    : {...forward, action: {type: 'direct', status: 502, body: ''}};
  return {name, domains: ['*'], routes: [route], requireTls: false};
}

class HostBuilder {
  readonly hosts: VirtualHost[] = [];
  private readonly names = new Set<string>();
  private readonly domains = new Set<string>();

  constructor(private readonly knownHosts: ReadonlySet<string>) {}

  /** The first virtual host of a name and the first use of a domain win. */
  add(name: string, domains: readonly string[], primary: string, routes: readonly Route[]): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    const free = domains
      .map(domain => domain.toLowerCase())
      .filter(
        domain => !this.domains.has(domain) && (domain === primary || !this.knownHosts.has(domain)),
      );
    if (free.length === 0) return;
    for (const domain of free) this.domains.add(domain);
    this.hosts.push({name, domains: free, routes, requireTls: false});
  }
}

function relevant(
  virtualServices: readonly VirtualService[],
  registry: ReadonlyMap<string, PortService>,
  port: number,
): readonly VirtualService[] {
  if (port === 80) return virtualServices;
  const names = [...registry.keys()];
  return virtualServices.filter(({hosts}) =>
    hosts.some(written => {
      const host = written.toLowerCase();
      return (
        registry.has(host) ||
        names.some(name => (isWildcard(host) || isWildcard(name)) && hostsOverlap(host, name))
      );
    }),
  );
}

function buildHosts(
  context: SidecarContext,
  scope: EgressScope,
  registry: ReadonlyMap<string, PortService>,
  port: number,
): VirtualHost[] {
  const virtualServices = relevant(scope.virtualServices, registry, port);
  const owners = wildcardOwners(scope.services, scope.virtualServices);
  const routes = context.routeContext(port, 'mesh', false, host => {
    const known = registry.get(host.toLowerCase());
    return known ? {ports: [known.port]} : null;
  });
  const builder = new HostBuilder(new Set(registry.keys()));
  const taken = new Set<string>();
  for (const virtualService of virtualServices) {
    const compiled = compileRoutes(virtualService, routes);
    if (compiled.length === 0) continue;
    const plain: string[] = [];
    let services: PortService[] = [];
    for (const written of virtualService.hosts) {
      const host = written.toLowerCase();
      if (!isWildcard(host)) {
        const known = registry.get(host);
        if (known) services.push(known);
        else plain.push(host);
      } else if (virtualService.gatewaySemantics) plain.push(host);
      else {
        const matching = [...registry.values()].filter(({service}) =>
          hostsOverlap(service.hostname, host),
        );
        if (matching.length === 0) plain.push(host);
        services.push(
          ...matching.filter(({service}) => owners.get(service.hostname) === virtualService),
        );
      }
    }
    if (virtualService.gatewaySemantics) {
      // A route counts for callers of its own namespace, and for all callers if it is in the service's.
      services = services.filter(
        ({service}) =>
          service.namespace === virtualService.namespace ||
          context.caller.namespace === virtualService.namespace,
      );
      if (services.length === 0) continue;
    }
    services = services.filter(known => speaksHttp(known.port));
    if (services.length === 0 && port !== 80) continue;
    for (const host of plain) builder.add(`${host}:${port}`, [host], host, compiled);
    for (const {service} of services) {
      taken.add(service.hostname);
      builder.add(
        `${service.hostname}:${port}`,
        serviceDomains(service, context.caller.namespace),
        service.hostname,
        compiled,
      );
    }
  }
  for (const {service, port: servicePort} of registry.values()) {
    if (taken.has(service.hostname) || !speaksHttp(servicePort)) continue;
    const hash = hashPolicy(hashOfService(context.destinationRule(service), port));
    builder.add(
      `${service.hostname}:${port}`,
      serviceDomains(service, context.caller.namespace),
      service.hostname,
      [defaultRoute(clusterName(port, '', service.hostname), hash, context.mesh)],
    );
  }
  return builder.hosts;
}

/** Every port listens: what no service uses is passed on or dropped as it is. */
export function sidecarListener(context: SidecarContext, port: number): Listener {
  const {scope, caller} = context;
  const egress = scope.egress(port);
  const registry = new Map<string, PortService>();
  for (const service of egress?.services.values() ?? []) {
    const servicePort = service.ports.find(({number}) => number === port);
    if (servicePort) registry.set(service.hostname, {service, port: servicePort});
  }
  const outside: Listener = {
    kind: 'tcp',
    port,
    cluster: scope.outbound === 'ALLOW_ANY' ? 'PassthroughCluster' : 'BlackHoleCluster',
  };
  const known = [...registry.values()];
  const hosts = egress ? buildHosts(context, egress, registry, port) : [];
  const http: Listener = known.some(item => item.port.protocol === 'http')
    ? {
        kind: 'http',
        port,
        table: routeTable(String(port), [...hosts, catchAllHost(context)]),
      }
    : outside;
  // Ports whose protocol is not declared, or is no HTTP, listen on the address of their service.
  const byAddress = known.filter(item => item.port.protocol !== 'http');
  if (byAddress.length === 0) return http;
  const tables = new Map<string, RouteTable>();
  for (const {service, port: servicePort} of byAddress) {
    const own =
      servicePort.protocol === 'sniffed'
        ? hosts.find(({domains}) => domains.includes(service.hostname))
        : undefined;
    if (!own) continue;
    const table = routeTable(`${service.hostname}:${port}`, [{...own, domains: ['*']}]);
    for (const domain of serviceDomains(service, caller.namespace)) tables.set(domain, table);
  }
  return {
    kind: 'by-address',
    port,
    find: host => tables.get(host.toLowerCase()) ?? null,
    fallback: http,
  };
}
