import {lint, parseDocuments, type Finding, type SourceDocument} from '../../src/mesh';
import type {Case, World} from './conformance-case';
import {re2} from './conformance-regex';

/** Compares what the API server, the webhook and the analyzers said of a case with what the engine's lint says. */

interface Recorded {
  code?: string;
  level?: string;
  severity?: string;
  resource: string;
  message: string;
}

type LintCase = Case & {
  analysis?: Recorded[];
  schema?: Recorded[];
  validation?: Recorded[];
};

export const isLintCase = (test: Case): boolean =>
  test.schema !== undefined || test.validation !== undefined || test.id.startsWith('lint/');

const clusters = new WeakMap<World, SourceDocument[]>();

function clusterOf(world: World): SourceDocument[] {
  const cluster = clusters.get(world) ?? parseDocuments(world.yaml, 'world.yaml').documents;
  clusters.set(world, cluster);
  return cluster;
}

export const lintCase = (test: Case, world: World): Finding[] =>
  lint(parseDocuments(test.config, 'config.yaml').documents, {
    cluster: clusterOf(world),
    regex: re2,
    ...(test.mesh ? {config: test.mesh} : {}),
  });

function differ(what: string, wanted: readonly string[], got: readonly string[]): string[] {
  const [want, have] = [new Set(wanted), new Set(got)];
  return [
    ...[...want]
      .filter(item => !have.has(item))
      .map(item => `${what}: recorded ${item}, engine not`),
    ...[...have]
      .filter(item => !want.has(item))
      .map(item => `${what}: engine ${item}, not recorded`),
  ];
}

/** Keys of maps may stand in brackets, with quotes and without. */
const plainField = (field: string): string =>
  field.replace(/\["?([^\]"]*[^\]"\d][^\]"]*)"?\]/g, '.$1');

/** Fields that the API server names: `Kind/name/namespace: spec.a[0].b: what is wrong with it`, or a list in brackets. */
function fieldsOf({resource, message}: Recorded): string[] {
  const unknown = /unknown fields? \[?"?([^\]",]+)/.exec(message)?.[1];
  if (unknown !== undefined) return [unknown];
  const [kind = '', name = ''] = resource.split(' ');
  const owner = name.split('/').reverse().join('/');
  const rest = message.startsWith(`${kind}/${owner}: `)
    ? message.slice(kind.length + owner.length + 3)
    : message;
  const items = rest.startsWith('[')
    ? rest.slice(1, -1).split(/, (?=(?:spec|metadata)\b)/)
    : [rest];
  return items.map(item => /^(\S+): /.exec(item)?.[1] ?? item);
}

/** The rules that one message of the webhook names: Go joins several of them into a list. */
const rulesOf = ({message}: Recorded): string[] =>
  (/^\d+ errors? occurred:/.test(message) ? message.split(/\n\t\* /).slice(1) : [message]).map(
    text =>
      text
        .trim()
        .replace(/^invalid policy \S+: /, '')
        .replace(/\d+ errors? occurred:\s*\* /g, '')
        .replace(/\n/g, ': ')
        .toLowerCase(),
  );

/** The engine may stop where Istio goes on to examples and addresses of documentation. */
const sameRule = (recorded: string, own: string): boolean =>
  recorded.startsWith(own.trim().toLowerCase().replace(/[).]$/, ''));

/** Rules that were recorded and not found, and the other way round. */
function compareRules(recorded: readonly Recorded[], findings: readonly Finding[]): string[] {
  const wanted = recorded.flatMap(item =>
    rulesOf(item).map(rule => ({item: `${levelOf(item)} ${item.resource}`, rule})),
  );
  const own = findings.map(({level, resource, message}) => ({
    item: `${level.toLowerCase()} ${resource}`,
    rule: message,
  }));
  return [
    ...wanted
      .filter(({item, rule}) => !own.some(got => got.item === item && sameRule(rule, got.rule)))
      .map(({item, rule}) => `validation: recorded ${item} "${rule}", engine not`),
    ...own
      .filter(
        ({item, rule}) => !wanted.some(want => want.item === item && sameRule(want.rule, rule)),
      )
      .map(({item, rule}) => `validation: engine ${item} "${rule}", not recorded`),
  ];
}

const levelOf = ({severity = 'error'}: Recorded): string => severity.toLowerCase();

/** Codes, levels and resources of the analyzers; resource, severity and field of the schema; resource, severity and rule of the webhook. */
export function compareLint(recorded: Case, findings: readonly Finding[]): string[] {
  const test = recorded as LintCase;
  const of = (voice: Finding['voice']): Finding[] => findings.filter(item => item.voice === voice);
  const analysis = differ(
    'analysis',
    (test.analysis ?? []).map(({code, level, resource}) => `${code} ${level} ${resource}`),
    of('analyzer').map(({code, level, resource}) => `${code} ${level} ${resource}`),
  );
  if (!isLintCase(test)) return analysis;
  return [
    ...analysis,
    ...differ(
      'schema',
      (test.schema ?? []).flatMap(item =>
        fieldsOf(item).map(field => `${levelOf(item)} ${item.resource} ${plainField(field)}`),
      ),
      of('schema').map(
        ({level, resource, field}) => `${level.toLowerCase()} ${resource} ${plainField(field)}`,
      ),
    ),
    ...compareRules(test.validation ?? [], of('webhook')),
  ];
}
