import {useId, useState} from 'react';
import {Choice, Controls, Slider} from '../_kit/controls';
import {formatCount, formatDuration} from '../_kit/format';
import {ORDERS, type Order} from '../_kit/order';
import {pageMs, tracesOf, type Span, type Trace} from './trace';
import styles from './styles.module.css';

const CALLS = [1, 2, 3, 4, 5];
const SEARCH_MS = [5, 10, 20, 50, 100, 200];

type Copy = 'copied' | 'dropped';

const COPIES: readonly {value: Copy; label: string}[] = [
  {value: 'copied', label: 'ui copies them'},
  {value: 'dropped', label: 'ui drops them'},
];

/** Width of the time axis, in units of the drawing. */
const WIDTH = 1000;

function says({place, kind}: Span): string {
  switch (place) {
    case 'gateway':
      return kind === 'server' ? 'gateway: in' : 'gateway: to ui';
    case 'ui':
      return kind === 'server' ? 'proxy of ui: in' : 'proxy of ui: to search';
    case 'search':
      return 'proxy of search: in';
    default:
      return place satisfies never;
  }
}

function Row({span, whole}: {span: Span; whole: number}) {
  const {id, parent, kind, depth, startMs, durationMs} = span;
  const scale = WIDTH / whole;
  return (
    <li className={styles.row} data-depth={depth}>
      <span className={styles.name}>
        {says(span)}
        <span className="sr-only">
          , span {id}
          {parent === null ? ', first of its trace' : `, below span ${parent}`}
        </span>
      </span>
      <span className={styles.times}>
        {formatCount(startMs)}–{formatCount(startMs + durationMs)} ms
      </span>
      <svg
        className={styles.bar}
        viewBox={`0 0 ${WIDTH} 10`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect
          className={kind === 'server' ? styles.server : styles.client}
          x={startMs * scale}
          y="1"
          width={durationMs * scale}
          height="8"
        />
      </svg>
    </li>
  );
}

function nameOf(trace: Trace, index: number, count: number): string {
  const spans = `${trace.length} spans`;
  return count === 1 ? `One trace, ${spans}` : `Trace ${index + 1} of ${count}, ${spans}`;
}

/** The same page, traced by proxies alone: calls in a row or side by side, with and without the headers that join them. */
export function TraceView() {
  const [calls, setCalls] = useState(3);
  const [searchMs, setSearchMs] = useState(20);
  const [order, setOrder] = useState<Order>('sequence');
  const [copy, setCopy] = useState<Copy>('copied');
  const name = useId();

  const page = {calls, searchMs, order};
  const whole = pageMs(page);
  const traces = tracesOf({...page, copied: copy === 'copied'});
  const other = pageMs({...page, order: order === 'sequence' ? 'parallel' : 'sequence'});
  const gain =
    calls === 1
      ? 'With one call, the order changes nothing.'
      : order === 'sequence'
        ? `All at the same time, it would take ${formatDuration(other)}.`
        : `One after the other, it would take ${formatDuration(other)}.`;

  return (
    <section aria-label="A page as its traces show it">
      <Controls>
        <Slider
          label="Calls from ui to search"
          steps={CALLS}
          value={calls}
          show={String}
          onChange={setCalls}
        />
        <Slider
          label="Time that search needs"
          steps={SEARCH_MS}
          value={searchMs}
          show={formatDuration}
          onChange={setSearchMs}
        />
        <Choice legend="The calls are made" options={ORDERS} value={order} onChange={setOrder} />
        <Choice
          legend="The headers of the trace"
          options={COPIES}
          value={copy}
          onChange={setCopy}
        />
      </Controls>

      <p className={styles.answer} role="status">
        The page takes {formatDuration(whole)}. {gain}{' '}
        {traces.length === 1
          ? 'One trace holds every span.'
          : `The tracing tool shows ${traces.length} traces. Nothing says that they belong together, nor in which order the calls were made.`}
      </p>

      {traces.map((trace, index) => (
        <div key={trace[0]?.id} className={styles.trace}>
          <p className={styles.heading} id={`${name}-${index}`}>
            {nameOf(trace, index, traces.length)}
          </p>
          <ol className={styles.rows} aria-labelledby={`${name}-${index}`}>
            {trace.map(span => (
              <Row key={span.id} span={span} whole={whole} />
            ))}
          </ol>
        </div>
      ))}
      <p className={styles.legend}>
        Full bars, “in”: a request comes in. Empty bars, “to”: a request goes out. Each trace begins
        at its own 0 ms.
      </p>
    </section>
  );
}
