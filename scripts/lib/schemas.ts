import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {parse, parseAllDocuments} from 'yaml';
import {VERSIONS} from '../../src/data/versions';

/** A JSON schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** A Go module that describes kinds; fetched by `scripts/schemas.ts`. */
export interface SchemaSource {
  module: string;
  version: string;
  /** Files of the module, or a folder whose `.yaml` files are all read. */
  from: string;
  form: 'crd' | 'swagger';
  /** Kinds to keep, `group/version/Kind`; left out: the newest served version of each. */
  kinds?: readonly string[];
}

/**
 * Add a line to learn further kinds: any module that carries CustomResourceDefinitions will do.
 */
export const SOURCES: readonly SchemaSource[] = [
  {
    module: 'istio.io/api',
    version: `v${VERSIONS.istio.exact}`,
    from: 'kubernetes/customresourcedefinitions.gen.yaml',
    form: 'crd',
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: `v${VERSIONS['gateway-api'].exact}`,
    from: 'config/crd/standard',
    form: 'crd',
  },
  {
    module: 'github.com/argoproj/argo-rollouts',
    version: 'v1.9.1',
    from: 'manifests/crds',
    form: 'crd',
    kinds: ['argoproj.io/v1alpha1/AnalysisTemplate', 'argoproj.io/v1alpha1/Rollout'],
  },
  {
    module: 'github.com/fluxcd/flagger',
    version: 'v1.44.0',
    from: 'artifacts/flagger/crd.yaml',
    form: 'crd',
    kinds: ['flagger.app/v1beta1/Canary'],
  },
  {
    module: 'k8s.io/kubernetes',
    version: `v${VERSIONS.kubernetes.exact}`,
    from: 'api/openapi-spec/swagger.json',
    form: 'swagger',
    kinds: [
      'core/v1/ConfigMap',
      'core/v1/Namespace',
      'core/v1/Pod',
      'core/v1/Secret',
      'core/v1/Service',
      'core/v1/ServiceAccount',
      'apps/v1/Deployment',
      'apps/v1/ReplicaSet',
      'autoscaling/v2/HorizontalPodAutoscaler',
      'batch/v1/Job',
      'discovery.k8s.io/v1/EndpointSlice',
      'networking.k8s.io/v1/Ingress',
      'networking.k8s.io/v1/NetworkPolicy',
      'rbac.authorization.k8s.io/v1/Role',
      'rbac.authorization.k8s.io/v1/RoleBinding',
    ],
  },
];

/** Where each generated file came from; `origin.json`. */
export interface Origin {
  sources: readonly {
    module: string;
    version: string;
    /** The module's hash as Go's checksum database knows it. */
    sum: string;
    files: Readonly<Record<string, string>>;
  }[];
  /** SHA-256 of each file under `schemas/`. */
  schemas: Readonly<Record<string, string>>;
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const firstSentence = (text: string) =>
  (/^.*?[.!?](?=\s+[A-Z`*[(]|\s*$)/s.exec(text)?.[0] ?? text).replace(/\s+/g, ' ').trim();

/** Annotations that steer the API server or the writer of defaults, and say nothing of what is allowed. */
const DROPPED = new Set(['default', 'example', 'externalDocs', 'title', 'xml']);
const LOGIC = ['allOf', 'anyOf', 'oneOf'] as const;

/** Definitions of Kubernetes that a schema says too little of. */
const SPECIAL: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    anyOf: [{type: 'integer'}, {type: 'string'}],
  },
  // `cpu: 1` is as good as `cpu: "1"`.
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {anyOf: [{type: 'string'}, {type: 'number'}]},
};

const PORT = {minimum: 1, maximum: 65535};
const PROTOCOL = {enum: ['TCP', 'UDP', 'SCTP']};

/**
 * The Swagger of Kubernetes leaves out which values its texts and numbers may take; these are the ones the API server checks
 * in fields that examples use. Source: the `+enum` types in k8s.io/api, and k8s.io/kubernetes pkg/apis/core/validation.
 */
const LIMITS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  'io.k8s.api.apps.v1.DeploymentStrategy': {type: {enum: ['Recreate', 'RollingUpdate']}},
  'io.k8s.api.core.v1.Container': {imagePullPolicy: {enum: ['Always', 'IfNotPresent', 'Never']}},
  'io.k8s.api.core.v1.ContainerPort': {containerPort: PORT, protocol: PROTOCOL},
  'io.k8s.api.core.v1.PodSpec': {restartPolicy: {enum: ['Always', 'OnFailure', 'Never']}},
  'io.k8s.api.core.v1.ServicePort': {port: PORT, protocol: PROTOCOL},
  'io.k8s.api.core.v1.ServiceSpec': {
    type: {enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']},
  },
  'io.k8s.api.networking.v1.HTTPIngressPath': {
    pathType: {enum: ['Exact', 'ImplementationSpecific', 'Prefix']},
  },
};

function withLimits(name: string, definition: Schema): Schema {
  const properties: Record<string, unknown> = {...(definition.properties as Schema | undefined)};
  for (const [field, limit] of Object.entries(LIMITS[name] ?? {})) {
    if (!isObject(properties[field])) throw new Error(`${name} has no field ${field} any more`);
    properties[field] = {...properties[field], ...limit};
  }
  return {type: 'object', ...definition, ...(definition.properties !== undefined && {properties})};
}

const REFERENCE = '#/definitions/';

/**
 * OpenAPI v3 as Kubernetes restricts it, or its Swagger 2 → JSON schema. Fields nobody defined are refused, where the API
 * server would drop them without a word. Rules in CEL (`x-kubernetes-validations`) have no JSON schema and are not kept.
 *
 * @param structural whether the node describes an object, not a further condition on one
 */
function convert(node: Schema, structural: boolean): Schema {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (DROPPED.has(key) || key.startsWith('x-kubernetes-') || key === 'nullable') continue;
    // The kinds of Flagger repeat the type as a format, which is none.
    if (key === 'format' && value === 'string') continue;
    if (key === 'description') out[key] = firstSentence(String(value));
    else if (key === '$ref') out[key] = String(value).replace(REFERENCE, '#/$defs/');
    else if (key === 'properties' && isObject(value)) {
      out[key] = Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, convert(child as Schema, structural)]),
      );
    } else if ((key === 'items' || key === 'additionalProperties') && isObject(value)) {
      out[key] = convert(value, structural);
    } else if (key === 'not' && isObject(value)) out[key] = convert(value, false);
    else if ((LOGIC as readonly string[]).includes(key) && Array.isArray(value)) {
      out[key] = value.map(child => convert(child as Schema, false));
    } else out[key] = value;
  }
  if (node.nullable === true && typeof node.type === 'string') out.type = [node.type, 'null'];
  const open =
    node['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in node;
  if (structural && node.type === 'object' && !open && isObject(node.properties)) {
    out.additionalProperties = false;
  }
  return out;
}

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Definitions a schema names, and those that they name. */
function closure(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  const found: Record<string, Schema> = {};
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        const name = key === '$ref' ? String(child).replace('#/$defs/', '') : undefined;
        if (name !== undefined && !(name in found)) {
          const definition = definitions[name];
          if (definition === undefined) throw new Error(`no definition of ${name}`);
          found[name] = SPECIAL[name] ?? convert(withLimits(name, definition), true);
          walk(found[name]);
        } else walk(child);
      }
    }
  };
  walk(schema);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a.localeCompare(b)));
}

/** What `kubectl apply` asks of every object, whatever its kind. */
function topLevel(
  apiVersion: string,
  kind: string,
  body: Schema,
  definitions: Readonly<Record<string, Schema>>,
): Schema {
  const converted = convert({type: 'object', ...body}, true);
  const properties = isObject(converted.properties) ? converted.properties : {};
  const required = Array.isArray(converted.required) ? (converted.required as string[]) : [];
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...converted,
    properties: {
      ...properties,
      apiVersion: {const: apiVersion},
      kind: {const: kind},
      metadata: {
        allOf: [{$ref: `#/$defs/${OBJECT_META}`}],
        anyOf: [{required: ['name']}, {required: ['generateName']}],
      },
    },
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...required])],
    additionalProperties: false,
  };
  return {...schema, $defs: closure(schema, definitions)};
}

/** `v1` over `v1beta2` over `v1beta1` over `v1alpha3`, as Kubernetes ranks versions. */
function rank(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return 0;
  const stage = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1;
  return stage * 1_000_000 + Number(match[1]) * 1000 + Number(match[3] ?? 0);
}

interface CustomResourceDefinition {
  kind?: string;
  spec: {
    group: string;
    names: {kind: string};
    versions: {name: string; served: boolean; schema: {openAPIV3Schema: Schema}}[];
  };
}

interface Swagger {
  definitions: Record<
    string,
    Schema & {
      'x-kubernetes-group-version-kind'?: {group: string; version: string; kind: string}[];
    }
  >;
}

/** Contents of the files of a source, by path in its module. */
export type SourceFiles = Readonly<Record<string, string>>;

/**
 * Schemas of all sources.
 *
 * @param read files of a source, already fetched
 * @returns JSON texts by path under `schemas/`: `<group>/<version>/<Kind>.json`, the core group as `core`
 * @throws Error when a wanted kind is not in its source
 */
export function buildSchemas(
  sources: readonly SchemaSource[],
  read: (source: SchemaSource) => SourceFiles,
): Map<string, string> {
  const out = new Map<string, string>();
  const put = (group: string, version: string, kind: string, schema: Schema) => {
    out.set(`${group}/${version}/${kind}.json`, `${JSON.stringify(schema, null, 1)}\n`);
  };
  const swaggers = sources
    .filter(({form}) => form === 'swagger')
    .map(source => ({
      source,
      swagger: JSON.parse(Object.values(read(source)).join('')) as Swagger,
    }));
  const definitions = Object.assign(
    {},
    ...swaggers.map(({swagger}) => swagger.definitions),
  ) as Swagger['definitions'];
  for (const {source, swagger} of swaggers) {
    for (const wanted of source.kinds ?? []) {
      const entry = Object.values(swagger.definitions).find(definition =>
        definition['x-kubernetes-group-version-kind']?.some(
          ({group, version, kind}) => `${group || 'core'}/${version}/${kind}` === wanted,
        ),
      );
      if (entry === undefined) throw new Error(`${source.module} ${source.version}: no ${wanted}`);
      const [group = '', version = '', kind = ''] = wanted.split('/');
      const apiVersion = group === 'core' ? version : `${group}/${version}`;
      put(group, version, kind, topLevel(apiVersion, kind, entry, definitions));
    }
  }
  for (const source of sources.filter(({form}) => form === 'crd')) {
    for (const text of Object.values(read(source))) {
      for (const document of parseAllDocuments(text)) {
        const crd = document.toJS() as CustomResourceDefinition | null;
        if (crd?.kind !== 'CustomResourceDefinition') continue;
        const {group, names, versions} = crd.spec;
        const newest = versions
          .filter(({served}) => served)
          .sort((a, b) => rank(b.name) - rank(a.name))[0];
        if (newest === undefined) continue;
        if (source.kinds?.includes(`${group}/${newest.name}/${names.kind}`) === false) continue;
        const body = newest.schema.openAPIV3Schema;
        const schema = topLevel(`${group}/${newest.name}`, names.kind, body, definitions);
        put(group, newest.name, names.kind, schema);
      }
    }
    for (const wanted of source.kinds ?? []) {
      if (!out.has(`${wanted}.json`)) {
        throw new Error(`${source.module} ${source.version}: no ${wanted}`);
      }
    }
  }
  return new Map([...out].sort(([a], [b]) => a.localeCompare(b)));
}

function jsonFiles(folder: string, prefix = ''): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
    if (entry.isDirectory()) {
      return jsonFiles(join(folder, entry.name), `${prefix}${entry.name}/`);
    }
    const path = `${prefix}${entry.name}`;
    return entry.name.endsWith('.json') && path !== 'origin.json' ? [path] : [];
  });
}

const REMEDY = 'run "npm run schemas" and commit what it writes';

/**
 * Compares the folder with its `origin.json`, without network.
 *
 * @param folder `schemas/`
 * @returns one message a problem
 */
export function verifySchemas(folder: string, sources: readonly SchemaSource[]): string[] {
  const originFile = join(folder, 'origin.json');
  if (!existsSync(originFile)) return [`schemas/origin.json is missing: ${REMEDY}`];
  const origin = parse(readFileSync(originFile, 'utf8')) as Origin;
  const problems: string[] = [];
  for (const {module, version} of sources) {
    const recorded = origin.sources.find(source => source.module === module)?.version;
    if (recorded !== version) {
      problems.push(
        `schemas/origin.json records ${module} ${recorded ?? 'nowhere'}, scripts/lib/schemas.ts wants ${version}: ${REMEDY}`,
      );
    }
  }
  const files = jsonFiles(folder);
  for (const [path, hash] of Object.entries(origin.schemas)) {
    if (!files.includes(path)) {
      problems.push(`schemas/${path} is missing: ${REMEDY}`);
    } else if (sha256(readFileSync(join(folder, path), 'utf8')) !== hash) {
      problems.push(
        `schemas/${path} was edited by hand (its hash is not the one in origin.json): ${REMEDY}`,
      );
    }
  }
  for (const path of files) {
    if (!(path in origin.schemas)) {
      problems.push(`schemas/${path} stands in no origin.json: delete it, or ${REMEDY}`);
    }
  }
  return problems;
}
