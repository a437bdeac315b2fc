import {useEffect, useState} from 'react';

export type Fetched<T> =
  {state: 'idle'} | {state: 'waiting'} | {state: 'there'; value: T} | {state: 'failed'};

/** A file of the built site as JSON. Without an address nothing is fetched. */
export function useFetched<T>(address: string | null): Fetched<T> {
  const [answer, setAnswer] = useState<{address: string; fetched: Fetched<T>}>();
  useEffect(() => {
    if (address === null) return undefined;
    const cancel = new AbortController();
    fetch(address, {signal: cancel.signal})
      .then(async response => {
        if (!response.ok) throw new Error(response.statusText);
        const value = (await response.json()) as T;
        setAnswer({address, fetched: {state: 'there', value}});
      })
      .catch(() => {
        if (!cancel.signal.aborted) setAnswer({address, fetched: {state: 'failed'}});
      });
    return () => {
      cancel.abort();
    };
  }, [address]);
  if (address === null) return {state: 'idle'};
  return answer?.address === address ? answer.fetched : {state: 'waiting'};
}
