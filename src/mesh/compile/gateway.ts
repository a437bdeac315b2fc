import {intersectHosts, isSubsetOfLabels} from '../model/names';
import type {GatewayServer} from '../model/spec';
import type {Gateway, Mesh, Service, Source} from '../model/types';
import {protocolOf} from '../model/webhook';
import {compileRoutes, type RouteContext} from './routes';
import {virtualServicesFor} from './scope';
import {routeTable} from './tables';
import type {Caller, Listener, Route, RouteTable, VirtualHost} from './types';

/** Listeners of a gateway pod. Source: istio/istio `pilot/pkg/model/gateway.go mergeGateways`, `core/gateway.go`. */

export interface GatewayContext {
  mesh: Mesh;
  caller: Caller;
  services: ReadonlyMap<string, Service>;
  routeContext(
    port: number,
    gateway: string,
    tls: boolean,
    lookup: RouteContext['service'],
  ): RouteContext;
}

interface Server {
  gateway: string;
  server: GatewayServer;
  source: Source;
}

/** One set of servers that share a route table. */
interface Group {
  name: string;
  encrypted: boolean;
  servers: Server[];
}

const isTls = ({port}: GatewayServer): boolean =>
  ['https', 'tls'].includes(protocolOf(port.protocol) ?? '');
const isHttp = ({port}: GatewayServer): boolean =>
  ['http', 'https'].includes(protocolOf(port.protocol) ?? '');

/** Services in front of the gateway's pods. */
export function gatewayFront(mesh: Mesh, caller: Caller): Service[] {
  return mesh.services.filter(({namespace, document, origin}) => {
    const {selector} = (document.value.spec ?? {}) as {selector?: Record<string, string>};
    return (
      origin === 'kubernetes' &&
      namespace === caller.namespace &&
      Object.keys(selector ?? {}).length > 0 &&
      isSubsetOfLabels(selector, caller.labels)
    );
  });
}

/** Ports of the pod that a server's port means. */
function podPorts(gateway: Gateway, port: number, front: readonly Service[]): number[] {
  const {selects} = gateway;
  const mapped = (services: readonly Service[]): number[] =>
    services.flatMap(({ports}) =>
      ports.filter(({number}) => number === port).map(({targetPort}) => targetPort),
    );
  if ('services' in selects)
    return [...new Set(mapped(front.filter(({hostname}) => selects.services.includes(hostname))))];
  const [first] = mapped(front);
  return [first ?? port];
}

function selected({selects}: Gateway, caller: Caller, front: readonly Service[]): boolean {
  return 'services' in selects
    ? front.some(({hostname}) => selects.services.includes(hostname))
    : isSubsetOfLabels(selects.labels, caller.labels);
}

/** Servers by the port of the pod, those that conflict with older ones left out. */
function mergeServers(context: GatewayContext): Map<number, Group[]> {
  const {mesh, caller} = context;
  const front = gatewayFront(mesh, caller);
  const ports = new Map<number, Group[]>();
  const tlsHosts = new Map<string, Set<string>>();
  for (const gateway of mesh.gateways) {
    if (!selected(gateway, caller, front)) continue;
    for (const {server, source} of gateway.servers) {
      const entry: Server = {
        gateway: `${gateway.namespace}/${gateway.name}`,
        server,
        source,
      };
      for (const port of podPorts(gateway, server.port.number, front)) {
        const groups = ports.get(port) ?? [];
        if (server.tls) {
          const key = `${port} ${server.bind ?? ''}`;
          const used = tlsHosts.get(key) ?? new Set<string>();
          tlsHosts.set(key, used);
          const hosts = server.hosts.map(host => host.slice(host.indexOf('/') + 1));
          if (hosts.some(host => used.has(host))) continue;
          for (const host of hosts) used.add(host);
        }
        const [current] = groups;
        const encrypted = isTls(server);
        if (!current) {
          ports.set(port, [{name: encrypted ? '' : `http.${port}`, encrypted, servers: [entry]}]);
        } else if (!current.encrypted) {
          // Plain servers of one port share a table; nothing else fits beside them.
          if (!encrypted && isHttp(server)) current.servers.push(entry);
        } else if (encrypted) groups.push({name: '', encrypted, servers: [entry]});
      }
    }
  }
  return ports;
}

/** Catch-alls go behind all other routes of a merged virtual host. */
const sortRoutes = (routes: readonly Route[]): Route[] => [
  ...routes.filter(({takesAll}) => !takesAll),
  ...routes.filter(({takesAll}) => takesAll),
];

function hostsForNamespace(hosts: readonly string[], namespace: string): string[] {
  return hosts.flatMap(entry => {
    const slash = entry.indexOf('/');
    if (slash < 0) return [entry];
    const owner = entry.slice(0, slash);
    return owner === namespace || owner === '*' ? [entry.slice(slash + 1)] : [];
  });
}

function buildTable(context: GatewayContext, group: Group): RouteTable {
  const {mesh, caller, services} = context;
  const hosts = new Map<string, {routes: Route[]; requireTls: boolean}>();
  const compiled = new Map<string, Route[]>();
  for (const {gateway, server} of group.servers) {
    const redirects = server.tls?.httpsRedirect === true;
    const {number} = server.port;
    for (const virtualService of virtualServicesFor(mesh, caller.namespace, gateway)) {
      const shared = intersectHosts(
        hostsForNamespace(server.hosts, virtualService.namespace),
        virtualService.hosts,
      );
      if (shared.length === 0) continue;
      const key = `${gateway} ${virtualService.namespace}/${virtualService.name}`;
      let routes = compiled.get(key);
      if (!routes) {
        const lookup = (host: string): Service | null =>
          services.get(host.toLowerCase()) ??
          mesh.services.find(service => service.hostname === host.toLowerCase()) ??
          null;
        routes = compileRoutes(
          virtualService,
          context.routeContext(number, gateway, server.tls !== undefined, lookup),
        );
        compiled.set(key, routes);
      }
      if (routes.length === 0) continue;
      for (const host of shared.map(name => name.toLowerCase())) {
        const existing = hosts.get(host);
        if (existing) {
          existing.routes.push(...routes);
          existing.requireTls ||= redirects;
        } else hosts.set(host, {routes: [...routes], requireTls: redirects});
      }
    }
    if (!redirects) continue;
    for (const host of server.hosts.map(name => name.toLowerCase())) {
      const existing = hosts.get(host);
      if (existing) existing.requireTls = true;
      else hosts.set(host, {routes: [], requireTls: true});
    }
  }
  const virtualHosts: VirtualHost[] = [...hosts].map(([host, {routes, requireTls}]) => ({
    name: host,
    domains: [host],
    routes: sortRoutes(routes),
    requireTls,
  }));
  return routeTable(
    group.name,
    virtualHosts.length > 0
      ? virtualHosts
      : [{name: 'blackhole', domains: ['*'], routes: [], requireTls: false}],
  );
}

/** Port of the pod that a port of its service leads to. */
export function targetPort(mesh: Mesh, caller: Caller, port: number): number {
  for (const {ports} of gatewayFront(mesh, caller)) {
    const found = ports.find(({number}) => number === port);
    if (found) return found.targetPort;
  }
  return port;
}

export function gatewayListeners(context: GatewayContext): Map<number, Listener> {
  const listeners = new Map<number, Listener>();
  for (const [port, groups] of mergeServers(context)) {
    const [first] = groups;
    if (!first) continue;
    if (!first.encrypted) {
      if (first.servers.some(({server}) => isHttp(server)))
        listeners.set(port, {kind: 'http', port, table: buildTable(context, first)});
      continue;
    }
    const chains = groups
      .filter(({servers}) => servers.every(({server}) => isHttp(server) && terminates(server)))
      .map(group => ({
        hosts: group.servers.flatMap(({server}) =>
          server.hosts.map(host => host.slice(host.indexOf('/') + 1).toLowerCase()),
        ),
        table: buildTable(context, group),
      }));
    listeners.set(port, {kind: 'tls', port, chains});
  }
  return listeners;
}

const terminates = ({tls}: GatewayServer): boolean =>
  !(tls?.mode ?? 'PASSTHROUGH').endsWith('PASSTHROUGH');
