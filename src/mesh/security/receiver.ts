import {compileProxy} from '../compile/proxy';
import type {CompiledProxy} from '../compile/types';
import {targetPort} from '../compile/gateway';
import {isKubernetesGateway, listenerGatewayName} from '../model/gateways';
import type {Mesh, Pod, PortProtocol} from '../model/types';
import {compilePolicies, rulesInOrder, type CompiledPolicy} from './authorization';
import {effectiveMode, selects, type EffectiveMode} from './peer-authentication';
import type {TargetReference, WorkloadSelector} from './spec';
import {tokenRules, type KeySets, type TokenRule} from './tokens';

type Ordered = ReturnType<typeof rulesInOrder>;

/** The policies of one action for one kind of port. */
export interface PolicySet {
  policies: readonly CompiledPolicy[];
  rules: Ordered;
}

/** What the proxy of a workload knows of one of its ports. */
export interface InboundPort {
  /** The port the workload listens on. */
  port: number;
  protocol: PortProtocol;
  /** The proxy speaks HTTP/2 to the application. */
  http2: boolean;
  /** Name in the access log. */
  cluster: string;
  mode: EffectiveMode;
}

/** The proxy in front of a workload: a sidecar, or a gateway. */
export interface Receiver {
  mesh: Mesh;
  kind: 'sidecar' | 'gateway';
  pod: Pod;
  /** Trust domains whose certificates are accepted. */
  trustDomains: readonly string[];
  tokenRules: readonly TokenRule[];
  http: Readonly<Record<'CUSTOM' | 'AUDIT' | 'DENY' | 'ALLOW', PolicySet>>;
  tcp: Readonly<Record<'CUSTOM' | 'AUDIT' | 'DENY' | 'ALLOW', PolicySet>>;
  /** The routing of a gateway. */
  proxy: CompiledProxy | null;
  /** What stands behind a port as callers dial it: of a Service that selects the pod, else the port itself. */
  port(dialled: number): InboundPort;
  /** The same, by the port the workload listens on. */
  workloadPort(port: number): InboundPort;
}

export interface ReceiverOptions {
  /** JWKS by their address, as fetched beforehand; keys behind other addresses count as unreachable. */
  keySets?: KeySets;
}

interface Attachment {
  selector?: WorkloadSelector;
  targetRef?: TargetReference;
  targetRefs?: TargetReference[];
}

/** Names of the Gateway API gateways whose proxy a pod is. */
function gatewaysOf(mesh: Mesh, pod: Pod): Set<string> {
  const names = new Set<string>();
  for (const document of mesh.documents) {
    if (!isKubernetesGateway(document) || document.namespace !== pod.namespace) continue;
    const listeners = (document.value.spec as {listeners?: {name?: string}[]} | undefined)
      ?.listeners;
    const known = new Set(
      (listeners ?? []).map(({name}) => listenerGatewayName(document.name, name ?? '')),
    );
    const serves = mesh.gateways.some(
      ({name, namespace, selects: chosen}) =>
        namespace === document.namespace &&
        known.has(name) &&
        'services' in chosen &&
        mesh.services.some(
          service =>
            chosen.services.includes(service.hostname) &&
            [...service.endpoints.values()].flat().some(({pod: behind}) => behind === pod.name),
        ),
    );
    if (serves) names.add(document.name);
  }
  return names;
}

/** Source: istio/istio `pilot/pkg/model/policyattachment.go`. */
function attachedTo(mesh: Mesh, pod: Pod): (spec: Attachment, namespace: string) => boolean {
  const gateways = gatewaysOf(mesh, pod);
  return (spec, namespace) => {
    const targets = [...(spec.targetRefs ?? []), ...(spec.targetRef ? [spec.targetRef] : [])];
    if (targets.length > 0)
      return (
        namespace === pod.namespace &&
        targets.some(
          ({kind, name, group}) =>
            kind === 'Gateway' && group === 'gateway.networking.k8s.io' && gateways.has(name ?? ''),
        )
      );
    return (
      (namespace === mesh.rootNamespace || namespace === pod.namespace) &&
      selects(spec.selector, pod)
    );
  };
}

function byAction(policies: readonly CompiledPolicy[]): Receiver['http'] {
  const set = (action: keyof Receiver['http']): PolicySet => {
    const own = policies.filter(policy => policy.action === action);
    return {policies: own, rules: rulesInOrder(own)};
  };
  return {CUSTOM: set('CUSTOM'), AUDIT: set('AUDIT'), DENY: set('DENY'), ALLOW: set('ALLOW')};
}

/** Everything that counts for requests to a pod: mode of mutual TLS, tokens, policies. */
export function compileReceiver(
  mesh: Mesh,
  pod: Pod,
  options: ReceiverOptions & {gateway?: boolean} = {},
): Receiver {
  const gateway = options.gateway === true;
  const applies = attachedTo(mesh, pod);
  const {trustDomain = 'cluster.local', trustDomainAliases = []} = mesh.config;
  const ports = new Map<number, InboundPort>();
  const proxy = gateway
    ? compileProxy(mesh, {kind: 'gateway', namespace: pod.namespace, labels: pod.labels})
    : null;
  const inboundPort = (dialled: number, byService: boolean): InboundPort => {
    if (proxy) {
      const port = targetPort(mesh, proxy.caller, dialled);
      return {
        port,
        protocol: 'http',
        http2: false,
        cluster: '',
        mode: {mode: 'DISABLE', source: null},
      };
    }
    const services = mesh.services.filter(service =>
      [...service.endpoints.values()].flat().some(({address}) => address === pod.ip),
    );
    const found = byService
      ? services.flatMap(service => service.ports).find(({number}) => number === dialled)
      : undefined;
    const port = found?.targetPort ?? dialled;
    // A workload port that a Service names keeps its protocol however it is dialled.
    const known =
      found ?? services.flatMap(service => service.ports).find(item => item.targetPort === port);
    return {
      port,
      protocol: known?.protocol ?? 'sniffed',
      http2: known?.http2 ?? false,
      cluster: known ? `inbound|${port}||` : 'InboundPassthroughCluster',
      mode: effectiveMode(mesh, pod, port),
    };
  };
  return {
    mesh,
    kind: gateway ? 'gateway' : 'sidecar',
    pod,
    trustDomains: [trustDomain, ...trustDomainAliases],
    tokenRules: tokenRules(mesh, applies, options.keySets ?? {}),
    http: byAction(compilePolicies(mesh, applies, true)),
    tcp: byAction(compilePolicies(mesh, applies, false)),
    proxy,
    port(dialled) {
      let port = ports.get(dialled);
      if (!port) {
        port = inboundPort(dialled, true);
        ports.set(dialled, port);
      }
      return port;
    },
    workloadPort: port => inboundPort(port, false),
  };
}
