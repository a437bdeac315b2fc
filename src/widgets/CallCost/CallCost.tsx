import {useState} from 'react';
import {Choice, Controls, Slider} from '../_kit/controls';
import {formatChance, formatCount, formatDuration} from '../_kit/format';
import {ORDERS, type Order} from '../_kit/order';
import {costOf, LOCAL_CALL_MS, ROUND_TRIP_MS} from './cost';
import {Timeline} from './Timeline';
import styles from './styles.module.css';

const CALLS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 75, 100];
const LATENCIES_MS = [0.1, 0.2, ROUND_TRIP_MS, 1, 2, 5, 10, 20, 50, 100, 150];
const FAILURES = [0, 0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];

export function CallCost() {
  const [calls, setCalls] = useState(10);
  const [latencyMs, setLatencyMs] = useState(ROUND_TRIP_MS);
  const [failure, setFailure] = useState(0.001);
  const [order, setOrder] = useState<Order>('sequence');

  const {localMs, waitMs, success} = costOf({calls, latencyMs, failure, order});
  const latency = formatDuration(latencyMs);
  const wait = formatDuration(waitMs);
  const counted = (kind: string) => (calls === 1 ? `one ${kind} call` : `${calls} ${kind} calls`);

  return (
    <section aria-label="What calls cost">
      <Controls>
        <Slider
          label="Calls for one page"
          steps={CALLS}
          value={calls}
          show={String}
          onChange={setCalls}
        />
        <Slider
          label="Latency of one call"
          steps={LATENCIES_MS}
          value={latencyMs}
          show={formatDuration}
          onChange={setLatencyMs}
        />
        <Slider
          label="Calls that fail"
          steps={FAILURES}
          value={failure}
          show={formatChance}
          onChange={setFailure}
        />
        <Choice legend="The calls are made" options={ORDERS} value={order} onChange={setOrder} />
      </Controls>

      <Timeline calls={calls} order={order} success={success} />

      <dl className={styles.formulas}>
        <dt>One network call</dt>
        <dd>
          {latency} = {formatCount(latencyMs / LOCAL_CALL_MS)} local calls of{' '}
          {formatDuration(LOCAL_CALL_MS)}
        </dd>
        <dt>The page waits</dt>
        <dd>
          {order === 'sequence'
            ? `${calls} × ${latency} = ${wait}`
            : `the slowest of ${calls} × ${latency} = ${wait}`}
        </dd>
        <dt>Every call succeeds</dt>
        <dd>
          (100% − {formatChance(failure)})<sup>{calls}</sup> = {formatChance(success)}
        </dd>
      </dl>
      <p className={styles.answer} role="status">
        The page waits {wait} for {counted('network')}. In one process, {counted('local')} would
        take {formatDuration(localMs)}.{' '}
        {success === 1
          ? 'Every page is complete.'
          : `${formatChance(1 - success)} of the pages miss something.`}
      </p>
    </section>
  );
}
