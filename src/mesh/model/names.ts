/** Names and hosts. Source: istio/istio `pkg/config/host/name.go`, `pilot/pkg/model/config.go`. */

export const DOMAIN = 'cluster.local';

const isIpAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || text.includes(':');

/** A short name becomes a service of the namespace of the object that says it; any dot stops the expansion. */
export function resolveShortName(host: string, namespace: string): string {
  if (host === '' || host.includes('.') || host.includes('*') || isIpAddress(host)) return host;
  return `${host}.${namespace}.svc.${DOMAIN}`;
}

/** Gateway names as `namespace/name`; `mesh` stays. */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === 'mesh') return gateway;
  if (gateway.startsWith('./')) return `${namespace}/${gateway.slice(2)}`;
  if (gateway.includes('/')) return gateway;
  const [name = '', owner] = gateway.split('.');
  return owner === undefined ? `${namespace}/${gateway}` : `${owner}/${name}`;
}

export const isWildcard = (host: string): boolean => host.startsWith('*');

/** Whether two names can mean one host. */
export function hostsOverlap(a: string, b: string): boolean {
  if (isWildcard(a)) {
    if (isWildcard(b)) return a.length < b.length ? b.endsWith(a.slice(1)) : a.endsWith(b.slice(1));
    return b.endsWith(a.slice(1));
  }
  return isWildcard(b) ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every host that `inner` means is meant by `outer`. */
export function isSubsetOf(inner: string, outer: string): boolean {
  if (isWildcard(outer)) {
    if (isWildcard(inner) && inner.length < outer.length) return false;
    return (isWildcard(inner) ? inner.slice(1) : inner).endsWith(outer.slice(1));
  }
  return inner === outer;
}

/** Exact before wildcard, then longer, then alphabetical. Negative: `a` is more specific. */
export function compareSpecificity(a: string, b: string): number {
  const wildA = isWildcard(a);
  const wildB = isWildcard(b);
  if (wildA !== wildB) return wildA ? 1 : -1;
  if (a.length !== b.length) return b.length - a.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The narrower side of every overlapping pair, in order, each once. */
export function intersectHosts(a: readonly string[], b: readonly string[]): string[] {
  const result: string[] = [];
  for (const left of a) {
    for (const right of b) {
      const host = isSubsetOf(left, right) ? left : isSubsetOf(right, left) ? right : null;
      if (host !== null && !result.includes(host)) result.push(host);
    }
  }
  return result;
}

export const isSubsetOfLabels = (
  wanted: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean => Object.entries(wanted ?? {}).every(([key, value]) => labels[key] === value);

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};

/** Milliseconds of a Go duration (`1h2m`, `1.5s`, `0`), or null. */
export function parseDuration(text: string): number | null {
  if (/^[-+]?0$/.test(text)) return 0;
  const match = /^([-+]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (!match) return null;
  let total = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(
    /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g,
  ))
    total += Number(amount) * (UNITS[unit] ?? 0);
  // Rounded to whole nanoseconds: 0.2 s is 200 ms, not 200.00000000000003.
  const rounded = Math.round(total * 1e6) / 1e6;
  return match[1] === '-' ? -rounded : rounded;
}
