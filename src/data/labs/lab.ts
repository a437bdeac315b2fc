import type {LabPreset, LabRequest} from './types';

const DEMO = 'examples/demo/istio';

const search = (headers: LabRequest['headers']): LabRequest => ({
  method: 'GET',
  host: 'search:8080',
  path: '/',
  headers,
});
const BETA = [{name: 'version', value: 'beta'}];

/** Starts of the page of the lab itself. */
export const lab: readonly LabPreset[] = [
  {
    id: 'lab/canary-with-a-trap',
    title: 'Canary by header, with a trap',
    look: 'Testers send `version: beta`. The rule for them is right, and still they get 503. Everybody else is well.',
    files: [`${DEMO}/canary-through/search-virtual-service.yaml`],
    caller: 'ui',
    request: search(BETA),
    ready: [
      {label: 'a tester', caller: 'ui', request: search(BETA)},
      {label: 'everybody else', caller: 'ui', request: search([])},
      {
        label: 'from another namespace',
        caller: 'shop',
        request: {...search(BETA), host: 'search.default:8080'},
      },
    ],
    seed: 1184,
    variations: [
      {
        title: 'Add the DestinationRule',
        text: 'Now somebody defines both subsets, and the tester reaches v2.',
        files: {'search-destination-rule.yaml': `${DEMO}/v1-only/search-destination-rule.yaml`},
        recording: {recorded: 'course/demo-istio-canary-through-search', request: 1},
      },
      {
        title: 'Add it, and ask without the header',
        text: 'The second rule takes everybody else, to v1.',
        files: {'search-destination-rule.yaml': `${DEMO}/v1-only/search-destination-rule.yaml`},
        request: search([]),
        recording: {recorded: 'course/demo-istio-canary-through-search', request: 0},
      },
    ],
  },
];
