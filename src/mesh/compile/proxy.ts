import type {Diagnostic} from '../parse/diagnostic';
import {identify} from '../model/mesh';
import type {CompiledRegex} from '../model/regex';
import type {DestinationRule, Mesh, Pod, Service, Source} from '../model/types';
import {builtInCluster, compileCluster, parseClusterName} from './clusters';
import {gatewayListeners, targetPort, type GatewayContext} from './gateway';
import type {CompileRegex} from './match';
import type {RouteContext} from './routes';
import {destinationRuleFor, gatewayServices, sidecarScope} from './scope';
import {sidecarListener, type SidecarContext} from './sidecar';
import type {Caller, Cluster, CompiledProxy, Listener} from './types';

const sidecarOf = ({namespace, labels}: Pod): Caller => ({kind: 'sidecar', namespace, labels});

/** `cart` for the pods `cart-1` and `cart-7c9f-x2`, as workloads are called. */
const belongsTo = (pod: Pod, workload: string): boolean =>
  pod.name === workload || pod.labels.app === workload || pod.name.startsWith(`${workload}-`);

/**
 * The pod that a pod or workload name means; null if the mesh has none. A gateway is found by the name of its workload, in any
 * namespace.
 */
export function findPod(
  mesh: Mesh,
  who: {workload: string; namespace: string} | {gateway: string},
): Pod | null {
  if ('gateway' in who) return mesh.pods.find(item => belongsTo(item, who.gateway)) ?? null;
  const own = mesh.pods.filter(({namespace}) => namespace === who.namespace);
  return (
    own.find(({name}) => name === who.workload) ??
    own.find(({name}) => name.replace(/-\d+$/, '') === who.workload) ??
    own.find(item => belongsTo(item, who.workload)) ??
    null
  );
}

/** The caller that a name means, as `findPod` reads it. */
export function findCaller(
  mesh: Mesh,
  who: {workload: string; namespace: string} | {gateway: string},
): Caller | null {
  const pod = findPod(mesh, who);
  return pod && {...sidecarOf(pod), kind: 'gateway' in who ? 'gateway' : 'sidecar'};
}

/** Remembers compiled patterns: many rules share one. */
function regexCompiler(mesh: Mesh): CompileRegex {
  const known = new Map<string, CompiledRegex | {error: string}>();
  return pattern => {
    if (!mesh.regex) return null;
    let compiled = known.get(pattern);
    if (!compiled) {
      compiled = mesh.regex(pattern);
      known.set(pattern, compiled);
    }
    return compiled;
  };
}

/**
 * What the control plane would send to the proxy of a caller. Cheap by itself: listeners and clusters are made when a request
 * first needs them.
 */
export function compileProxy(mesh: Mesh, caller: Caller): CompiledProxy {
  const refusals: Diagnostic[] = [];
  const refuse = (message: string, {document, path}: Source): void => {
    refusals.push({
      code: 'proxy-refuses',
      severity: 'error',
      message: `Envoy refuses this configuration and keeps its previous one: ${message}.`,
      place: document.locate(path),
      resource: identify(document),
    });
  };
  const compileRegex = regexCompiler(mesh);
  const rules = new Map<Service, DestinationRule | null>();
  const destinationRule = (service: Service): DestinationRule | null => {
    let rule = rules.get(service);
    if (rule === undefined) {
      rule = destinationRuleFor(mesh, caller, service);
      rules.set(service, rule);
    }
    return rule;
  };
  const isGateway = caller.kind === 'gateway';
  const scope = isGateway ? null : sidecarScope(mesh, caller);
  const services = scope?.services ?? gatewayServices(mesh, caller.namespace);
  const context: GatewayContext & Pick<SidecarContext, 'destinationRule'> = {
    mesh,
    caller,
    services,
    destinationRule,
    routeContext: (port, gateway, tls, service): RouteContext => ({
      mesh,
      caller,
      gateway,
      port,
      tls,
      service,
      destinationRule: host => {
        const known = services.get(host.toLowerCase());
        return known ? destinationRule(known) : null;
      },
      compileRegex,
      refuse,
    }),
  };
  let gateways: Map<number, Listener> | null = null;
  const listeners = new Map<number, Listener | null>();
  const clusters = new Map<string, Cluster | null>();
  const makeCluster = (name: string): Cluster | null => {
    const parts = parseClusterName(name);
    if (!parts) return builtInCluster(name);
    const service = services.get(parts.host.toLowerCase());
    return service
      ? compileCluster(
          service,
          parts.port,
          parts.subset,
          destinationRule(service),
          mesh.config,
          isGateway,
        )
      : null;
  };
  return {
    mesh,
    caller,
    listener(port) {
      let listener = listeners.get(port);
      if (listener === undefined) {
        if (scope) listener = sidecarListener({...context, scope}, port);
        else {
          gateways ??= gatewayListeners(context);
          listener = gateways.get(targetPort(mesh, caller, port)) ?? null;
        }
        listeners.set(port, listener);
      }
      return listener;
    },
    cluster(name) {
      let cluster = clusters.get(name);
      if (cluster === undefined) {
        cluster = makeCluster(name);
        clusters.set(name, cluster);
      }
      return cluster;
    },
    refusals: () => refusals,
  };
}
