import {groupOf, isKnownKind} from '../model/admission';
import type {SourceDocument} from '../parse/documents';

/** Kinds that a cluster with Istio serves and that have no part in what the engine models. */
const BYSTANDERS: Readonly<Record<string, string>> = {
  '': 'ConfigMap Secret ServiceAccount Endpoints Event LimitRange Node PersistentVolume PersistentVolumeClaim ReplicationController ResourceQuota',
  apps: 'ControllerRevision DaemonSet ReplicaSet StatefulSet',
  batch: 'CronJob Job',
  autoscaling: 'HorizontalPodAutoscaler',
  policy: 'PodDisruptionBudget',
  'networking.k8s.io': 'Ingress IngressClass NetworkPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'discovery.k8s.io': '',
  'networking.istio.io': 'EnvoyFilter ProxyConfig WorkloadEntry WorkloadGroup',
  'security.istio.io': '',
  'telemetry.istio.io': 'Telemetry',
  'extensions.istio.io': 'TrafficExtension WasmPlugin',
  'gateway.networking.k8s.io': 'BackendTLSPolicy GRPCRoute ListenerSet TCPRoute TLSRoute UDPRoute',
};

/** Whether the API server would refuse the kind. Of groups that others may have installed nobody knows here. */
export function isNoKind(document: SourceDocument): boolean {
  const group = groupOf(document.apiVersion);
  if (isKnownKind(document)) return false;
  const served = Object.hasOwn(BYSTANDERS, group) ? BYSTANDERS[group] : undefined;
  if (served === undefined) return group.endsWith('.istio.io');
  return !served.split(' ').includes(document.kind);
}
