import type {DiagnosticCode} from '../parse/diagnostic';
import type {Json, JsonObject, Path, SourceDocument} from '../parse/documents';
import {KUBERNETES_SCHEMAS, metadata as METADATA} from './kubernetes-schema';
import {parseDuration} from './names';
import {SCHEMAS, type Rule, type Schema, type Schemas} from './schema';

/** One thing wrong with a document, before it is a diagnostic. */
export interface Complaint {
  code: DiagnosticCode;
  path: Path;
  message: string;
  severity?: 'warning';
}

export type Complain = (complaint: Complaint) => void;

const TYPE_NAMES: Readonly<Record<Schema['type'], string>> = {
  object: 'a map',
  map: 'a map',
  list: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  'int-or-string': 'a whole number or text',
  any: 'anything',
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasType(value: Json, type: Schema['type']): boolean {
  switch (type) {
    case 'object':
    case 'map':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    case 'any':
      return true;
  }
}

const show = (path: Path): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`,
    '',
  );

function checkSize(value: Json, schema: Schema): string | null {
  const size =
    typeof value === 'string' || Array.isArray(value)
      ? value.length
      : isObject(value)
        ? Object.keys(value).length
        : null;
  if (size === null) return null;
  if (schema.minSize !== undefined && size < schema.minSize)
    return `has ${size} entries or characters, at least ${schema.minSize} are needed`;
  if (schema.maxSize !== undefined && size > schema.maxSize)
    return `has ${size} entries or characters, at most ${schema.maxSize} are allowed`;
  return null;
}

/** Structure first; `later` takes what counts only once the whole structure is in order. */
function checkValue(
  value: Json,
  schema: Schema,
  path: Path,
  complain: Complain,
  later: Complain,
): void {
  const say =
    (to: Complain, at: Path = path) =>
    (message: string): void => {
      to({code: 'bad-value', path: at, message: `${show(at)}: ${message}`});
    };
  const bad = say(complain);
  const broken = say(later);
  if (!hasType(value, schema.type)) {
    complain({
      code: 'wrong-type',
      path,
      message: `${show(path)}: must be ${TYPE_NAMES[schema.type]}, not ${JSON.stringify(value)?.slice(0, 60)}`,
    });
    return;
  }
  const size = checkSize(value, schema);
  if (size !== null) bad(size);
  if (schema.oneOf && !schema.oneOf.includes(value as string | number))
    bad(`${JSON.stringify(value)} is not one of ${schema.oneOf.join(', ')}`);
  if (typeof value === 'number') {
    if (schema.min !== undefined && value < schema.min) bad(`${value} is less than ${schema.min}`);
    if (schema.max !== undefined && value > schema.max) bad(`${value} is more than ${schema.max}`);
  }
  if (typeof value === 'string') {
    if (schema.pattern && value.length <= 10_000 && !schema.pattern.test(value))
      bad(`"${value.slice(0, 60)}" does not look as it must`);
    if (schema.duration === true) {
      const duration = parseDuration(value);
      if (duration === null)
        broken(`"${value.slice(0, 60)}" is no duration such as 1h, 30s or 200ms`);
      else if (duration < 1) broken('duration must be greater than 1ms');
    }
  }
  for (const [message, holds] of (schema.rules ?? []) as readonly Rule[])
    if (!holds(value)) broken(message);
  if (Array.isArray(value) && schema.each) {
    const seen = new Set<Json | undefined>();
    for (const [index, item] of value.entries()) {
      checkValue(item, schema.each, [...path, index], complain, later);
      const key = schema.key !== undefined && isObject(item) ? item[schema.key] : undefined;
      if (key === undefined) continue;
      if (seen.has(key)) say(complain, [...path, index])(`${JSON.stringify(key)} is there twice`);
      seen.add(key);
    }
  } else if (isObject(value) && schema.type === 'map' && schema.each) {
    for (const [key, item] of Object.entries(value))
      checkValue(item, schema.each, [...path, key], complain, later);
  } else if (isObject(value) && schema.fields) {
    checkFields(value, schema, path, complain, later);
  }
}

function checkFields(
  value: JsonObject,
  schema: Schema,
  path: Path,
  complain: Complain,
  later: Complain,
): void {
  const fields = schema.fields ?? {};
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field) checkValue(item, field, [...path, key], complain, later);
    else if (schema.open !== true)
      complain({
        code: 'unknown-field',
        path: [...path, key],
        message: `unknown field "${show([...path, key])}"`,
      });
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name))
      complain({
        code: 'bad-value',
        path: [...path, name],
        message: `${show([...path, name])}: is required`,
      });
  }
  for (const group of schema.exclusive ?? []) {
    const given = group.filter(name => Object.hasOwn(value, name));
    if (given.length > 1)
      later({
        code: 'bad-value',
        path,
        message: `${show(path)}: only one of ${given.join(', ')} may be set`,
      });
  }
}

/** API group of an `apiVersion`; the core group is the empty text. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** Kinds that the receiver's side reads; their schemas are with it. */
const POLICIES = ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map(
  kind => `security.istio.io/${kind}`,
);

/** Whether the kind, of this API group, is one the engine reads. */
export function isKnownKind({apiVersion, kind}: SourceDocument): boolean {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return (
    Object.hasOwn(SCHEMAS, key) || Object.hasOwn(KUBERNETES_SCHEMAS, key) || POLICIES.includes(key)
  );
}

/** Rules of a definition alone, on a document whose structure is in order. */
export function checkRules(document: SourceDocument, schema: Schema, complain: Complain): void {
  const {spec} = document.value;
  if (spec !== undefined) checkValue(spec, schema, ['spec'], () => undefined, complain);
}

/**
 * What the API server's strict schema says of a document. A kind the engine does not know is a warning: the document is kept
 * and has no effect.
 */
export function checkSchema(
  document: SourceDocument,
  complain: Complain,
  policies: Schemas = {},
): void {
  const {apiVersion, kind, value} = document;
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(group === '' ? 0 : group.length + 1);
  const key = `${group}/${kind}`;
  const custom = [SCHEMAS, policies].find(schemas => Object.hasOwn(schemas, key))?.[key];
  const builtIn = Object.hasOwn(KUBERNETES_SCHEMAS, key) ? KUBERNETES_SCHEMAS[key] : undefined;
  const known = custom ?? builtIn;
  if (!known) {
    if (POLICIES.includes(key)) return;
    const elsewhere = [
      ...Object.keys(SCHEMAS),
      ...Object.keys(KUBERNETES_SCHEMAS),
      ...POLICIES,
    ].filter(other => other.endsWith(`/${kind}`));
    complain({
      code: 'unknown-kind',
      path: elsewhere.length > 0 ? ['apiVersion'] : ['kind'],
      message:
        elsewhere.length > 0
          ? `${apiVersion} has no kind ${kind}; it belongs to ${elsewhere.map(other => groupOf(other)).join(' or ')}.`
          : `The kind ${kind} of ${apiVersion} plays no part in this simulation.`,
      severity: 'warning',
    });
    return;
  }
  if (!known.versions.includes(version)) {
    complain({
      code: 'unknown-version',
      path: ['apiVersion'],
      message: `${kind} has no version ${version}; there are ${known.versions.join(', ')}.`,
    });
    return;
  }
  const broken: Complaint[] = [];
  let sound = true;
  const structure: Complain = complaint => {
    sound = false;
    complain(complaint);
  };
  const later: Complain = complaint => broken.push(complaint);
  if (builtIn) checkValue(value, builtIn.body, [], structure, later);
  else if (custom)
    for (const [name, part] of Object.entries(value)) {
      if (name === 'spec') checkValue(part, custom.spec, ['spec'], structure, later);
      else if (name === 'metadata') checkValue(part, METADATA, ['metadata'], structure, later);
      else if (!['apiVersion', 'kind', 'status'].includes(name))
        structure({code: 'unknown-field', path: [name], message: `unknown field "${name}"`});
    }
  if (sound) broken.forEach(complain);
}
