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

/** Codes, levels and resources of the analyzers; resources and severities of the other two voices. */
export function compareLint(recorded: Case, findings: readonly Finding[]): string[] {
  const test = recorded as LintCase;
  const of = (voice: Finding['voice']): Finding[] => findings.filter(item => item.voice === voice);
  const analysis = differ(
    'analysis',
    (test.analysis ?? []).map(({code, level, resource}) => `${code} ${level} ${resource}`),
    of('analyzer').map(({code, level, resource}) => `${code} ${level} ${resource}`),
  );
  if (!isLintCase(test)) return analysis;
  const severity = ({severity: word = 'error'}: Recorded): string => word.toLowerCase();
  return [
    ...analysis,
    ...differ(
      'schema',
      (test.schema ?? []).map(item => `${severity(item)} ${item.resource}`),
      of('schema').map(({level, resource}) => `${level.toLowerCase()} ${resource}`),
    ),
    ...differ(
      'validation',
      (test.validation ?? []).map(item => `${severity(item)} ${item.resource}`),
      of('webhook').map(({level, resource}) => `${level.toLowerCase()} ${resource}`),
    ),
  ];
}
