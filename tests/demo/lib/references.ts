import {parseAllDocuments} from 'yaml';
import type {Manifest} from '../../../demo/manifests';

type Labels = Record<string, string>;

/** What the check reads of the kinds in the demo; everything else belongs to the schemas. */
interface Resource {
  file: string;
  kind: string;
  apiVersion: string;
  name: string;
  spec: Record<string, unknown>;
  data?: Record<string, string>;
}

interface Container {
  command: string[];
  ports: {name: string; containerPort: number}[];
  readinessProbe: {httpGet: {port: string}};
  livenessProbe: {httpGet: {port: string}};
  volumeMounts: {name: string; mountPath: string}[];
}

interface Template {
  metadata: {labels: Labels};
  spec: {
    serviceAccountName: string;
    containers: Container[];
    volumes: {name: string; configMap: {name: string}}[];
  };
}

/** Accounts that Istio's own installation makes, by `istioctl install` and by the Helm chart. */
const GATEWAY_ACCOUNTS = [
  'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  'cluster.local/ns/istio-system/sa/istio-ingressgateway',
];

const covers = (labels: Labels, selector: Labels) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

const show = (labels: Labels) =>
  Object.entries(labels)
    .map(pair => pair.join('='))
    .join(',');

function read(manifests: Iterable<Manifest>): Resource[] {
  const resources: Resource[] = [];
  for (const {file, text} of manifests) {
    for (const document of parseAllDocuments(text)) {
      const value = document.toJS() as Omit<Resource, 'file' | 'name'> & {
        metadata: {name: string};
      };
      resources.push({...value, name: value.metadata.name, spec: value.spec ?? {}, file});
    }
  }
  return resources;
}

/**
 * References of the demo's manifests that lead nowhere and that no linter of Istio follows: accounts, code, probes, ports, and what
 * a running control plane writes into the status of a route. Each as `file: what, where it should lead`.
 */
export function findBrokenReferences(manifests: Iterable<Manifest>): string[] {
  const resources = read(manifests);
  const of = (kind: string) => resources.filter(resource => resource.kind === kind);
  const named = (kind: string, name: string) => of(kind).find(resource => resource.name === name);
  const problems: string[] = [];
  const pods = of('Deployment').map(({spec}) => spec.template as Template);
  const selects = (selector: Labels) => pods.filter(pod => covers(pod.metadata.labels, selector));

  for (const {file, name, spec} of of('Deployment')) {
    const say = (text: string) => problems.push(`${file}: ${text}`);
    const {metadata, spec: pod} = spec.template as Template;
    const {app, version} = metadata.labels;
    if (app === undefined || version === undefined) say('Pods need the labels app and version');
    if (name !== `${app ?? ''}-${version ?? ''}`) say(`name ${name} is not <app>-<version>`);
    const {matchLabels} = spec.selector as {matchLabels: Labels};
    if (show(matchLabels) !== show(metadata.labels)) {
      say(`selector ${show(matchLabels)} is not the labels ${show(metadata.labels)}`);
    }
    if (!named('ServiceAccount', pod.serviceAccountName)) {
      say(`no ServiceAccount ${pod.serviceAccountName}`);
    }
    for (const container of pod.containers) {
      const ports = container.ports.map(port => port.name);
      for (const probe of [container.readinessProbe, container.livenessProbe]) {
        if (!ports.includes(probe.httpGet.port)) say(`no port ${probe.httpGet.port} for a probe`);
      }
      const program = container.command[1] ?? '';
      const mount = container.volumeMounts.find(({mountPath}) =>
        program.startsWith(`${mountPath}/`),
      );
      const volume = pod.volumes.find(candidate => candidate.name === mount?.name);
      const code = named('ConfigMap', volume?.configMap.name ?? '');
      if (code?.data?.[program.replace(`${mount?.mountPath ?? ''}/`, '')] === undefined) {
        say(`no mounted ConfigMap holds ${program}`);
      }
    }
  }
  for (const {file, name, spec} of of('Service')) {
    const say = (text: string) => problems.push(`${file}: ${text}`);
    const selector = spec.selector as Labels;
    const chosen = selects(selector);
    if (chosen.length === 0) say(`no Deployment has the labels ${show(selector)}`);
    if (name === selector.app && Object.keys(selector).length > 1) {
      say(`selects ${show(selector)}: a Service with subsets selects only app`);
    }
    for (const {port} of spec.ports as {port: number}[]) {
      for (const pod of chosen) {
        const open = pod.spec.containers.flatMap(({ports}) => ports.map(p => p.containerPort));
        if (!open.includes(port)) say(`port ${port} is none of ${open.join(', ')}`);
      }
    }
  }
  for (const {file, spec} of of('HTTPRoute')) {
    for (const {kind = 'Gateway', name} of spec.parentRefs as {kind?: string; name: string}[]) {
      if (!named(kind, name)) problems.push(`${file}: no ${kind} ${name}`);
    }
    const rules = spec.rules as {
      backendRefs: {name: string; port: number}[];
      filters?: {requestMirror: {backendRef: {name: string; port: number}}}[];
    }[];
    for (const {name, port} of rules.flatMap(rule => [
      ...rule.backendRefs,
      ...(rule.filters ?? []).map(({requestMirror}) => requestMirror.backendRef),
    ])) {
      const ports = (named('Service', name)?.spec.ports ?? []) as {port: number}[];
      if (!ports.some(candidate => candidate.port === port)) {
        problems.push(`${file}: no Service ${name} with port ${port}`);
      }
    }
  }
  const accounts = of('ServiceAccount').map(({name}) => `cluster.local/ns/default/sa/${name}`);
  for (const kind of ['AuthorizationPolicy', 'RequestAuthentication', 'PeerAuthentication']) {
    for (const {file, spec} of of(kind)) {
      const selector = spec.selector as {matchLabels: Labels} | undefined;
      if (
        kind !== 'AuthorizationPolicy' &&
        selector &&
        selects(selector.matchLabels).length === 0
      ) {
        problems.push(`${file}: no Deployment has ${show(selector.matchLabels)}`);
      }
      const rules = (spec.rules ?? []) as {from?: {source: {principals?: string[]}}[]}[];
      for (const principal of rules.flatMap(rule =>
        (rule.from ?? []).flatMap(({source}) => source.principals ?? []),
      )) {
        if (![...accounts, ...GATEWAY_ACCOUNTS].includes(principal)) {
          problems.push(`${file}: no ServiceAccount for the principal ${principal}`);
        }
      }
    }
  }
  return problems;
}
