import type {Outcome} from '../../../mesh';

/** How a request ended, as a headline and one sentence. */

interface Facts {
  caller: string;
  from: string | null;
  /** The destination that does not exist. */
  wanted: {host: string; subset: string} | null;
  /** Whose policy refused; null: nobody's. */
  denied: string | null;
}

function refused(outcome: Outcome, {caller, from, wanted}: Facts): string | null {
  const [flag] = outcome.flags.filter(name => name !== 'DI').slice(-1);
  const never = `The request never left ${caller}.`;
  switch (flag) {
    case 'NC':
      return wanted && wanted.subset !== ''
        ? `The route matched, but it points to a subset that nobody defined. ${never}`
        : `The route matched, but it points to a service that does not exist. ${never}`;
    case 'NR':
      return `No rule takes this request. ${never}`;
    case 'UH':
      return `The destination is known, and no Pod belongs to it. ${never}`;
    case 'FI':
      return `The rule made the proxy answer by itself, on purpose. ${never}`;
    case 'UT':
      return 'The answer took longer than the rule allows.';
    case 'UF':
      return `${from === null ? 'A Pod was chosen' : `\`${from}\` was chosen`}, and nobody answered the connection.`;
    case 'UC':
      return 'The Pod closed the connection before it answered.';
    case 'UPE':
      return 'What the Pod answered is not HTTP.';
    case 'UO':
      return 'A limit of the connection pool is reached, and the proxy refused.';
    case 'URX':
      return `${outcome.attempts} tries were made, and all of them failed.`;
    case 'DC':
      return 'The caller went away before there was an answer.';
    default:
      return null;
  }
}

export function saidOf(
  outcome: Outcome,
  facts: Facts,
): {headline: string; said: string; good: boolean} {
  const {status, connection, flags, mirrors, attempts} = outcome;
  const {from, denied} = facts;
  if (status === null) {
    const why =
      connection === 'refused'
        ? 'Nothing listens there: the connection is refused.'
        : connection === 'gave-up'
          ? 'The caller went away before there was an answer.'
          : 'The connection breaks, and there is no answer.';
    return {headline: ['no answer', ...flags].join(', '), said: why, good: false};
  }
  const headline = [String(status), ...flags].join(', ');
  const why = refused(outcome, facts);
  if (why !== null) return {headline, said: why, good: false};
  if (denied !== null) return {headline, said: `${denied} refused it.`, good: false};
  if (from === null)
    return {headline, said: 'The proxy answers by itself; no Pod was asked.', good: status < 400};
  const tried = attempts > 1 ? ` It took ${attempts} tries.` : '';
  const copied =
    mirrors.length > 0 ? ' A copy went out as well, and its answer is thrown away.' : '';
  return {headline, said: `\`${from}\` answers.${tried}${copied}`, good: status < 400};
}
