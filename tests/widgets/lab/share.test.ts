// @vitest-environment node
import {describe, expect, it, vi} from 'vitest';
import {hashOf, linkOf, openHash, testCaseOf, type LabLink} from '../../../src/widgets/Lab/share';
import type {Setup} from '../../../src/widgets/Lab/state';

const LINK: LabLink = {
  preset: 'connect-and-control/canary',
  files: [{name: 'a.yaml', text: 'kind: VirtualService\n# ⛵ à la carte\n'}],
  caller: 'shop',
  request: {
    method: 'POST',
    host: 'search.default:8080',
    path: '/x?q=1',
    headers: [{name: 'version', value: 'beta'}],
  },
  behaviours: {'search-v1': {type: 'fail', status: 503, times: 2}},
  seed: 1184,
  draw: 3,
  hundred: true,
  side: 1,
  step: 4,
};

describe('a link of the lab', () => {
  it('brings back what was shown, letter by letter', async () => {
    expect(await openHash(await hashOf(LINK))).toEqual({type: 'link', link: LINK});
    const plain: LabLink = {...LINK, files: null, behaviours: {}, hundred: false};
    expect(await openHash(await hashOf(plain))).toEqual({type: 'link', link: plain});
  });

  it('is shorter than what it carries', async () => {
    const text = 'apiVersion: networking.istio.io/v1\n'.repeat(200);
    const hash = await hashOf({...LINK, files: [{name: 'long.yaml', text}]});
    expect(hash.length).toBeLessThan(text.length / 5);
    expect(hash).toMatch(/^#lab=1\.d[\w-]+$/);
  });

  it('is made and read where nothing can be compressed', async () => {
    vi.stubGlobal('CompressionStream', undefined);
    const hash = await hashOf(LINK);
    vi.unstubAllGlobals();
    expect(hash).toMatch(/^#lab=1\.p/);
    expect(await openHash(hash)).toEqual({type: 'link', link: LINK});
  });

  it('says so when this browser cannot unpack it', async () => {
    const hash = await hashOf(LINK);
    vi.stubGlobal('DecompressionStream', undefined);
    expect(await openHash(hash)).toEqual({type: 'unpackable'});
    vi.unstubAllGlobals();
  });

  it('of a later version is told from a damaged one', async () => {
    const hash = await hashOf(LINK);
    expect(await openHash(hash.replace('#lab=1.', '#lab=2.'))).toEqual({type: 'future'});
    expect(await openHash(hash.replace('#lab=1.d', '#lab=1.z'))).toEqual({type: 'future'});
    expect(await openHash('')).toEqual({type: 'none'});
    expect(await openHash('#recap')).toEqual({type: 'none'});
    expect(await openHash('#lab=')).toEqual({type: 'damaged'});
  });

  it('that was cut at any place is damaged, and nothing worse', async () => {
    const hash = await hashOf(LINK);
    for (let end = '#lab=1.d'.length; end < hash.length; end += 1)
      expect(await openHash(hash.slice(0, end)), `cut after ${end}`).toEqual({type: 'damaged'});
  });

  it('with something else inside is damaged', async () => {
    const pack = (inside: unknown) => `#lab=1.p${btoa(JSON.stringify(inside)).replace(/=+$/, '')}`;
    const good = {p: 'x/y', c: 'ui', m: 'GET', h: 'search', u: '/', s: 1, d: 1, t: [0, 0]};
    expect((await openHash(pack(good))).type).toBe('link');
    for (const wrong of [
      null,
      [],
      {...good, c: 'nobody'},
      {...good, f: [['a']]},
      {...good, H: 'x'},
      {...good, s: -1},
      {...good, d: 1e9},
      {...good, t: [0]},
      {...good, b: {x: {type: 'explode'}}},
    ])
      expect(await openHash(pack(wrong)), JSON.stringify(wrong)).toEqual({type: 'damaged'});
  });

  it('does not unfold without end', async () => {
    const zeros = new Blob([new Uint8Array(50_000_000)])
      .stream()
      .pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(zeros).arrayBuffer());
    const packed = Buffer.from(bytes).toString('base64url');
    expect(await openHash(`#lab=1.d${packed}`)).toEqual({type: 'damaged'});
  });

  it('carries files only where they differ from the start', () => {
    const files = [{name: 'a.yaml', text: 'x'}];
    const setup = {...LINK, files, accepted: files} satisfies Setup;
    const at = {side: 0, step: 0};
    expect(linkOf('a/b', files, setup, at).files).toBeNull();
    expect(linkOf('a/b', [{name: 'a.yaml', text: 'y'}], setup, at).files).toEqual(files);
    expect(linkOf('a/b', files, setup, at)).not.toHaveProperty('accepted');
  });

  it('carries what a cluster has kept, where that is neither start nor text', async () => {
    const [start, accepted, files] = ['x', 'y', 'z'].map(text => [{name: 'a.yaml', text}]);
    if (!start || !accepted || !files) throw new Error('Three texts were made.');
    const setup = {...LINK, files, accepted} satisfies Setup;
    const link = linkOf('a/b', start, setup, {side: 0, step: 0});
    expect(link.accepted).toEqual(accepted);
    expect(await openHash(await hashOf(link))).toEqual({type: 'link', link});
  });
});

/** Links that people may have sent. They are never changed: they have to open for ever. */
const GOLDEN: readonly [hash: string, link: LabLink][] = [
  [
    '#lab=1.dBcFBCsIwEEDRu_z1hCbQRZi96AHclSymsdCA1pKkioh3970vO8rd5iHbZvXj3qWvzlyvtiNklKMgPFDOpyvCitIWq3nV6KNHOFAGhAs6TbyW2spzQ5iXbqQkNDSEOAo3NAgdnbyM6fcH',
    {
      caller: 'ui',
      request: {
        method: 'GET',
        host: 'search:8080',
        path: '/',
        headers: [{name: 'version', value: 'beta'}],
      },
      behaviours: {},
      seed: 1184,
      draw: 1,
      hundred: false,
      side: 0,
      step: 4,
      preset: 'lab/canary-with-a-trap',
      files: null,
    },
  ],
  [
    '#lab=1.dHcRBCsIwEEDRu_z1hFpESmcvXsCddFGTYIU4I02yEu8u-BbvwxslulmOLayWQnRru5fhXnoOjz1nQ4go3lt9pozwQrmcrwgbSvG4ls1rQ-goA0JFx2k-CQkdBfvf0NtBjsv3Bw',
    {
      caller: 'outside',
      request: {method: 'GET', host: 'localhost', path: '/', headers: []},
      behaviours: {},
      seed: 1795,
      draw: 1,
      hundred: true,
      side: 0,
      step: 3,
      preset: 'connect-and-control/blue-green',
      files: null,
    },
  ],
  [
    '#lab=1.dVZBNbtswEIWvQjwgO8qmFRQNBiiyzS4BEmRje8FK45qIRCqckd0g8EmyySV6gt6kJykoBfnhbr7he2_wnjGA0KQYudHKx7ZqUtScumVmzYEFFjvQeg1hn5t9dQhZR99VwvkQGl48-b6DhR_CPWcJKZKJrMeUH0L8tQiiIS1CWh5Wm_gQYkvmfja4nfWb2LP61qunTTQm-p7JzFGbKAM3E94nUSGznhfbCakO086YyuQ0Kr9NM2lZNESv5aAPXl7x-ojAdmvRgCD7NMCiB-Hm-vYOFvtCp2-Llnd-7JQu3IWDxQjCMuWWs1w-_vj7ela7zp_VrvFZGRZXU2G_q1E4l26iN_9e_kxRP0HP71WuyqBPA4Ow86H0KOp1FNA3d26hoWcB1Sf7Lqk_SaRLx3KygM6dcyeLMXw1bdMx4lTkoO8WLWhVWyhovbJue_oP',
    {
      preset: 'connect-and-control/retries',
      files: [
        {
          name: 'search-virtual-service.yaml',
          text: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: search\nspec:\n  hosts: [search]\n  http:\n    - route:\n        - destination:\n            host: search\n',
        },
      ],
      caller: 'shop',
      request: {
        method: 'POST',
        host: 'search.default:8080',
        path: '/orders?q=à%20la%20carte',
        headers: [{name: 'x-user', value: 'ana ⛵'}],
      },
      behaviours: {
        'search-v1': {type: 'fail', status: 503, times: 2},
        'search-v2': {type: 'slow', ms: 3000},
        'ui-v1': {type: 'down'},
      },
      seed: 7,
      draw: 12,
      hundred: false,
      side: 1,
      step: 0,
    },
  ],
  [
    '#lab=1.peyJwIjoibGFiL2NhbmFyeS13aXRoLWEtdHJhcCIsImMiOiJ1aSIsIm0iOiJHRVQiLCJoIjoic2VhcmNoOjgwODAiLCJ1IjoiLyIsIkgiOltbInZlcnNpb24iLCJiZXRhIl1dLCJzIjoxMTg0LCJkIjoxLCJ0IjpbMCw0XX0',
    {
      caller: 'ui',
      request: {
        method: 'GET',
        host: 'search:8080',
        path: '/',
        headers: [{name: 'version', value: 'beta'}],
      },
      behaviours: {},
      seed: 1184,
      draw: 1,
      hundred: false,
      side: 0,
      step: 4,
      preset: 'lab/canary-with-a-trap',
      files: null,
    },
  ],
];

describe('links that were made long ago', () => {
  it.each(GOLDEN)('open: %s', async (hash, link) => {
    expect(await openHash(hash)).toEqual({type: 'link', link});
  });
});

describe('a lab as a test case', () => {
  const setup: Setup = {...LINK, files: LINK.files ?? [], accepted: []};

  it('has the format of the recorded cases', () => {
    expect(JSON.parse(testCaseOf('A canary', setup) ?? '')).toEqual({
      id: 'lab/copied',
      title: 'A canary',
      topic: 'lab',
      from: {workload: 'cart', namespace: 'shop'},
      world: 'world/world.yaml',
      config: expect.stringMatching(
        /name: ui-v2-1[^]*\n---\nkind: VirtualService\n# ⛵ à la carte\n$/,
      ) as string,
      upstreams: {'search-v1': [{status: 503}, {status: 503}, {}]},
      requests: [
        {
          method: 'POST',
          url: 'http://search.default:8080/x?q=1',
          headers: {version: 'beta'},
          repeat: 100,
        },
      ],
    });
  });

  it('calls the workloads what the recordings call them', () => {
    const text = testCaseOf('Slow', {...setup, behaviours: {'ui-v1': {type: 'slow', ms: 3000}}});
    expect(JSON.parse(text ?? '')).toMatchObject({upstreams: {ui: {delayMs: 3000}}});
  });

  it('is none for a caller without a proxy', () => {
    expect(testCaseOf('A canary', {...setup, caller: 'plain'})).toBeNull();
  });
});
