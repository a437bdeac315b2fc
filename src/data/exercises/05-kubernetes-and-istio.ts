import type {Exercise, ExerciseRow, Wish} from './types';

const v1: Wish = {status: 200, from: ['search v1']};
const v2: Wish = {status: 200, from: ['search v2']};

/** Enough requests that no version is met by chance alone. */
const MANY = 30;

const ask = (path: string, wish: Wish, more: Partial<ExerciseRow> = {}): ExerciseRow => ({
  caller: 'ui',
  url: `http://search:8080${path}`,
  times: MANY,
  wish,
  ...more,
});

const BETA = {version: 'beta'};
const STAFF = {team: 'search'};

export const kubernetesAndIstio: readonly Exercise[] = [
  {
    id: 'first-match',
    confusion: '1',
    title: 'The first match wins',
    description:
      'A rule for /results that nobody reaches. Put it where it is read, and make it match what it should.',
    task: [
      'Version 2 of `search` has a new page, `/results`, with everything below it. All other paths stay with version 1, also `/resultsheet`, which is an older page that only begins alike.',
      'The rule below was written last night. Since then, nobody has seen version 2.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/reading-a-rule',
      anchor: 'confusion-1',
      title: 'Confusion 1: the order, and the prefix',
    },
    rows: [ask('/results', v2), ask('/results/7', v2), ask('/resultsheet', v1), ask('/about', v1)],
    hidden: [
      ask('/results?q=sail', v2),
      ask('/results/7/map', v2),
      ask('/results-2019', v1),
      ask('/', v1),
    ],
    hints: [
      'Put a finger on the first rule. Which requests does it let pass?',
      'A rule without `match` takes everything. It belongs at the end.',
      'A prefix is a beginning of text: `/results` also begins `/resultsheet`. One entry with `exact: /results` and one with `prefix: /results/` take the page and what lies below it.',
    ],
    because: [
      'The first rule that matches wins, in written order. The rule for everybody stands last now, so that others are read before it.',
      'Two entries under `match` are alternatives: the page itself, and all that begins with `/results/`. The slash at the end keeps `/resultsheet` out.',
    ],
    recorded: ['course/exercise-first-match'],
  },
  {
    id: 'and-or',
    confusion: '2',
    title: 'And, or',
    description:
      'Testers should see version 2 of one page, one team should see it everywhere. One dash decides who else does.',
    task: [
      'Testers send the header `version: beta`, and should see version 2 of `/results`, and of nothing else. The team of `search` sends `team: search`, and should see version 2 on every page. All others stay with version 1.',
      'The rule below knows all three conditions. But far too many people see version 2.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/reading-a-rule',
      anchor: 'confusion-2',
      title: 'Confusion 2: a dash means “or”',
    },
    rows: [
      ask('/results', v2, {headers: BETA}),
      ask('/results', v1),
      ask('/about', v1, {headers: BETA}),
      ask('/about', v2, {headers: STAFF}),
    ],
    hidden: [
      ask('/results', v2, {headers: STAFF}),
      ask('/about', v2, {headers: {...BETA, ...STAFF}}),
      ask('/results', v1, {headers: {version: 'alpha'}}),
      ask('/about', v1),
    ],
    hints: [
      'Count the dashes under `match`. Each of them begins a way in.',
      'Keys of one entry must all hold. Which two conditions belong together?',
      'Take away the dash before the first `headers`, and indent it like `uri`: path and header `version` are then one entry. The entry for the team stays on its own.',
    ],
    because: [
      'There are two entries now. The first one asks for the path and the header, because both are keys of one entry. The second one asks for the header of the team alone.',
      'One entry is enough, so the team sees version 2 on every page.',
    ],
    recorded: ['course/exercise-and-or'],
  },
  {
    id: 'missing-subset',
    confusion: '3',
    title: 'A subset is a name',
    description:
      'Testers get 503. The name of a subset and the labels of a Pod are two things, and here both are wrong.',
    task: [
      'Testers send the header `version: beta` and should reach version 2. All others should reach version 1.',
      'Testers get status 503 instead. Find out why, and after that find out why they still do.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/virtualservice-and-destinationrule',
      anchor: 'confusion-3',
      title: 'Confusion 3: the name of a subset is not a label',
    },
    rows: [ask('/', v2, {headers: BETA}), ask('/', v1)],
    hidden: [
      ask('/results', v2, {headers: BETA}),
      ask('/results', v1, {headers: {version: 'alpha'}}),
    ],
    hints: [
      'The flag tells you which of the two it is. `NC`: nobody defined this subset. `UH`: it is defined, and no Pod is in it.',
      'A rule uses a name, and the DestinationRule defines it. The two names have to be the same.',
      'The Pods of version 2 carry the label `version: v2`. The labels of a subset have to be those of the Pods.',
    ],
    because: [
      'The rule uses the name `version-2-beta`, and the DestinationRule now defines it. Before, it defined `version-2`: another name, so the answer was 503 with the flag `NC`.',
      'With the name alone, the answer is 503 with the flag `UH`: no Pod carries the label `version: version-2`. The name is free to choose, the labels are those of the Pods.',
    ],
    recorded: ['course/exercise-missing-subset'],
  },
  {
    id: 'inside-and-outside',
    confusion: '4',
    title: 'Inside and outside',
    description:
      'One rule for browsers and for the mesh. Whether it holds for both is decided by a field that is not there.',
    task: [
      'All requests to `ui` should reach version 1: those that come from outside, through the gateway, and those from inside the mesh.',
      'Host, rule and subset are right. Browsers get status 404 all the same.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/gateway-and-serviceentry',
      anchor: 'confusion-4',
      title: 'Confusion 4: the field that you leave out',
    },
    rows: [
      {
        caller: 'outside',
        url: 'http://ui.example.com/',
        times: MANY,
        wish: {status: 200, from: ['ui v1']},
      },
      {
        caller: 'search',
        url: 'http://ui:8080/',
        times: MANY,
        wish: {status: 200, from: ['ui v1']},
      },
    ],
    hidden: [
      {
        caller: 'outside',
        url: 'http://ui.example.com/results',
        times: MANY,
        wish: {status: 200, from: ['ui v1']},
      },
      {
        caller: 'cart',
        url: 'http://ui.default:8080/',
        times: MANY,
        wish: {status: 200, from: ['ui v1']},
      },
    ],
    hints: [
      'Which proxies read this rule? Look for the field that says so.',
      'Left out, `gateways` means `mesh`: all sidecars, and no gateway.',
      'A list replaces the default, it does not add to it. `gateways: [ui]` would mend the browsers and lose everybody inside.',
    ],
    because: [
      'The list names both: `ui` is the Gateway, and `mesh` stands for all sidecars. So the same rule holds for browsers and for callers inside.',
      'With `[ui]` alone, every answer would be 200, and still wrong: inside the mesh, half of the requests would reach version 2.',
    ],
    recorded: [
      'course/exercise-inside-and-outside-outside',
      'course/exercise-inside-and-outside-search',
      'course/exercise-inside-and-outside-cart',
    ],
  },
  {
    id: 'whose-proxy',
    confusion: '5',
    title: 'Whose proxy?',
    description:
      'Two callers, one host, two different rules. Both are applied before the request leaves its caller.',
    task: [
      '`ui` is ready for version 2 of `search`, and should get nothing else. `cart`, in the namespace `shop`, is not: it should get version 1, always.',
      'The rule below works for `ui`. But `cart` meets both versions, as if there were no rule.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/virtualservice-and-destinationrule',
      anchor: 'who-applies-the-rule',
      title: 'Confusion 5: who applies the rule',
    },
    rows: [ask('/', v2), ask('/', v1, {caller: 'cart', url: 'http://search.default:8080/'})],
    hidden: [
      ask('/results', v2),
      ask('/', v1, {caller: 'cart', url: 'http://search.default.svc.cluster.local:8080/results'}),
      ask('/', v1, {
        caller: 'cart',
        url: 'http://search.default:8080/',
        headers: {'user-agent': 'ui'},
      }),
    ],
    hints: [
      'Nothing is decided at `search`. Does the proxy of `cart` know this rule?',
      '`exportTo: ["."]` keeps the rule in its own namespace. Without the field, all namespaces get it. But then it holds for `cart` as it is.',
      'A rule can ask who calls: a `match` with `sourceLabels: {app: ui}` holds in the proxies of `ui` only. What is left goes to version 1.',
    ],
    because: [
      'Without `exportTo`, every caller gets the rule. Its first part asks for the labels of the caller, so Istio gives it to the proxies of `ui` alone. The proxy of `cart` only has the second part.',
      'Nothing about `search` has changed. Who calls decides, before the request has left.',
    ],
    recorded: ['course/exercise-whose-proxy-ui', 'course/exercise-whose-proxy-cart'],
  },
  {
    id: 'short-names',
    confusion: '6',
    title: 'Short names',
    description:
      'A rule in the namespace shop speaks of search. Which search that is depends on where the rule lies.',
    task: [
      'The team of `shop` looks after the rule for `search`, which is a Service of `default`. From there, `/results` and all below it should reach version 2, and all other paths version 1.',
      'They wrote the names as short as they could. The rule is accepted, and does nothing at all.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/virtualservice-and-destinationrule',
      anchor: 'confusion-6',
      title: 'Confusion 6: what a short name means',
    },
    rows: [
      ask('/results', v2),
      ask('/about', v1),
      ask('/about', v1, {caller: 'cart', url: 'http://search.default:8080/about'}),
    ],
    hidden: [
      ask('/results/7', v2),
      ask('/', v1),
      ask('/results', v2, {caller: 'cart', url: 'http://search.default:8080/results'}),
    ],
    hints: [
      'There are three names in this rule: one under `hosts` and two under `destination`. What does Istio read for each of them?',
      'A short name gets the namespace of the rule: `search` in `shop` is `search.shop.svc.cluster.local`. There is no such Service.',
      'A name with a dot in it is taken as complete, so `search.default` is not completed. Only the full name says what is meant: `search.default.svc.cluster.local`.',
    ],
    because: [
      'All three names are full names now. They mean the same Service wherever the rule lies, and whoever calls.',
      'DNS completes `search.default` for `curl`. In a rule, nobody does: the host is taken as it is written, and no request has it.',
    ],
    recorded: ['course/exercise-short-names-ui', 'course/exercise-short-names-cart'],
  },
  {
    id: 'two-teams',
    confusion: '11',
    title: 'Two teams, one host',
    description:
      'Two teams wrote two rules for the same host. Inside the mesh, one of the two does not exist.',
    task: [
      'Two teams share `search`. One wants `/results`, and all below it, on version 2. The other wants everything else on version 1. Each wrote a VirtualService of its own.',
      'Inside the mesh, only one of the two has an effect. Give both teams what they want, whichever rule is the older one.',
    ],
    section: {
      path: '/docs/kubernetes-and-istio/reading-a-rule',
      anchor: 'confusion-11',
      title: 'Confusion 11: several files for one host',
    },
    rows: [ask('/results', v2), ask('/about', v1)],
    hidden: [
      ask('/results/7', v2),
      ask('/', v1),
      ask('/about', v1, {caller: 'cart', url: 'http://search.default:8080/about'}),
      ask('/results', v2, {caller: 'cart', url: 'http://search.default:8080/results'}),
    ],
    hints: [
      'Take away one of the two VirtualServices and check again. Which answers change?',
      'In a sidecar, one host has one VirtualService. The other one is not read, not even where it would help.',
      'Put both rules into one VirtualService: first the one for `/results`, then the one for the rest. Delete the other object.',
    ],
    because: [
      'One host, one VirtualService. Both rules stand in it, the narrow one first.',
      'If both teams want a file of their own, the one for the host can hand a path over with `delegate`, and the other one has no `hosts`. That works too.',
    ],
    recorded: ['course/exercise-two-teams-ui', 'course/exercise-two-teams-cart'],
  },
];
