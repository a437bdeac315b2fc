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
        prompt:
          'This file and the one that writes `PERMISSIVE` down for the namespace are in force. The same Pod calls `ui` in plain text. What does it get?',
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
              'Each Pod has its own key and certificate, and the same name is on all of them.',
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
  {
    id: 'request-authentication',
    questions: [
      {
        id: 'no-token',
        prompt: 'This is the one file of security in force. A request for `ui` brings no token.',
        file: 'examples/demo/security/jwt/ui-request-authentication.yaml',
        recorded: 'course/security-token-checked-ui',
        request: 0,
        answers: [
          {
            text: 'Status 401, `Jwt is missing`',
            outcome: {status: 401},
            because:
              'Envoy knows this answer, and Istio does not ask for it: its rules let a missing token pass.',
          },
          {
            text: 'Status 403, `RBAC: access denied`',
            outcome: {status: 403},
            because: 'That is the answer of an AuthorizationPolicy, and there is none.',
          },
          {
            text: 'Status 200, from `ui`',
            outcome: {status: 200, from: ['ui']},
            right: true,
            because: 'No token is no bad token. The request goes on without a user.',
          },
        ],
      },
      {
        id: 'token-for-somebody-else',
        prompt: 'The same file. The token is real, in time, and its `aud` is `search`.',
        file: 'examples/demo/security/jwt/ui-request-authentication.yaml',
        recorded: 'course/security-token-checked-ui',
        request: 4,
        answers: [
          {
            text: 'Status 200: the signature is good',
            outcome: {status: 200},
            because: 'The signature says who made it. For whom it is meant, the audience says.',
          },
          {
            text: 'Status 403',
            outcome: {status: 403},
            right: true,
            because:
              'The rule names the audience `ui`. This one fault of a token is answered with 403.',
          },
          {
            text: 'Status 401',
            outcome: {status: 401},
            because: 'All other faults of a token are answered so. The audience is the exception.',
          },
        ],
      },
      {
        id: 'small-letters',
        prompt:
          'The same file. The header is `authorization: bearer …`, with small letters, and the token in it ended long ago.',
        file: 'examples/demo/security/jwt/ui-request-authentication.yaml',
        recorded: 'course/security-token-checked-ui',
        request: 9,
        answers: [
          {
            text: 'Status 401, because the token has ended',
            outcome: {status: 401},
            because: 'It would be so after `Bearer `. The proxy looks for exactly this word.',
          },
          {
            text: 'Status 200',
            outcome: {status: 200},
            right: true,
            because:
              'The word does not fit, so for the proxy there is no token, and no token passes. A policy that asks for a principal would refuse it.',
          },
          {
            text: 'Status 403, because the header is malformed',
            outcome: {status: 403},
            because:
              'A header that the rule does not know is no fault. It is simply not looked at.',
          },
        ],
      },
      {
        id: 'pass-it-on',
        prompt: '`search` should see Anna’s token, which came to `ui`. What does it take?',
        answers: [
          {
            text: 'Nothing: the mesh carries it along',
            because:
              'The proxies of `ui` see a request that comes in and one that goes out. They do not know that one causes the other.',
          },
          {
            text: '`forwardOriginalToken: true` at `ui`',
            because: 'Then `ui` gets the token. What it sends to `search` is a new request.',
          },
          {
            text: '`forwardOriginalToken: true` at `ui`, and code in `ui` that copies the header',
            right: true,
            because:
              'The rule keeps the token in the request, and only the application can put it into another one.',
          },
        ],
      },
    ],
  },
  {
    id: 'authorization',
    questions: [
      {
        id: 'no-rule',
        prompt: 'You apply this file and nothing else. What does `ui` get from `search`?',
        file: 'examples/demo/security/least-privilege/allow-nothing-authorization-policy.yaml',
        recorded: 'course/security-allow-nothing-search',
        request: 0,
        answers: [
          {
            text: 'Status 200: a policy without rules says nothing',
            outcome: {status: 200},
            because:
              'Its presence says something: with an ALLOW in force, only what matches one passes. Nothing matches this one.',
          },
          {
            text: 'Status 403',
            outcome: {status: 403},
            right: true,
            because:
              'ALLOW is the action when none is written. It is there, and has no rule that could match.',
          },
          {
            text: 'The connection breaks',
            outcome: {connectionBreaks: true},
            because: 'That is how mutual TLS refuses. A policy answers in HTTP.',
          },
        ],
      },
      {
        id: 'deny-in-plain-text',
        prompt:
          'Mutual TLS is `PERMISSIVE`. A program in the Pod of `cart` goes around its proxy and calls `search` in plain text.',
        file: 'examples/08-security/deny-cart/search-authorization-policy.yaml',
        recorded: 'course/security-deny-cart-search',
        request: 1,
        answers: [
          {
            text: 'Status 403: `cart` is denied',
            outcome: {status: 403},
            because:
              'The proxy of `search` would have to know that it is `cart`. Nothing proves it.',
          },
          {
            text: 'Status 200',
            outcome: {status: 200},
            right: true,
            because:
              'No certificate, no principal, no match. And without an ALLOW, the rest passes.',
          },
          {
            text: 'The connection breaks',
            outcome: {connectionBreaks: true},
            because: 'It would under `STRICT`.',
          },
        ],
      },
      {
        id: 'except-health',
        prompt:
          'The rule for tokens and this file are in force. A monitor from outside asks for `/health`, without a token.',
        file: 'examples/08-security/except-health/ui-authorization-policy.yaml',
        recorded: 'course/security-except-health-ui',
        request: 0,
        answers: [
          {
            text: 'Status 200: the path is excepted',
            outcome: {status: 200},
            because:
              'It is excepted from this rule, and no other rule allows it. An ALLOW only opens what it matches.',
          },
          {
            text: 'Status 401: no token',
            outcome: {status: 401},
            because: 'A missing token is never answered with 401.',
          },
          {
            text: 'Status 403',
            outcome: {status: 403},
            right: true,
            because:
              'There is an ALLOW, and this request matches none. A second rule with `paths: ["/health"]` opens it.',
          },
        ],
      },
      {
        id: 'two-opinions',
        prompt:
          'One policy allows everything for `search`. Another one, younger, denies `DELETE`. Who wins?',
        answers: [
          {
            text: 'The older one',
            because:
              'Age decides between two PeerAuthentications of one level. Authorization policies all count.',
          },
          {
            text: 'The DENY',
            right: true,
            because: 'DENY is asked before ALLOW, whatever the age, the name or the namespace.',
          },
          {
            text: 'The ALLOW, because it is wider',
            because: 'How much a rule covers plays no part.',
          },
        ],
      },
    ],
  },
];
