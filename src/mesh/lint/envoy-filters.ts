import type {Json} from '../parse/documents';
import {specOf} from '../security/peer-authentication';
import {
  canonical,
  metadataOf,
  nameOf,
  NETWORKING,
  ofKind,
  type Analyzer,
  type LintCode,
  type Report,
} from './cluster';

/**
 * Analyzers of EnvoyFilters, and of what istiod was started with. Their definitions are not read here, so that a value may be of any
 * type. Source: istio/istio `pkg/config/analysis/analyzers/{envoyfilter,authn}`.
 */

const at = (value: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>(
    (inner, name) =>
      typeof inner === 'object' &&
      inner !== null &&
      !Array.isArray(inner) &&
      Object.hasOwn(inner, name)
        ? inner[name]
        : undefined,
    value,
  );

const listAt = (value: Json | undefined, ...names: readonly string[]): readonly Json[] => {
  const found = at(value, ...names);
  return Array.isArray(found) ? found : [];
};

/** The filter that a patch is about; patches are the same to the analyzer if these are. */
function filterOf(patch: Json): string {
  const value = at(patch, 'patch', 'value');
  if (typeof value !== 'object' || value === null) return '';
  const name = at(value, 'name');
  return canonical(name ?? at(patch, 'match', 'listener', 'filterChain', 'filter', 'name') ?? '');
}

type Verdict = Pick<Report, 'code' | 'level' | 'message'>;

const verdict = (code: LintCode, level: Report['level'], message: string): Verdict => ({
  code,
  level,
  message,
});

const ADD_IGNORED = verdict(
  'IST0153',
  'Error',
  'The ADD operation will be ignored when applyTo is set to ROUTE_CONFIGURATION, or HTTP_ROUTE.',
);
const REMOVE_IGNORED = verdict(
  'IST0154',
  'Error',
  'The REMOVE operation will be ignored when applyTo is set to ROUTE_CONFIGURATION, or HTTP_ROUTE.',
);
const REPLACE_INVALID = verdict(
  'IST0152',
  'Error',
  'The REPLACE operation is only valid for HTTP_FILTER and NETWORK_FILTER.',
);
const RELATIVE = verdict(
  'IST0151',
  'Warning',
  'This EnvoyFilter does not have a priority and has a relative patch operation set which can cause the EnvoyFilter not to be applied. Using the INSERT_FIRST of ADD option or setting the priority may help in ensuring the EnvoyFilter is applied correctly.',
);
// As Istio spells it.
const RELATIVE_WITH_VERSION = verdict(
  'IST0155',
  'Warning',
  'This EnvoyFilter does not have a priority and has a relative patch operation (NSTERT_BEFORE/AFTER, REPLACE, MERGE, DELETE) and proxyVersion set which can cause the EnvoyFilter not to be applied during an upgrade. Using the INSERT_FIRST or ADD option or setting the priority may help in ensuring the EnvoyFilter is applied correctly.',
);

function judge(
  operation: Json | undefined,
  applyTo: Json | undefined,
): Verdict | 'relative' | null {
  const ofRoutes = applyTo === 'ROUTE_CONFIGURATION' || applyTo === 'HTTP_ROUTE';
  switch (operation) {
    case 'ADD':
      return ofRoutes ? ADD_IGNORED : null;
    case 'REMOVE':
      return ofRoutes ? REMOVE_IGNORED : 'relative';
    case 'REPLACE':
      return applyTo === 'NETWORK_FILTER' || applyTo === 'HTTP_FILTER' || applyTo === 'VIRTUAL_HOST'
        ? 'relative'
        : REPLACE_INVALID;
    case 'INSERT_BEFORE':
    case 'INSERT_AFTER':
      return 'relative';
    default:
      return null;
  }
}

const envoyFilters: Analyzer = (cluster, report) => {
  const versioned = new Set<string>();
  for (const document of ofKind(cluster, 'EnvoyFilter', NETWORKING)) {
    const {spec} = document.value;
    const priority = at(spec, 'priority') ?? 0;
    for (const [index, entry] of listAt(spec, 'configPatches').entries()) {
      if ((at(entry, 'patch') ?? null) === null) break;
      const filter = filterOf(entry);
      const found = judge(at(entry, 'patch', 'operation'), at(entry, 'applyTo'));
      const said =
        found !== 'relative'
          ? found
          : priority !== 0
            ? null
            : versioned.has(filter)
              ? RELATIVE_WITH_VERSION
              : RELATIVE;
      if (said) report({...said, document, path: ['spec', 'configPatches', index]});
      if ((at(entry, 'match', 'proxy', 'proxyVersion') ?? '') !== '') versioned.add(filter);
    }
  }
};

const MOST_NAMES = 5;

const keyAddresses: Analyzer = (cluster, report) => {
  const names = ofKind(cluster, 'RequestAuthentication', 'security.istio.io').map(nameOf);
  if (names.length === 0) return;
  for (const document of ofKind(cluster, 'Deployment', 'apps')) {
    if (metadataOf(document).labels?.app !== 'istiod') continue;
    const {template} = specOf<{
      template?: {spec?: {containers?: {env?: {name?: string; value?: string}[]}[]}};
    }>(document);
    const blocked = (template?.spec?.containers ?? []).some(({env = []}) =>
      env.some(({name, value = ''}) => name === 'BLOCKED_CIDRS_IN_JWKS_URIS' && value !== ''),
    );
    if (blocked) continue;
    const more = names.length - MOST_NAMES;
    const shown = names.slice(0, MOST_NAMES).join(', ');
    report({
      code: 'IST0175',
      level: 'Warning',
      document,
      path: ['spec', 'template', 'spec', 'containers'],
      message: `BLOCKED_CIDRS_IN_JWKS_URIS is not configured but ${names.length} RequestAuthentication resource(s) exist (${more > 0 ? `${shown}, and ${more} more` : shown}). Consider configuring it to restrict JWKS URI fetches to trusted networks.`,
    });
  }
};

export const EXTENSION_ANALYZERS: readonly Analyzer[] = [envoyFilters, keyAddresses];
