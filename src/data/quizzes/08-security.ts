import type {Quiz} from '../types';

export const security: readonly Quiz[] = [
  {
    id: 'mtls',
    questions: [
      {
        id: 'plain-text-to-strict',
        prompt:
          'You apply this file, and nothing else about security. A Pod without a proxy calls `http://search:8080/`. What does it get?',
        file: 'examples/08-security/search-strict/search-peer-authentication.yaml',
        recorded: 'course/security-search-strict-search',
        request: 1,
        answers: [
          {
            text: 'No answer: the connection breaks',
            outcome: {connectionBreaks: true},
            right: true,
            because:
              'The proxy of `search` waits for TLS and gets something else. No HTTP is spoken, so there can be no status.',
          },
          {
            text: 'Status 403, from the proxy of `search`',
            outcome: {status: 403},
            because:
              'A 403 is an answer in HTTP, for a caller whose request was read. Here the connection ends before.',
          },
          {
            text: 'Status 401, from the proxy of `search`',
            outcome: {status: 401},
            because: 'A 401 is about a token in a request. No request was read.',
          },
          {
            text: 'Status 200, as before',
            outcome: {status: 200},
            because:
              'That was so under `PERMISSIVE`. The file says `STRICT` for the Pods of `search`.',
          },
        ],
      },
      {
        id: 'plain-text-to-the-neighbour',
        prompt: 'With both files of this page in force, the same Pod calls `ui` in plain text.',
        file: 'examples/08-security/search-strict/search-peer-authentication.yaml',
        recorded: 'course/security-search-strict-ui',
        request: 1,
        answers: [
          {
            text: 'The connection breaks here too',
            outcome: {connectionBreaks: true},
            because: 'The file has a selector. It holds for the Pods of `search` alone.',
          },
          {
            text: 'Status 200',
            outcome: {status: 200},
            right: true,
            because: 'For `ui` the mode of the namespace holds, and it is `PERMISSIVE`.',
          },
          {
            text: 'Status 503, because `ui` can no longer reach `search`',
            outcome: {status: 503},
            because: '`ui` has a proxy. It speaks mutual TLS to `search`, before and after.',
          },
        ],
      },
      {
        id: 'left-over-rule',
        prompt:
          'The namespace is `STRICT`, and this file from an old test is still there. What does `ui` get from `search`?',
        file: 'examples/08-security/tls-disabled/search-destination-rule.yaml',
        recorded: 'course/security-tls-disabled-strict',
        answers: [
          {
            text: 'Status 200: both have a proxy, so they agree on mutual TLS',
            outcome: {status: 200},
            because:
              'The caller’s proxy would choose mutual TLS by itself. The rule takes this choice away, and it sends plain text.',
          },
          {
            text: 'Status 503 with the flag `UC`',
            outcome: {status: 503, flags: 'UC'},
            right: true,
            because:
              'The proxy of `ui` sends plain text, the proxy of `search` closes the connection, and the proxy of `ui` reports that.',
          },
          {
            text: 'Status 403',
            outcome: {status: 403},
            because: 'No policy was asked: the connection ended before any request was read.',
          },
        ],
      },
      {
        id: 'one-account',
        prompt:
          '`search` has three Pods: two of v1 and one of v2, with the service account `search`. How many identities can a rule tell apart?',
        answers: [
          {
            text: 'Three: each Pod has a certificate of its own',
            because:
              'Each Pod has its own key and certificate, and on all of them stands the same name.',
          },
          {
            text: 'Two: one for each version',
            because: 'Versions are labels. They are not part of the name.',
          },
          {
            text: 'One',
            right: true,
            because: 'The name holds trust domain, namespace and account, and nothing else.',
          },
        ],
      },
    ],
  },
];
