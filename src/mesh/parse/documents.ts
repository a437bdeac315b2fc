import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type {Diagnostic, DiagnosticCode, Place, Point} from './diagnostic';
import {resolvePlain} from './scalar';

/** What JSON can hold; the engine never sees anything else of a reader's text. */
export type Json = string | number | boolean | null | Json[] | {[key: string]: Json};
export type JsonObject = {[key: string]: Json};
export type Path = readonly (string | number)[];

/** Longest text that is read, in characters; the API server takes objects of at most 1.5 MB. */
export const MAX_TEXT = 1_000_000;
/** Most nodes a text may unfold to once aliases are followed. */
const MAX_NODES = 300_000;
const MAX_DEPTH = 100;

/** One YAML document that holds an object with `kind`, `apiVersion` and a name. */
export interface SourceDocument {
  file: string;
  /** Position among the documents of the file, from 0. */
  index: number;
  apiVersion: string;
  kind: string;
  name: string;
  /** Empty for kinds that live outside namespaces. */
  namespace: string;
  value: JsonObject;
  /** Where a value stands; the deepest ancestor that exists if the path does not. */
  locate(path?: Path): Place;
}

export interface ParseResult {
  documents: SourceDocument[];
  diagnostics: Diagnostic[];
}

const CLUSTER_SCOPED = new Set([
  'Namespace',
  'GatewayClass',
  'Node',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'PersistentVolume',
]);

class Refusal extends Error {
  constructor(
    readonly code: DiagnosticCode,
    message: string,
    readonly node: Node | null,
  ) {
    super(message);
  }
}

/** Turns the nodes of one document into JSON, as Kubernetes would. */
class Reader {
  /** By name; asking the document would walk all of it for each alias. */
  readonly anchors = new Map<string, Node>();
  /** What an anchor stands for: all its aliases share one value, so that those of a bomb are counted and never unfolded. */
  private readonly shared = new Map<string, {value: Json; nodes: number; height: number}>();
  private nodes = 0;
  private deepest = 0;

  read(node: Node | null, depth = 0): Json {
    this.count(node, 1, depth);
    if (node === null) return null;
    if (isAlias(node)) {
      const known = this.shared.get(node.source);
      if (known === undefined)
        throw new Refusal('yaml-syntax', `Alias *${node.source} has no anchor before it.`, node);
      this.count(node, known.nodes, depth + known.height);
      return known.value;
    }
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor === undefined) return this.content(node, depth);
    this.anchors.set(anchor, node);
    this.shared.delete(anchor);
    const {nodes, deepest} = this;
    this.deepest = depth;
    const value = this.content(node, depth);
    this.shared.set(anchor, {value, nodes: this.nodes - nodes, height: this.deepest - depth});
    this.deepest = Math.max(deepest, this.deepest);
    return value;
  }

  private count(node: Node | null, more: number, depth: number): void {
    this.nodes += more;
    if (this.nodes > MAX_NODES)
      throw new Refusal('yaml-too-many-aliases', 'The aliases unfold to too many values.', node);
    if (depth > MAX_DEPTH) throw new Refusal('yaml-too-deep', 'Nested too deeply.', node);
    this.deepest = Math.max(this.deepest, depth);
  }

  private content(node: Node, depth: number): Json {
    if (isScalar(node)) return this.scalar(node);
    if (isSeq(node)) return node.items.map(item => this.read(item as Node | null, depth + 1));
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[], depth);
    return null;
  }

  scalar({source = '', type, tag, value}: Scalar): ReturnType<typeof resolvePlain> {
    const written = typeof value === 'string' ? value : source;
    if (tag === 'tag:yaml.org,2002:str' || tag === '!' || tag === '!!str') return written;
    return type === 'PLAIN' ? resolvePlain(written) : written;
  }

  private map(items: Pair<Node, Node | null>[], depth: number): JsonObject {
    const result: JsonObject = {};
    const merged: JsonObject = {};
    for (const pair of items) {
      const key = this.read(pair.key, depth + 1);
      if (key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') {
        const value = this.read(pair.value, depth + 1);
        for (const part of Array.isArray(value) ? value : [value]) {
          if (part === null || typeof part !== 'object' || Array.isArray(part))
            throw new Refusal(
              'yaml-syntax',
              'A merge key takes a map or a list of maps.',
              pair.key,
            );
          for (const [name, inner] of Object.entries(part)) merged[name] ??= inner;
        }
        continue;
      }
      if (key !== null && typeof key === 'object')
        throw new Refusal('yaml-syntax', 'A key must be a single value.', pair.key);
      const name = String(key);
      if (Object.hasOwn(result, name))
        throw new Refusal('yaml-duplicate-key', `The key "${name}" is there twice.`, pair.key);
      // `__proto__` must become a plain field.
      Object.defineProperty(result, name, {
        value: this.read(pair.value, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    for (const [name, value] of Object.entries(merged))
      if (!Object.hasOwn(result, name)) result[name] = value;
    return result;
  }
}

/** Counts lines by itself, for text that was not parsed. */
function pointIn(text: string, offset: number): Point {
  const before = text.slice(0, offset);
  return {offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n')};
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a YAML stream as Kubernetes does. Never throws: what cannot be read is a diagnostic, and the other documents are
 * still returned. A byte order mark, CRLF line ends and empty documents are fine.
 */
export function parseDocuments(input: string, file = 'input.yaml'): ParseResult {
  const diagnostics: Diagnostic[] = [];
  const documents: SourceDocument[] = [];
  if (input.length > MAX_TEXT) {
    diagnostics.push({
      code: 'input-too-large',
      severity: 'error',
      message: `The text has ${input.length} characters; at most ${MAX_TEXT} are read.`,
      // What is too much.
      place: {
        file,
        document: 0,
        start: pointIn(input, MAX_TEXT),
        end: pointIn(input, input.length),
      },
      resource: null,
    });
    return {documents, diagnostics};
  }
  const lines = new LineCounter();
  const point = (position: number): Point => {
    // An error at the end of the text may point behind it.
    const offset = Math.min(Math.max(position, 0), input.length);
    const {line, col} = lines.linePos(offset);
    return {offset, line: Math.max(line, 1), column: Math.max(col, 1)};
  };
  let parsed: Document.Parsed[];
  try {
    const result = parseAllDocuments(input, {
      version: '1.1',
      schema: 'failsafe',
      uniqueKeys: false,
      merge: false,
      keepSourceTokens: false,
      prettyErrors: false,
      lineCounter: lines,
      logLevel: 'silent',
    });
    parsed = Array.isArray(result) ? result : [];
  } catch {
    // The parser recurses; a text that is nested thousands deep ends its stack.
    diagnostics.push({
      code: 'yaml-too-deep',
      severity: 'error',
      message: 'Nested too deeply.',
      place: {file, document: 0, start: pointIn(input, 0), end: pointIn(input, input.length)},
      resource: null,
    });
    return {documents, diagnostics};
  }
  for (const [index, document] of parsed.entries()) {
    const span = (from: number, to: number): Place => ({
      file,
      document: index,
      start: point(from),
      end: point(to),
    });
    const whole = span(document.range[0], document.range[1]);
    const report = (code: DiagnosticCode, message: string, place: Place): void => {
      diagnostics.push({code, severity: 'error', message, place, resource: null});
    };
    if (document.errors.length > 0) {
      let last = -1;
      for (const {code, message, pos} of document.errors) {
        // What follows from an error at the same place says nothing new.
        if (pos[0] === last) continue;
        last = pos[0];
        const tooDeep = code === 'RESOURCE_EXHAUSTION';
        // What is missing at the end of the text is missed behind its last letter.
        const from = Math.min(pos[0], input.trimEnd().length - 1);
        report(
          tooDeep ? 'yaml-too-deep' : 'yaml-syntax',
          tooDeep ? 'Nested too deeply.' : message,
          span(from, Math.max(pos[1], from + 1)),
        );
        // How often the parser then gives up depends on the stack of its host.
        if (tooDeep) break;
      }
      continue;
    }
    const contents = document.contents as Node | null;
    let value: Json;
    const reader = new Reader();
    try {
      value = reader.read(contents);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const range = error.node?.range;
      report(error.code, error.message, range ? span(range[0], range[1]) : whole);
      continue;
    }
    if (value === null) continue;
    if (!isObject(value)) {
      report('not-an-object', 'A resource is a map with apiVersion, kind and metadata.', whole);
      continue;
    }
    const locate = (path: Path = []): Place => {
      let node = contents;
      let range = contents?.range;
      for (const step of path) {
        if (node && isAlias(node)) node = reader.anchors.get(node.source) ?? null;
        let next: Node | null = null;
        if (isMap(node)) {
          const pair = (node.items as Pair<Node, Node | null>[]).find(
            ({key}) => isScalar(key) && String(reader.scalar(key)) === String(step),
          );
          if (pair) {
            next = pair.value;
            const from = pair.key.range?.[0];
            const to = (next?.range ?? pair.key.range)?.[1];
            if (from !== undefined && to !== undefined) range = [from, to, to];
          }
        } else if (isSeq(node)) {
          next = (node.items[Number(step)] as Node | undefined) ?? null;
          range = next?.range ?? range;
        }
        if (next === null) break;
        node = next;
      }
      if (!range) return whole;
      // A block ends where the next one begins; the space between the two belongs to neither.
      let end = range[1];
      while (end > range[0] && /\s/.test(input[end - 1] ?? '')) end -= 1;
      return span(range[0], end);
    };
    const {apiVersion, kind, metadata} = value;
    const name = isObject(metadata) ? metadata.name : undefined;
    const missing = [
      typeof apiVersion === 'string' && apiVersion !== '' ? null : 'apiVersion',
      typeof kind === 'string' && kind !== '' ? null : 'kind',
      typeof name === 'string' && name !== '' ? null : 'metadata.name',
    ].filter(field => field !== null);
    if (missing.length > 0) {
      report('missing-field', `Every resource has ${missing.join(', ')} (text).`, whole);
      continue;
    }
    const given = isObject(metadata) ? metadata.namespace : undefined;
    documents.push({
      file,
      index,
      apiVersion: apiVersion as string,
      kind: kind as string,
      name: name as string,
      namespace: CLUSTER_SCOPED.has(kind as string)
        ? ''
        : typeof given === 'string' && given !== ''
          ? given
          : 'default',
      value,
      locate,
    });
  }
  return {documents, diagnostics};
}
