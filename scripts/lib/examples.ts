import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import Ajv, {type AnySchema, type ErrorObject, type ValidateFunction} from 'ajv';
import addFormats from 'ajv-formats';
import {check, resolveConfig} from 'prettier';
import {
  LineCounter,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Tags,
  type YAMLError,
} from 'yaml';
import {LINT_CODES, lint, parseDocuments} from '../../src/mesh';
import {nearest} from '../../src/remark/code/nearest';
import {re2} from './conformance-regex';
import {exampleClusters, type ClusterAround} from './example-cluster';

/** All an example can be refused for. */
export const CODES = [
  'YAML_SYNTAX',
  'YAML_TAB',
  'YAML_DUPLICATE_KEY',
  'YAML_ALIASES',
  'YAML_EMPTY',
  'FILE_NAME',
  'FORMAT',
  'NO_KIND',
  'UNKNOWN_KIND',
  'SCHEMA_UNKNOWN_FIELD',
  'SCHEMA_TYPE',
  'SCHEMA_REQUIRED',
  'SCHEMA_ENUM',
  'SCHEMA_PATTERN',
  'SCHEMA_FORMAT',
  'SCHEMA_RANGE',
  'SCHEMA_LENGTH',
  'SCHEMA_UNIQUE',
  'SCHEMA_ONE_OF',
  // What the linter of the engine says of a file that fits the schemas, with what stands around it.
  'SCHEMA_RULE',
  ...LINT_CODES,
  'EXPECT_MISSING',
  'EXPECT_UNKNOWN_CODE',
  'EXPECT_NOT_MET',
] as const;
export type Code = (typeof CODES)[number];

export interface Problem {
  code: Code;
  /** From the root of the project. */
  file: string;
  /** From 1. */
  line: number;
  /** `spec.http[0].route`; left out when the file has no tree to point into. */
  path?: string;
  /** What was expected and what stands there. */
  message: string;
}

/** `file:line: CODE path: message` */
export const describeProblem = ({file, line, code, path, message}: Problem): string =>
  `${file}:${line}: ${code}${path === undefined ? '' : ` ${path}`}: ${message}`;

type Found = Omit<Problem, 'file'> & {
  /** The file works all the same. */
  warning?: true;
};
type Path = readonly (string | number)[];

const writePath = (path: Path) =>
  path
    .map(part =>
      typeof part === 'number'
        ? `[${part}]`
        : /^[\w-]+$/.test(part)
          ? `.${part}`
          : `[${JSON.stringify(part)}]`,
    )
    .join('')
    .replace(/^\./, '');

// ---------------------------------------------------------------------------------------------------------- YAML

/**
 * Of the YAML 1.1 scalars, those that sigs.k8s.io/yaml (go-yaml v2) does not read into an object without a type: times stay
 * texts, `20:30` is no number of base 60, and sets and ordered maps are unknown.
 */
const NOT_IN_KUBERNETES = new Set([
  'timestamp',
  'intTime',
  'floatTime',
  'omap',
  'pairs',
  'set',
  'binary',
]);

const kubernetesTags = (tags: Tags): Tags =>
  tags.filter(tag => {
    if (typeof tag === 'string') return !NOT_IN_KUBERNETES.has(tag);
    const format = 'format' in tag ? tag.format : undefined;
    const name = tag.tag.replace('tag:yaml.org,2002:', '');
    return format !== 'TIME' && !NOT_IN_KUBERNETES.has(name);
  });

/** Enough for every anchor a person writes; a text that unfolds to more is an attack or a mistake. */
const MAX_ALIASES = 100;

const SYNTAX_CODES: Partial<Record<YAMLError['code'], Code>> = {
  DUPLICATE_KEY: 'YAML_DUPLICATE_KEY',
  TAB_AS_INDENT: 'YAML_TAB',
};

const SYNTAX_HINTS: Partial<Record<Code, string>> = {
  YAML_DUPLICATE_KEY:
    'this key stands twice in one map; Kubernetes would refuse it or keep one: drop one',
  YAML_TAB: 'a tab indents this line; YAML indents with spaces only',
};

interface ReadDocument {
  document: Document.Parsed;
  value: unknown;
}

function readYaml(text: string, lines: LineCounter): {documents: ReadDocument[]; found: Found[]} {
  const parsed = parseAllDocuments(text, {
    version: '1.1',
    customTags: kubernetesTags,
    lineCounter: lines,
    prettyErrors: false,
  });
  const documents: ReadDocument[] = [];
  const found: Found[] = [];
  for (const document of Array.isArray(parsed) ? parsed : []) {
    for (const error of document.errors) {
      const code = SYNTAX_CODES[error.code] ?? 'YAML_SYNTAX';
      found.push({
        code,
        line: lines.linePos(error.pos[0]).line,
        message: SYNTAX_HINTS[code] ?? error.message,
      });
    }
    const empty = isScalar(document.contents) && document.contents.value === null;
    if (document.errors.length > 0 || document.contents === null || empty) continue;
    try {
      documents.push({document, value: document.toJS({maxAliasCount: MAX_ALIASES})});
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      found.push({
        code: 'YAML_ALIASES',
        line: lines.linePos(document.range[0]).line,
        message: `expected at most ${MAX_ALIASES} uses of aliases: ${error.message}`,
      });
    }
  }
  if (documents.length === 0 && found.length === 0) {
    found.push({
      code: 'YAML_EMPTY',
      line: 1,
      message: 'expected an object of Kubernetes, found nothing',
    });
  }
  // One mistake can be reported at several places of the tree (a tab breaks what follows it): the first says it all.
  const first = found.findIndex(({code}) => code === 'YAML_TAB');
  return {documents, found: first === -1 ? found : found.slice(first, first + 1)};
}

/** Line of a field or item; of the closest one around it when it is not there. */
function lineOf(document: Document.Parsed, path: Path, lines: LineCounter): number {
  let at: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(({key}) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(part)];
      if (isNode(at)) offset = at.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}

// -------------------------------------------------------------------------------------------------------- schemas

/** Validators of the kinds under `schemas/`, compiled when first asked for. */
export interface Kinds {
  /** `group/version/Kind`, the core group as `core`. */
  known: readonly string[];
  validate(kind: string): ValidateFunction;
}

export function loadKinds(schemasFolder: string): Kinds {
  const ajv = new Ajv({allErrors: true, strict: false, verbose: true, unicodeRegExp: false});
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const known = readdirSync(schemasFolder, {recursive: true, encoding: 'utf8'})
    .map(path => path.replace(/\\/g, '/'))
    .filter(path => path.split('/').length === 3 && path.endsWith('.json'))
    .map(path => path.replace(/\.json$/, ''));
  return {
    known,
    validate(kind) {
      const validator =
        compiled.get(kind) ??
        ajv.compile(
          JSON.parse(readFileSync(join(schemasFolder, `${kind}.json`), 'utf8')) as AnySchema,
        );
      compiled.set(kind, validator);
      return validator;
    },
  };
}

const KEYWORDS: Readonly<Record<string, Code>> = {
  additionalProperties: 'SCHEMA_UNKNOWN_FIELD',
  type: 'SCHEMA_TYPE',
  required: 'SCHEMA_REQUIRED',
  enum: 'SCHEMA_ENUM',
  const: 'SCHEMA_ENUM',
  pattern: 'SCHEMA_PATTERN',
  format: 'SCHEMA_FORMAT',
  minimum: 'SCHEMA_RANGE',
  maximum: 'SCHEMA_RANGE',
  exclusiveMinimum: 'SCHEMA_RANGE',
  exclusiveMaximum: 'SCHEMA_RANGE',
  multipleOf: 'SCHEMA_RANGE',
  minLength: 'SCHEMA_LENGTH',
  maxLength: 'SCHEMA_LENGTH',
  minItems: 'SCHEMA_LENGTH',
  maxItems: 'SCHEMA_LENGTH',
  minProperties: 'SCHEMA_LENGTH',
  maxProperties: 'SCHEMA_LENGTH',
  uniqueItems: 'SCHEMA_UNIQUE',
  oneOf: 'SCHEMA_ONE_OF',
  anyOf: 'SCHEMA_ONE_OF',
  not: 'SCHEMA_ONE_OF',
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const show = (value: unknown): string => {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null (no value)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `${typeof value} ${show(value)}`;
};

/** Field names of the branches of a oneOf or anyOf whose branches ask for nothing but fields. */
function branchFields(branches: unknown): string[] {
  return [
    ...new Set(
      list(branches).flatMap(branch =>
        list((branch as {required?: unknown} | null)?.required).map(String),
      ),
    ),
  ];
}

function branchTypes(branches: unknown): string[] {
  return list(branches).flatMap(branch => {
    const type = (branch as {type?: unknown} | null)?.type;
    return typeof type === 'string' ? [type] : [];
  });
}

/** A pointer as in `/spec/http/0`, as a path into the value. */
function readPointer(pointer: string, value: unknown): (string | number)[] {
  let at = value;
  return pointer
    .split('/')
    .slice(1)
    .map(part => {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const key = Array.isArray(at) ? Number(name) : name;
      at = (at as Record<string | number, unknown> | undefined)?.[key];
      return key;
    });
}

interface Explained {
  code: Code;
  path: Path;
  message: string;
}

function explain(error: ErrorObject, value: unknown, kind: string): Explained {
  const path = readPointer(error.instancePath, value);
  const params = error.params as Record<string, unknown>;
  const got = `got ${typeOf(error.data)}`;
  const code = KEYWORDS[error.keyword];
  switch (error.keyword) {
    case 'additionalProperties': {
      const field = String(params.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties ?? {}) as object);
      const near = nearest(field, known);
      return {
        code: 'SCHEMA_UNKNOWN_FIELD',
        path: [...path, field],
        message: `${kind} has no such field here${near.length === 0 ? '' : `; nearest: ${near.join(', ')}`}`,
      };
    }
    case 'required': {
      const field = String(params.missingProperty);
      return {code: 'SCHEMA_REQUIRED', path: [...path, field], message: 'expected, but missing'};
    }
    case 'type':
      return {
        code: 'SCHEMA_TYPE',
        path,
        message: `expected ${list(params.type).join(' or ') || String(params.type)}, ${got}`,
      };
    case 'enum':
      return {
        code: 'SCHEMA_ENUM',
        path,
        message: `expected one of ${list(params.allowedValues).map(show).join(', ')}, ${got}`,
      };
    case 'oneOf':
    case 'anyOf': {
      const types = branchTypes(error.schema);
      if (types.length === list(error.schema).length) {
        return {code: 'SCHEMA_TYPE', path, message: `expected ${types.join(' or ')}, ${got}`};
      }
      const fields = branchFields(error.schema);
      const data: unknown = error.data;
      const given = fields.filter(
        field => typeof data === 'object' && data !== null && Object.hasOwn(data, field),
      );
      const optional = list(error.schema).some(branch => 'not' in (branch as object));
      const count = error.keyword === 'anyOf' ? 'at least' : optional ? 'at most' : 'exactly';
      return {
        code: 'SCHEMA_ONE_OF',
        path,
        message:
          fields.length === 0
            ? `no allowed form fits, ${got}`
            : `expected ${count} one of ${fields.join(', ')}; got ${given.join(', ') || 'none'}`,
      };
    }
    default:
      return {
        code: code ?? 'SCHEMA_ONE_OF',
        path,
        message: `${error.message ?? error.keyword}, ${got}`,
      };
  }
}

/** Inside a branch of a choice: said by the choice itself. */
const inBranch = ({schemaPath}: ErrorObject) =>
  /(?<!\/properties)\/(?:oneOf|anyOf)\/\d+\/|(?<!\/properties)\/not\//.test(schemaPath);

function checkObject(
  {document, value}: ReadDocument,
  lines: LineCounter,
  kinds: Kinds | undefined,
): Found[] {
  const {apiVersion, kind} = (value ?? {}) as {apiVersion?: unknown; kind?: unknown};
  const place = (path: Path) => ({path: writePath(path), line: lineOf(document, path, lines)});
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return [
      {
        code: 'NO_KIND',
        line: lineOf(document, [], lines),
        message:
          'expected an object of Kubernetes with apiVersion and kind: what kubectl cannot apply is no example',
      },
    ];
  }
  if (kinds === undefined) return [];
  const name = `${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}/${kind}`;
  if (!kinds.known.includes(name)) {
    const same = kinds.known.filter(known => known.endsWith(`/${kind}`));
    const near = same.length > 0 ? same : nearest(name, kinds.known);
    return [
      {
        code: 'UNKNOWN_KIND',
        ...place(['kind']),
        message: `no schema of ${kind} in ${apiVersion}; nearest: ${near.join(', ')}. A kind that is missing is added in scripts/lib/schemas.ts`,
      },
    ];
  }
  const validate = kinds.validate(name);
  if (validate(value)) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap(error => {
    if (inBranch(error)) return [];
    const {code, path, message} = explain(error, value, `${kind} (${apiVersion})`);
    const found = {code, ...place(path), message};
    const key = `${code} ${found.path}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [found];
  });
}

// ----------------------------------------------------------------------------------------------------------- files

/** What stands in a folder of its own, and is judged by other rules. */
const BROKEN = 'examples/broken/';
/** YAML of the talk's days: its kinds are no longer served, so that no schema of today fits. */
const THEN = 'examples/then/';

/**
 * What Istio would say of the file, applied to the cluster that it is meant for. What the webhook says, `istioctl analyze` repeats
 * with a code: IST0106 for a refusal, IST0133 or a code of its own for a warning.
 */
const lintText = (cluster: ClusterAround, file: string, text: string): Found[] =>
  lint(parseDocuments(text, file).documents, {cluster: cluster(file), regex: re2})
    .filter(({voice}) => voice !== 'webhook')
    .map(({code, level, field, place, message, help}) => ({
      code: code ?? 'SCHEMA_RULE',
      ...(level !== 'Error' && {warning: true as const}),
      line: place.start.line,
      ...(field !== '' && {path: field}),
      message: `${message.replace(/[^.!?]$/, '$&.')} ${help}`,
    }));

/**
 * @param kinds left out: only the YAML is read, no schema
 */
export function checkText(text: string, kinds?: Kinds): Found[] {
  const lines = new LineCounter();
  const {documents, found} = readYaml(text, lines);
  return [...found, ...documents.flatMap(document => checkObject(document, lines, kinds))];
}

const EXPECT = /^# expect:\s*(\S+)(?:\s+(\S.*?))?\s*$/;

interface Expected {
  code: string;
  path?: string | undefined;
}

const writeExpected = ({code, path}: Expected) => (path === undefined ? code : `${code} ${path}`);

/** The `# expect:` lines that a text begins with; steering lines of other kinds may stand between them. */
function readExpected(text: string): Expected[] {
  const lines = text.split('\n');
  const head = lines.findIndex(line => !line.startsWith('#'));
  return lines.slice(0, Math.max(head, 0)).flatMap(line => {
    const match = EXPECT.exec(line);
    return match ? [{code: match[1] ?? '', path: match[2]}] : [];
  });
}

/** Holds what was found against what the file says of itself. */
function compareExpected(expected: readonly Expected[], found: readonly Found[]): Found[] {
  const unknown = expected.flatMap(({code}): Found[] =>
    (CODES as readonly string[]).includes(code)
      ? []
      : [
          {
            code: 'EXPECT_UNKNOWN_CODE',
            line: 1,
            message: `no check says ${code}; nearest: ${nearest(code, CODES).join(', ')}`,
          },
        ],
  );
  if (unknown.length > 0) return unknown;
  const wanted = expected.map(writeExpected).sort();
  const got = [...new Set(found.map(writeExpected))].sort();
  if (wanted.join('\n') === got.join('\n')) return [];
  return [
    {
      code: 'EXPECT_NOT_MET',
      line: 1,
      message: `expected exactly ${wanted.join('; ')}; got ${got.join('; ') || 'no problem at all'}`,
    },
  ];
}

function checkBroken(cluster: ClusterAround, file: string, text: string, kinds: Kinds): Found[] {
  const expected = readExpected(text);
  if (expected.length === 0) {
    return [
      {
        code: 'EXPECT_MISSING',
        line: 1,
        message:
          'a file under examples/broken/ begins with what it is refused for: "# expect: CODE path"',
      },
    ];
  }
  const refused = checkText(text, kinds);
  return compareExpected(expected, refused.length > 0 ? refused : lintText(cluster, file, text));
}

/** An example that works may name what Istio warns of; nothing else may be found. */
function checkWorking(cluster: ClusterAround, file: string, text: string): Found[] {
  const found = lintText(cluster, file, text);
  const wrong = found.filter(({warning}) => warning !== true);
  const expected = readExpected(text);
  return wrong.length > 0 || expected.length === 0 ? found : compareExpected(expected, found);
}

/** What an exercise begins with: it may be as wrong as it says. */
const START = /^examples\/exercises\/[\w-]+\/start\.yaml$/;

function filesUnder(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), {withFileTypes: true})
    .flatMap(entry => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, path) : [path];
    })
    .sort();
}

/**
 * Checks every YAML file under `examples/`.
 *
 * @param root folder that holds `examples/`
 * @param kinds schemas to hold them against
 */
export async function checkExamples(root: string, kinds: Kinds): Promise<Problem[]> {
  const style = await resolveConfig(join(__dirname, 'example.yaml'));
  const cluster = exampleClusters(root);
  const problems: Problem[] = [];
  for (const file of filesUnder(root, 'examples')) {
    const add = (found: readonly Found[]) => {
      problems.push(...found.map(({warning: _, ...each}) => ({...each, file})));
    };
    if (file.endsWith('.yml')) {
      add([{code: 'FILE_NAME', line: 1, message: 'expected the ending .yaml: rename it'}]);
      continue;
    }
    if (!file.endsWith('.yaml')) continue;
    const text = readFileSync(join(root, file), 'utf8');
    if (file.startsWith(BROKEN)) {
      add(checkBroken(cluster, file, text, kinds));
      continue;
    }
    const then = file.startsWith(THEN);
    const found = checkText(text, then ? undefined : kinds);
    if (found.length > 0 || then) add(found);
    else if (START.test(file))
      add(compareExpected(readExpected(text), lintText(cluster, file, text)));
    else add(checkWorking(cluster, file, text));
    const readable = !found.some(({code}) => code.startsWith('YAML_'));
    if (readable && !(await check(text, {...style, filepath: file}))) {
      add([
        {
          code: 'FORMAT',
          line: 1,
          message: `not as Prettier writes it: run "npx prettier --write ${file}"`,
        },
      ]);
    }
  }
  return problems;
}
