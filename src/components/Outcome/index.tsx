import type {ShownEnd, ShownRecording} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import {countAll, endWords} from './words';
import styles from './styles.module.css';

function End({end, of}: {end: ShownEnd; of: number}) {
  const {before, result, after} = endWords(end, of);
  return (
    <li>
      {before}
      <b>{result}</b>
      <CodeText>{after}</CodeText>
      {end.log !== undefined && <code className={styles.log}>{end.log}</code>}
      {end.receiver !== undefined && (
        <>
          and the proxy of <code>{end.receiver.service}</code> logs
          <code className={styles.log}>{end.receiver.log}</code>
        </>
      )}
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
        {requests.map(({command, caller, ends}) => (
          <li key={`${command} ${caller ?? ''}`}>
            <code>{command}</code>
            {caller !== undefined && <small> {caller}</small>}
            <ul>
              {ends.map(end => (
                <End key={JSON.stringify(end)} end={end} of={countAll(ends)} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </figure>
  );
}
