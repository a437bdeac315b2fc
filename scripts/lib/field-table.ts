/**
 * The table that the editor completes from: for each kind that the engine knows, its fields, each with one line on what it means. Made
 * from `schemas/`, and small enough to be sent to a phone.
 */

/** Fields of an object, by name. */
export type FieldTable = Readonly<Record<string, Field>>;

/** Meaning; fields below it, as a number in `tables`, -1 for none; values it may have; 1 if it is a list. */
export type Field = readonly [
  meaning: string,
  table?: number,
  values?: readonly string[],
  list?: 1,
];

export interface FieldTables {
  /** By `apiVersion/kind`: meaning, and the table of its fields. */
  kinds: Readonly<Record<string, readonly [meaning: string, table: number]>>;
  tables: readonly FieldTable[];
}

interface Schema {
  $ref?: string;
  allOf?: readonly Schema[];
  $defs?: Readonly<Record<string, Schema>>;
  description?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
}

/** Kinds of which the engine reads all fields, and what they are for. */
const WHOLE: Readonly<Record<string, string>> = {
  'networking.istio.io/v1/VirtualService': 'Where requests for a host go.',
  'networking.istio.io/v1/DestinationRule':
    'What is found behind a host: subsets, and settings for the way to them.',
  'networking.istio.io/v1/Gateway': 'Ports, names and certificates of a gateway proxy.',
  'networking.istio.io/v1/ServiceEntry': 'Makes a host outside the mesh known to it.',
  'networking.istio.io/v1/Sidecar': 'What the proxies of some Pods know, and what they let in.',
  'security.istio.io/v1/AuthorizationPolicy': 'Who may call what.',
  'security.istio.io/v1/PeerAuthentication': 'Whether callers must use mutual TLS.',
  'security.istio.io/v1/RequestAuthentication': 'Which tokens are accepted.',
  'gateway.networking.k8s.io/v1/HTTPRoute': 'Where requests go, in Gateway API.',
  'gateway.networking.k8s.io/v1/Gateway': 'Ports and names of a gateway, in Gateway API.',
};

/** Kubernetes kinds have hundreds of fields: these are the ones that the mesh looks at. */
const CHOSEN: Readonly<Record<string, {meaning: string; fields: readonly string[]}>> = {
  'core/v1/Namespace': {meaning: 'A part of the cluster with names of its own.', fields: []},
  'core/v1/Service': {
    meaning: 'A name and an address for a group of Pods.',
    fields: [
      'spec.clusterIP',
      'spec.externalName',
      'spec.ports.appProtocol',
      'spec.ports.name',
      'spec.ports.port',
      'spec.ports.protocol',
      'spec.ports.targetPort',
      'spec.selector',
      'spec.type',
    ],
  },
  'core/v1/Pod': {
    meaning: 'Containers that run together, with one address.',
    fields: [
      'spec.containers.image',
      'spec.containers.name',
      'spec.containers.ports.containerPort',
      'spec.containers.ports.name',
      'spec.serviceAccountName',
    ],
  },
  'apps/v1/Deployment': {
    meaning: 'Keeps a number of equal Pods running.',
    fields: [
      'spec.replicas',
      'spec.selector.matchLabels',
      'spec.template.metadata.annotations',
      'spec.template.metadata.labels',
      'spec.template.spec.containers.image',
      'spec.template.spec.containers.name',
      'spec.template.spec.containers.ports.containerPort',
      'spec.template.spec.containers.ports.name',
      'spec.template.spec.serviceAccountName',
    ],
  },
};

const METADATA: FieldTable = {
  name: ['Name of the object, once for each kind and namespace.'],
  namespace: ['Namespace it lies in; left out: `default`.'],
  labels: ['Names and values by which it can be chosen.'],
  annotations: ['Notes for tools.'],
};

/** Where the schema says nothing, or nothing that helps; by the end of the path. The longest end wins. */
const MEANINGS: Readonly<Record<string, string>> = {
  exact: 'The whole text is this.',
  prefix: 'The text begins with this. It need not end at a slash.',
  regex: 'The whole text matches this RE2 expression.',
  value: 'The value.',
  number: 'Number of the port.',
  spec: 'What you want.',
  metadata: 'Name, namespace, labels.',
  'percentage.value': 'Percent, from 0 to 100.',
  'mirrorPercentage.value': 'Percent of the requests that are copied, from 0 to 100.',
  'VirtualService.spec.hosts':
    'Hosts that requests are sent to. A short name gets the namespace of this object.',
  'VirtualService.spec.gateways':
    'Who reads it: names of Gateways, and `mesh` for all sidecars. Left out: `mesh`.',
  'VirtualService.spec.exportTo': 'Namespaces whose proxies get it; `.` is its own. Left out: all.',
  'VirtualService.spec.http': 'Rules for HTTP, in order: the first that matches wins.',
  'http.match': 'Conditions: one entry is enough, all keys of an entry must hold.',
  'http.route': 'Where the request goes; several by weight.',
  'http.delegate': 'Another VirtualService, without hosts, that goes on from here.',
  'http.fault': 'Errors or delays that the proxy makes up; never retried.',
  'http.fault.abort': 'Answers with an error instead of sending the request on.',
  'http.fault.delay': 'Waits before the request is sent on.',
  'http.mirror': 'Sends a copy of each request there as well. Its answer is thrown away.',
  'http.mirrors': 'Several mirrors, each with a percentage of its own.',
  'http.mirrorPercentage': 'How many requests are copied. Left out: all.',
  'http.retries': 'How often a request is tried again, and when.',
  'http.retries.retryOn': 'What is tried again, such as `5xx` or `connect-failure`.',
  'http.timeout': 'Longest time for the whole request, with all its tries. Left out: no limit.',
  'http.headers': 'Headers to set, add or remove.',
  'headers.request': 'In the request, before it is sent on.',
  'headers.response': 'In the answer, before the caller gets it.',
  'request.set': 'Takes the place of what is there.',
  'request.add': 'Is added to what is there.',
  'request.remove': 'Names that are taken away.',
  'response.set': 'Takes the place of what is there.',
  'response.add': 'Is added to what is there.',
  'response.remove': 'Names that are taken away.',
  'match.uri': 'Path of the request, without the query.',
  'match.headers': 'Headers of the request, names in lower case.',
  'match.withoutHeaders': 'Headers that must not be like this.',
  'match.method': 'Method of the request, such as GET.',
  'match.authority': 'Host of the request, as it was asked for.',
  'match.scheme': '`http` or `https`.',
  'match.queryParams': 'Parameters behind the question mark.',
  'match.sourceLabels': 'Labels of the caller’s Pod.',
  'match.sourceNamespace': 'Namespace of the caller.',
  'destination.host': 'Service that is meant. A short name gets the namespace of this object.',
  'destination.subset': 'Name that a DestinationRule defines for some of the Pods.',
  'route.weight': 'Share of the requests, compared with the other weights.',
  'mirror.subset': 'Name that a DestinationRule defines for some of the Pods.',
  'DestinationRule.spec.host':
    'Service that it is about. A short name gets the namespace of this object.',
  'DestinationRule.spec.subsets': 'Names for some of the Pods, by their labels.',
  'subsets.labels': 'Labels that the Pods of the subset carry.',
  'subsets.name': 'Name that rules use.',
  trafficPolicy: 'How the proxy treats the way there: load balancing, connections, ejection, TLS.',
  connectionPool: 'Limits for connections and requests.',
  outlierDetection: 'When a Pod that fails is left out for a while.',
  loadBalancer: 'How one of the Pods is picked.',
  'loadBalancer.simple': 'One of the ready-made ways to pick a Pod.',
  'loadBalancer.consistentHash': 'Equal values go to the same Pod, inside one destination.',
  'retries.attempts': 'How often it is tried again, after the first time.',
  'retries.perTryTimeout': 'Longest time for one try.',
  'abort.httpStatus': 'Status of the answer.',
  'abort.percentage': 'How many requests meet it. Left out: none.',
  'delay.percentage': 'How many requests meet it. Left out: none.',
  'delay.fixedDelay': 'How long, such as `5s`.',
  'delegate.name': 'Name of that VirtualService.',
  'delegate.namespace': 'Its namespace; left out: the one of this object.',
  'http.directResponse': 'The proxy answers by itself.',
  'http.redirect': 'The proxy answers with another address.',
  'http.rewrite': 'Changes path or host before the request is sent on.',
  'http.name': 'Name of the rule, for logs.',
  'route.destination': 'Service, and perhaps subset and port.',
  'route.headers': 'Headers to set, add or remove, for this destination.',
  'mirror.host': 'Service that gets the copy.',
  'mirrors.destination': 'Service, and perhaps subset and port, that gets the copy.',
  'fraction.numerator': 'Upper part of the fraction.',
  'fraction.denominator': 'Lower part of the fraction; left out: 100.',
  'selector.matchLabels': 'Labels that the Pods carry.',
  'body.string': 'The text.',
  'ports.targetPort': 'Port of the container; left out: the same.',
};

const lastSentence = /^(.+?[.!?])(?:\s|$)/s;

/** One line of a schema's description: its first sentence, without markup and without a list that breaks off. */
function firstLine(description: string): string {
  const plain = description
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = lastSentence.exec(plain)?.[1] ?? plain;
  const whole = sentence.split(/ - `|: \* |: - /)[0] ?? sentence;
  return whole.length > 120 ? `${whole.slice(0, 117).replace(/\s+\S*$/, '')} …` : whole;
}

/** Collects tables; equal ones are kept once. */
class Collector {
  readonly tables: FieldTable[] = [];
  private readonly numbers = new Map<string, number>();

  add(table: FieldTable): number {
    const key = JSON.stringify(table);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.tables.length);
    return this.tables.push(table) - 1;
  }
}

/** Ends of a path, the longest first. */
const endsOf = (path: readonly string[]) => path.map((_, index) => path.slice(index).join('.'));

interface Walk {
  root: Schema;
  collector: Collector;
  /** Paths that are wanted; undefined: all. */
  chosen: readonly string[] | undefined;
}

function resolve(schema: Schema, root: Schema): Schema {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (target === undefined) return schema;
  const found = root.$defs?.[target.replace('#/$defs/', '')];
  if (found === undefined) throw new Error(`The schema names ${target}, and has no such part.`);
  return {...resolve(found, root), ...(schema.description && {description: schema.description})};
}

function fieldsOf(schema: Schema, path: readonly string[], walk: Walk): FieldTable {
  const table: Record<string, Field> = {};
  for (const [name, unresolved] of Object.entries(schema.properties ?? {})) {
    // Old spellings beside the ones that are documented.
    if (/_/.test(name)) continue;
    const inner = [...path, name];
    const below = inner.slice(1).join('.');
    if (walk.chosen && !walk.chosen.some(each => each === below || each.startsWith(`${below}.`)))
      continue;
    const field = fieldOf(resolve(unresolved, walk.root), inner, walk);
    // What nobody describes is out of date, or set by machines.
    if (field[0] !== '' && !/^deprecated/i.test(field[0])) table[name] = field;
  }
  return table;
}

function fieldOf(schema: Schema, path: readonly string[], walk: Walk): Field {
  const own = endsOf(path).find(end => Object.hasOwn(MEANINGS, end));
  const meaning = own === undefined ? firstLine(schema.description ?? '') : (MEANINGS[own] ?? '');
  if (path.at(-1) === 'metadata') return [meaning, walk.collector.add(METADATA)];
  const item = schema.items === undefined ? schema : resolve(schema.items, walk.root);
  const value = item.additionalProperties;
  // A map of names to objects: the fields of the objects stand below any name.
  const named = typeof value === 'object' && value.properties ? value : undefined;
  const fields = fieldsOf(named ?? item, path, walk);
  const values = (item.enum ?? []).map(String).filter(each => each !== '');
  const below = named ? {'*': ['', walk.collector.add(fields)] as const} : fields;
  const number = Object.keys(fields).length === 0 ? -1 : walk.collector.add(below);
  if (schema.type === 'array') return [meaning, number, values, 1];
  if (values.length > 0) return [meaning, number, values];
  return number === -1 ? [meaning] : [meaning, number];
}

/** @param read the schema of a kind, by its path under `schemas/` without ending. */
export function buildFieldTables(read: (path: string) => unknown): FieldTables {
  const collector = new Collector();
  const kinds: Record<string, readonly [string, number]> = {};
  const add = (path: string, meaning: string, chosen?: readonly string[]): void => {
    const root = read(path) as Schema;
    const kind = path.split('/').at(-1) ?? '';
    const walk: Walk = {
      root,
      collector,
      chosen: chosen && ['metadata', ...chosen],
    };
    const spec = fieldsOf(resolve(root, root), [kind], walk).spec;
    kinds[path.replace(/^core\//, '')] = [
      meaning,
      collector.add({
        metadata: [MEANINGS.metadata ?? '', collector.add(METADATA)],
        ...(spec && {spec}),
      }),
    ];
  };
  for (const [path, meaning] of Object.entries(WHOLE)) add(path, meaning);
  for (const [path, {meaning, fields}] of Object.entries(CHOSEN)) add(path, meaning, fields);
  return {kinds, tables: collector.tables};
}
