import {checkRules, checkSchema, groupOf, type Complaint} from '../model/admission';
import {identify, type MeshOptions} from '../model/mesh';
import {checkWebhook} from '../model/webhook';
import {ADMISSION} from '../admission';
import type {Place} from '../parse/diagnostic';
import type {SourceDocument} from '../parse/documents';
import {webhookWarnings} from './webhook-warnings';
import {adviceFor, type Advice} from './advice';
import {readCluster, type Level, type LintCode, type Report} from './cluster';
import {EDGE_ANALYZERS} from './edges';
import {EXTENSION_ANALYZERS} from './envoy-filters';
import {ROUTE_ANALYZERS} from './routes';
import {WORKLOAD_ANALYZERS} from './workloads';
import {DEFINITION_RULES} from './definition-rules';
import {isNoKind} from './kinds';

/** Who says it: the API server, Istio's admission webhook, or `istioctl analyze`. */
export type Voice = 'schema' | 'webhook' | 'analyzer';

export interface Finding extends Advice {
  voice: Voice;
  /** Istio's code; null for the voices that have none. */
  code: LintCode | null;
  level: Level;
  /** In Istio's words where it has its own; `help` says what it means. */
  message: string;
  place: Place;
  /** `Kind namespace/name`. */
  resource: string;
  /** Field it is about, as in `spec.http[0].timeout` or `metadata.labels["a.b"]`; empty: the document. */
  field: string;
}

export interface LintOptions extends MeshOptions {
  /** What is in the cluster already; found is only what is wrong with the documents given. */
  cluster?: readonly SourceDocument[];
}

const fieldOf = (path: Report['path']): string =>
  path
    .map(step =>
      typeof step === 'number'
        ? `[${step}]`
        : /^[\w-]+$/.test(step)
          ? `.${step}`
          : `[${JSON.stringify(step)}]`,
    )
    .join('')
    .replace(/^\./, '');

/** Namespaces of Kubernetes itself, where no analyzer looks. */
const IGNORED_NAMESPACES = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** Applied in order: a later document of the same kind, namespace and name replaces the earlier. */
function applied(documents: readonly SourceDocument[]): SourceDocument[] {
  const result = new Map<string, SourceDocument>();
  for (const document of documents)
    result.set(`${groupOf(document.apiVersion)} ${identify(document)}`, document);
  return [...result.values()];
}

/**
 * The webhook's rules count on a schema in order. A document that lacks what the schema requires may trip them; it has been
 * refused by then, and they have nothing to add.
 */
function askWebhook(ask: () => Complaint[], refused: boolean): Complaint[] {
  try {
    return ask();
  } catch (error) {
    if (refused) return [];
    throw error;
  }
}

/** What Istio says of documents, in its three voices. Never throws; every finding has a place. */
export function lint(documents: readonly SourceDocument[], options: LintOptions = {}): Finding[] {
  const {cluster = [], ...meshOptions} = options;
  const findings: Finding[] = [];
  const own = new Set(documents);
  const add = (
    voice: Voice,
    code: LintCode | null,
    level: Level,
    document: SourceDocument,
    {path, message}: Pick<Complaint, 'path' | 'message'>,
  ): void => {
    if (!own.has(document)) return;
    const resource = identify(document);
    const field = fieldOf(path);
    findings.push({
      voice,
      code,
      level,
      message,
      place: document.locate(path),
      resource,
      field,
      ...adviceFor(voice, code, level === 'Error', resource, field),
    });
  };
  const all = applied([...cluster, ...documents]);
  const readable: SourceDocument[] = [];
  for (const document of all) {
    const complaints: Complaint[] = [];
    checkSchema(document, complaint => complaints.push(complaint), ADMISSION.schemas);
    const rules = DEFINITION_RULES[document.kind];
    if (rules && complaints.length === 0 && document.apiVersion.startsWith('networking.istio.io/'))
      checkRules(document, rules, complaint => complaints.push(complaint));
    if (complaints.some(({code}) => code === 'unknown-kind')) {
      if (isNoKind(document))
        add('schema', null, 'Error', document, {
          path: ['kind'],
          message: `no matches for kind "${document.kind}" in version "${document.apiVersion}"`,
        });
      // Others may name it: a Gateway its Secret.
      readable.push(document);
      continue;
    }
    for (const complaint of complaints) add('schema', null, 'Error', document, complaint);
    // A value of another type than the rules expect cannot be asked further.
    if (complaints.some(({code}) => code === 'wrong-type')) continue;
    readable.push(document);
    const group = groupOf(document.apiVersion);
    const ofIstio = group.endsWith('istio.io');
    const said = [
      ...askWebhook(
        () => [
          ...checkWebhook(document, meshOptions.regex ?? null),
          ...ADMISSION.webhook(document),
        ],
        complaints.length > 0,
      ),
      ...(ofIstio ? webhookWarnings(document) : []),
    ];
    for (const complaint of said) {
      const level = complaint.severity === 'warning' ? 'Warning' : 'Error';
      // The kinds of Gateway API have their rules in the definitions: there the API server speaks.
      add(ofIstio ? 'webhook' : 'schema', null, level, document, complaint);
      // The analyzer sees the specification alone.
      const metadata = complaint.path[0] === 'metadata' && complaint.path[1] !== 'name';
      if (ofIstio && !metadata)
        add('analyzer', level === 'Error' ? 'IST0106' : 'IST0133', level, document, complaint);
    }
  }
  const {rootNamespace = 'istio-system', defaultProviders} = meshOptions.config ?? {};
  const context = readCluster(
    readable.filter(({namespace}) => !IGNORED_NAMESPACES.has(namespace)),
    {rootNamespace, logProvider: (defaultProviders?.accessLogging?.length ?? 0) > 0},
  );
  for (const analyzer of [
    ...ROUTE_ANALYZERS,
    ...EDGE_ANALYZERS,
    ...WORKLOAD_ANALYZERS,
    ...EXTENSION_ANALYZERS,
  ])
    analyzer(context, report => {
      add('analyzer', report.code, report.level, report.document, report);
      // The webhook warns of these two itself.
      if (report.code === 'IST0130' || report.code === 'IST0131')
        add('webhook', null, 'Warning', report.document, report);
    });
  return findings;
}
