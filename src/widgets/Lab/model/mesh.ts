import {
  buildMesh,
  needsRegex,
  parseDocuments,
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

/** The world and the reader's files as one mesh; what the reader writes again replaces what the world has. */
export function meshOf(
  world: readonly EditorFile[],
  read: Read,
  regex: RegexCompiler | undefined,
): {mesh: Mesh; diagnostics: readonly Diagnostic[]} {
  const documents = [...worldOf(world), ...read.documents];
  inject(documents);
  return buildMesh(documents, regex ? {regex} : {});
}
