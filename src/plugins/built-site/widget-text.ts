import type {List, RootContent, Table} from 'mdast';
import {countAll, endWords} from '../../components/Outcome/words';
import {RELEASES, THEMES} from '../../data/releases';
import {RESPONSIBILITIES, WRITERS} from '../../data/responsibilities';
import type {ShownRecording} from '../../data/shown-words';
import {formatChance, formatDuration} from '../../widgets/_kit/format';
import {ORDERS} from '../../widgets/_kit/order';
import {costOf, ROUND_TRIP_MS, type FanOut} from '../../widgets/CallCost/cost';
import {REGIONS, tasksOf} from '../../widgets/DevOpsVenn/regions';
import {OUTCOMES, QUESTIONS} from '../../widgets/NeedAMesh/decide';
import {writeDay} from '../../widgets/ReleaseTimeline/timeline';
import {list, paragraph, strong, text, withCode} from './nodes';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    type: 'table',
    children: [head, ...rows].map(cells => ({
      type: 'tableRow',
      children: cells.map(cell => ({type: 'tableCell', children: withCode(cell)})),
    })),
  };
}

/** Settings that the pages speak of: the first one, then one thing changed at a time. */
const FIRST: FanOut = {calls: 10, latencyMs: ROUND_TRIP_MS, failure: 0.001, order: 'sequence'};
const COSTS: readonly FanOut[] = [
  {...FIRST, calls: 1},
  FIRST,
  {...FIRST, order: 'parallel'},
  {...FIRST, latencyMs: 20},
  {...FIRST, latencyMs: 20, order: 'parallel'},
  {...FIRST, failure: 0.0001},
  {...FIRST, calls: 100},
];

const callCost = (): RootContent[] => [
  table(
    [
      'Calls',
      'Made',
      'Latency of one',
      'Calls that fail',
      'The page waits',
      'The same calls in one process',
      'Pages that are complete',
    ],
    COSTS.map(setting => {
      const {localMs, waitMs, success} = costOf(setting);
      const {calls, order, latencyMs, failure} = setting;
      return [
        String(calls),
        ORDERS.find(({value}) => value === order)?.label.toLowerCase() ?? order,
        formatDuration(latencyMs),
        formatChance(failure),
        formatDuration(waitMs),
        formatDuration(localMs),
        formatChance(success),
      ];
    }),
  ),
];

const needAMesh = (): RootContent[] => [
  paragraph(strong('The questions')),
  list(
    QUESTIONS.map(({question, choices}) => [
      text(`${question} (${choices.map(({label}) => label).join(' · ')})`),
    ]),
    true,
  ),
  paragraph(strong('The answers that you can get')),
  list(
    Object.values(OUTCOMES).map(({verdict, title, instead}) => [
      strong(`${verdict}: ${title}.`),
      text(` ${instead}`),
    ]),
  ),
];

const releaseTimeline = (): RootContent[] => [
  table(
    ['Release', 'Date', 'The one thing to remember', 'Themes'],
    RELEASES.map(({version, date, change, themes}) => [
      version,
      writeDay(date),
      change,
      THEMES.filter(({id}) => themes.includes(id))
        .map(({label}) => label)
        .join(', '),
    ]),
  ),
];

const devOpsVenn = (): RootContent[] =>
  REGIONS.flatMap(({value, label}): RootContent[] => [
    paragraph(strong(label)),
    list(
      tasksOf(RESPONSIBILITIES, value, 'all').map(({task, objects, writer}) => [
        strong(`${task}.`),
        ...(objects.kubernetes === undefined
          ? []
          : [text(` Kubernetes: ${objects.kubernetes.join(', ')}.`)]),
        ...(objects.istio === undefined ? [] : [text(` Istio: ${objects.istio.join(', ')}.`)]),
        text(` Written by ${WRITERS[writer]}.`),
      ]),
    ),
  ]);

/** What a widget without properties says, for whoever cannot play with it. */
export const WIDGET_TEXTS: Readonly<Record<string, () => RootContent[]>> = {
  CallCost: callCost,
  DevOpsVenn: devOpsVenn,
  NeedAMesh: needAMesh,
  ReleaseTimeline: releaseTimeline,
};

/** Requests and answers of a recorded case, as a page lists them. */
export function recordingAsText({id, keeper, requests}: ShownRecording): RootContent[] {
  const log = keeper === 'the gateway' ? keeper : `the proxy of \`${keeper}\``;
  const items = requests.map(({command, caller, ends}): List['children'][number] => ({
    type: 'listItem',
    spread: false,
    children: [
      paragraph(
        {type: 'inlineCode', value: command},
        ...(caller === undefined ? [] : [text(` ${caller}`)]),
      ),
      list(
        ends.map(end => {
          const {before, result, after} = endWords(end, countAll(ends));
          return [
            text(before),
            strong(result),
            ...withCode(after),
            ...(end.log === undefined
              ? []
              : [text('. Log: '), {type: 'inlineCode', value: end.log} as const]),
            ...(end.receiver === undefined
              ? []
              : [
                  ...withCode(`. Log of the proxy of \`${end.receiver.service}\`: `),
                  {type: 'inlineCode', value: end.receiver.log} as const,
                ]),
          ];
        }),
      ),
    ],
  }));
  return [
    paragraph(
      ...withCode(`Recorded with real Istio and Envoy: \`${id}\`. The log is that of ${log}.`),
    ),
    {type: 'list', ordered: true, spread: false, children: items},
  ];
}
