import type {Quiz} from '../types';

export const evolution: readonly Quiz[] = [
  {
    id: 'hard-in-production',
    questions: [
      {
        id: 'ten-calls',
        prompt:
          'A page needs ten calls, and every one must succeed. Each succeeds 999 times in 1,000, independently of the others. How often is the page complete?',
        answers: [
          {
            text: '999 times in 1,000',
            because:
              'That is the chance of one call. The page needs all ten, and chances that must all come true are multiplied.',
          },
          {
            text: '990 times in 1,000',
            right: true,
            because: '0.999 multiplied by itself ten times is 0.990.',
          },
          {
            text: '900 times in 1,000',
            because:
              'That would be ten calls that each fail once in 100. Here each one fails once in 1,000.',
          },
        ],
      },
      {
        id: 'parallel',
        prompt:
          '`ui` makes ten calls of 20 ms each. You change the code so that it makes them all at the same time. What changes?',
        answers: [
          {
            text: 'The page waits less, and fails as often as before',
            right: true,
            because:
              'In parallel you wait for the slowest call only: 20 ms and not 200 ms. All ten must still succeed, so the chance of failure stays.',
          },
          {
            text: 'The page waits less, and fails less often',
            because:
              'The wait does get shorter. But the chance that all ten succeed depends on how many there are, not on when they start.',
          },
          {
            text: 'Nothing: ten calls are ten calls',
            because:
              'In sequence, latencies add up. In parallel, only the slowest counts. That is a factor of ten here.',
          },
        ],
      },
      {
        id: 'no-answer',
        prompt:
          '`ui` asks a payment service to pay, and gets no answer before its timeout. What does `ui` know?',
        answers: [
          {
            text: 'The payment was not made',
            because:
              'Perhaps. But the request may have arrived, and only the answer was lost on its way back.',
          },
          {
            text: 'The payment was made, and the answer is late',
            because: 'Perhaps. But the request itself may have been lost, and nothing was paid.',
          },
          {
            text: 'Neither: both are possible',
            right: true,
            because:
              'Silence looks the same in both cases. This is why you retry only what can safely happen twice.',
          },
        ],
      },
      {
        id: 'retry-storm',
        prompt:
          'Two services stand in a row before a database. Each of the two tries again three times when its call fails. The database is down. How many requests can one request of a visitor cause there?',
        answers: [
          {
            text: '4',
            because:
              'That is the last caller alone: one attempt and three retries. The caller before it repeats the whole group.',
          },
          {
            text: '9',
            because:
              'This counts the retries only, 3 × 3. Each caller makes four attempts: the first one and three retries.',
          },
          {
            text: '16',
            right: true,
            because: 'Four attempts by each of two callers: 4 × 4.',
          },
        ],
      },
    ],
  },
  {
    id: 'istio-rises',
    questions: [
      {
        id: 'who-chooses',
        prompt:
          'In a mesh with sidecars, `ui` calls `search`. Who chooses between `search` v1 and `search` v2?',
        answers: [
          {
            text: 'The proxy of `ui`',
            right: true,
            because: 'The proxy of the caller reads the rules before the request leaves the Pod.',
          },
          {
            text: 'The proxy of `search`',
            because:
              'When a request arrives there, the choice is already made: this proxy stands beside one Pod, of one version.',
          },
          {
            text: '`istiod`',
            because:
              'The control plane writes the rules into the proxies beforehand. No request passes through it.',
          },
        ],
      },
      {
        id: 'istiod-stops',
        prompt: '`istiod` stops for a minute. What happens to a call from `ui` to `search`?',
        answers: [
          {
            text: 'It fails: the mesh is down',
            because:
              'The data plane carries the requests. The control plane only configures it, and the proxies keep what they were told.',
          },
          {
            text: 'It goes through, with the rules that the proxies already have',
            right: true,
            because:
              'Requests pass through the proxies, which keep their last configuration. Only changes have to wait.',
          },
          {
            text: 'It goes directly from `ui` to `search`, without the proxies',
            because:
              'The traffic of the Pod still passes through its sidecar. Nothing about that depends on the control plane.',
          },
        ],
      },
      {
        id: 'still-yours',
        prompt: 'Which of these stays the task of the application in a mesh?',
        answers: [
          {
            text: 'Encrypting the calls to `search`',
            because: 'The proxies do this on both sides, with mutual TLS.',
          },
          {
            text: 'Sending 1% of the requests to v2',
            because: 'This is a number in a rule, which the proxy of the caller applies.',
          },
          {
            text: 'Copying the trace headers from a request to the calls that it causes',
            right: true,
            because:
              'A proxy sees a request come in and other requests go out. Only the application knows which belongs to which.',
          },
        ],
      },
      {
        id: 'small-shop',
        prompt:
          'Two services in one language, on Kubernetes. They need retries and timeouts, and nothing else. What do you advise?',
        answers: [
          {
            text: 'A mesh, because retries are a task for a proxy',
            because:
              'A proxy can do it. But you would run a whole system for two services, and a library costs you one dependency.',
          },
          {
            text: 'A library',
            right: true,
            because:
              'One language and two services: the code exists once, and it is released with the rest.',
          },
          {
            text: 'An Ingress, because it handles HTTP',
            because:
              'It stands at the entrance. Calls between your two services do not pass through it.',
          },
        ],
      },
    ],
  },
];
