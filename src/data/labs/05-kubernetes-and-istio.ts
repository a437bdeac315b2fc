import type {LabPreset} from './types';

const ISTIO = 'examples/demo/istio/v1-only';
const OWN = 'examples/05-kubernetes-and-istio';
const get = (path: string, headers: LabPreset['request']['headers'] = []) => ({
  method: 'GET',
  host: 'search:8080',
  path,
  headers,
});
const BETA = [{name: 'version', value: 'beta'}];

export const kubernetesAndIstio: readonly LabPreset[] = [
  {
    id: 'kubernetes-and-istio/subset-without-rule',
    title: 'A subset that nobody defined',
    look: 'The route matches, and still no Pod is asked. Read the step that fails, then add the DestinationRule.',
    files: [`${ISTIO}/search-virtual-service.yaml`],
    caller: 'ui',
    request: get('/'),
    ready: [
      {label: 'from ui', caller: 'ui', request: get('/')},
      {
        label: 'from another namespace',
        caller: 'shop',
        request: {...get('/'), host: 'search.default:8080'},
      },
      {label: 'from a Pod without sidecar', caller: 'plain', request: get('/')},
    ],
    seed: 3,
    variations: [
      {
        title: 'Define the subset',
        text: 'One more file, the DestinationRule: the same request now reaches a Pod of v1.',
        files: {'search-destination-rule.yaml': `${ISTIO}/search-destination-rule.yaml`},
      },
      {
        title: 'Define it for nobody',
        text: 'The subset is known, and no Pod carries its label: still 503, with another flag.',
        files: {
          'search-destination-rule.yaml': `${OWN}/forgotten-label/search-destination-rule.yaml`,
        },
        edit: {
          file: 'search-virtual-service.yaml',
          from: 'subset: version-1',
          to: 'subset: version-2-beta',
        },
      },
    ],
    recordings: [{recorded: 'course/kubernetes-and-istio-subset-without-rule', request: 0}],
  },
  {
    id: 'kubernetes-and-istio/first-match',
    title: 'The first match wins',
    look: 'The request is for `/results-beta`, and a rule for it is there. See which rule takes it.',
    files: [
      `${OWN}/first-match/search-virtual-service.yaml`,
      `${ISTIO}/search-destination-rule.yaml`,
    ],
    caller: 'ui',
    request: get('/results-beta'),
    ready: [
      {label: '/results-beta', caller: 'ui', request: get('/results-beta')},
      {label: '/results', caller: 'ui', request: get('/results')},
      {label: '/resultsheet', caller: 'ui', request: get('/resultsheet')},
      {label: '/about', caller: 'ui', request: get('/about')},
      {label: 'with the header', caller: 'ui', request: get('/results', BETA)},
    ],
    seed: 1,
    variations: [
      {
        title: 'Write the narrow rule first',
        text: 'The order decides: the same request now reaches v2, and a rule for the rest catches `/about`.',
        files: {'search-virtual-service.yaml': `${OWN}/specific-first/search-virtual-service.yaml`},
      },
      {
        title: 'Two dashes: one entry is enough',
        text: 'Two entries under `match` are alternatives: `/results` without the header reaches v2, too.',
        files: {'search-virtual-service.yaml': `${OWN}/either/search-virtual-service.yaml`},
        request: get('/results'),
      },
    ],
    recordings: [{recorded: 'course/kubernetes-and-istio-first-match', request: 0}],
  },
];
