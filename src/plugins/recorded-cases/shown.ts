import {
  ENGLISH,
  renderTrace,
  SECURITY_ENGLISH,
  securitySentence,
  type Finding,
  type Place,
  type SecurityEvent,
  type TraceEvent,
} from '../../mesh';
import type {Case, CaseRequest, World} from '../../../scripts/lib/conformance-case';
import {playAndCompare} from '../../../scripts/lib/conformance-fidelity';
import {isLintCase, lintCase} from '../../../scripts/lib/conformance-lint';
import type {TestKeys} from '../../../scripts/lib/conformance-tokens';
import type {
  ShownAnswer,
  ShownCase,
  ShownFinding,
  ShownQuestion,
  ShownStep,
} from '../../data/shown-case';
import {renderYaml} from '../../remark/code/render';

/** A recorded case, played by the engine and told for the page about fidelity. */

interface RecordedFinding {
  code?: string;
  level?: string;
  severity?: string;
  resource: string;
  message: string;
}

/** Fields of a record beyond those that are played. */
type Recorded = Case & {
  versions: {istio: string; envoy?: string};
  inbound?: {workload: string; namespace?: string; gateway?: boolean};
  schema?: RecordedFinding[];
  validation?: RecordedFinding[];
  analysis?: RecordedFinding[];
};

type Step = CaseRequest & {
  caller?: unknown;
  jwt?: unknown;
};

const VOICES: Readonly<Record<Finding['voice'], string>> = {
  schema: 'API server',
  webhook: 'webhook',
  analyzer: 'analyzer',
};

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** `{a: {b: 1}}` → `a.b`, `1`; lists of plain things in one line. */
function flatten(value: unknown, name = ''): (readonly [string, string])[] {
  if (Array.isArray(value)) {
    if (value.every(item => typeof item !== 'object' || item === null))
      return [[name, value.map(plain).join(', ')]];
    return value.flatMap((item, index) => flatten(item, `${name}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [[name, plain(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, name === '' ? key : `${name}.${key}`),
  );
}

const answer = (record: unknown): ShownAnswer => ({fields: flatten(record)});

const who = (workload: string, namespace = 'default'): string =>
  namespace === 'default' ? workload : `${workload} in ${namespace}`;

function askedOf({inbound, from, sidecars, requests}: Recorded): string {
  if ((requests as unknown) === undefined)
    return 'The API server, the webhook and istioctl analyze were asked about the YAML.';
  if (inbound?.gateway) return 'The proxy of the gateway was asked.';
  if (inbound)
    return `The proxy in front of ${who(inbound.workload, inbound.namespace)} was asked.`;
  const caller =
    from === undefined
      ? 'ui'
      : 'gateway' in from
        ? 'the gateway'
        : who(from.workload, from.namespace);
  return sidecars
    ? `The proxy of ${caller} sent the requests to servers with proxies of their own: ${sidecars.join(', ')}.`
    : `The proxy of ${caller} sent the requests.`;
}

/** What the token says; its signed text is long and tells a reader nothing. */
const tokenWords = (token: unknown): string =>
  `Token: ${JSON.stringify({...(token as object), token: undefined})}`;

function callerWords(caller: unknown): string {
  if (typeof caller !== 'object' || caller === null) return `Connection: ${plain(caller)}`;
  const {namespace, serviceAccount, ...rest} = caller as Record<string, unknown>;
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return `Connection: mutual TLS as ${plain(serviceAccount)} of ${plain(namespace)}${more}`;
}

const ONLY_ONCE = new Set(['url', 'method', 'headers', 'jwt', 'caller']);

function aboutOf(step: Step, inbound: boolean): string[] {
  const {headers = {}, jwt, caller} = step;
  return [
    ...(inbound ? [callerWords(caller ?? 'plaintext')] : []),
    ...Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().map(value => `${name}: ${value}`),
    ),
    ...[jwt ?? []].flat().map(tokenWords),
    ...Object.entries(step)
      .filter(([name]) => !ONLY_ONCE.has(name))
      .map(([name, value]) => `${name}: ${plain(value)}`),
  ];
}

const lineOf = (place: Place | null): Pick<ShownStep, 'line'> =>
  place?.file === 'config.yaml' ? {line: place.start.line} : {};

const recordedFinding =
  (voice: Finding['voice']) =>
  ({code, level, severity, resource, message}: RecordedFinding): ShownFinding => ({
    voice: VOICES[voice],
    level: [level ?? severity ?? 'error', code].filter(Boolean).join(' '),
    resource,
    message,
  });

function findingsOf(test: Recorded, world: World): ShownCase['findings'] {
  const {schema, validation, analysis} = test;
  if (!schema && !validation && !analysis) return undefined;
  const voices = new Set(isLintCase(test) ? Object.keys(VOICES) : ['analyzer']);
  return {
    recorded: [
      ...(schema ?? []).map(recordedFinding('schema')),
      ...(validation ?? []).map(recordedFinding('webhook')),
      ...(analysis ?? []).map(recordedFinding('analyzer')),
    ],
    model: lintCase(test, world)
      .filter(({voice}) => voices.has(voice))
      .map(({voice, level, code, resource, message}) => ({
        voice: VOICES[voice],
        level: [voice === 'analyzer' ? level : level.toLowerCase(), voice === 'analyzer' && code]
          .filter(Boolean)
          .join(' '),
        resource,
        message,
      })),
  };
}

/** What was decided, in order: where two proxies are at work, a server’s before the answer that its caller gets. */
function traceOf(
  routing: readonly TraceEvent[],
  decisions: readonly SecurityEvent[],
  atServer: boolean,
): ShownStep[] {
  const steps = renderTrace(routing, ENGLISH).map(({text, event}) => ({
    text,
    ...lineOf(event.place),
  }));
  const answered = routing.findIndex(({type}) => type === 'answer' || type === 'failure');
  steps.splice(
    atServer ? Math.max(answered, 0) : 0,
    0,
    ...decisions.map(event => ({
      text: securitySentence(event, SECURITY_ENGLISH),
      ...lineOf(event.place),
    })),
  );
  return steps;
}

export async function shownCase(
  file: string,
  test: Case,
  world: World,
  keys: TestKeys,
): Promise<ShownCase> {
  const record = test as Recorded;
  const {id, title, config, mesh, upstreams, rejected = [], envoyRefuses} = record;
  const {differences, played} = await playAndCompare(test, world, keys);
  const findings = findingsOf(record, world);
  const steps = (record.requests as Step[] | undefined) ?? [];
  const questions = steps.map((step, index): ShownQuestion => {
    const recorded = answer(record.expect[index]);
    const model = answer(played?.expect[index]);
    const trace = traceOf(
      played?.routing?.[index] ?? [],
      played?.events?.[index] ?? [],
      record.sidecars !== undefined,
    );
    const same = JSON.stringify(recorded) === JSON.stringify(model);
    return {
      ask: `${step.method ?? 'GET'} ${step.url}`,
      about: aboutOf(step, record.inbound !== undefined),
      recorded,
      ...(!same && {model}),
      trace,
    };
  });
  return {
    id,
    title,
    topic: isLintCase(test) ? 'lint' : test.topic,
    file,
    asked: askedOf(record),
    ...(mesh && {mesh: JSON.stringify(mesh)}),
    ...(config.trim() !== '' && {
      code: await renderYaml(config.trimEnd(), 'The YAML of this case'),
    }),
    ...(upstreams && {applications: JSON.stringify(upstreams)}),
    refused: [
      ...rejected.map(({resource, severity}) => `${resource} (${severity})`),
      ...(envoyRefuses === undefined ? [] : [`Envoy refuses the configuration: ${envoyRefuses}`]),
    ],
    questions,
    ...(findings && {findings}),
    differences,
    istio: record.versions.istio,
  };
}
