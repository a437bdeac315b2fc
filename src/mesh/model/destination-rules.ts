import type {SourceDocument} from '../parse/documents';
import {resolveShortName} from './names';
import {createdAt} from './services';
import type {DestinationRuleSpec, MeshConfig} from './spec';
import type {DestinationRule, DestinationRuleIndex} from './types';

/**
 * DestinationRules of one host in one namespace become one. Source: istio/istio `pilot/pkg/model/{push_context,destination_rule}.go`.
 */

type MutableIndex = Map<string, Map<string, DestinationRule[]>>;

const sameLabels = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value);

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(entry => b.includes(entry));

function merge(into: DestinationRule, rule: DestinationRule): DestinationRule {
  const names = new Set(into.spec.subsets?.map(({name}) => name));
  const policy = into.spec.trafficPolicy ?? rule.spec.trafficPolicy;
  return {
    ...into,
    from: [...into.from, rule.document],
    spec: {
      ...into.spec,
      subsets: [
        ...(into.spec.subsets ?? []),
        ...(rule.spec.subsets ?? []).filter(({name}) => !names.has(name)),
      ],
      ...(policy ? {trafficPolicy: policy} : {}),
    },
  };
}

function add(index: MutableIndex, rule: DestinationRule): void {
  const hosts = index.get(rule.namespace) ?? new Map<string, DestinationRule[]>();
  index.set(rule.namespace, hosts);
  const list = hosts.get(rule.spec.host);
  if (!list) {
    hosts.set(rule.spec.host, [rule]);
    return;
  }
  let separate = true;
  for (const [at, existing] of list.entries()) {
    if (!sameSet(rule.exportTo, existing.exportTo)) {
      separate = true;
      const covers =
        existing.exportTo.length > 0 &&
        existing.exportTo.every(entry => rule.exportTo.includes(entry));
      if (!covers) continue;
    } else separate = false;
    const ours = rule.spec.workloadSelector;
    const theirs = existing.spec.workloadSelector;
    const selectorsEqual =
      ours && theirs ? sameLabels(ours.matchLabels ?? {}, theirs.matchLabels ?? {}) : false;
    if (ours && theirs && !selectorsEqual) {
      separate = true;
      continue;
    }
    if ((!ours && !theirs) || selectorsEqual) separate = false;
    list[at] = merge(existing, rule);
  }
  if (separate) list.push(rule);
}

export function indexDestinationRules(
  documents: readonly SourceDocument[],
  config: MeshConfig,
): {local: DestinationRuleIndex; exported: DestinationRuleIndex} {
  const rules = documents
    .filter(({kind}) => kind === 'DestinationRule')
    .map((document): DestinationRule => {
      const spec = document.value.spec as unknown as DestinationRuleSpec;
      return {
        name: document.name,
        namespace: document.namespace,
        created: createdAt(document),
        document,
        from: [document],
        spec: {...spec, host: resolveShortName(spec.host, document.namespace).toLowerCase()},
        exportTo: spec.workloadSelector ? ['.'] : (spec.exportTo ?? []),
      };
    })
    // Those with a selector come first, then the oldest.
    .sort(
      (a, b) =>
        Number(Boolean(b.spec.workloadSelector)) - Number(Boolean(a.spec.workloadSelector)) ||
        compareAge(a, b),
    );
  const local: MutableIndex = new Map();
  const exported: MutableIndex = new Map();
  for (const rule of rules) {
    const {exportTo, namespace} = rule;
    if (exportTo.length === 0 || ['*', '.', namespace].some(entry => exportTo.includes(entry)))
      add(local, rule);
    const effective =
      exportTo.length > 0 ? exportTo : (config.defaultDestinationRuleExportTo ?? ['*']);
    const ownOnly =
      effective.length === 1 && (effective.includes('.') || effective.includes(namespace));
    if (!ownOnly) add(exported, rule);
  }
  return {local, exported};
}

interface Aged {
  created: number;
  name: string;
  namespace: string;
}

/** Oldest first, then by name, then by namespace. Source: istio/istio `config.go configCompareByCreationTime`. */
export function compareAge(a: Aged, b: Aged): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.namespace < b.namespace ? -1 : a.namespace > b.namespace ? 1 : 0;
}
