import type {CompiledProxy, Request, Route, SecurityEvent} from '../../../mesh';
import {stepOf, type Prepared} from './scene';
import type {Sent, Stage} from './stage';
import type {Spot, Step} from './types';
import {linesOf, rungOf, securityRung, workloadOf, type Told} from './words';

/** The way of a request as rungs, from the proxy to the Pod. */

/** Routes of the virtual host that a request meets. */
export function routesOf(proxy: CompiledProxy, request: Request): readonly Route[] {
  const listener = proxy.listener(request.port);
  if (!listener) return [];
  const {authority, host} = request;
  switch (listener.kind) {
    case 'http':
      return listener.table.find(authority)?.virtualHost.routes ?? [];
    case 'by-address':
      return listener.find(host)?.find(authority)?.virtualHost.routes ?? [];
    case 'tls':
      for (const {table} of listener.chains) {
        const found = table.find(authority);
        if (found) return found.virtualHost.routes;
      }
      return [];
    case 'tcp':
      return [];
    default:
      return listener satisfies never;
  }
}

/** “Route `beta-users`” where it has a name, else its place in the file. */
function titleOf(route: Route): {title: string; name?: string} {
  const path = route.source?.path.filter(step => typeof step === 'number') ?? [];
  const [rule, entry] = path;
  if (route.name !== null && route.name !== 'default') return {title: 'Route', name: route.name};
  if (rule === undefined) return {title: 'Route', name: 'default'};
  const several = entry !== undefined && siblings(route) > 1;
  return {title: `Rule ${rule + 1}${several ? `, entry ${entry + 1}` : ''}`};
}

/** Entries under `match` of a route's rule. */
function siblings({rule}: Route): number {
  if (!rule) return 0;
  let value: unknown = rule.document.value;
  for (const step of [...rule.path, 'match'])
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  return Array.isArray(value) ? value.length : 0;
}

function linesOfRoute(route: Route): Step['lines'] {
  const source = siblings(route) > 1 ? route.source : (route.rule ?? route.source);
  return source ? linesOf(source.document.locate(source.path)) : null;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const isDenied = (decisions: readonly SecurityEvent[]): boolean =>
  decisions.some(({type}) => type === 'denied');

/** The arrival that a try at a Pod made; copies arrive as well, and nobody hears of them. */
function arrivalAt(arrivals: Stage['arrivals'], from: number, pod: string): number {
  return arrivals.findIndex((arrival, index) => index >= from && arrival.pod.name === pod);
}

export function ladder(
  {events, gate}: Pick<Sent, 'events' | 'gate'>,
  {scene, ownFiles}: Prepared,
  {proxy, arrivals}: Stage,
): Step[] {
  const {request, who} = scene;
  const routes = routesOf(proxy, request);
  const steps: Step[] = [];
  const own = (lines: Step['lines']): Step['lines'] =>
    lines && ownFiles.has(lines.file) ? lines : null;
  const keeper = 'gateway' in who.pod ? who.label : `the proxy of ${who.label}`;
  const hear = (decisions: readonly SecurityEvent[], at: Spot, atMs: number): void => {
    for (const decision of decisions) {
      const rung = securityRung(decision);
      if (rung) steps.push(stepOf(rung, own(decision.place && linesOf(decision.place)), at, atMs));
    }
  };
  let seen = 0;
  let arrived = 0;
  let answered = 0;
  let endpoints = 0;
  for (const event of events) {
    const isRoute = event.type === 'route-skipped' || event.type === 'route-matched';
    const route = isRoute ? (routes[seen] ?? null) : null;
    if (isRoute) seen += 1;
    if (event.type === 'answer') answered = event.status;
    if (event.type === 'cluster') endpoints = event.endpoints;
    // Without a failure nobody thinks of another try.
    if (event.type === 'no-retry' && event.because === 'not-retriable' && answered < 500) continue;
    const told: Told = {
      keeper,
      routeTitle: label => (route ? titleOf(route) : {title: 'Route', name: label}),
      matched: event.type === 'route-matched' ? route : null,
      only: endpoints === 1,
      proxy,
    };
    let rung = rungOf(event, told);
    if (!rung) continue;
    if (event.type === 'answer' || event.type === 'failure') {
      const found = arrivalAt(arrivals, arrived, event.endpoint);
      const arrival = arrivals[found];
      if (arrival) {
        arrived = found + 1;
        hear(arrival.reception.events, {workload: workloadOf(arrival.pod.name)}, event.atMs);
        if (event.type === 'answer' && isDenied(arrival.reception.events))
          rung = {
            verdict: 'fail',
            title: 'Proxy in front of',
            name: event.endpoint,
            text: `It refuses, with ${event.status}. The application sees nothing.`,
            at: {workload: workloadOf(arrival.pod.name)},
          };
      }
    }
    let lines = route ? linesOfRoute(route) : event.place && linesOf(event.place);
    if (event.type === 'virtual-host') {
      const document = routes.find(({rule}) => rule)?.rule?.document;
      lines = document
        ? linesOf(
            document.locate(
              document.kind === 'HTTPRoute' ? ['spec', 'parentRefs'] : ['spec', 'hosts'],
            ),
          )
        : null;
    }
    steps.push(
      stepOf(
        {...rung, text: capital(rung.text)},
        own(lines),
        'proxy',
        event.atMs,
        event.type === 'route-matched',
      ),
    );
    if (event.type === 'listener') {
      hear(gate, 'proxy', event.atMs);
      // The gateway knows the route by then, and does not go it.
      if (isDenied(gate)) break;
    }
    if (event.type === 'route-matched')
      for (const later of routes.slice(seen))
        if (later.rule)
          steps.push(
            stepOf(
              {
                verdict: 'off',
                ...titleOf(later),
                text: 'Not reached: a route that matched is never left for the next.',
              },
              own(linesOfRoute(later)),
              'proxy',
              event.atMs,
            ),
          );
  }
  return steps;
}
