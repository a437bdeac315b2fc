import type {Complaint} from '../model/admission';
import type {HttpRule} from '../model/spec';
import type {Path, SourceDocument} from '../parse/documents';
import {specOf} from '../security/peer-authentication';
import {metadataOf} from './cluster';

/**
 * What the API server and the webhook say beside what admission needs: rules of the definitions that the webhook repeats, and
 * warnings. Source: istio/api `kubernetes/customresourcedefinitions.gen.yaml`, istio/istio `pkg/config/validation`.
 */

type Complain = (path: Path, message: string) => void;

interface Policy {
  outlierDetection?: {consecutiveErrors?: number};
  loadBalancer?: {consistentHash?: {httpCookie?: {name?: string}}};
}

/** Every traffic policy of a DestinationRule, with its place. */
function policies(document: SourceDocument): {policy: Policy; path: Path}[] {
  const {trafficPolicy, subsets = []} = specOf<{
    trafficPolicy?: Policy & {portLevelSettings?: Policy[]};
    subsets?: {trafficPolicy?: Policy & {portLevelSettings?: Policy[]}}[];
  }>(document);
  const of = (
    policy: (Policy & {portLevelSettings?: Policy[]}) | undefined,
    path: Path,
  ): {policy: Policy; path: Path}[] =>
    policy
      ? [
          {policy, path},
          ...(policy.portLevelSettings ?? []).map((item, index) => ({
            policy: item,
            path: [...path, 'portLevelSettings', index],
          })),
        ]
      : [];
  return [
    ...of(trafficPolicy, ['spec', 'trafficPolicy']),
    ...subsets.flatMap((subset, index) =>
      of(subset.trafficPolicy, ['spec', 'subsets', index, 'trafficPolicy']),
    ),
  ];
}

interface Entry {
  hosts?: string[];
  addresses?: string[];
  ports?: {name?: string; number?: number; protocol?: string}[];
  resolution?: string;
  workloadSelector?: unknown;
  endpoints?: unknown[];
}

/** Rules that the API server has in the definitions (CEL) and the webhook has too. */
export function serverRules(document: SourceDocument, complain: Complain): void {
  if (document.kind !== 'ServiceEntry') return;
  const {hosts = [], ports = [], workloadSelector, endpoints = []} = specOf<Entry>(document);
  for (const [index, host] of hosts.entries())
    if (host === '*') complain(['spec', 'hosts', index], 'hostname cannot be wildcard');
  for (const [index, {name}] of ports.entries())
    if (ports.findIndex(port => port.name === name) < index)
      complain(['spec', 'ports', index], `Duplicate value: {"name":"${name ?? ''}"}`);
  if (workloadSelector !== undefined && endpoints.length > 0)
    complain(['spec'], 'only one of WorkloadSelector or Endpoints can be set');
}

/** What the webhook adds: a refusal that the schema speaks first, and its warnings. */
export function webhookExtras(document: SourceDocument): Complaint[] {
  const found: Complaint[] = [];
  const add = (path: Path, message: string, severity?: 'warning'): void => {
    found.push({code: 'invalid-config', path, message, ...(severity ? {severity} : {})});
  };
  if (document.kind === 'DestinationRule')
    for (const {policy, path} of policies(document)) {
      const cookie = policy.loadBalancer?.consistentHash?.httpCookie;
      if (cookie && (cookie.name ?? '') === '')
        add(
          [...path, 'loadBalancer', 'consistentHash', 'httpCookie'],
          'name required for HttpCookie',
        );
      if (policy.outlierDetection?.consecutiveErrors !== undefined)
        add(
          [...path, 'outlierDetection', 'consecutiveErrors'],
          'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
          'warning',
        );
    }
  if (document.kind === 'ServiceEntry') {
    const {addresses = [], ports = [], resolution = 'NONE'} = specOf<Entry>(document);
    const {labels = {}} = metadataOf(document);
    // Istio gives addresses of its own, unless it is told not to or could not use them.
    const given =
      resolution !== 'NONE' &&
      labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';
    for (const [index, {protocol = ''}] of ports.entries())
      if (addresses.length === 0 && !given && (protocol === '' || protocol === 'TCP'))
        add(
          ['spec', 'ports', index],
          'addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
          'warning',
        );
  }
  if (document.kind === 'VirtualService') {
    const {gateways = [], http = []} = specOf<{
      gateways?: string[];
      http?: (HttpRule & {mirrorPercent?: number; mirror_percent?: number})[];
    }>(document);
    for (const [index, name] of gateways.entries()) {
      const [gateway, namespace] = name.split('.');
      if (!name.includes('/') && /\.svc\./.test(name))
        add(
          ['spec', 'gateways', index],
          `using legacy gatewayName format "${name}"; prefer the <namespace>/<name> format: "${namespace ?? ''}/${gateway ?? ''}"`,
          'warning',
        );
    }
    for (const [index, {mirrorPercent, mirror_percent: older}] of http.entries())
      if (mirrorPercent !== undefined || older !== undefined)
        add(
          ['spec', 'http', index, mirrorPercent === undefined ? 'mirror_percent' : 'mirrorPercent'],
          'using deprecated setting "mirrorPercent", use "mirrorPercentage" instead',
          'warning',
        );
  }
  return found;
}
