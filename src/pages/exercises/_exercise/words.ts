import type {ExerciseCaller, ExerciseRow, PodAnswer, Wish} from '@site/src/data/exercises';
import type {Missed, RowVerdict} from '@site/src/widgets/Lab/model/exercise';

/** Requests, wishes and answers in words. Code stands in backticks. */

export const CALLERS: Readonly<Record<ExerciseCaller, string>> = {
  ui: '`ui`',
  search: '`search`',
  cart: '`cart`, in `shop`,',
  outside: 'A browser outside',
};

const list = (names: readonly string[], word: string): string =>
  names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;

const code = (text: string): string => `\`${text}\``;

function answerWords({status = 200, delayMs}: PodAnswer): string {
  return delayMs === undefined
    ? code(String(status))
    : `${code(String(status))} after ${delayMs} ms`;
}

/** What the Pods do in this row, if it is anything of note. */
export function podWords(pods: readonly PodAnswer[] | undefined): string | null {
  if (pods === undefined) return null;
  const [first, ...rest] = pods.map(answerWords);
  return rest.length === 0
    ? `The Pods answer ${first ?? ''}.`
    : `The Pod that is asked first answers ${first ?? ''}, then ${list(rest, 'and')}.`;
}

/** How often a row is sent, and by whom. */
export function timesWords({times = 1, users}: ExerciseRow): string {
  if (users === undefined) return times === 1 ? 'asks' : `asks ${times} times`;
  const [only] = users;
  return users.length === 1
    ? `asks ${times} times for the user ${code(only ?? '')}`
    : `asks ${times} times for each of ${users.length} users`;
}

export function commandWords({method = 'GET', url, headers = {}}: ExerciseRow): string {
  const sent = Object.entries(headers).map(([name, value]) => `, ${name}: ${value}`);
  return code(`${method} ${url.replace('http://', '')}${sent.join('')}`);
}

/** What has to come of it. */
export function wishWords({status, flags, from, steady, share, copies, withinMs}: Wish): string {
  const parts = [
    `${code(String(status))}${flags === undefined || flags === '-' ? '' : `, flag ${code(flags)},`}`,
    ...(from ? [`from ${list(from.map(code), 'or')}`] : []),
    ...(withinMs === undefined ? [] : [`within ${withinMs} ms`]),
    ...(steady ? ['each user from one version'] : []),
    ...(share ? [`${share.atLeast} to ${share.atMost}% from ${code(share.of)}`] : []),
    ...(copies
      ? [
          copies.atMost === 0
            ? `no copy to ${code(copies.of)}`
            : `a copy of ${copies.atLeast} to ${copies.atMost}% to ${code(copies.of)}`,
        ]
      : []),
  ];
  return parts
    .join('; ')
    .replace(/;(?= (?:from|within))/g, '')
    .replace(/,;/g, ';')
    .replace(/,$/, '');
}

/** What came of it. */
export function metWords({met, copies, sent}: RowVerdict): string {
  const groups = met.map(({count, status, flags, from}) => {
    const times = met.length > 1 ? `${count} × ` : '';
    const answer = status === null ? 'no answer' : code(String(status));
    const flag = flags === '-' ? '' : `, flag ${code(flags)},`;
    return `${times}${answer}${flag} from ${from === null ? 'the proxy itself' : code(from)}`;
  });
  const copied = Object.entries(copies).map(
    ([version, count]) => `${count} of ${sent} copied to ${code(version)}`,
  );
  return [...groups, ...copied].join('; ');
}

/** Which part of the wish did not come true. */
export const MISSED: Readonly<Record<Missed, string>> = {
  connection: 'The connection broke.',
  status: 'Another status was wished.',
  flags: 'Another flag was wished.',
  from: 'The wrong version answered.',
  steady: 'A user met two versions.',
  share: 'The share is not the one that was wished.',
  copies: 'The copies are not the ones that were wished.',
  withinMs: 'It took too long.',
};
