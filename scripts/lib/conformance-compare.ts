import type {Answer, Case} from './conformance-case';
import type {Played} from './conformance-play';

/** Compares what was recorded with what the engine says; `conformance/README.md` names the allowances. */

const TIME_TOLERANCE_MS = 60;
/** Told by the recording for people, or another way to say what is compared elsewhere. */
const FREE = new Set([
  'termination',
  'failure',
  'serverSide',
  'count',
  'counts',
  'tolerance',
  'pods',
  'ms',
]);

const isObject = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  ) ?? 'nothing';

const upTo = (details: unknown): unknown =>
  typeof details === 'string' ? details.split('{')[0] : details;

/** The exact differences of two answers; empty if they agree. */
export function differences(expected: Answer, actual: Answer, at: string): string[] {
  const found: string[] = [];
  const differ = (field: string, want: unknown, got: unknown): void => {
    found.push(`${at}.${field}: recorded ${canonical(want)}, engine ${canonical(got)}`);
  };
  for (const field of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (FREE.has(field)) continue;
    const want = expected[field];
    const got = actual[field];
    if (field === 'connection') {
      // All codes are one class.
      if ((want === undefined) !== (got === undefined)) differ(field, want, got);
    } else if (field === 'details') {
      if (upTo(want) !== upTo(got)) differ(field, want, got);
    } else if (field === 'upstream' && isObject(want) && isObject(got)) {
      const {podOneOf, ...rest} = want;
      const {podOneOf: candidates, drawn, ...own} = got;
      if (canonical(podOneOf) !== canonical(candidates))
        differ('upstream.podOneOf', podOneOf, candidates);
      if (Array.isArray(podOneOf) && !podOneOf.includes(drawn))
        differ('upstream.pod', podOneOf, drawn);
      if (canonical(rest) !== canonical(own)) differ(field, rest, own);
    } else if (canonical(want) !== canonical(got)) differ(field, want, got);
  }
  const ms = expected.ms;
  if (ms !== undefined) {
    const wanted = [ms].flat() as number[];
    const got = [actual.ms ?? []].flat() as number[];
    const close =
      wanted.length === got.length &&
      wanted.every((value, index) => Math.abs(value - (got[index] ?? 0)) <= TIME_TOLERANCE_MS);
    if (!close) differ('ms', ms, actual.ms);
  }
  return found;
}

/** Four standard deviations of a share of draws, and one. */
const spread = (draws: number, share: number): number =>
  Math.ceil(4 * Math.sqrt(draws * share * (1 - share))) + 1;

/** Which pods were hit is drawn; only the shares can agree. */
function comparePods(expected: Answer, actual: Answer, at: string): string[] {
  const plays = expected.pods as Record<string, number>[] | undefined;
  if (!plays) return [];
  const sum = (pods: Record<string, number>): number =>
    Object.values(pods).reduce((total, value) => total + value, 0);
  const drawn = actual.pods as Record<string, number>;
  const total = plays.reduce((all, pods) => all + sum(pods), 0);
  const draws = sum(drawn);
  const names = new Set([...plays.flatMap(pods => Object.keys(pods)), ...Object.keys(drawn)]);
  return [...names].flatMap(name => {
    const recorded = plays.reduce((all, pods) => all + (pods[name] ?? 0), 0);
    const share = recorded / total;
    // Both sides are samples; a pod that was never hit may still have a small share.
    const allowed =
      spread(draws, Math.min(Math.max(share, 1 / (total + 1)), 1 - 1 / (total + 1))) * 1.5;
    const got = drawn[name] ?? 0;
    return Math.abs(got - share * draws) <= allowed
      ? []
      : [`${at}.pods.${name}: recorded a share of ${share.toFixed(2)}, engine ${got} of ${draws}`];
  });
}

function compareOutcomes(expected: Answer, actual: Answer, at: string): string[] {
  const found: string[] = [];
  const left = [...((actual.outcomes as Answer[] | undefined) ?? [])];
  const outcomes = expected.outcomes as Answer[];
  for (const [index, want] of outcomes.entries()) {
    const here = `${at}.outcomes[${index}]`;
    const position = left.findIndex(
      got => differences(withoutTime(want), withoutTime(got), '').length === 0,
    );
    const got = left[position];
    const counts = (want.counts as number[] | undefined) ?? [want.count as number];
    const tolerance = (want.tolerance as number | undefined) ?? 0;
    if (!got) {
      const nearest = left[0];
      if (counts.some(count => count <= tolerance)) continue;
      found.push(
        `${here}: recorded ${counts.join(' and ')} times, engine never`,
        ...(nearest ? differences(want, nearest, here) : []),
      );
      continue;
    }
    left.splice(position, 1);
    const count = got.count as number;
    if (!counts.some(value => Math.abs(value - count) <= tolerance))
      found.push(`${here}.count: recorded ${counts.join(' and ')} ± ${tolerance}, engine ${count}`);
    found.push(
      ...differences(want, got, here).filter(text => text.startsWith(`${here}.ms`)),
      ...comparePods(want, got, here),
    );
  }
  for (const extra of left) found.push(`${at}: the engine also has ${canonical(extra)}`);
  if (
    expected.sequence !== undefined &&
    canonical(expected.sequence) !== canonical(actual.sequence)
  )
    found.push(
      `${at}.sequence: recorded ${canonical(expected.sequence)}, engine ${canonical(actual.sequence)}`,
    );
  return found;
}

const withoutTime = ({ms: _, ...rest}: Answer): Answer => rest;

/** Plays a case again with other random numbers; a single request may have been drawn otherwise. */
export const SEEDS = 100;

function compareAnswers(test: Case, played: Played, kind: 'single' | 'repeated'): string[] {
  return test.expect.flatMap((want, index) => {
    const repeated = want.outcomes !== undefined;
    if (repeated !== (kind === 'repeated')) return [];
    const answer = played.expect[index] ?? {};
    const at = `expect[${index}]`;
    return repeated ? compareOutcomes(want, answer, at) : differences(want, answer, at);
  });
}

/**
 * All differences of a case; empty: the engine agrees. Repeated requests are compared as shares, with the first seed. What a single
 * request met may be a draw (a pod, a weight): one of `SEEDS` plays has to agree with all single requests of the case.
 */
export function compareCase(test: Case, play: (seed: number) => Played): string[] {
  const first = play(1);
  const found: string[] = [];
  const wanted = [
    ...new Set(
      (test.rejected ?? [])
        .filter(({severity}) => severity === 'error')
        .map(({resource}) => resource),
    ),
  ].sort();
  const got = [...first.rejected].sort();
  if (canonical(wanted) !== canonical(got))
    found.push(`rejected: recorded ${canonical(wanted)}, engine ${canonical(got)}`);
  if ((test.envoyRefuses !== undefined) !== first.refused) {
    found.push(
      `envoyRefuses: recorded ${test.envoyRefuses === undefined ? 'no' : 'yes'}, engine ${first.refused ? 'yes' : 'no'}`,
    );
    return found;
  }
  const single = compareAnswers(test, first, 'single');
  let agrees = single.length === 0;
  for (let seed = 2; seed <= SEEDS && !agrees; seed += 1)
    agrees = compareAnswers(test, play(seed), 'single').length === 0;
  const repeated = compareAnswers(test, first, 'repeated');
  const isShare = (text: string): boolean => text.includes('.pods.');
  let shares = repeated.filter(isShare);
  // Where a rotation begins is drawn as well, and may decide which of two failing pods is ejected.
  for (let seed = 2; seed <= SEEDS && shares.length > 0; seed += 1)
    if (!compareAnswers(test, play(seed), 'repeated').some(isShare)) shares = [];
  return [
    ...found,
    ...(agrees ? [] : single),
    ...repeated.filter(text => !isShare(text)),
    ...shares,
  ];
}
