import type {Diagnostic, DiagnosticCode} from '../parse/diagnostic';
import type {Path, SourceDocument} from '../parse/documents';
import {checkSchema, groupOf, isKnownKind, type Complaint} from './admission';
import {compareAge, indexDestinationRules} from './destination-rules';
import {readGateways, selectorMatches} from './gateways';
import type {Schemas} from './schema';
import {convertHttpRoutes} from './http-routes';
import type {RegexCompiler} from './regex';
import {createdAt, metadataOf, readAliases, readPods, readServices} from './services';
import type {Listener, MeshConfig, SidecarSpec} from './spec';
import type {Mesh, Namespace, Sidecar} from './types';
import {readVirtualServices} from './virtual-services';
import {checkWebhook} from './webhook';

/** Rules that not every page needs. */
export interface Admission {
  schemas: Schemas;
  webhook: (document: SourceDocument) => Complaint[];
}

export interface MeshOptions {
  config?: MeshConfig;
  /** Needed only if a document has a regular expression; without it such a match never holds. */
  regex?: RegexCompiler;
  /**
   * `ADMISSION`: all that API server and webhook refuse. Without it the security kinds are taken as they are, and so are fields that
   * few people write: enough for files that are known to be good. Who compiles a receiver need not care for the policies: it leaves
   * out what is refused.
   */
  admission?: Admission;
}

/** `Kind namespace/name`; `Kind name` of what lives outside namespaces. */
export const identify = ({kind, namespace, name}: SourceDocument): string =>
  namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;

const REGEX_FIELDS = new Set(['regex', 'uriRegexRewrite']);

/** Where a document first makes the proxy run a regular expression. */
function findRegex({value}: SourceDocument): Path | null {
  const search = (inner: unknown, path: Path): Path | null => {
    if (inner === null || typeof inner !== 'object')
      return inner === 'RegularExpression' ? path : null;
    for (const [key, item] of Object.entries(inner)) {
      const at = [...path, Array.isArray(inner) ? Number(key) : key];
      if (!Array.isArray(inner) && REGEX_FIELDS.has(key)) return at;
      if (['ReplaceFullPath', 'ReplacePrefixMatch', 'CORS'].includes(item as string)) return at;
      const found = search(item, at);
      if (found) return found;
    }
    return null;
  };
  return search(value.spec, ['spec']);
}

/** Whether a document makes the proxy run a regular expression; then a compiler has to be loaded first. */
export const needsRegex = (documents: readonly SourceDocument[]): boolean =>
  documents.some(document => findRegex(document) !== null);

/** Of documents that name the same object the last one counts, at the place of the first, as if applied in order. */
function latest(documents: readonly SourceDocument[], diagnostics: Diagnostic[]): SourceDocument[] {
  const result = new Map<string, SourceDocument>();
  for (const document of documents) {
    const key = `${groupOf(document.apiVersion)} ${identify(document)}`;
    const before = result.get(key);
    if (before && before.file === document.file)
      diagnostics.push({
        code: 'replaced-resource',
        severity: 'warning',
        message: `${identify(document)} is there twice; the later document replaces the earlier one.`,
        place: before.locate(),
        resource: identify(document),
      });
    result.set(key, document);
  }
  return [...result.values()];
}

/** Leaves out what the API server or Istio's webhook would refuse. */
function admit(
  documents: readonly SourceDocument[],
  regex: RegexCompiler | null,
  admission: Admission | undefined,
  diagnostics: Diagnostic[],
): SourceDocument[] {
  return documents.filter(document => {
    let accepted = true;
    const report = (complaint: {
      code: DiagnosticCode;
      path: Path;
      message: string;
      severity?: 'warning';
    }): void => {
      const severity = complaint.severity ?? 'error';
      if (severity === 'error') accepted = false;
      diagnostics.push({
        code: complaint.code,
        severity,
        message: complaint.message,
        place: document.locate(complaint.path),
        resource: identify(document),
      });
    };
    checkSchema(document, report, admission?.schemas);
    if (!accepted) return false;
    for (const complaint of checkWebhook(document, regex)) report(complaint);
    for (const complaint of admission?.webhook(document) ?? []) report(complaint);
    return accepted;
  });
}

/**
 * Reads documents as an API server and istiod would: checks each, leaves out what is refused, and joins the rest. Documents
 * of several files may be given together.
 */
export function buildMesh(
  documents: readonly SourceDocument[],
  options: MeshOptions = {},
): {mesh: Mesh; diagnostics: Diagnostic[]} {
  const diagnostics: Diagnostic[] = [];
  const config = options.config ?? {};
  const regex = options.regex ?? null;
  const admitted = admit(latest(documents, diagnostics), regex, options.admission, diagnostics);
  const accepted = admitted.filter(isKnownKind);
  for (const document of regex ? [] : accepted) {
    const path = findRegex(document);
    if (path)
      diagnostics.push({
        code: 'regex-engine-missing',
        severity: 'warning',
        message: `${identify(document)} has a regular expression, and no engine for them was given: it matches nothing.`,
        place: document.locate(path),
        resource: identify(document),
      });
  }
  const namespaces = new Map<string, Namespace>();
  for (const document of accepted) {
    if (document.kind === 'Namespace')
      namespaces.set(document.name, {
        name: document.name,
        labels: metadataOf(document).labels ?? {},
      });
    else if (document.namespace !== '' && !namespaces.has(document.namespace))
      namespaces.set(document.namespace, {name: document.namespace, labels: {}});
  }
  const pods = readPods(accepted);
  const aliases = readAliases(accepted);
  const services = readServices(accepted, pods, aliases, config);
  const namespaceAllowed = (
    route: string,
    gateway: SourceDocument,
    listener: Listener,
  ): boolean => {
    const {from = 'Same', selector} = listener.allowedRoutes?.namespaces ?? {};
    if (from === 'All') return true;
    if (from === 'Same') return route === gateway.namespace;
    const labels = namespaces.get(route)?.labels ?? {};
    return selectorMatches(selector ?? {}, {...labels, 'kubernetes.io/metadata.name': route});
  };
  const mesh: Mesh = {
    config,
    rootNamespace: config.rootNamespace ?? 'istio-system',
    regex,
    namespaces,
    pods,
    services,
    aliases,
    virtualServices: [
      ...readVirtualServices(accepted, config),
      ...convertHttpRoutes(accepted, services, namespaceAllowed),
    ].sort(compareAge),
    destinationRules: indexDestinationRules(accepted, config),
    gateways: readGateways(accepted, namespaces).sort(compareAge),
    sidecars: accepted
      .filter(({kind}) => kind === 'Sidecar')
      .map((document): Sidecar => ({
        name: document.name,
        namespace: document.namespace,
        created: createdAt(document),
        document,
        spec: (document.value.spec ?? {}) as SidecarSpec,
      }))
      .sort(compareAge),
    documents: admitted,
  };
  return {mesh, diagnostics};
}
