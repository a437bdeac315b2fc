import {
  buildMesh,
  needsRegex,
  parseDocuments,
  type Admission,
  type Diagnostic,
  type Mesh,
  type RegexCompiler,
  type SourceDocument,
} from '../../../mesh';
import type {EditorFile} from '../editor/contract';

export interface Read {
  documents: readonly SourceDocument[];
  diagnostics: readonly Diagnostic[];
  /** Some file is no YAML at all: what was read before is better than this. */
  broken: boolean;
  needsRegex: boolean;
}

const SYNTAX: ReadonlySet<Diagnostic['code']> = new Set([
  'yaml-syntax',
  'yaml-duplicate-key',
  'yaml-too-many-aliases',
  'yaml-too-deep',
  'input-too-large',
]);

export function readFiles(files: readonly EditorFile[]): Read {
  const parsed = files.map(({name, text}) => parseDocuments(text, name));
  const documents = parsed.flatMap(part => part.documents);
  const diagnostics = parsed.flatMap(part => part.diagnostics);
  return {
    documents,
    diagnostics,
    broken: diagnostics.some(({code}) => SYNTAX.has(code)),
    needsRegex: needsRegex(documents),
  };
}

type Labelled = {metadata?: {labels?: Record<string, string>}};

/** What the sidecar injector does: a Pod with a proxy carries a label that says so. */
function inject(documents: readonly SourceDocument[]): void {
  const labelsOf = (value: unknown): Record<string, string> =>
    (value as Labelled | undefined)?.metadata?.labels ?? {};
  const injected = new Set(
    documents
      .filter(
        ({kind, value}) => kind === 'Namespace' && labelsOf(value)['istio-injection'] === 'enabled',
      )
      .map(({name}) => name),
  );
  for (const {kind, namespace, value} of documents) {
    if (!injected.has(namespace)) continue;
    const template =
      kind === 'Pod' ? value : (value.spec as {template?: unknown} | undefined)?.template;
    if ((kind !== 'Pod' && kind !== 'Deployment') || typeof template !== 'object') continue;
    if (labelsOf(template)['sidecar.istio.io/inject'] === 'false') continue;
    const metadata = ((template as Labelled).metadata ??= {});
    metadata.labels = {...metadata.labels, 'security.istio.io/tlsMode': 'istio'};
  }
}

let lastWorld: {files: readonly EditorFile[]; documents: readonly SourceDocument[]} | undefined;

/** The world is the same from question to question: it is read once. */
export function worldOf(files: readonly EditorFile[]): readonly SourceDocument[] {
  const known =
    lastWorld?.files.length === files.length &&
    lastWorld.files.every(({text}, index) => text === files[index]?.text);
  if (!known || !lastWorld) lastWorld = {files, documents: readFiles(files).documents};
  return lastWorld.documents;
}

/** An object that a cluster refuses as the reader has written it. */
export interface Refusal {
  /** `Kind namespace/name`. */
  resource: string;
  /** The cluster has a version from before, and keeps it. */
  kept: boolean;
}

/** What a mesh is built with beside its documents. */
export interface Rules {
  regex?: RegexCompiler | undefined;
  /** Left out: the files are known to be good. */
  admission?: Admission | undefined;
}

const resourceOf = ({kind, namespace, name}: SourceDocument): string =>
  namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;

/**
 * The world and the reader's files as one mesh; what the reader writes again replaces what the world has. Applied to a cluster, an
 * object that is refused changes nothing: the version from before stays, if there is one.
 */
export function meshOf(
  world: readonly EditorFile[],
  {documents}: Pick<Read, 'documents'>,
  {regex, admission}: Rules,
  before: readonly EditorFile[] = [],
): {mesh: Mesh; diagnostics: readonly Diagnostic[]; refused: readonly Refusal[]} {
  const build = (own: readonly SourceDocument[]) => {
    const all = [...worldOf(world), ...own];
    inject(all);
    return buildMesh(all, {...(regex && {regex}), ...(admission && {admission})});
  };
  const built = build(documents);
  const own = new Set(documents.map(resourceOf));
  const resources = new Set(
    built.diagnostics.flatMap(({severity, resource}) =>
      severity === 'error' && resource !== null && own.has(resource) ? [resource] : [],
    ),
  );
  if (resources.size === 0) return {...built, refused: []};
  // Nothing that the reader sees has these lines.
  const earlier = readFiles(before.map(({name, text}) => ({name: `before/${name}`, text})));
  const kept = earlier.documents.filter(document => resources.has(resourceOf(document)));
  const names = new Set(kept.map(resourceOf));
  const inWorld = new Set(worldOf(world).map(resourceOf));
  return {
    mesh: build([...kept, ...documents.filter(document => !resources.has(resourceOf(document)))])
      .mesh,
    diagnostics: built.diagnostics,
    refused: [...resources].map(resource => ({
      resource,
      kept: names.has(resource) || inWorld.has(resource),
    })),
  };
}
