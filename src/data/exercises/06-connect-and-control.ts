import type {Exercise, ExerciseRow} from './types';

const URL = 'http://search:8080';

const USERS = [
  'ada',
  'bob',
  'cleo',
  'dan',
  'eve',
  'finn',
  'gus',
  'hana',
  'ivo',
  'jo',
  'kim',
  'leo',
];
const MORE_USERS = ['mia', 'ned', 'olga', 'pat', 'quinn', 'rosa', 'sam', 'tess', 'uma', 'vic'];

const write = (method: string, path: string): ExerciseRow => ({
  caller: 'ui',
  method,
  url: `${URL}${path}`,
  times: 50,
  wish: {status: 200, from: ['search v1'], copies: {of: 'search v2', atLeast: 0, atMost: 0}},
});

export const connectAndControl: readonly Exercise[] = [
  {
    id: 'same-user',
    confusion: '8',
    title: 'The same user, the same version',
    description:
      'Ten percent of requests are not ten percent of users. Let everybody stay with one version.',
    task: [
      'A few users should try version 2 of `search`, and each user should stay with the version that they met first. Every request carries the name of its user in the header `x-user`. Who gets version 2 does not matter, as long as somebody does, and not more than half of the users.',
      'The rule below says 90 and 10, and hashes by user. Still, every user meets both versions.',
    ],
    section: {
      path: '/docs/connect-and-control/blue-green',
      anchor: 'confusion-8',
      title: 'Confusion 8: 10% of what?',
    },
    rows: [
      {
        caller: 'ui',
        url: `${URL}/`,
        users: ['ada'],
        times: 40,
        wish: {status: 200, steady: true},
      },
      {
        caller: 'ui',
        url: `${URL}/`,
        users: USERS,
        times: 20,
        wish: {
          status: 200,
          steady: true,
          share: {of: 'search v2', atLeast: 1, atMost: 50},
        },
      },
    ],
    hidden: [
      {
        caller: 'ui',
        url: `${URL}/results`,
        users: MORE_USERS,
        times: 20,
        wish: {status: 200, steady: true},
      },
    ],
    hints: [
      'When is the draw made: once for a user, or once for a request?',
      'The weight is drawn first, anew for each request. The hash then picks a Pod inside the destination that was drawn.',
      'So the hash must have both versions in one destination, without weights and without a subset. Or do without chance: send chosen users to version 2 by a `match` on the header.',
    ],
    because: [
      'There is one destination now, with the Pods of both versions in it. The hash of the user’s name always leads to the same Pod, so to the same version.',
      'The price: the share is no longer a number that you write. It follows from the Pods, here one of three. To choose users yourself, match their header instead.',
    ],
    recorded: ['course/exercise-same-user'],
  },
  {
    id: 'careful-copy',
    confusion: '9',
    title: 'A careful copy',
    description:
      'A mirror copies everything, also what writes. Copy a part of the reads and nothing else.',
    task: [
      'Version 2 of `search` should get a copy of about a quarter of the `GET` requests. All users are answered by version 1. Requests that write are never copied: version 2 uses the same database.',
      'The rule below mirrors. Since then, every order is stored twice.',
    ],
    section: {
      path: '/docs/connect-and-control/mirroring',
      anchor: 'confusion-9',
      title: 'Confusion 9: the copy is real',
    },
    rows: [
      {
        caller: 'ui',
        url: `${URL}/results`,
        times: 400,
        wish: {
          status: 200,
          from: ['search v1'],
          copies: {of: 'search v2', atLeast: 16, atMost: 34},
        },
      },
      write('POST', '/orders'),
      write('DELETE', '/orders/7'),
    ],
    hidden: [
      write('PUT', '/orders/7'),
      write('PATCH', '/orders/7'),
      {
        caller: 'ui',
        url: `${URL}/about`,
        times: 400,
        wish: {
          status: 200,
          from: ['search v1'],
          copies: {of: 'search v2', atLeast: 16, atMost: 34},
        },
      },
    ],
    hints: [
      'A mirror is a part of a rule: it copies what the rule matches. What does this rule match?',
      'Without a percentage, all requests are copied. The field is `mirrorPercentage`, and it has a `value`.',
      'Two rules: the first one matches `method: {exact: GET}` and mirrors a part, the second one has no mirror and takes the rest.',
    ],
    because: [
      'The first rule takes reads, and copies a quarter of them. The second rule takes everything else, and has no mirror.',
      'The answer of a copy is thrown away. What the copy does is not: it arrives at version 2 as a request like any other.',
    ],
    recorded: ['course/exercise-careful-copy'],
  },
  {
    id: 'honest-retries',
    confusion: '10',
    title: 'Honest retries',
    description:
      'A fault that was meant to test the retries, and tests nothing. Make the retries work for failing Pods.',
    task: [
      'The Pods of `search` sometimes answer 503, and are well again a moment later. Users should not notice: the request is tried again. And nobody should wait longer than a second.',
      'Somebody added a fault to test the retries, and saw nothing but errors. The fault is still there.',
    ],
    section: {
      path: '/docs/connect-and-control/when-things-go-wrong',
      anchor: 'confusion-10',
      title: 'Confusion 10: testing retries with a fault',
    },
    rows: [
      {
        caller: 'ui',
        url: `${URL}/`,
        times: 10,
        wish: {status: 200},
      },
      {
        caller: 'ui',
        url: `${URL}/`,
        pods: [{status: 503}, {}],
        wish: {status: 200},
      },
      {
        caller: 'ui',
        url: `${URL}/`,
        pods: [{delayMs: 3000}],
        wish: {status: 504, flags: 'UT', withinMs: 1100},
      },
    ],
    hidden: [
      {
        caller: 'ui',
        url: `${URL}/results`,
        pods: [{status: 503}, {}],
        wish: {status: 200},
      },
      {
        caller: 'ui',
        url: `${URL}/`,
        pods: [{delayMs: 500}],
        wish: {status: 200},
      },
    ],
    hints: [
      'Who answers 503 now: a Pod, or the proxy itself? The flag `FI` tells you.',
      'A fault is injected before retries and timeout come into play. It is never tried again. Take it out.',
      '`attempts` alone keeps the conditions of the default, and an answer 503 is not among them. Say `retryOn: 5xx`, and set `timeout: 1s`.',
    ],
    because: [
      'The fault is gone: it was answered by the proxy, before any try. So it could test neither the retries nor the timeout.',
      'With `retryOn: 5xx`, an answer 503 of a Pod is tried again. The timeout of one second bounds all tries together.',
    ],
    recorded: ['course/exercise-honest-retries'],
  },
];
