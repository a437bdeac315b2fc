import type {Quiz} from '../types';

export const history: readonly Quiz[] = [
  {
    id: 'one-dot-zero-to-today',
    questions: [
      {
        id: 'old-api-version',
        prompt:
          'You find a `VirtualService` of 2019. It is complete, and its first line is `apiVersion: networking.istio.io/v1alpha3`. You apply it to Istio 1.31. What happens?',
        answers: [
          {
            text: 'It is refused: alpha versions are removed once there is a v1',
            because:
              'Many projects do so. Istio still accepts `v1alpha3` and `v1beta1` of its routing kinds beside `v1`.',
          },
          {
            text: 'It is accepted, and its fields are the same',
            right: true,
            because:
              'The three versions have the same fields. What the file leaves to a default may have changed since. In your own files, write `v1`: it is the one that will stay.',
          },
          {
            text: 'It is accepted, but only the fields that v1 knows take effect',
            because: 'All three versions have the same fields. There is nothing to leave out.',
          },
        ],
      },
      {
        id: 'default-retry',
        prompt:
          'An article of 2019 promises: “Istio repeats failed calls, you need no rule.” You use Istio 1.31 and write no rule. `ui` calls `search`, and each Pod of `search` answers 503. What does `ui` get?',
        recorded: 'traffic/default-retry-not-on-503',
        answers: [
          {
            text: 'The 503 of the first Pod, after one try',
            outcome: {status: 503, attempts: 1},
            right: true,
            because:
              'Since 1.24, a 503 that the other side sends is not among the things that are repeated by default. A connection that cannot be made still is.',
          },
          {
            text: 'A 503 after three tries',
            outcome: {status: 503, attempts: 3},
            because:
              'So it was until 1.23: two more tries, also after a 503. Since 1.24 the 503 is left out unless a rule asks for it.',
          },
          {
            text: 'A timeout',
            outcome: {status: 504},
            because:
              'An answer did arrive, in time. A 503 is an answer, and the proxy passes it on at once.',
          },
        ],
      },
      {
        id: 'supported',
        prompt:
          'Istio 1.31 came on 31 August 2026. You run 1.29. Until when does it get security fixes?',
        answers: [
          {
            text: 'Until the day on which 1.31 came',
            because:
              'Support does not end with the release. Six weeks follow, in which you upgrade.',
          },
          {
            text: 'Until about the middle of October 2026',
            right: true,
            because:
              'A minor release is supported until six weeks after the second next one. For 1.29 that is 1.31, and six weeks later it is 12 October.',
          },
          {
            text: 'Until 1.32 comes',
            because:
              'That would be the third next release. The rule counts two, and adds six weeks.',
          },
        ],
      },
      {
        id: 'which-sign',
        prompt: 'Four articles, four signs. Which one may you follow to the letter in Istio 1.31?',
        answers: [
          {
            text: 'It shares traffic with a `RouteRule`',
            because: 'That kind ended with 0.8, in June 2018. No Istio since 1.0 knows it.',
          },
          {
            text: 'It shares traffic with a `VirtualService` in `v1beta1`',
            right: true,
            because:
              'Its fields are those of `v1`, and the older version is still accepted. A share that is written down depends on no default.',
          },
          {
            text: 'It limits access with a `ServiceRole`',
            because:
              'That kind was used for permissions, and had no effect any more from 1.6 on. `AuthorizationPolicy` took its place.',
          },
          {
            text: 'It installs with `curl` from `https://git.io/getLatestIstio`',
            because:
              'That address is from the days of the talk. Commands age faster than YAML: take them from the documentation of today.',
          },
        ],
      },
    ],
  },
];
