import type {ShownEnd} from '../../data/shown-words';

/** One way in which a request ended, in words; code stands in backticks. The page and its Markdown twin say the same. */
export interface EndWords {
  /** `9 of 40: `, or nothing. */
  before: string;
  /** What the caller got. */
  result: string;
  after: string;
}

const names = (workloads: readonly string[], shares: readonly number[] = []) =>
  workloads
    .map((workload, index) => {
      const joint = index === 0 ? '' : index === workloads.length - 1 ? ' and ' : ', ';
      return `${joint}\`${workload}\`${shares[index] === undefined ? '' : ` (${shares[index]})`}`;
    })
    .join('');

/** `300 ms`, `1 second`, `16 seconds` */
function seconds(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const tenths = Math.round(ms / 100) / 10;
  return tenths === 1 ? '1 second' : `${tenths} seconds`;
}

/** @param of how many equal requests there were */
export function endWords(end: ShownEnd, of: number): EndWords {
  const {count, status, flags, from, shares, ms, body, attempts, copies, receiver} = end;
  // What the proxy wrote is recorded only where the answer is its own.
  const byReceiver = receiver?.answered === true;
  const byProxy = !byReceiver && status !== undefined && (body !== undefined || from.length === 0);
  const flag = flags === undefined ? '' : `, flag ${flags}`;
  return {
    before: of > 1 ? `${count} of ${of}: ` : '',
    result: status === undefined ? 'the connection broke' : `${status}${flag}`,
    after: [
      byReceiver ? `, from the proxy of \`${receiver.service}\`` : '',
      !byReceiver && !byProxy && from.length > 0 ? `, from ${names(from, shares)}` : '',
      byProxy ? ', from the proxy itself' : '',
      body === undefined ? '' : `: \`${body}\``,
      byProxy && body !== undefined && from.length > 0 ? `, when it had asked ${names(from)}` : '',
      attempts === undefined ? '' : `, after ${attempts} attempts`,
      ms === undefined ? '' : `, in ${seconds(ms)}`,
      copies === undefined ? '' : `, a copy to ${names(copies)}`,
    ].join(''),
  };
}

/** Equal requests of a row. */
export const countAll = (ends: readonly ShownEnd[]) =>
  ends.reduce((total, {count}) => total + count, 0);
