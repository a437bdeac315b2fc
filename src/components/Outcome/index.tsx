import type {ShownEnd, ShownRecording} from '@site/src/data/shown-words';
import styles from './styles.module.css';

const names = (workloads: readonly string[], shares: readonly number[] = []) =>
  workloads.map((workload, index) => (
    <span key={workload}>
      {index > 0 && (index === workloads.length - 1 ? ' and ' : ', ')}
      <code>{workload}</code>
      {shares[index] !== undefined && ` (${shares[index]})`}
    </span>
  ));

/** `300 ms`, `1 second`, `16 seconds` */
function seconds(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const tenths = Math.round(ms / 100) / 10;
  return tenths === 1 ? '1 second' : `${tenths} seconds`;
}

function End({end, of}: {end: ShownEnd; of: number}) {
  const {count, status, flags, from, shares, ms, body, attempts, copies, log} = end;
  // What the proxy wrote is recorded only where the answer is its own.
  const byProxy = status !== undefined && (body !== undefined || from.length === 0);
  return (
    <li>
      {of > 1 && (
        <>
          {count} of {of}:{' '}
        </>
      )}
      {status === undefined ? (
        <b>the connection broke</b>
      ) : (
        <b>
          {status}
          {flags !== undefined && `, flag ${flags}`}
        </b>
      )}
      {!byProxy && from.length > 0 && <>, from {names(from, shares)}</>}
      {byProxy && ', from the proxy itself'}
      {body !== undefined && (
        <>
          : <code>{body}</code>
          {from.length > 0 && <>, when it had asked {names(from)}</>}
        </>
      )}
      {attempts !== undefined && `, after ${attempts} attempts`}
      {ms !== undefined && `, in ${seconds(ms)}`}
      {copies !== undefined && <>, a copy to {names(copies)}</>}
      {log !== undefined && <code className={styles.log}>{log}</code>}
    </li>
  );
}

/** What real Istio and Envoy answered: request, status, flag, who answered, and the log line; taken from the recording, never typed. */
export function Outcome({recording}: {recording: ShownRecording}) {
  const {id, keeper, requests} = recording;
  return (
    <figure className={styles.outcome}>
      <figcaption>
        Recorded with real Istio and Envoy: <code>{id}</code>. The log lines are those of{' '}
        {keeper === 'the gateway' ? (
          keeper
        ) : (
          <>
            the proxy of <code>{keeper}</code>
          </>
        )}
        .
      </figcaption>
      <ol>
        {requests.map(({command, caller, ends}) => {
          const of = ends.reduce((total, {count}) => total + count, 0);
          return (
            <li key={`${command} ${caller ?? ''}`}>
              <code>{command}</code>
              {caller !== undefined && <small> {caller}</small>}
              <ul>
                {ends.map(end => (
                  <End key={JSON.stringify(end)} end={end} of={of} />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
