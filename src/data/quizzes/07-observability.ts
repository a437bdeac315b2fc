import type {Quiz} from '../types';

export const observability: readonly Quiz[] = [
  {
    id: 'grafana',
    questions: [
      {
        id: 'twice-too-high',
        prompt:
          '`ui` makes ten calls a second, and Grafana shows twenty for `search`. Both have a proxy. What is missing in the question?',
        answers: [
          {
            text: 'The version: v1 and v2 are added up',
            because:
              'Both versions together still get ten. The sum is right, and it is there twice.',
          },
          {
            text: 'The `reporter`',
            right: true,
            because:
              'The proxy of `ui` and that of `search` both count each call. Name one of them.',
          },
          {
            text: 'Nothing: ten calls are ten requests and ten answers',
            because: 'An answer is no request. Each count is of a request with its answer.',
          },
        ],
      },
      {
        id: 'which-half',
        prompt:
          'The route names a subset of `search` that nobody has defined. `ui` gets 503 each time. Where do you see these failures?',
        answers: [
          {
            text: 'With `reporter="destination"`, because `search` is the destination',
            because: 'No Pod of `search` was asked, so none of its proxies has anything to count.',
          },
          {
            text: 'With `reporter="source"`',
            right: true,
            because: 'Only the proxy of `ui` knows of a call that never arrived.',
          },
          {
            text: 'Nowhere: a request without a Pod is not counted',
            because: 'The caller’s proxy answered it, and counts it with its status and its flag.',
          },
        ],
      },
      {
        id: 'three-percentiles',
        prompt:
          'The 95th percentiles of three Pods are 100, 200 and 600 ms. What is that of the service?',
        answers: [
          {
            text: '300 ms, their average',
            because: 'A Pod with few requests would count as much as one with many.',
          },
          {
            text: '600 ms, the slowest',
            because:
              'If this Pod gets one request in a hundred, the service is much faster than that.',
          },
          {
            text: 'Nobody can say from these three numbers',
            right: true,
            because: 'Add up the buckets of all three, and ask for the percentile of the sum.',
          },
        ],
      },
    ],
  },
  {
    id: 'jaeger-and-opentelemetry',
    questions: [
      {
        id: 'dropped-headers',
        prompt:
          '`ui` copies no header of the trace to its call. What does `ui` get for `http://search:8080/`?',
        file: 'examples/07-observability/trace-headers/search-virtual-service.yaml',
        recorded: 'course/observability-trace-headers',
        request: 1,
        answers: [
          {
            text: 'An error: the proxy cannot place the call',
            outcome: {status: 400},
            because:
              'A proxy does not need a context. A call without one simply begins a new trace.',
          },
          {
            text: 'A good answer, and a flag in the access log that says so',
            outcome: {status: 200, flags: 'DPE'},
            because:
              'No proxy knows that headers are missing: for all that it sees, this call belongs to nothing.',
          },
          {
            text: 'A good answer, as if nothing were wrong',
            outcome: {status: 200, flags: '-'},
            right: true,
            because:
              'The status is 200 and there is no flag. Only the answer’s own header, `trace: begins anew`, shows what happened, and it is there because this rule sets it.',
          },
        ],
      },
      {
        id: 'store',
        prompt: 'Your team has chosen OpenTelemetry. Where do you look at a trace?',
        answers: [
          {
            text: 'In the screens of OpenTelemetry',
            because: 'OpenTelemetry has none, and keeps nothing. It produces, collects and sends.',
          },
          {
            text: 'In Jaeger, or in another store that takes its spans',
            right: true,
            because: 'Writing and sending is one job, keeping and showing another.',
          },
          {
            text: 'In Grafana, because Prometheus fetches the spans',
            because:
              'Prometheus fetches numbers. Spans are sent by the proxies, to a tracing back end.',
          },
        ],
      },
      {
        id: 'after-the-upgrade',
        prompt:
          'After an upgrade from Istio 1.20 to 1.31 there are no traces any more. Zipkin runs as before, and nobody changed a file. Why?',
        answers: [
          {
            text: 'Istio no longer supports Zipkin',
            because: '`zipkin` is still one of the kinds of providers.',
          },
          {
            text: 'Nothing says where the spans go',
            right: true,
            because:
              'Up to 1.21, spans went to `zipkin.istio-system` by default. Since 1.22 you name a provider, and a Telemetry object that uses it.',
          },
          {
            text: 'Zipkin has to be replaced by Jaeger 2',
            because:
              'Jaeger 1 has come to its end, and Zipkin has not. The store is not the cause here.',
          },
        ],
      },
      {
        id: 'share-at-two-places',
        prompt:
          'The Telemetry object keeps 5% of the traces. The request comes from the gateway, which has kept this one. What does the proxy of `ui` do?',
        answers: [
          {
            text: 'It draws again: 5 in 100 of the kept ones stay',
            because:
              'Then hardly any trace would be whole. The decision is made once and travels in the context.',
          },
          {
            text: 'It follows the decision of the gateway',
            right: true,
            because:
              'The first proxy draws, unless the caller brings a decision. The others read the result in the headers.',
          },
          {
            text: 'It keeps its own span in any case',
            because: 'Proxies of requests that are not kept send no spans.',
          },
        ],
      },
    ],
  },
  {
    id: 'kiali-and-access-logs',
    questions: [
      {
        id: 'empty-subset',
        prompt:
          'Take the rule of the seven answers. `ui` asks for `/empty`. What does its proxy write?',
        recorded: 'course/observability-seven-answers',
        request: 3,
        answers: [
          {
            text: '503, with the flag `NC`: there is no such version',
            outcome: {status: 503, flags: 'NC'},
            because:
              'The DestinationRule defines `version-3`, so the place is known. `NC` is for a subset that nobody defined.',
          },
          {
            text: '503, with the flag `UH`: nobody is there',
            outcome: {status: 503, flags: 'UH'},
            right: true,
            because: 'The subset is defined, and no ready Pod has its labels.',
          },
          {
            text: '404, with the flag `NR`: no route leads there',
            outcome: {status: 404, flags: 'NR'},
            because: 'A rule matches the path. `NR` means that none does.',
          },
        ],
      },
      {
        id: 'no-flag',
        prompt:
          'With the same rule, `ui` asks for `/sad`, and v1 answers 503 itself. What is in the place of the flag?',
        recorded: 'course/observability-seven-answers',
        request: 0,
        answers: [
          {
            text: '`UF`, because the other side failed',
            outcome: {flags: 'UF'},
            because: 'The connection worked, and an answer came back. `UF` means: no connection.',
          },
          {
            text: '`URX`, because the proxy tries again and gives up',
            outcome: {flags: 'URX'},
            because: 'By default, an answer with status 503 is not tried again since Istio 1.24.',
          },
          {
            text: 'A dash',
            outcome: {flags: '-'},
            right: true,
            because: 'The proxy had nothing to flag: it handed on the answer of v1.',
          },
        ],
      },
      {
        id: 'missing-arrow',
        prompt:
          '`search` may call the API of another company, and Kiali shows no arrow to it. What do you check first?',
        answers: [
          {
            text: 'Whether a policy forbids the call',
            because:
              'The graph shows calls that were made, refused ones too. It does not show permission.',
          },
          {
            text: 'Whether `search` has called it in the window of time',
            right: true,
            because: 'An arrow is a number from Prometheus. No call, no number, no arrow.',
          },
          {
            text: 'Whether traces are switched on in Kiali',
            because: 'The graph is made of metrics. Traces are shown beside it.',
          },
        ],
      },
      {
        id: 'which-log',
        prompt: 'The proxy of `ui` wrote `503 - via_upstream`. Which log do you open next?',
        answers: [
          {
            text: 'That of the proxy of `search`',
            right: true,
            because:
              '`via_upstream` says that the other side answered. Whether it was the application or its proxy, its log tells.',
          },
          {
            text: 'That of istiod, because no Pod was found',
            because: 'Then the flag would be `UH`, and the details would not speak of an upstream.',
          },
          {
            text: 'None: a dash means that all is well',
            because:
              'A dash means that this proxy has no flag to set. The status is 503 all the same.',
          },
        ],
      },
    ],
  },
];
