import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import type {Code, Nodes, RootContent} from 'mdast';
import {visit} from 'unist-util-visit';
import {parseAllDocuments} from 'yaml';
import type {Answer, ClaimedOutcome, Question} from '../../../src/data/types';
import {isElement, textAttribute} from '../../../src/remark/vocabulary/check';
import type {CourseData} from '../../../src/remark/vocabulary/data';
import {
  answersTo,
  chosenRequests,
  readRecording,
  recordingFile,
  workloadsOf,
  type RecordedAnswer,
  type Recording,
} from '../../../src/remark/vocabulary/recorded';
import {WORDS} from '../../../src/remark/vocabulary/words';
import type {Finding, Page} from './pages';

const countOf = ({count, counts}: RecordedAnswer) =>
  counts === undefined ? (count ?? 1) : counts.reduce((total, one) => total + one, 0);

const subsetOf = ({cluster}: RecordedAnswer) => cluster?.split('|')[2] ?? '';

const attemptsOf = ({tries = 0, attemptsLogged = 0}: RecordedAnswer) =>
  Math.max(tries, attemptsLogged);

/** As in `scripts/lib/conformance-compare.ts`. */
const MS_TOLERANCE = 60;

/** Whether one recorded end is what a claim describes, its share apart. */
function fits(claim: ClaimedOutcome, end: RecordedAnswer): boolean {
  const {status, flags, from, subset, attempts, connectionBreaks, ms} = claim;
  return (
    (status === undefined || status === end.status) &&
    (flags === undefined || flags === (end.flags ?? '-')) &&
    (from === undefined || isDeepStrictEqual([...from].sort(), workloadsOf(end))) &&
    (subset === undefined || subset === subsetOf(end)) &&
    (attempts === undefined || attempts === attemptsOf(end)) &&
    (connectionBreaks === undefined || end.connection !== undefined) &&
    (ms === undefined || (end.ms !== undefined && Math.abs(end.ms - ms) <= MS_TOLERANCE))
  );
}

/**
 * Whether a claim agrees with what was recorded: the share of requests that it describes is the one it names (all, when it names none), within
 * four standard deviations of the draw.
 */
export function agrees(claim: ClaimedOutcome, answer: RecordedAnswer): boolean {
  const ends = answersTo(answer);
  const total = ends.reduce((sum, end) => sum + countOf(end), 0);
  const found = ends.filter(end => fits(claim, end)).reduce((sum, end) => sum + countOf(end), 0);
  if (claim.percent === undefined) return found === total;
  // One request shows no share.
  if (total === 1) return false;
  const share = claim.percent / 100;
  const spread = 4 * Math.sqrt((share * (1 - share)) / total) + 0.5 / 100;
  return Math.abs(found / total - share) <= spread;
}

const load = (root: string, file: string): Record<string, unknown>[] =>
  parseAllDocuments(readFileSync(path.join(root, file), 'utf8')).map(
    document => document.toJS() as Record<string, unknown>,
  );

interface Manifest {
  kind?: string;
  metadata?: {name?: string; namespace?: string};
  spec?: unknown;
}

const named = ({kind, metadata}: Manifest) =>
  `${kind}/${metadata?.namespace ?? 'default'}/${metadata?.name}`;

const worlds = new Map<string, ReadonlySet<string>>();

/** What every case shares, by name. */
function worldOf(root: string): ReadonlySet<string> {
  let world = worlds.get(root);
  if (world === undefined) {
    world = new Set((load(root, 'conformance/world/world.yaml') as Manifest[]).map(named));
    worlds.set(root, world);
  }
  return world;
}

/** Whether every manifest of a file was in force when the case was recorded; the case's own world counts by name. */
export function inForce(root: string, file: string, recording: Recording): boolean {
  const config = parseAllDocuments(recording.config).map(document => document.toJS() as Manifest);
  const world = worldOf(root);
  return (load(root, file) as Manifest[]).every(
    manifest =>
      config.some(
        other => named(other) === named(manifest) && isDeepStrictEqual(other.spec, manifest.spec),
      ) ||
      (!config.some(other => named(other) === named(manifest)) && world.has(named(manifest))),
  );
}

const STATUSES =
  '100 101 200 201 204 206 301 302 303 304 307 308 400 401 403 404 405 408 409 413 415 421 426 429 431 500 501 502 503 504'.split(
    ' ',
  );

/** Response flags that Envoy writes (source/common/stream_info/utility.h, `CORE_RESPONSE_FLAGS`). */
const FLAGS =
  'DC DI DO DPE DR DT FI IH LH LR NC NFCF NR OM RFCF RL RLSE SI UAEX UC UF UH UMSDR UO UPE UR URX UT'.split(
    ' ',
  );

/** How the bodies begin that Envoy's filters write themselves. */
const BODY =
  /^(?:Audiences in Jwt|Jwks|Jwt|RBAC|fault filter abort|no healthy upstream|upstream connect|upstream request timeout)\b/;

/** What a text says about outcomes of requests. */
interface Said {
  statuses: Set<string>;
  flags: Set<string>;
  codes: Set<string>;
  clusters: Set<string>;
  bodies: Set<string>;
}

function read(text: string, code: boolean, said: Said): void {
  for (const [word] of text.matchAll(
    /(?<![\w.,-])[1-5]\d\d(?![\w-]|[.,]\d| (?:ms|requests|words|times))/g,
  )) {
    if (STATUSES.includes(word)) said.statuses.add(word);
  }
  for (const [word] of text.matchAll(/IST\d{4}/g)) said.codes.add(word);
  if (!code) return;
  if (BODY.test(text)) said.bodies.add(text);
  for (const word of text.split(/\s+/)) {
    if (FLAGS.includes(word)) said.flags.add(word);
    if (/^(?:in|out)bound\|/.test(word)) said.clusters.add(word);
  }
}

const nothing = (): Said => ({
  statuses: new Set(),
  flags: new Set(),
  codes: new Set(),
  clusters: new Set(),
  bodies: new Set(),
});

function recordedIn(recording: Recording, indices: readonly number[]): Said {
  const said = nothing();
  for (const index of indices) {
    for (const answer of answersTo(recording.expect[index] ?? {})) {
      for (const {status, flags, cluster} of [answer, ...(answer.serverSide ?? [])]) {
        if (status !== undefined) said.statuses.add(String(status));
        for (const flag of flags?.split(',') ?? []) if (flag !== '-') said.flags.add(flag);
        if (typeof cluster === 'string') said.clusters.add(cluster);
      }
      if (answer.response?.body !== undefined) said.bodies.add(answer.response.body);
    }
  }
  for (const {code} of recording.analysis ?? []) said.codes.add(code);
  return said;
}

/** A recorded case that a page names. */
interface Naming {
  word: string;
  line: number;
  recording: Recording;
  indices: number[];
}

interface Section {
  said: Said;
  /** Line of the first mention of each word. */
  lines: Map<string, number>;
  named: Naming[];
  files: string[];
}

function readSection(
  root: string,
  nodes: readonly RootContent[],
  problem: (line: number, message: string) => void,
): Section {
  const section: Section = {said: nothing(), lines: new Map(), named: [], files: []};
  const say = (text: string, code: boolean, line: number) => {
    const here = nothing();
    read(text, code, here);
    for (const key of Object.keys(here) as (keyof Said)[]) {
      for (const word of here[key]) {
        section.said[key].add(word);
        if (!section.lines.has(word)) section.lines.set(word, line);
      }
    }
  };
  for (const top of nodes) {
    visit(top as Nodes, node => {
      const line = node.position?.start.line ?? 1;
      if (node.type === 'text') say(node.value, false, line);
      if (node.type === 'inlineCode') say(node.value, true, line);
      if (node.type === 'code' && node.lang !== 'mermaid' && node.lang !== 'yaml') {
        say(node.value, true, line);
      }
      if (node.type === 'code') section.files.push(...filesOf(node));
      if (!isElement(node)) return;
      const id = textAttribute(node, 'recorded');
      if (id === undefined) return;
      try {
        const recording = readRecording(root, id);
        const indices = chosenRequests(recording, textAttribute(node, 'request'));
        section.named.push({word: node.name ?? '', line, recording, indices});
      } catch (error) {
        problem(line, `<${node.name}>: ${(error as Error).message}`);
      }
    });
  }
  return section;
}

const filesOf = ({meta}: Code) => {
  const file = /(?:^|\s)file=(\S+)/.exec(meta ?? '')?.[1];
  return file === undefined ? [] : [file];
};

const LABELS: Readonly<Record<keyof Said, string>> = {
  statuses: 'status',
  flags: 'flag',
  codes: 'message',
  clusters: 'cluster',
  bodies: 'body',
};

/** Parts of a page: from one heading of the second level to the next, those that words bring included. */
function partsOf({tree}: Page): RootContent[][] {
  const parts: RootContent[][] = [[]];
  for (const node of tree.children) {
    const brings = isElement(node) && WORDS[node.name ?? '']?.heading !== undefined;
    if (brings || (node.type === 'heading' && node.depth === 2)) parts.push([]);
    parts.at(-1)?.push(node);
  }
  return parts;
}

const KEYS = Object.keys(LABELS) as (keyof Said)[];

/**
 * Pages against recordings. Where a section names recorded cases, every status, flag, message and cluster that its text mentions was recorded in a
 * case that the page names. The section of a confusion mentions each status but 200, and each flag, that its case recorded, and the page shows
 * YAML that was in force in it.
 */
export function checkPageOutcomes(root: string, pages: readonly Page[]): Finding[] {
  return pages.flatMap(page => {
    const findings: Finding[] = [];
    const problem = (line: number, message: string) =>
      findings.push({file: page.file, line, message});
    const sections = partsOf(page).map(nodes => readSection(root, nodes, problem));
    const namings = sections.flatMap(({named}) => named);
    const files = sections.flatMap(section => section.files);
    const recorded = namings.map(({recording}) =>
      recordedIn(recording, chosenRequests(recording, undefined)),
    );
    for (const {said, lines, named: here} of sections) {
      if (here.length === 0) continue;
      const cases = here.map(({recording}) => recording.id).join(', ');
      for (const key of KEYS) {
        for (const word of said[key]) {
          if (recorded.some(one => one[key].has(word))) continue;
          problem(
            lines.get(word) ?? 1,
            `${LABELS[key]} ${word} was recorded in none of the cases of this section (${cases}): correct it, or name the case that shows it, <Outcome recorded="…" />`,
          );
        }
      }
      for (const {word, line, recording, indices} of here) {
        if (word !== 'Confusion') continue;
        const shown = recordedIn(recording, indices);
        for (const key of ['statuses', 'flags'] as const) {
          for (const value of shown[key]) {
            if (value === '200' || said[key].has(value)) continue;
            problem(
              line,
              `${recordingFile(recording.id)} recorded ${LABELS[key]} ${value}, and the section says nothing of it: tell what the reader sees, or choose requests, request="0"`,
            );
          }
        }
        if (!files.some(shownFile => inForce(root, shownFile, recording))) {
          problem(
            line,
            `this page shows no YAML that was in force in ${recordingFile(recording.id)}: show the example that the case was recorded with`,
          );
        }
      }
    }
    return findings;
  });
}

/** Statuses and flags that an answer's text names are those that it claims. */
function textProblems({text, outcome}: Answer): string[] {
  if (outcome === undefined) return [];
  const said = nothing();
  text.split('`').forEach((part, index) => {
    read(part, index % 2 === 1, said);
  });
  const problems: string[] = [];
  if (said.statuses.size > 0 && !said.statuses.has(String(outcome.status))) {
    problems.push(`“${text}” claims status ${outcome.status}, which its text does not name`);
  }
  if (said.flags.size > 0 && !said.flags.has(outcome.flags ?? '')) {
    problems.push(`“${text}” claims flag ${outcome.flags}, which its text does not name`);
  }
  return problems;
}

function questionProblems(root: string, question: Question): string[] {
  const {recorded, request = 0, answers, file} = question;
  if (recorded === undefined) {
    const claims = answers.some(({outcome}) => outcome !== undefined);
    return claims ? ['an answer claims an outcome, and no recorded case shows it'] : [];
  }
  let recording: Recording;
  try {
    recording = readRecording(root, recorded);
    chosenRequests(recording, String(request));
  } catch (error) {
    return [(error as Error).message];
  }
  const met = recording.expect[request] ?? {};
  const problems = answers.flatMap(answer => {
    const {text, outcome, right} = answer;
    const found = textProblems(answer);
    if (outcome === undefined || Object.keys(outcome).length === 0) {
      found.push(
        `“${text}” claims no outcome: say it in data too, such as outcome: {status: 503, flags: 'NC'}`,
      );
    } else if (right === true && !agrees(outcome, met)) {
      found.push(
        `“${text}” is marked right, and ${recordingFile(recorded)} recorded something else: ${JSON.stringify(met)}`,
      );
    } else if (right !== true && agrees(outcome, met)) {
      found.push(`“${text}” is marked wrong, and is what ${recordingFile(recorded)} recorded`);
    }
    return found;
  });
  if (file !== undefined && existsSync(path.join(root, file)) && !inForce(root, file, recording)) {
    problems.push(
      `${file} was not in force in ${recordingFile(recorded)}: the case is about other YAML`,
    );
  }
  return problems;
}

/** Questions against recordings: the answer marked right is what was recorded, and no other is. */
export function checkQuizOutcomes(root: string, quizzes: CourseData['quizzes']): Finding[] {
  return quizzes.flatMap(({id, questions}) =>
    questions.flatMap(question =>
      questionProblems(root, question).map(message => ({
        file: 'src/data/quizzes',
        line: 1,
        message: `\`${id}\`, question \`${question.id}\`: ${message}`,
      })),
    ),
  );
}
