import {
  ADMISSION,
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  ENGLISH,
  findCaller,
  parseDocuments,
  renderTrace,
  simulate,
  type Caller,
  type CompiledProxy,
  type Diagnostic,
  type Endpoint,
  type Mesh,
  type Outcome,
  type RegexCompiler,
  type Request,
  type Sentence,
} from '../../../mesh';
import type {
  Exercise,
  ExerciseCaller,
  ExerciseRow,
  PodAnswer,
  PodVersion,
  Share,
  Wish,
} from '../../../data/exercises';
import type {EditorFile} from '../editor/contract';

/** Asks every request of an exercise of a reader's YAML, and holds the answers against the wishes. Pure: same YAML, same verdict. */

/** What one request met. */
export interface MetAnswer {
  /** Null: the connection broke. */
  status: number | null;
  /** `-` for none. */
  flags: string;
  /** Null: the proxy answered by itself. */
  from: PodVersion | null;
  copies: readonly PodVersion[];
  ms: number;
}

/** Equal answers, counted; the most frequent first. */
export interface MetGroup {
  count: number;
  status: number | null;
  flags: string;
  from: PodVersion | null;
}

/** The part of a wish that did not come true. */
export type Missed = keyof Wish | 'connection';

export interface RowVerdict {
  row: ExerciseRow;
  hidden: boolean;
  met: readonly MetGroup[];
  /** Copies that Pods got, by version. */
  copies: Readonly<Record<PodVersion, number>>;
  sent: number;
  /** Null: all is as wished. */
  missed: Missed | null;
  /** The way of the first request that went wrong; empty if none did. */
  trace: readonly Sentence[];
}

/** The part of an exercise that is asked and held against. */
export type Exercised = Pick<Exercise, 'rows' | 'hidden'>;

export interface ExerciseVerdict {
  /** What a cluster would refuse, or the proxy; all of it has to be mended. */
  refused: readonly Diagnostic[];
  rows: readonly RowVerdict[];
  solved: boolean;
}

const SEED = 20261124;

const CALLERS: Readonly<Record<ExerciseCaller, Parameters<typeof findCaller>[1]>> = {
  ui: {workload: 'ui', namespace: 'default'},
  search: {workload: 'search', namespace: 'default'},
  cart: {workload: 'cart', namespace: 'shop'},
  outside: {gateway: 'istio-ingressgateway'},
};

const versionOf = ({labels}: Endpoint): PodVersion =>
  [labels.app, labels.version].filter(label => label !== undefined).join(' ');

const metOf = (outcome: Outcome): MetAnswer => ({
  status: outcome.status,
  flags: outcome.flags.length === 0 ? '-' : outcome.flags.join(','),
  from:
    outcome.upstream && outcome.proxyBody === null ? versionOf(outcome.upstream.endpoint) : null,
  copies: outcome.mirrors.map(({endpoint}) => versionOf(endpoint)),
  ms: outcome.durationMs,
});

/** One request of a row, as it is sent. */
interface Shot {
  user: string | null;
  request: Request;
}

function shotsOf(row: ExerciseRow): Shot[] {
  const {times = 1, users = [null]} = row;
  return users.flatMap(user => {
    const {request} = createRequest({
      url: row.url,
      ...(row.method === undefined ? {} : {method: row.method}),
      headers: {...row.headers, ...(user === null ? {} : {'x-user': user})},
    });
    if (request === null) throw new Error(`${row.url} is no address that can be asked.`);
    return Array.from({length: times}, () => ({user, request}));
  });
}

function openSession(proxy: CompiledProxy, pods: readonly PodAnswer[] = []) {
  let asked = 0;
  return createSession(proxy, {
    seed: SEED,
    upstreams: ({mirror}) => {
      const answer = pods[Math.min(asked, pods.length - 1)] ?? {};
      // What copies are told, nobody hears.
      if (!mirror) asked += 1;
      return answer;
    },
  });
}

/** The same again up to a request, with its trace. */
function traceOf(
  proxy: CompiledProxy,
  row: ExerciseRow,
  shots: readonly Shot[],
  index: number,
): Sentence[] {
  const session = openSession(proxy, row.pods);
  for (const {request} of shots.slice(0, index)) simulate(session, request);
  const shot = shots[index];
  if (shot === undefined) return [];
  return renderTrace(simulate(session, shot.request, {trace: true}).events, ENGLISH);
}

interface Fault {
  missed: Missed;
  /** Which request shows it. */
  index: number;
}

function faultOfOne(answer: MetAnswer, wish: Wish): Missed | null {
  if (answer.status === null) return 'connection';
  if (answer.status !== wish.status) return 'status';
  if (wish.flags !== undefined && answer.flags !== wish.flags) return 'flags';
  if (wish.from !== undefined && !wish.from.includes(answer.from ?? '')) return 'from';
  if (wish.withinMs !== undefined && answer.ms > wish.withinMs) return 'withinMs';
  return null;
}

/** The first request that is on the side that has too many. */
function faultOfShare(
  missed: Missed,
  {of, atLeast, atMost}: Share,
  hits: readonly (readonly PodVersion[])[],
): Fault | null {
  const percent = (100 * hits.filter(versions => versions.includes(of)).length) / hits.length;
  if (percent >= atLeast && percent <= atMost) return null;
  const tooMany = percent > atMost;
  const index = hits.findIndex(versions => versions.includes(of) === tooMany);
  return {missed, index: Math.max(index, 0)};
}

function findFault(
  answers: readonly MetAnswer[],
  shots: readonly Shot[],
  wish: Wish,
): Fault | null {
  for (const [index, answer] of answers.entries()) {
    const missed = faultOfOne(answer, wish);
    if (missed !== null) return {missed, index};
  }
  if (wish.steady === true) {
    const first = new Map<string | null, PodVersion | null>();
    for (const [index, {from}] of answers.entries()) {
      const user = shots[index]?.user ?? null;
      if (!first.has(user)) first.set(user, from);
      else if (first.get(user) !== from) return {missed: 'steady', index};
    }
  }
  const {share, copies} = wish;
  return (
    (share &&
      faultOfShare(
        'share',
        share,
        answers.map(({from}) => (from === null ? [] : [from])),
      )) ??
    (copies &&
      faultOfShare(
        'copies',
        copies,
        answers.map(answer => answer.copies),
      )) ??
    null
  );
}

function groupAnswers(answers: readonly MetAnswer[]): MetGroup[] {
  const groups = new Map<string, MetGroup>();
  for (const {status, flags, from} of answers) {
    const key = JSON.stringify([status, flags, from]);
    groups.set(key, {status, flags, from, count: (groups.get(key)?.count ?? 0) + 1});
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function countCopies(answers: readonly MetAnswer[]): Record<PodVersion, number> {
  const counts: Record<PodVersion, number> = {};
  for (const version of answers.flatMap(({copies}) => copies))
    counts[version] = (counts[version] ?? 0) + 1;
  return counts;
}

function checkRow(proxy: CompiledProxy, row: ExerciseRow, hidden: boolean): RowVerdict {
  const shots = shotsOf(row);
  const session = openSession(proxy, row.pods);
  const answers = shots.map(({request}) => metOf(simulate(session, request).outcome));
  const fault = findFault(answers, shots, row.wish);
  return {
    row,
    hidden,
    met: groupAnswers(answers),
    copies: countCopies(answers),
    sent: shots.length,
    missed: fault?.missed ?? null,
    trace: fault === null ? [] : traceOf(proxy, row, shots, fault.index),
  };
}

function callerIn(mesh: Mesh, name: ExerciseCaller): Caller {
  const caller = findCaller(mesh, CALLERS[name]);
  if (caller === null) throw new Error(`The world has no ${name}.`);
  return caller;
}

/**
 * @param world YAML of what is in the cluster before the reader's YAML.
 * @param regex needed when the YAML has regular expressions.
 */
export function checkExercise(
  {rows, hidden}: Exercised,
  world: EditorFile,
  files: readonly EditorFile[],
  regex?: RegexCompiler,
): ExerciseVerdict {
  const parsed = [world, ...files].map(({name, text}) => parseDocuments(text, name));
  const {mesh, diagnostics} = buildMesh(
    parsed.flatMap(({documents}) => documents),
    {admission: ADMISSION, ...(regex && {regex})},
  );
  const proxies = new Map<ExerciseCaller, CompiledProxy>();
  const proxyOf = (name: ExerciseCaller): CompiledProxy => {
    const known = proxies.get(name) ?? compileProxy(mesh, callerIn(mesh, name));
    proxies.set(name, known);
    return known;
  };
  const verdicts = [
    ...rows.map(row => checkRow(proxyOf(row.caller), row, false)),
    ...hidden.map(row => checkRow(proxyOf(row.caller), row, true)),
  ];
  const refused = [
    ...parsed.flatMap(part => part.diagnostics),
    ...diagnostics,
    ...[...proxies.values()].flatMap(proxy => proxy.refusals()),
  ].filter(({severity}) => severity === 'error');
  return {
    refused,
    rows: verdicts,
    solved: refused.length === 0 && verdicts.every(({missed}) => missed === null),
  };
}
