import type {Quiz} from '../types';

export const envoy: readonly Quiz[] = [
  {
    id: 'load-balancing',
    questions: [
      {
        id: 'same-user',
        prompt:
          'No VirtualService exists. `ui` sends five requests with `x-user: bob`. Where do they go?',
        file: 'examples/09-envoy/hashing/search-destination-rule.yaml',
        recorded: 'course/envoy-hash',
        request: 1,
        answers: [
          {
            text: 'All to one Pod, here one of v1',
            outcome: {status: 200, from: ['search-v1']},
            right: true,
            because:
              'Equal values of the header reach the same Pod. Which one it is follows from the value and the addresses of the Pods.',
          },
          {
            text: 'To Pods of v1 and v2, by chance',
            outcome: {status: 200, from: ['search-v1', 'search-v2']},
            because:
              'This is what requests without the header meet. With it, nothing is left to chance.',
          },
          {
            text: 'To v1 and v2 in turn',
            outcome: {status: 200, from: ['search-v1', 'search-v2'], percent: 100},
            because: 'In turn is round robin. Hashing does not look at what came before.',
          },
        ],
      },
      {
        id: 'slow-pod',
        prompt:
          'One Pod of four answers ten times slower than the others. Requests come in all the time. Which setting gives it the fewest?',
        answers: [
          {
            text: '`ROUND_ROBIN`, because it is fair',
            because: 'Fair in number: the slow Pod gets one request of four, like every other.',
          },
          {
            text: '`RANDOM`, because chance spreads everything',
            because: 'Each Pod has the same chance, the slow one too.',
          },
          {
            text: '`LEAST_REQUEST`, because the slow Pod has more requests under way',
            right: true,
            because:
              'It loses nearly every comparison of two. It still gets some, when both draws give the slow Pod.',
          },
          {
            text: '`consistentHash`, because it keeps users apart',
            because:
              'Hashing does not look at load. The users whose value leads to the slow Pod stay there.',
          },
        ],
      },
      {
        id: 'locality-alone',
        prompt:
          'You set `localityLbSetting` with `failoverPriority`, and nothing else. Requests still go to all zones. Why?',
        answers: [
          {
            text: '`outlierDetection` is missing in the same policy',
            right: true,
            because: 'Without it, Istio gives no priorities to the endpoints.',
          },
          {
            text: 'The algorithm has to be `ROUND_ROBIN`',
            because: 'Place comes before the algorithm, and works with each of them.',
          },
          {
            text: 'Near endpoints only get more requests, never all',
            because: 'Priority 0 takes everything while at least about 72% of it is healthy.',
          },
        ],
      },
    ],
  },
  {
    id: 'retries',
    questions: [
      {
        id: 'how-many',
        prompt:
          'All Pods of `search` answer 503, without a sidecar of their own. How many tries reach them for one `GET`?',
        file: 'examples/09-envoy/retries/search-virtual-service.yaml',
        recorded: 'course/envoy-retries-attempts-alone',
        request: 0,
        answers: [
          {
            text: 'Four, and the flag is `URX`',
            outcome: {flags: 'URX', attempts: 4},
            because:
              'This needs a condition that covers the 503. `attempts` alone leaves the conditions as they are.',
          },
          {
            text: 'One, and no flag',
            outcome: {flags: '-', attempts: 1},
            right: true,
            because:
              'Since Istio 1.24, no HTTP status of the application is among the default conditions, not even a 503.',
          },
          {
            text: 'Three',
            outcome: {attempts: 3},
            because:
              'Three tries are the default for refused connections. Here the number is 4 at most, and the failure is another one.',
          },
        ],
      },
      {
        id: 'hanging',
        prompt: '`search` hangs and never answers. What does `ui` get?',
        file: 'examples/09-envoy/retries-per-try/search-virtual-service.yaml',
        recorded: 'course/envoy-retries-per-try',
        answers: [
          {
            text: '504 after 300 ms, from one try',
            outcome: {status: 504, attempts: 1, ms: 300},
            right: true,
            because:
              'The end of a try is a failure like any other: it needs a condition, and the default has none for it.',
          },
          {
            text: '504 after 1.2 s, from four tries',
            outcome: {status: 504, attempts: 4, ms: 1200},
            because: 'With `gateway-error`, `5xx` or `reset` in `retryOn` it would be so.',
          },
          {
            text: 'Nothing: without `timeout` it waits for ever',
            outcome: {connectionBreaks: true},
            because: 'The limit for each try holds also where the route has no limit.',
          },
        ],
      },
      {
        id: 'refused-by-number',
        prompt:
          'You replace the conditions by `retryOn: "503"`. A Pod is being replaced and refuses connections. What changes for it?',
        answers: [
          {
            text: 'Nothing: a refused connection is a 503 in the end',
            because:
              'It becomes a 503 for the caller. The condition looks at answers that came from the application.',
          },
          {
            text: 'Refused connections are no longer tried again',
            right: true,
            because:
              '`retryOn` replaces the list. A number covers only real answers, and `connect-failure` is gone.',
          },
          {
            text: 'Refused connections are tried again more often',
            because: 'How often is `attempts`. After what is `retryOn`.',
          },
        ],
      },
      {
        id: 'room-for-all',
        prompt:
          'You want three tries of up to 2 s each. Which `timeout` of the route makes this possible?',
        answers: [
          {
            text: '`2s`, because it holds for each try',
            because: '`perTryTimeout` holds for each try. `timeout` is one clock for all of them.',
          },
          {
            text: '`7s`',
            right: true,
            because: 'Three times 2 s and two short waits fit into it.',
          },
          {
            text: '`6s`, because the waits are not counted',
            because: 'The waits count too. The third try would be cut short.',
          },
        ],
      },
    ],
  },
  {
    id: 'retry-budget-and-circuit-breaking',
    questions: [
      {
        id: 'no-room-to-wait',
        prompt:
          'Twenty requests reach v2 within 100 ms. Its one Pod takes 300 ms for each. What do most of the twenty get?',
        file: 'examples/09-envoy/connection-pool/search-destination-rule.yaml',
        recorded: 'course/envoy-pool-rush',
        answers: [
          {
            text: '200, a little later: they wait until the connection is free',
            outcome: {status: 200},
            because:
              'One may wait for the connection: `http1MaxPendingRequests` is 1. Who finds no place to wait is refused.',
          },
          {
            text: '503, with the flag `UO`',
            outcome: {status: 503, flags: 'UO', percent: 90},
            right: true,
            because:
              'One has the connection, one has the place to wait. The other eighteen are an overflow.',
          },
          {
            text: '503, with the flag `URX`: they are tried again until no try is left',
            outcome: {status: 503, flags: 'URX', percent: 90},
            because: 'An overflow is never tried again. That would only make it worse.',
          },
        ],
      },
      {
        id: 'budget-used-up',
        prompt: 'A retry budget is used up, and a try fails with 503. What does the caller get?',
        answers: [
          {
            text: 'This 503, at once',
            right: true,
            because:
              'The first failure is handed on. The flag `UO` in the log says why nothing was tried again.',
          },
          {
            text: 'An answer later: the retry waits for room',
            because: 'Retries do not queue. There is room at this moment, or there is none.',
          },
          {
            text: '429, too many requests',
            because:
              'A budget limits the proxy, and blames no caller. The status is that of the failure.',
          },
        ],
      },
      {
        id: 'how-many-connections',
        prompt:
          '`maxConnections: 50` for `search`, with two subsets in use. `ui` has four Pods. How many connections may there be?',
        answers: [
          {
            text: '50',
            because: 'This would need somebody who counts for all proxies. Nobody does.',
          },
          {
            text: '200',
            because: 'Four proxies, yes. But each subset is an Envoy cluster of its own.',
          },
          {
            text: '400',
            right: true,
            because:
              'The limit holds for each calling proxy and each Envoy cluster: 4 × 2 × 50. It can be more only where a subset has more than 50 Pods: each may have one connection.',
          },
        ],
      },
    ],
  },
  {
    id: 'outlier-detection',
    questions: [
      {
        id: 'one-of-three',
        prompt:
          'One Pod of three always answers 500. `ui` sends 120 requests, one after the other. How many fail?',
        file: 'examples/09-envoy/outlier-default-percent/search-destination-rule.yaml',
        recorded: 'course/envoy-outlier-default-percent',
        answers: [
          {
            text: 'Three: then it is ejected',
            outcome: {status: 500, percent: 2.5},
            because:
              'It fails often enough. But `maxEjectionPercent` is 10 by default, and one of three is more.',
          },
          {
            text: 'About a third',
            outcome: {status: 500, percent: 33},
            right: true,
            because: 'Nobody may be ejected: 1 of 3 is above the default of 10%.',
          },
          {
            text: 'None: failures are tried again elsewhere',
            outcome: {status: 200},
            because:
              'An answer 500 of the application is not among the default conditions of retries.',
          },
        ],
      },
      {
        id: 'every-second',
        prompt: '`consecutive5xxErrors: 3`. A Pod answers 200 and 500 in turn. When is it ejected?',
        answers: [
          {
            text: 'After its third 500',
            because:
              'They have to follow each other. Each 200 between them sets the count to zero.',
          },
          {
            text: 'Never',
            right: true,
            because:
              'The count never passes 1. Outlier detection finds Pods that are broken, not Pods that are bad.',
          },
          {
            text: 'At the next sweep',
            because: 'A sweep looks who may return. Ejection happens at the failure itself.',
          },
        ],
      },
      {
        id: 'who-else',
        prompt:
          'The sidecar of one Pod of `ui` ejects a Pod of `search`. What do the other Pods of `ui` do?',
        answers: [
          {
            text: 'They go on using it, until they have counted for themselves',
            right: true,
            because: 'Each proxy decides for itself. Nothing is shared.',
          },
          {
            text: 'They stop too: istiod tells them',
            because: 'istiod is not told. It does not take part in requests.',
          },
          {
            text: 'They stop when Kubernetes has restarted it',
            because: 'Kubernetes is not told either. For it, the Pod is ready.',
          },
        ],
      },
    ],
  },
  {
    id: 'reading-envoy',
    questions: [
      {
        id: 'the-flag',
        prompt:
          'A colleague applied the VirtualService with subsets and forgot the other file. Which line will you find in the log of the sidecar of `ui`?',
        file: 'examples/demo/istio/v1-only/search-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-subset-without-rule',
        answers: [
          {
            text: '404 with `NR`',
            outcome: {status: 404, flags: 'NR'},
            because: 'A route was found. What it names was not.',
          },
          {
            text: '503 with `UH`',
            outcome: {status: 503, flags: 'UH'},
            because: 'Then the Envoy cluster would exist, and be empty.',
          },
          {
            text: '503 with `NC`',
            outcome: {status: 503, flags: 'NC'},
            right: true,
            because: 'The route names an Envoy cluster that no DestinationRule has made.',
          },
        ],
      },
      {
        id: 'which-command',
        prompt:
          'The log has `UH`. You want to know whether the Pods are missing or ejected. What do you ask?',
        answers: [
          {
            text: '`istioctl proxy-config endpoint`',
            right: true,
            because:
              'It lists the addresses of an Envoy cluster with their state. An empty list means: no Pod has the labels.',
          },
          {
            text: '`istioctl proxy-config route`',
            because: 'The route did its work: it led to an Envoy cluster.',
          },
          {
            text: '`kubectl get pods`',
            because: 'It shows whether Pods are ready. Ejection is known to the proxy alone.',
          },
        ],
      },
      {
        id: 'whose-log',
        prompt:
          'Requests from `ui` to `search` end with 504 and `UT`. The sidecar of `search` logs them with status 0 and `DC`. Who is wrong?',
        answers: [
          {
            text: 'Nobody: the proxy of `ui` stopped waiting and closed the request, and the other sidecar saw that',
            right: true,
            because:
              'The time belongs to the caller’s proxy. `DC` says that the caller left, and this caller is a proxy.',
          },
          {
            text: 'The sidecar of `search`: it lost the answer of its application',
            because: 'There was none yet. When it came, nobody was there to take it.',
          },
          {
            text: 'The sidecar of `ui`: it should have waited for the answer',
            because: 'It waited as long as the rule says.',
          },
        ],
      },
    ],
  },
];
