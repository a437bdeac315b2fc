import type {RouteTable, VirtualHost} from './types';

/** Source: envoyproxy/envoy `source/common/router/config_impl.cc RouteMatcher::findVirtualHost`. */
export function routeTable(name: string, virtualHosts: readonly VirtualHost[]): RouteTable {
  const exact = new Map<string, VirtualHost>();
  const suffixes: {suffix: string; virtualHost: VirtualHost; domain: string}[] = [];
  let any: VirtualHost | null = null;
  for (const virtualHost of virtualHosts) {
    for (const domain of virtualHost.domains) {
      if (domain === '*') any ??= virtualHost;
      else if (domain.startsWith('*'))
        suffixes.push({suffix: domain.slice(1), virtualHost, domain});
      else if (!exact.has(domain)) exact.set(domain, virtualHost);
    }
  }
  suffixes.sort((a, b) => b.suffix.length - a.suffix.length);
  return {
    name,
    virtualHosts,
    find(host) {
      const direct = exact.get(host);
      if (direct) return {virtualHost: direct, domain: host};
      for (const {suffix, virtualHost, domain} of suffixes)
        if (host.length > suffix.length && host.endsWith(suffix)) return {virtualHost, domain};
      return any ? {virtualHost: any, domain: '*'} : null;
    },
  };
}
