import type {LabPreset, LabRequest} from './types';

const DEMO = 'examples/demo/istio';
const OWN = 'examples/06-connect-and-control';

const outside = (headers: LabRequest['headers'] = [], method = 'GET', path = '/'): LabRequest => ({
  method,
  host: 'localhost',
  path,
  headers,
});
const search: LabRequest = {method: 'GET', host: 'search:8080', path: '/', headers: []};
const BETA = [{name: 'version', value: 'beta'}];
/** What every file about `ui` at the gateway needs beside it. */
const DOOR = [`${DEMO}/v1-only/ui-destination-rule.yaml`, `${DEMO}/v1-only/gateway.yaml`];

export const connectAndControl: readonly LabPreset[] = [
  {
    id: 'connect-and-control/canary',
    title: 'Who meets v2?',
    look: 'The header decides. Take it away, or write its value otherwise, and see which rule takes the request then.',
    files: [`${DEMO}/canary/ui-virtual-service.yaml`, ...DOOR],
    caller: 'outside',
    request: outside(BETA),
    ready: [
      {label: 'with the header', caller: 'outside', request: outside(BETA)},
      {label: 'without', caller: 'outside', request: outside()},
      {
        label: 'with a cookie',
        caller: 'outside',
        request: outside([{name: 'cookie', value: 'theme=dark; version=beta'}]),
      },
    ],
    seed: 1184,
    variations: [
      {
        title: 'Shout the value',
        text: 'Values are compared letter by letter: `BETA` is not `beta`, and the second rule takes the request.',
        request: outside([{name: 'version', value: 'BETA'}]),
      },
      {
        title: 'Follow the second hop',
        text: '`ui` calls `search`, and does not copy the header. There, the rule of the canary waits in vain.',
        files: {
          'search-virtual-service.yaml': `${DEMO}/canary-through/search-virtual-service.yaml`,
          'search-destination-rule.yaml': `${DEMO}/v1-only/search-destination-rule.yaml`,
        },
        caller: 'ui',
        request: search,
        recording: {recorded: 'course/demo-istio-canary-through-search', request: 0},
      },
      {
        title: 'Choose by cookie',
        text: 'All cookies arrive in one header, so the rule needs a pattern for the whole line.',
        files: {'ui-virtual-service.yaml': `${OWN}/by-cookie/ui-virtual-service.yaml`},
        request: outside([{name: 'cookie', value: 'theme=dark; version=beta; lang=fr'}]),
        recording: {recorded: 'course/connect-and-control-by-cookie', request: 1},
      },
    ],
    recordings: [{recorded: 'course/demo-istio-canary-ui', request: 1}],
  },
  {
    id: 'connect-and-control/mirroring',
    title: 'A copy for v2',
    look: 'The answer comes from v1. The copy reaches v2 for real, and nobody hears what v2 says.',
    files: [`${DEMO}/mirroring/ui-virtual-service.yaml`, ...DOOR],
    caller: 'outside',
    request: outside(),
    ready: [
      {label: 'read', caller: 'outside', request: outside()},
      {label: 'write', caller: 'outside', request: outside([], 'POST', '/orders')},
    ],
    seed: 1458,
    variations: [
      {
        title: 'Let v2 fail',
        text: 'v2 answers 500 to every copy. The caller still gets 200, from v1, in the same time.',
        request: outside([], 'POST', '/orders'),
        behaviours: {'ui-v2': {type: 'fail', status: 500, times: 0}},
        recording: {recorded: 'course/connect-and-control-mirrored-write', request: 0},
      },
      {
        title: 'Copy one in ten',
        text: 'With `mirrorPercentage`, about ten of a hundred requests have a copy. Count them.',
        files: {'ui-virtual-service.yaml': `${OWN}/mirror-some/ui-virtual-service.yaml`},
        hundred: true,
        recording: {recorded: 'course/connect-and-control-mirror-some', request: 0},
      },
    ],
    recordings: [{recorded: 'course/demo-istio-mirroring-ui', request: 0}],
  },
  {
    id: 'connect-and-control/blue-green',
    title: 'Ten and ninety',
    look: 'Each request is drawn anew. Send one a few times, then a hundred, and compare with the weights.',
    files: [`${DEMO}/split-10-90/ui-virtual-service.yaml`, ...DOOR],
    caller: 'outside',
    request: outside(),
    ready: [
      {label: 'a user', caller: 'outside', request: outside()},
      {
        label: 'the user ana',
        caller: 'outside',
        request: outside([{name: 'x-user', value: 'ana'}]),
      },
    ],
    seed: 1795,
    variations: [
      {
        title: 'Hold a user by hash',
        text: 'The same user, a hundred times, with a hash in the DestinationRule: still a mix, as the weights are drawn first.',
        files: {'ui-destination-rule.yaml': `${OWN}/hashed/ui-destination-rule.yaml`},
        request: outside([{name: 'x-user', value: 'ana'}]),
        hundred: true,
        recording: {recorded: 'course/connect-and-control-hashed', request: 0},
      },
      {
        title: 'Give the user a cookie',
        text: 'Who has drawn v2 once says so with each request, and a rule before the weights keeps the promise.',
        files: {'ui-virtual-service.yaml': `${OWN}/sticky/ui-virtual-service.yaml`},
        request: outside([{name: 'cookie', value: 'ui=v2'}]),
        hundred: true,
        recording: {recorded: 'course/connect-and-control-sticky', request: 1},
      },
    ],
    recordings: [{recorded: 'course/demo-istio-split-10-90-ui', request: 0}],
  },
  {
    id: 'connect-and-control/retries',
    title: 'A second try',
    look: '`search` v1 fails once, and the caller does not notice. Then let it fail every time.',
    files: [
      `${OWN}/retries/search-virtual-service.yaml`,
      `${DEMO}/v1-only/search-destination-rule.yaml`,
    ],
    caller: 'ui',
    request: search,
    ready: [
      {label: 'read', caller: 'ui', request: search},
      {label: 'write', caller: 'ui', request: {...search, method: 'POST', path: '/orders'}},
    ],
    behaviours: {'search-v1': {type: 'fail', status: 503, times: 1}},
    seed: 10,
    variations: [
      {
        title: 'Fail every time',
        text: 'All tries are used up: the caller gets the last 503, and the flag is `URX`.',
        behaviours: {'search-v1': {type: 'fail', status: 503, times: 0}},
        recording: {recorded: 'course/connect-and-control-retries', request: 0},
      },
      {
        title: 'Test the retries with a fault',
        text: 'The proxy answers 503 itself, before any Pod is asked, and never retries its own fault.',
        files: {
          'search-virtual-service.yaml': `${OWN}/fault-and-retry/search-virtual-service.yaml`,
        },
        behaviours: {},
        recording: {recorded: 'course/connect-and-control-fault-and-retry', request: 0},
      },
    ],
    recordings: [{recorded: 'course/connect-and-control-retries-recover', request: 0}],
  },
];
