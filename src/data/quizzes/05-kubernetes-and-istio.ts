import type {Quiz} from '../types';

export const kubernetesAndIstio: readonly Quiz[] = [
  {
    id: 'more-yaml',
    questions: [
      {
        id: 'which-side',
        prompt:
          '`search` must refuse calls from everybody but `ui`. Whose proxy has to read the rule?',
        answers: [
          {
            text: 'That of `ui`, because the caller’s proxy applies rules',
            because:
              'This holds for traffic rules. A lock on the caller’s side stops nobody who calls without a proxy.',
          },
          {
            text: 'That of `search`',
            right: true,
            because:
              'Rules of security are read by the proxy of the receiver, which no caller can go around.',
          },
          {
            text: 'The gateway',
            because:
              'A gateway stands at the edge. The call from `ui` to `search` does not pass it.',
          },
        ],
      },
      {
        id: 'accepted',
        prompt:
          'You apply this file, and no other object of Istio exists. Kubernetes accepts it. What does `ui` get when it calls `http://search:8080/`?',
        file: 'examples/demo/istio/v1-only/search-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-subset-without-rule',
        answers: [
          {
            text: '200, from any version: a rule that cannot be followed is left out',
            outcome: {status: 200},
            because:
              'The rule is read and it matches. A proxy does not go back to “no rule” when the destination of a rule is missing.',
          },
          {
            text: '200, from v1',
            outcome: {status: 200, from: ['search-v1']},
            because:
              'The labels of `version-1` stand in a DestinationRule, and there is none. A name alone finds no Pod.',
          },
          {
            text: '503, from the proxy of `ui`',
            outcome: {status: 503, from: []},
            right: true,
            because:
              'The file is legal, and what it refers to does not exist. The proxy knows no destination of that name, and answers by itself.',
          },
        ],
      },
      {
        id: 'which-kind',
        prompt:
          '`search` calls the API of another company. You want to wait for it for one second at most. Which objects do you write?',
        answers: [
          {
            text: 'A ServiceEntry and a VirtualService',
            right: true,
            because:
              'The ServiceEntry makes the host known to the mesh. The VirtualService says how long a request to it may take.',
          },
          {
            text: 'A Gateway and a VirtualService',
            because: 'A Gateway opens a door for traffic that comes in. This call goes out.',
          },
          {
            text: 'A DestinationRule',
            because:
              'It says what exists at a host, and how connections to it are made. How long a whole request may take is a property of the route.',
          },
        ],
      },
    ],
  },
  {
    id: 'reading-a-rule',
    questions: [
      {
        id: 'one-dash-too-many',
        prompt: 'Which version answers `GET /results` without any header?',
        file: 'examples/05-kubernetes-and-istio/either/search-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-either',
        request: 1,
        answers: [
          {
            text: 'v2',
            outcome: {from: ['search-v2']},
            right: true,
            because:
              'Two dashes are two entries, and one of them is enough. The path alone matches.',
          },
          {
            text: 'v1, because the header is missing',
            outcome: {from: ['search-v1']},
            because:
              'Both conditions would have to hold only if they stood in one entry, under one dash.',
          },
          {
            text: 'None: 404',
            outcome: {status: 404},
            because: 'The last rule has no `match`, so every request that comes this far is taken.',
          },
        ],
      },
      {
        id: 'nothing-left',
        prompt: 'What does `ui` get for `GET /about`?',
        file: 'examples/broken/05-kubernetes-and-istio/first-match/search-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-first-match',
        request: 3,
        answers: [
          {
            text: '200, from any Pod, as without a rule',
            outcome: {status: 200},
            because: 'As soon as a VirtualService holds for a host, its list is the whole list.',
          },
          {
            text: '404, with the flag `NR`',
            outcome: {status: 404, flags: 'NR'},
            right: true,
            because: 'Neither prefix begins this path, and no rule for the rest stands at the end.',
          },
          {
            text: '503, with the flag `NC`',
            outcome: {status: 503, flags: 'NC'},
            because: 'This is the answer when a rule matches and its destination is not known.',
          },
        ],
      },
      {
        id: 'one-dash',
        prompt: 'Which version answers `GET /about` with the header `version: beta`?',
        file: 'examples/05-kubernetes-and-istio/both/search-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-both',
        request: 2,
        answers: [
          {
            text: 'v2, because of the header',
            outcome: {from: ['search-v2']},
            because: 'The header holds, and the path does not. Keys of one entry must all hold.',
          },
          {
            text: 'v1',
            outcome: {from: ['search-v1']},
            right: true,
            because:
              'The only entry of the first rule asks for path and header. So the second rule decides.',
          },
          {
            text: 'None: 404, with the flag `NR`',
            outcome: {status: 404, flags: 'NR'},
            because: 'The second rule has no `match`. It takes every request that comes this far.',
          },
        ],
      },
      {
        id: 'two-files',
        prompt:
          'This file exists since yesterday. Today you add a second VirtualService for `search`, which sends `/results` to v2. Which version answers a call from `ui` to `/results`?',
        file: 'examples/broken/05-kubernetes-and-istio/several-files/search-rest-virtual-service.yaml',
        recorded: 'course/kubernetes-and-istio-several-files-other-order',
        answers: [
          {
            text: 'v2, because its rule is more specific',
            outcome: {from: ['search-v2']},
            because:
              'Nobody compares the rules of two files. In a sidecar, only one of the files is read.',
          },
          {
            text: 'v2, because the newer file replaces the older one',
            outcome: {from: ['search-v2']},
            because: 'It is the other way round: the older object wins.',
          },
          {
            text: 'v1',
            outcome: {from: ['search-v1']},
            right: true,
            because:
              'In sidecars, the oldest of several shared VirtualServices for a host wins whole. Your new file is not read.',
          },
        ],
      },
    ],
  },
];
