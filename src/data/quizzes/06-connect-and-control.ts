import type {Quiz} from '../types';

export const connectAndControl: readonly Quiz[] = [
  {
    id: 'what-istio-adds',
    questions: [
      {
        id: 'pods-first',
        prompt:
          'There is no rule for `ui` yet. Nine Pods of v1 are behind the Service, and one Pod of v2 becomes ready. Who answers the users?',
        recorded: 'course/connect-and-control-share-by-pods',
        answers: [
          {
            text: 'v1 alone, until somebody releases v2',
            outcome: {from: ['ui']},
            because:
              'Nothing separates the two acts yet. The Service takes every ready Pod that fits its selector.',
          },
          {
            text: 'v1 and v2, about as often as they have Pods',
            outcome: {status: 200, from: ['ui', 'ui-v2']},
            right: true,
            because: 'Without a route, starting a version and showing it are one act.',
          },
          {
            text: 'v2 alone, because it is newer',
            outcome: {from: ['ui-v2']},
            because: 'Neither Kubernetes nor Istio knows which version is newer.',
          },
        ],
      },
      {
        id: 'fenced',
        prompt:
          'This route is in force, and v2 is ready. A tester comes through the gateway with the header `version: beta`. Who answers?',
        file: 'examples/demo/istio/v1-only/ui-virtual-service.yaml',
        recorded: 'course/demo-istio-v1-only-ui',
        request: 1,
        answers: [
          {
            text: 'v2, because of the header',
            outcome: {from: ['ui-v2']},
            because: 'No rule reads the header yet.',
          },
          {
            text: 'v1',
            outcome: {from: ['ui']},
            right: true,
            because:
              'The route has one rule, for everybody. A header that no rule names decides nothing.',
          },
          {
            text: 'v1 or v2, because the Service covers both',
            outcome: {from: ['ui', 'ui-v2']},
            because: 'The subset covers v1 alone, and the route names the subset.',
          },
        ],
      },
      {
        id: 'last-act',
        prompt: 'All users are on v2, and v1 still has a weight of 10. What do you remove first?',
        answers: [
          {
            text: 'The Deployment of v1: nobody needs its Pods any more',
            because:
              'A tenth of the requests does. They would meet a version without Pods, and fail.',
          },
          {
            text: 'The weight of v1',
            right: true,
            because: 'First nobody is sent there, then nobody has to be there.',
          },
          {
            text: 'The subset of v1 in the DestinationRule',
            because: 'The route still names it. Its share would meet a subset that nobody defined.',
          },
        ],
      },
    ],
  },
  {
    id: 'canary',
    questions: [
      {
        id: 'capitals',
        prompt:
          'You call `search` with the header `version: BETA`, in capitals. Which version answers?',
        file: 'examples/demo/istio/canary-through/search-virtual-service.yaml',
        recorded: 'traffic/canary-by-header',
        request: 2,
        answers: [
          {
            text: 'v2: HTTP headers do not care about capitals',
            outcome: {from: ['search-v2']},
            because: 'This holds for the name of a header. Its value is compared letter by letter.',
          },
          {
            text: 'v1',
            outcome: {from: ['search-v1']},
            right: true,
            because:
              '`exact: beta` is not `BETA`. So the first rule does not match, and the second takes the request.',
          },
          {
            text: 'None: 404, because the header is wrong',
            outcome: {status: 404},
            because:
              'A value that does not match is not an error. The next rule is tried, and it takes everything.',
          },
        ],
      },
      {
        id: 'cookie-inside',
        prompt: 'A browser sends `Cookie: oldversion=beta`. Which version answers?',
        file: 'examples/06-connect-and-control/by-cookie/ui-virtual-service.yaml',
        recorded: 'course/connect-and-control-by-cookie',
        request: 4,
        answers: [
          {
            text: 'v2: the pattern is found inside the cookie',
            outcome: {from: ['ui-v2']},
            because:
              'A `regex` is not searched for. It has to match the whole header, and nothing in it allows `old` at the beginning.',
          },
          {
            text: 'v1',
            outcome: {from: ['ui']},
            right: true,
            because:
              'Before `version=beta` there may be nothing, or something that ends with a semicolon. `old` is neither.',
          },
          {
            text: 'v1 or v2, by chance',
            outcome: {from: ['ui', 'ui-v2']},
            because: 'There is no weight in this file. A match decides, always in the same way.',
          },
        ],
      },
      {
        id: 'both-hops',
        prompt:
          'Rules for `ui` and for `search` both look for `version: beta`. A tester sends it, and sees `ui (v2) => search (v1)`. What is missing?',
        answers: [
          {
            text: 'The rule for `search` has to name the gateway, too',
            because:
              'The gateway does not call `search`. The proxy beside `ui` does, and it reads the rule already.',
          },
          {
            text: '`ui` does not copy the header into its own call',
            right: true,
            because:
              'The call to `search` is a new request. It has the headers that the code of `ui` gives it.',
          },
          {
            text: 'The route for `ui` has to set the header again',
            because:
              'The header arrives at `ui` without that. It gets lost behind `ui`, where no route of `ui` is read.',
          },
        ],
      },
      {
        id: 'no-way-back',
        prompt:
          'A tester opens `/beta/`, and v2 shows a page with a link to `/view`. The tester clicks on it. Who answers?',
        file: 'examples/06-connect-and-control/by-path/ui-virtual-service.yaml',
        recorded: 'course/connect-and-control-by-path',
        request: 3,
        answers: [
          {
            text: 'v2, because the visit began there',
            outcome: {from: ['ui-v2']},
            because:
              'No proxy knows of visits. Each request is read alone, and this one does not begin with `/beta/`.',
          },
          {
            text: 'v1',
            outcome: {from: ['ui']},
            right: true,
            because:
              'The path does not begin with `/beta/`, so the second rule takes it, as it takes `/`.',
          },
          {
            text: 'None: 404',
            outcome: {status: 404},
            because: 'The second rule takes every path that the first one leaves.',
          },
        ],
      },
    ],
  },
  {
    id: 'mirroring',
    questions: [
      {
        id: 'no-percentage',
        prompt: 'How many of the requests reach v2 as a copy?',
        file: 'examples/demo/istio/mirroring/ui-virtual-service.yaml',
        answers: [
          {
            text: 'None, until you write `mirrorPercentage`',
            because:
              'A share that is not written is no share of zero: for a mirror it means always.',
          },
          {
            text: 'Half of them: v1 and v2 share',
            because: 'A mirror takes nothing from the route. Every request goes to v1 as before.',
          },
          {
            text: 'All of them',
            right: true,
            because:
              'No percentage means 100%. Begin with a small value, or with enough Pods of v2.',
          },
        ],
      },
      {
        id: 'slow-and-failing',
        prompt:
          'v2 needs one second for each answer, and each answer is an error. What does the caller of `POST /orders` get?',
        file: 'examples/demo/istio/mirroring/ui-virtual-service.yaml',
        recorded: 'course/connect-and-control-mirrored-write',
        answers: [
          {
            text: '200 from v1, at once',
            outcome: {status: 200, from: ['ui'], ms: 0},
            right: true,
            because: 'The proxy waits for v1 only. What v2 answers is thrown away.',
          },
          {
            text: '200 from v1, after a second',
            outcome: {status: 200, from: ['ui'], ms: 1000},
            because: 'The copy runs beside the request. Nobody waits for it.',
          },
          {
            text: '500: one of the two has failed',
            outcome: {status: 500},
            because: 'The failure of a copy never reaches the caller.',
          },
        ],
      },
      {
        id: 'where-to-look',
        prompt: 'v2 is mirrored and answers every copy with an error. Where do you see this?',
        answers: [
          {
            text: 'In the answers that users get',
            because: 'Users get the answers of v1, and only these.',
          },
          {
            text: 'In the measurements and the log of v2',
            right: true,
            because: 'Copies count there like any other request.',
          },
          {
            text: 'Nowhere: the answers are thrown away',
            because: 'The answers are, but not before they have been counted.',
          },
        ],
      },
      {
        id: 'only-reads',
        prompt: 'How many of 200 requests `POST /orders` are copied to v2?',
        file: 'examples/06-connect-and-control/mirror-reads/ui-virtual-service.yaml',
        answers: [
          {
            text: 'About 20',
            because:
              'The percentage belongs to the first rule, and the first rule takes `GET` only.',
          },
          {
            text: 'None',
            right: true,
            because: 'The first rule does not match a `POST`, and the second has no mirror.',
          },
          {
            text: 'All of them: the second rule names no percentage',
            because: 'The second rule names no mirror, either. A mirror belongs to one rule.',
          },
        ],
      },
    ],
  },
  {
    id: 'blue-green',
    questions: [
      {
        id: 'same-user',
        prompt:
          'This DestinationRule is applied together with weights of 10 and 90. `ana` sends 500 requests, all with `x-user: ana`. Who answers her?',
        file: 'examples/06-connect-and-control/hashed/ui-destination-rule.yaml',
        recorded: 'course/connect-and-control-hashed',
        request: 0,
        answers: [
          {
            text: 'v2 each time, or v1 each time',
            outcome: {from: ['ui-v2']},
            because:
              'The header chooses a Pod inside the version. Which version it is has been drawn before, and anew for each request.',
          },
          {
            text: 'v2 about 50 times, v1 all other times',
            outcome: {from: ['ui-v2'], percent: 10},
            right: true,
            because:
              'The weights draw for each request. The header only decides which Pod of that version answers.',
          },
          {
            text: 'Always v1: with a header, weights are not used',
            outcome: {from: ['ui']},
            because: 'Both are used, one after the other: first the weights, then the header.',
          },
        ],
      },
      {
        id: 'nobody-home',
        prompt:
          'v2 has no Pod, and this route is applied. How many of the requests does v1 answer?',
        file: 'examples/demo/istio/split-10-90/ui-virtual-service.yaml',
        recorded: 'course/connect-and-control-split-without-v2',
        answers: [
          {
            text: 'All of them: v1 takes over what v2 cannot take',
            outcome: {status: 200, from: ['ui']},
            because: 'A weight does not look at health. The draw is made, and it is final.',
          },
          {
            text: 'About 90%, and the rest gets 503',
            outcome: {status: 503, percent: 10},
            right: true,
            because:
              'The share of v2 meets an empty list of Pods. Neither load balancing nor retries leave the version that was drawn.',
          },
          {
            text: 'None: a route to a missing version is not used',
            outcome: {from: []},
            because: 'The route is used. Only the share that leads to v2 fails.',
          },
        ],
      },
      {
        id: 'one-and-three',
        prompt:
          'In a route for `search`, `version-1` has weight 1 and `version-2-beta` has weight 3. What happens to a request?',
        recorded: 'traffic/weights-need-not-sum-to-100',
        answers: [
          {
            text: 'v2 answers it three times out of four',
            outcome: {from: ['search-v2'], percent: 75},
            right: true,
            because: 'A share is a weight divided by the sum of all weights: 3 of 4.',
          },
          {
            text: 'v2 answers it three times in a hundred, v1 all other times',
            outcome: {from: ['search-v2'], percent: 3},
            because: 'Weights are no percentages. They are compared with their own sum.',
          },
          {
            text: 'None: the sum has to be a hundred',
            outcome: {status: 404},
            because: 'Istio does not ask for that. It is a good habit, and no rule.',
          },
        ],
      },
      {
        id: 'way-back',
        prompt:
          'For an hour, all users were on v2. Now you want them back on v1. What can stop you?',
        answers: [
          {
            text: 'The Pods of v1 have to be started and become ready first',
            because: 'They have never stopped. This is what the second environment is for.',
          },
          {
            text: 'v2 has written data that v1 cannot read',
            right: true,
            because: 'A route moves requests. What an hour of requests has left behind stays.',
          },
          {
            text: 'The requests that v2 is working on are cut off',
            because:
              'The route of a request is chosen when it begins. A new route is for new requests.',
          },
        ],
      },
    ],
  },
  {
    id: 'when-things-go-wrong',
    questions: [
      {
        id: 'attempts-alone',
        prompt: '`search` v1 answers every request with 503. How often is it asked?',
        file: 'examples/06-connect-and-control/retries-alone/search-virtual-service.yaml',
        recorded: 'course/connect-and-control-retries-alone',
        answers: [
          {
            text: 'Once',
            outcome: {status: 503, attempts: 1},
            right: true,
            because:
              '`attempts` says how many, not on what. The default list of conditions holds, and a 503 of the application is not in it.',
          },
          {
            text: 'Three times',
            outcome: {status: 503, attempts: 3},
            because: 'This needs `retryOn` with 503 in it, or `5xx`.',
          },
          {
            text: 'Twice',
            outcome: {status: 503, attempts: 2},
            because:
              '`attempts` counts the tries after the first one. Two more would be allowed, and no condition asks for them.',
          },
        ],
      },
      {
        id: 'slow-and-impatient',
        prompt: '`search` itself is fast. What does `ui` get?',
        file: 'examples/06-connect-and-control/delay-and-timeout/search-virtual-service.yaml',
        recorded: 'course/connect-and-control-delay-and-timeout',
        answers: [
          {
            text: '504 after one second, flag `UT`',
            outcome: {status: 504, flags: 'UT', ms: 1000},
            because: 'The clock of the timeout starts behind the fault. The delay is over by then.',
          },
          {
            text: '200 after two seconds, flag `DI`',
            outcome: {status: 200, flags: 'DI', ms: 2000},
            right: true,
            because:
              'The delay is before timeout and retries. `search` then answers in time, and all is well.',
          },
          {
            text: '504 after three seconds, flag `UT`: three tries of one second',
            outcome: {status: 504, flags: 'UT', ms: 3000},
            because:
              'A timeout of the route covers all tries together, and a fault is never retried.',
          },
        ],
      },
      {
        id: 'repeated-post',
        prompt:
          '`search` v1 answers `POST /orders` with 503, each time. How often does the request reach it?',
        file: 'examples/06-connect-and-control/retries/search-virtual-service.yaml',
        recorded: 'course/connect-and-control-retries',
        request: 1,
        answers: [
          {
            text: 'Once: a POST is not repeated',
            outcome: {attempts: 1},
            because:
              'A browser would ask before it repeats a POST. A proxy does not look at the method.',
          },
          {
            text: 'Three times',
            outcome: {attempts: 3},
            right: true,
            because:
              'The first try, and two more. If each of them saves an order, there are three.',
          },
          {
            text: 'Twice',
            outcome: {attempts: 2},
            because: '`attempts: 2` means two more tries, after the first one.',
          },
        ],
      },
      {
        id: 'no-rule',
        prompt:
          'There is no rule for `search`. Every Pod of it refuses the connection, and none has a sidecar. What does `ui` get?',
        recorded: 'traffic/connection-refused',
        answers: [
          {
            text: '503 at once, after one attempt',
            outcome: {status: 503, attempts: 1},
            because:
              'There are retries without any rule: two more attempts for refused connections.',
          },
          {
            text: '503, after three attempts',
            outcome: {status: 503, attempts: 3},
            right: true,
            because: 'A refused connection is in the default list. The flags say `URX,UF`.',
          },
          {
            text: '504, because nobody answers',
            outcome: {status: 504},
            because:
              '504 is the answer when a clock has run out. By default, there is no clock, and a refusal comes at once.',
          },
        ],
      },
    ],
  },
];
