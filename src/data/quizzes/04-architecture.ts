import type {Quiz} from '../types';

export const architecture: readonly Quiz[] = [
  {
    id: 'istiod',
    questions: [
      {
        id: 'dead-endpoint',
        prompt:
          '`istiod` is down. Behind this Service are three addresses of `search`, and one of them now refuses every connection: nothing listens there any more, neither application nor sidecar. There is no other rule. `ui` sends 40 times `GET /x` to `http://search:8080`, through its sidecar. What does it get?',
        file: 'examples/demo/app/search-service.yaml',
        recorded: 'traffic/connection-refused-one-pod',
        answers: [
          {
            text: '200, every time',
            outcome: {status: 200},
            right: true,
            because:
              'The proxy tries again on another endpoint when a connection is refused. This is a default: nobody has to write it.',
          },
          {
            text: '200 two times in three, otherwise 503',
            outcome: {status: 200, percent: 67},
            because:
              'One request in three may indeed be sent to the broken endpoint first. But a refused connection is tried again by default, on another endpoint.',
          },
          {
            text: '503, every time',
            outcome: {status: 503},
            because:
              'The proxy needs nothing from `istiod` to carry a request. It has its rules, and two endpoints that work.',
          },
        ],
      },
      {
        id: 'all-dead',
        prompt:
          'The same Service, the same `GET /x`. Now all three addresses refuse every connection: no application, no sidecar. What does `ui` get?',
        file: 'examples/demo/app/search-service.yaml',
        recorded: 'traffic/connection-refused',
        answers: [
          {
            text: '503, after three attempts',
            outcome: {status: 503, attempts: 3},
            right: true,
            because:
              'One attempt and two retries, all refused. Then the proxy of `ui` answers in the place of `search`.',
          },
          {
            text: '503, after one attempt',
            outcome: {status: 503, attempts: 1},
            because:
              'A connection that fails is tried again by default, up to twice. The proxy does not know beforehand that it is useless.',
          },
          {
            text: 'Nothing: the proxy tries until one of them answers',
            outcome: {status: 200},
            because: 'Retries are limited. By default there are two.',
          },
        ],
      },
      {
        id: 'what-waits',
        prompt: '`istiod` has been down for ten minutes. What do you notice first?',
        answers: [
          {
            text: 'Calls between services are no longer encrypted',
            because:
              'Each proxy holds its certificate. It lives 24 hours and is renewed at half of that.',
          },
          {
            text: 'A rolling update of `ui` does not advance',
            right: true,
            because:
              'The namespace has injection. Without an answer from the webhook, Kubernetes creates no Pod there.',
          },
          {
            text: 'Every request waits until `istiod` is back',
            because: 'No request asks the control plane. The proxies decide with what they have.',
          },
        ],
      },
      {
        id: 'why-one',
        prompt: 'Why did one program replace four in the control plane?',
        answers: [
          {
            text: 'Because microservices are always a mistake',
            because:
              'They are an answer to needs: several teams, languages, loads, levels of trust. These four programs had none of them.',
          },
          {
            text: 'Because one team released all four together, and each had nearly the same rights',
            right: true,
            because:
              'Nothing had to be apart: neither releases, nor load, nor trust. Only the price of the split was left.',
          },
          {
            text: 'Because requests had become too slow',
            because:
              'That was the reason to remove Mixer, which the proxies asked about requests. Pilot, Citadel and Galley never carried any.',
          },
        ],
      },
    ],
  },
  {
    id: 'ambient',
    questions: [
      {
        id: 'policy-of-a-waypoint',
        prompt:
          'You copy this policy from a mesh in ambient mode. There, it refuses every request to `search` at the waypoint. Here, `search` has a sidecar, and there is no waypoint. A `GET /` to `http://search:8080` arrives. What is the answer?',
        file: 'examples/04-architecture/ambient/policy/nobody-may-call-search.yaml',
        recorded: 'course/architecture-waypoint-policy-with-sidecars',
        answers: [
          {
            text: '200: nobody applies the policy',
            outcome: {status: 200},
            right: true,
            because:
              '`targetRefs` ties it to the waypoint of the Service. A sidecar ignores a policy with `targetRefs`, and there is no waypoint to read it.',
          },
          {
            text: '403: the sidecar of `search` applies it',
            outcome: {status: 403},
            because:
              'A policy reaches a sidecar by namespace or by the labels of its Pod. With `targetRefs` it does not reach sidecars.',
          },
          {
            text: '503: the proxy is not configured any more',
            outcome: {status: 503},
            because:
              'A policy that does not concern a proxy changes nothing there. The request passes as before.',
          },
        ],
      },
      {
        id: 'retries-without-waypoint',
        prompt:
          'In ambient mode, without a waypoint, you write a rule: try a failed request to `search` three times. `search` answers 500. How often does it get the request?',
        answers: [
          {
            text: 'Once',
            right: true,
            because:
              'Nobody on the way reads HTTP. ztunnel carries bytes: it sees neither the request nor the 500.',
          },
          {
            text: 'Three times, by the ztunnel of `ui`',
            because:
              'ztunnel works on layer 4. To try a request again, one must know what a request is.',
          },
          {
            text: 'Never: the rule is refused',
            because:
              'The rule is valid, and it is stored. It is simply not applied without a waypoint.',
          },
        ],
      },
      {
        id: 'who-decides',
        prompt:
          '`ui` calls `search` in ambient mode, and `search` has a waypoint. Who chooses between v1 and v2?',
        answers: [
          {
            text: 'The ztunnel on the node of `ui`',
            because:
              'It finds out that there is a waypoint, and opens a tunnel to it. It does not read the request.',
          },
          {
            text: 'The waypoint of `search`',
            right: true,
            because:
              'In ambient mode, rules about requests are applied by the waypoint of the receiver. With sidecars it is the proxy of the caller.',
          },
          {
            text: 'The waypoint of `ui`',
            because:
              'A waypoint stands before those who are called. Only requests to `ui` pass through that of `ui`.',
          },
        ],
      },
      {
        id: 'what-you-need',
        prompt:
          'Thirty services. All calls must be encrypted, with a proven identity. Three of the services need canary releases. What do you install?',
        answers: [
          {
            text: 'A sidecar in every Pod, because canary releases need Envoy',
            because:
              'They need an Envoy on the way to those three services. The other 27 only need encryption and identity.',
          },
          {
            text: 'Ambient mode, and waypoints for the three',
            right: true,
            because:
              'ztunnel encrypts and proves for all thirty. A waypoint reads requests where somebody needs it.',
          },
          {
            text: 'Ambient mode, without waypoints',
            because: 'Encryption and identity work. But a canary release must read requests.',
          },
        ],
      },
    ],
  },
];
