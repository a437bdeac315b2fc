import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ShownEnd, ShownRecording, ShownRequest} from '../../data/shown-words';

/** What one request, or some of a row of equal requests, met; `conformance/README.md` names the fields. */
export interface RecordedAnswer {
  status?: number;
  flags?: string;
  details?: string;
  cluster?: string | null;
  tries?: number;
  attemptsLogged?: number;
  connection?: string;
  /** Milliseconds to the answer. */
  ms?: number;
  upstream?: {pod?: string; podOneOf?: readonly string[]};
  mirrors?: readonly {workload: string}[];
  /** Body only where the proxy made it. */
  response?: {body?: string};
  /** Requests with this answer, in one play or in each of two. */
  count?: number;
  counts?: readonly number[];
  pods?: readonly Readonly<Record<string, number>>[];
  outcomes?: readonly RecordedAnswer[];
  /** What the proxy of the server logged for each try. */
  serverSide?: readonly Pick<RecordedAnswer, 'status' | 'flags' | 'details' | 'cluster'>[];
}

export interface Recording {
  id: string;
  title: string;
  config: string;
  from?: {workload: string} | {gateway: string};
  inbound?: {workload: string; gateway?: true};
  requests: readonly {
    url: string;
    method?: string;
    headers?: Readonly<Record<string, string | readonly string[]>>;
    caller?: 'plaintext' | {namespace: string; serviceAccount: string};
    repeat?: number;
  }[];
  expect: readonly RecordedAnswer[];
  analysis?: readonly {code: string}[];
  versions: {istio: string; envoy: string};
}

/** File of a recorded case, from the root of the project. */
export const recordingFile = (id: string) => `conformance/${id}.json`;

/** @throws Error when there is no such case, or it is none of requests and answers. */
export function readRecording(root: string, id: string): Recording {
  const file = join(root, recordingFile(id));
  if (!/^[\w-]+(?:\/[\w-]+)+$/.test(id) || !existsSync(file)) {
    throw new Error(`there is no recorded case ${recordingFile(id)}`);
  }
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
  if (!Array.isArray(recording.expect) || recording.expect.length === 0) {
    throw new Error(`${recordingFile(id)} records no answer to a request`);
  }
  return recording;
}

/**
 * Numbers of the requests that an author chose, from 0; without a choice all of them.
 *
 * @param choice such as `0` or `0,2`.
 * @throws Error when the case has no such request.
 */
export function chosenRequests(recording: Recording, choice: string | undefined): number[] {
  const all = recording.requests.map((_, index) => index);
  if (choice === undefined) return all;
  return choice.split(',').map(part => {
    const index = /^\s*\d+\s*$/.test(part) ? Number(part) : -1;
    if (!all.includes(index)) {
      throw new Error(
        `request="${choice}": ${recordingFile(recording.id)} has the requests 0 to ${all.length - 1}; write one, or some with commas`,
      );
    }
    return index;
  });
}

/** `search-v1-1` is a Pod of the workload `search-v1`. */
const workloadOf = (pod: string) => pod.replace(/-\d+$/, '');

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Answers to a request: one, or the different ones that a row of equal requests met. */
export const answersTo = (answer: RecordedAnswer): readonly RecordedAnswer[] =>
  answer.outcomes ?? [answer];

/** Workloads whose Pods the answer came from, or may have come from. */
export function workloadsOf({pods = [], upstream}: RecordedAnswer): string[] {
  const names = [
    ...pods.flatMap(play => Object.keys(play)),
    ...(upstream?.podOneOf ?? []),
    ...(upstream?.pod === undefined ? [] : [upstream.pod]),
  ];
  return [...new Set(names.map(workloadOf))].sort();
}

/** How many of the equal requests that `countOf` counts each workload answered, in the order of `workloads`. */
const sharesOf = ({pods = [], counts}: RecordedAnswer, workloads: readonly string[]) =>
  workloads.map(workload =>
    sum(
      (counts === undefined ? pods.slice(0, 1) : pods).flatMap(play =>
        Object.entries(play).flatMap(([pod, count]) => (workloadOf(pod) === workload ? count : [])),
      ),
    ),
  );

/** Shorter is the time that any call takes. */
const AT_ONCE_MS = 100;

const countOf = ({count, counts}: RecordedAnswer) =>
  counts === undefined ? (count ?? 1) : sum(counts);

const quote = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`;

const TOKEN_FOLDER = 'examples/demo/security/tokens';

const tokenFiles = new Map<string, ReadonlyMap<string, string>>();

/** The demo's tokens → their files. */
function tokensOf(root: string): ReadonlyMap<string, string> {
  let tokens = tokenFiles.get(root);
  if (tokens === undefined) {
    const folder = join(root, TOKEN_FOLDER);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    tokens = new Map(names.map(name => [readFileSync(join(folder, name), 'utf8').trim(), name]));
    tokenFiles.set(root, tokens);
  }
  return tokens;
}

/** A token is long and says nothing to a reader: its file does, where it has one. */
function headerOf(root: string, name: string, value: string): string {
  const [, scheme, token = ''] = /^(bearer) (\S{12,})$/i.exec(value) ?? [];
  if (scheme === undefined) return quote(`${name}: ${value}`);
  const file = tokensOf(root).get(token);
  return file === undefined
    ? quote(`${name}: ${scheme} ${token.slice(0, 12)}…`)
    : `"${name}: ${scheme} $(cat ${file})"`;
}

function commandOf(
  root: string,
  {method = 'GET', url, headers = {}}: Recording['requests'][number],
): string {
  const sent = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map(value => `-H ${headerOf(root, name, value)}`),
  );
  return ['curl', ...(method === 'GET' ? [] : [`-X ${method}`]), ...sent, url].join(' ');
}

/** The part of the proxy's log line, in Istio's own format, that was recorded; the rest is time, bytes and addresses. */
function logOf(request: Recording['requests'][number], answer: RecordedAnswer): string | undefined {
  const {status, flags, details, cluster} = answer;
  if (status === undefined) return undefined;
  const {pathname, search} = new URL(request.url);
  const head = `"${request.method ?? 'GET'} ${pathname}${search} HTTP/1.1" ${status} ${flags ?? '-'} ${details ?? '-'}`;
  return `… ${head} … ${cluster ?? '-'} …`;
}

/** The proxy of the server and its last log line, where the case has one. */
function receiverOf(
  request: Recording['requests'][number],
  {cluster, details, serverSide = []}: RecordedAnswer,
): ShownEnd['receiver'] {
  const line = serverSide.at(-1);
  const log = line && logOf(request, line);
  if (line === undefined || log === undefined) return undefined;
  const answered = details === 'via_upstream' && line.details !== 'via_upstream';
  return {service: cluster?.split('|')[3]?.split('.')[0] ?? '', answered, log};
}

function endOf(
  request: Recording['requests'][number],
  answer: RecordedAnswer,
): Omit<ShownEnd, 'count'> {
  const {status, flags, tries = 1, attemptsLogged, mirrors = [], response, ms = 0} = answer;
  const log = logOf(request, answer);
  const attempts = Math.max(tries, attemptsLogged ?? 0);
  const receiver = receiverOf(request, answer);
  return {
    ...(status !== undefined && {status}),
    ...(flags !== undefined && flags !== '-' && {flags}),
    from: workloadsOf(answer),
    ...(ms >= AT_ONCE_MS && {ms}),
    ...(response?.body !== undefined && response.body !== '' && {body: response.body}),
    ...(attempts > 1 && {attempts}),
    ...(mirrors.length > 0 && {copies: [...new Set(mirrors.map(({workload}) => workload))]}),
    ...(log !== undefined && {log}),
    ...(receiver !== undefined && {receiver}),
  };
}

function requestOf(root: string, recording: Recording, index: number): ShownRequest {
  const request = recording.requests[index];
  const answer = recording.expect[index];
  if (request === undefined || answer === undefined) {
    throw new Error(`${recordingFile(recording.id)} has no answer to request ${index}`);
  }
  const ends = new Map<string, ShownEnd>();
  const outcomes = answersTo(answer);
  for (const outcome of outcomes) {
    const end = endOf(request, outcome);
    const key = JSON.stringify(end);
    const shares =
      outcomes.length === 1 && outcome.pods !== undefined && end.from.length > 1
        ? {shares: sharesOf(outcome, end.from)}
        : {};
    ends.set(key, {...end, ...shares, count: (ends.get(key)?.count ?? 0) + countOf(outcome)});
  }
  const {caller} = request;
  return {
    command: commandOf(root, request),
    ...(caller !== undefined && {
      caller:
        caller === 'plaintext'
          ? 'in plain text'
          : `as ${caller.namespace}/${caller.serviceAccount}`,
    }),
    ends: [...ends.values()].sort((a, b) => b.count - a.count),
  };
}

function logKeeper({from, inbound}: Recording): string {
  if (inbound !== undefined) return inbound.gateway === true ? 'the gateway' : inbound.workload;
  if (from === undefined || 'gateway' in from) return 'the gateway';
  return from.workload;
}

/** What a page shows of a recorded case. */
export function shownRecording(
  root: string,
  id: string,
  choice: string | undefined,
): ShownRecording {
  const recording = readRecording(root, id);
  return {
    id,
    keeper: logKeeper(recording),
    requests: chosenRequests(recording, choice).map(index => requestOf(root, recording, index)),
  };
}
