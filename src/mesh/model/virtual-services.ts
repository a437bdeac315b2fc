import type {Path, SourceDocument} from '../parse/documents';
import {resolveGatewayName, resolveShortName} from './names';
import {matchEntry, routeRule} from './route-rules';
import {createdAt} from './services';
import type {
  Destination,
  HttpRule,
  MatchRequest,
  MeshConfig,
  StringMatch,
  VirtualServiceSpec,
} from './spec';
import type {MatchEntry, RouteRule, VirtualService} from './types';

/** VirtualServices with names resolved and delegates merged. Source: istio/istio `pilot/pkg/model/virtualservice.go`. */

const resolveDestination = (destination: Destination, namespace: string): Destination => ({
  ...destination,
  host: resolveShortName(destination.host, namespace),
});

function resolveRule(rule: HttpRule, namespace: string): HttpRule {
  const result: HttpRule = {...rule};
  if (rule.match)
    result.match = rule.match.map(match =>
      match.gateways
        ? {...match, gateways: match.gateways.map(name => resolveGatewayName(name, namespace))}
        : match,
    );
  if (rule.route)
    result.route = rule.route.map(item => ({
      ...item,
      destination: resolveDestination(item.destination, namespace),
    }));
  if (rule.mirror) result.mirror = resolveDestination(rule.mirror, namespace);
  if (rule.mirrors)
    result.mirrors = rule.mirrors.map(mirror => ({
      ...mirror,
      destination: resolveDestination(mirror.destination, namespace),
    }));
  return result;
}

const withSource = (document: SourceDocument, rule: HttpRule, path: Path): RouteRule =>
  routeRule(
    rule,
    {document, path},
    (rule.match ?? []).map((match, index) =>
      matchEntry(match, {document, path: [...path, 'match', index]}),
    ),
  );

function textConflicts(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (!root || !leaf) return false;
  const filled = (match: StringMatch): boolean =>
    (match.regex ?? '') + (match.prefix ?? '') + (match.exact ?? '') !== '';
  if ((root.regex ?? '') !== '' && filled(leaf)) return true;
  if ((leaf.regex ?? '') !== '' && filled(root)) return true;
  if ((root.exact ?? '') !== '') return (leaf.prefix ?? '') !== '' || leaf.exact !== root.exact;
  const prefix = root.prefix ?? '';
  if (prefix !== '') {
    if ((leaf.prefix ?? '') !== '') return !leaf.prefix?.startsWith(prefix);
    if ((leaf.exact ?? '') !== '') return !leaf.exact?.startsWith(prefix);
  }
  return true;
}

function mapConflicts(
  root: Record<string, StringMatch> | undefined,
  leaf: Record<string, StringMatch> | undefined,
): boolean {
  return Object.entries(leaf ?? {}).some(([key, value]) => textConflicts(root?.[key], value));
}

/** Whether no request could satisfy what both ask for, as Istio sees it. */
function matchesConflict(root: MatchRequest, leaf: MatchRequest): boolean {
  for (const field of ['uri', 'scheme', 'method', 'authority'] as const)
    if (textConflicts(root[field], leaf[field])) return true;
  for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const)
    if (mapConflicts(root[field], leaf[field])) return true;
  if ((root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false)) return true;
  if ((root.port ?? 0) > 0 && (leaf.port ?? 0) > 0 && root.port !== leaf.port) return true;
  if ((root.sourceNamespace ?? '') !== '' && leaf.sourceNamespace !== root.sourceNamespace)
    return true;
  for (const [key, value] of Object.entries(leaf.sourceLabels ?? {})) {
    const other = root.sourceLabels?.[key];
    if (other !== undefined && other !== value) return true;
  }
  const gateways = root.gateways ?? [];
  const inner = leaf.gateways ?? [];
  return gateways.length > 0 && inner.length > 0 && !inner.every(name => gateways.includes(name));
}

function joinNames(root: string | undefined, leaf: string | undefined): string {
  if ((leaf ?? '') === '') return root ?? '';
  return (root ?? '') === '' ? (leaf ?? '') : `${root}-${leaf}`;
}

function mergeMatch(root: MatchRequest, leaf: MatchRequest): MatchRequest {
  const out: MatchRequest = {...root, ...leaf, name: joinNames(root.name, leaf.name)};
  for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const)
    if (root[field] ?? leaf[field]) out[field] = {...root[field], ...leaf[field]};
  if (root.sourceLabels ?? leaf.sourceLabels)
    out.sourceLabels = {...root.sourceLabels, ...leaf.sourceLabels};
  if ((leaf.gateways ?? []).length === 0 && root.gateways) out.gateways = root.gateways;
  if ((leaf.port ?? 0) === 0 && root.port !== undefined) out.port = root.port;
  return out;
}

/** What a delegate takes over from the rule that names it when it says nothing itself. */
const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'mirrors',
  'headers',
] as const;

function mergeRule(root: RouteRule, leaf: RouteRule): RouteRule | null {
  let matches = leaf.matches;
  if (root.matches.length > 0 && leaf.matches.length === 0) matches = root.matches;
  else if (root.matches.length > 0) {
    const merged: MatchEntry[] = [];
    for (const inner of leaf.matches) {
      const fitting = root.matches.filter(outer => !matchesConflict(outer.match, inner.match));
      if (fitting.length === 0) return null;
      for (const outer of fitting)
        merged.push(matchEntry(mergeMatch(outer.match, inner.match), inner.source));
    }
    matches = merged;
  }
  const inherited = Object.fromEntries(
    INHERITED.filter(field => root.rule[field] !== undefined).map(field => [
      field,
      root.rule[field],
    ]),
  ) as HttpRule;
  return routeRule(
    {...inherited, ...leaf.rule, name: joinNames(root.rule.name, leaf.rule.name)},
    leaf.source,
    matches,
  );
}

const expandExports = (exportTo: readonly string[], namespace: string): string[] =>
  exportTo.map(entry => (entry === '.' ? namespace : entry));

export function readVirtualServices(
  documents: readonly SourceDocument[],
  config: MeshConfig,
): VirtualService[] {
  const all = documents
    .filter(({kind}) => kind === 'VirtualService')
    .map(document => {
      const spec = (document.value.spec ?? {}) as VirtualServiceSpec;
      const {namespace} = document;
      const exportTo = spec.exportTo ?? [];
      return {
        document,
        hosts: (spec.hosts ?? []).map(host => resolveShortName(host, namespace)),
        gateways: spec.gateways?.length
          ? spec.gateways.map(name => resolveGatewayName(name, namespace))
          : ['mesh'],
        exportTo: expandExports(
          exportTo.length > 0 ? exportTo : (config.defaultVirtualServiceExportTo ?? ['*']),
          namespace,
        ),
        rules: (spec.http ?? []).map((rule, index) =>
          withSource(document, resolveRule(rule, namespace), ['spec', 'http', index]),
        ),
      };
    });
  const delegates = new Map(
    all
      .filter(({hosts}) => hosts.length === 0)
      .map(item => [`${item.document.namespace}/${item.document.name}`, item]),
  );
  return all
    .filter(({hosts}) => hosts.length > 0)
    .map(({document, hosts, gateways, exportTo, rules}) => ({
      name: document.name,
      namespace: document.namespace,
      created: createdAt(document),
      document,
      hosts,
      gateways,
      exportTo,
      gatewaySemantics: false,
      rules: rules.flatMap(rule => {
        const {delegate} = rule.rule;
        if (!delegate) return [rule];
        const key = `${delegate.namespace ?? document.namespace}/${delegate.name ?? ''}`;
        const target = delegates.get(key);
        if (!target) return [];
        const visible =
          target.exportTo.includes('*') || target.exportTo.includes(document.namespace);
        return visible
          ? target.rules.map(leaf => mergeRule(rule, leaf)).filter(merged => merged !== null)
          : [];
      }),
    }));
}
