import type {LabPreset, LabRequest} from './types';

const ISTIO = 'examples/demo/istio/v1-only';
const GATEWAY_API = 'examples/demo/gateway-api/v1-only';
const OWN = 'examples/05-kubernetes-and-istio';
const BROKEN = 'examples/broken/05-kubernetes-and-istio';

const get = (host: string, path: string, headers: LabRequest['headers'] = []): LabRequest => ({
  method: 'GET',
  host,
  path,
  headers,
});
const search = (path: string, headers: LabRequest['headers'] = []) =>
  get('search:8080', path, headers);
const BETA = [{name: 'version', value: 'beta'}];

export const kubernetesAndIstio: readonly LabPreset[] = [
  {
    id: 'kubernetes-and-istio/subset-without-rule',
    title: 'A subset that nobody defined',
    look: 'The route matches, and still no Pod is asked. Read the step that fails, then add the DestinationRule.',
    files: [`${ISTIO}/search-virtual-service.yaml`],
    caller: 'ui',
    request: search('/'),
    ready: [
      {label: 'from ui', caller: 'ui', request: search('/')},
      {label: 'from another namespace', caller: 'shop', request: get('search.default:8080', '/')},
      {label: 'from a Pod without sidecar', caller: 'plain', request: search('/')},
    ],
    seed: 3,
    variations: [
      {
        title: 'Define the subset',
        text: 'One more file, the DestinationRule: the same request now reaches a Pod of v1.',
        files: {'search-destination-rule.yaml': `${ISTIO}/search-destination-rule.yaml`},
      },
      {
        title: 'Define it with a wrong label',
        text: 'The subset is known, and no Pod carries its label: still 503, with another flag.',
        files: {
          'search-destination-rule.yaml': `${BROKEN}/forgotten-label/search-destination-rule.yaml`,
        },
        edit: {
          file: 'search-virtual-service.yaml',
          from: 'subset: version-1',
          to: 'subset: version-2-beta',
        },
        recording: {recorded: 'course/kubernetes-and-istio-forgotten-label', request: 0},
      },
    ],
    recordings: [{recorded: 'course/kubernetes-and-istio-subset-without-rule', request: 0}],
  },
  {
    id: 'kubernetes-and-istio/first-match',
    title: 'The first match wins',
    look: 'The request is for `/results-beta`, and a rule for it is there. See which rule takes it.',
    files: [
      `${BROKEN}/first-match/search-virtual-service.yaml`,
      `${ISTIO}/search-destination-rule.yaml`,
    ],
    caller: 'ui',
    request: search('/results-beta'),
    ready: [
      {label: '/results-beta', caller: 'ui', request: search('/results-beta')},
      {label: '/results', caller: 'ui', request: search('/results')},
      {label: '/resultsheet', caller: 'ui', request: search('/resultsheet')},
      {label: '/about', caller: 'ui', request: search('/about')},
      {label: 'with the header', caller: 'ui', request: search('/results', BETA)},
    ],
    seed: 1,
    variations: [
      {
        title: 'Write the narrow rule first',
        text: 'The order decides: the same request now reaches v2, and a rule for the rest takes `/about`.',
        files: {'search-virtual-service.yaml': `${OWN}/specific-first/search-virtual-service.yaml`},
        recording: {recorded: 'course/kubernetes-and-istio-specific-first', request: 0},
      },
      {
        title: 'Two dashes: one entry is enough',
        text: 'Entries under `match` are alternatives: `/results` without the header reaches v2, too.',
        files: {'search-virtual-service.yaml': `${OWN}/either/search-virtual-service.yaml`},
        request: search('/results'),
        recording: {recorded: 'course/kubernetes-and-istio-either', request: 1},
      },
    ],
    recordings: [{recorded: 'course/kubernetes-and-istio-first-match', request: 0}],
  },
  {
    id: 'kubernetes-and-istio/gateways',
    title: 'The field that is left out',
    look: 'Host, rule and subset are right, and a browser gets 404. The field `gateways` decides who reads the rule.',
    files: [
      `${OWN}/gateways-left-out/ui-virtual-service.yaml`,
      `${ISTIO}/ui-destination-rule.yaml`,
      `${ISTIO}/gateway.yaml`,
    ],
    caller: 'outside',
    request: get('ui.example.com', '/'),
    ready: [
      {label: 'from outside', caller: 'outside', request: get('ui.example.com', '/')},
      {label: 'from inside', caller: 'search', request: get('ui:8080', '/')},
    ],
    seed: 2,
    variations: [
      {
        title: 'Name the gateway, and ask from inside',
        text: 'A list replaces the default: now no sidecar reads the rule. A hundred requests from `search` reach v1 and v2.',
        files: {'ui-virtual-service.yaml': `${OWN}/gateways-only/ui-virtual-service.yaml`},
        caller: 'search',
        request: get('ui:8080', '/'),
        hundred: true,
        recording: {recorded: 'course/kubernetes-and-istio-gateways-only-from-inside', request: 0},
      },
      {
        title: 'Name both',
        text: 'With `[ui, mesh]`, the gateway and the sidecars read the rule: always v1, from both sides.',
        files: {'ui-virtual-service.yaml': `${OWN}/gateways-both/ui-virtual-service.yaml`},
        recording: {recorded: 'course/kubernetes-and-istio-gateways-both-from-outside', request: 0},
      },
      {
        title: 'Leave the mesh, with a timeout',
        text: 'A ServiceEntry makes `www.example.org` known, so that a rule can hold for it: an answer that takes three seconds becomes 504 after one.',
        files: {
          'events-service-entry.yaml': `${OWN}/service-entry/events-service-entry.yaml`,
          'events-virtual-service.yaml': `${OWN}/service-entry/events-virtual-service.yaml`,
        },
        caller: 'ui',
        request: get('www.example.org', '/slow'),
        behaviours: {'www.example.org': {type: 'slow', ms: 3000}},
        recording: {recorded: 'course/kubernetes-and-istio-service-entry', request: 1},
      },
    ],
    recordings: [
      {recorded: 'course/kubernetes-and-istio-gateways-left-out-from-outside', request: 0},
    ],
  },
  {
    id: 'kubernetes-and-istio/both-kinds',
    title: 'The same request, two kinds of rules',
    look: 'Both list the wide prefix first. The VirtualService takes the first match, the HTTPRoute the most specific one.',
    files: [
      `${BROKEN}/first-match/search-virtual-service.yaml`,
      `${ISTIO}/search-destination-rule.yaml`,
      `${OWN}/http-route-order/search-http-route.yaml`,
      `${GATEWAY_API}/search-v1-service.yaml`,
      `${GATEWAY_API}/search-v2-service.yaml`,
    ],
    sides: [
      {
        title: 'VirtualService',
        files: ['search-virtual-service.yaml', 'search-destination-rule.yaml'],
      },
      {
        title: 'HTTPRoute',
        files: ['search-http-route.yaml', 'search-v1-service.yaml', 'search-v2-service.yaml'],
      },
    ],
    caller: 'ui',
    request: search('/results-beta'),
    ready: [
      {label: '/results', caller: 'ui', request: search('/results')},
      {label: '/results-beta', caller: 'ui', request: search('/results-beta')},
      {label: '/resultsheet', caller: 'ui', request: search('/resultsheet')},
      {label: '/about', caller: 'ui', request: search('/about')},
    ],
    seed: 1,
    variations: [
      {
        title: 'Ask for a longer word',
        text: '`/resultsheet`: a prefix of a VirtualService is the beginning of a text, one of an HTTPRoute ends at a slash. So 200 here, and 404 there.',
        request: search('/resultsheet'),
      },
      {
        title: 'Turn the order of the HTTPRoute round',
        text: 'Its answers stay the same: the order does not count.',
        edit: {
          file: 'search-http-route.yaml',
          from: `    - matches:
        - path:
            type: PathPrefix
            value: /results
      backendRefs:
        - name: search-v1
          port: 8080
    - matches:
        - path:
            type: PathPrefix
            value: /results-beta
      backendRefs:
        - name: search-v2
          port: 8080
`,
          to: `    - matches:
        - path:
            type: PathPrefix
            value: /results-beta
      backendRefs:
        - name: search-v2
          port: 8080
    - matches:
        - path:
            type: PathPrefix
            value: /results
      backendRefs:
        - name: search-v1
          port: 8080
`,
        },
      },
    ],
    recordings: [
      {recorded: 'course/kubernetes-and-istio-first-match', request: 0},
      {recorded: 'course/kubernetes-and-istio-http-route-order', request: 0},
    ],
  },
];
