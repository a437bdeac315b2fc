import type {FoundHost, RouteTable, VirtualHost} from './types';

/** Most callers use few hosts; a caller that makes them up must not fill the memory. */
const REMEMBERED_HOSTS = 1000;

/** Host in lower case without port, as virtual hosts are looked up. */
export function hostOf(authority: string): string {
  const colon = authority.lastIndexOf(':');
  const end = colon > authority.lastIndexOf(']') ? colon : -1;
  return (end < 0 ? authority : authority.slice(0, end)).toLowerCase();
}

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
  const search = (host: string): FoundHost | null => {
    const direct = exact.get(host);
    if (direct) return {virtualHost: direct, domain: host};
    for (const {suffix, virtualHost, domain} of suffixes)
      if (host.length > suffix.length && host.endsWith(suffix)) return {virtualHost, domain};
    return any ? {virtualHost: any, domain: '*'} : null;
  };
  const seen = new Map<string, FoundHost | null>();
  return {
    name,
    virtualHosts,
    find(authority) {
      let found = seen.get(authority);
      if (found === undefined) {
        found = search(hostOf(authority));
        if (seen.size < REMEMBERED_HOSTS) seen.set(authority, found);
      }
      return found;
    },
  };
}
