import {
  LAB_CALLERS,
  type LabBehaviour,
  type LabCaller,
  type LabRequest,
} from '@site/src/data/labs/types';
import type {EditorFile} from './editor/contract';
import {sameFiles} from './model/shown';
import type {Setup} from './state';

/**
 * A lab as the hash of an address: `#lab=1.dTEXT`. `1` is the version of what is inside; `d` says that it is compressed (raw
 * DEFLATE), `p` that it is not; TEXT is base64url of JSON. Links once made open for ever: `tests/widgets/lab-share.test.ts` has
 * some of each version, and a change of the shape is a new version beside the old.
 */

export interface LabLink {
  /** Id of the start. */
  preset: string;
  /** Null: those of the start. */
  files: readonly EditorFile[] | null;
  /** The last ones that a cluster took, where they are neither `files` nor those of the start. */
  accepted?: readonly EditorFile[];
  caller: LabCaller;
  request: LabRequest;
  behaviours: Readonly<Record<string, LabBehaviour>>;
  seed: number;
  draw: number;
  hundred: boolean;
  side: number;
  step: number;
}

export type OpenedLink =
  | {type: 'link'; link: LabLink}
  /** No link of a lab is there. */
  | {type: 'none'}
  /** Made by a later version of the lab. */
  | {type: 'future'}
  /** Cut off, or never a link. */
  | {type: 'damaged'}
  /** This browser cannot unpack it. */
  | {type: 'unpackable'};

/** What an address brings along; `gone`: a start that is no longer there, with the link that named it, if it was one. */
export type Opened = OpenedLink | {type: 'gone'; link: LabLink | null};

const VERSION = 1;
const PREFIX = '#lab=';
/** Longest text that a link may unfold to, in bytes. */
const MAX_BYTES = 4_000_000;

/** Inside of version 1; short names, as links are sent by people. */
interface Inside {
  p: string;
  f?: [name: string, text: string][];
  a?: [name: string, text: string][];
  c: LabCaller;
  m: string;
  h: string;
  u: string;
  H?: [name: string, value: string][];
  b?: Record<string, LabBehaviour>;
  s: number;
  d: number;
  n?: 1;
  t: [side: number, step: number];
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, letter => letter.charCodeAt(0));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = (
    new Blob([bytes]).stream().pipeThrough(stream) as ReadableStream<Uint8Array>
  ).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_BYTES) {
      await reader.cancel();
      throw new RangeError('The link unfolds to more than a lab holds.');
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const pairsOf = (files: readonly EditorFile[]) =>
  files.map(({name, text}): [string, string] => [name, text]);
const filesOf = (pairs: readonly [string, string][]): EditorFile[] =>
  pairs.map(([name, text]) => ({name, text}));

/** The hash of a lab, with its number sign. */
export async function hashOf(link: LabLink): Promise<string> {
  const {preset, files, accepted, caller, request, behaviours, seed, draw, hundred, side, step} =
    link;
  const inside: Inside = {
    p: preset,
    ...(files && {f: pairsOf(files)}),
    ...(accepted && {a: pairsOf(accepted)}),
    c: caller,
    m: request.method,
    h: request.host,
    u: request.path,
    ...(request.headers.length > 0 && {
      H: request.headers.map(({name, value}): [string, string] => [name, value]),
    }),
    ...(Object.keys(behaviours).length > 0 && {b: behaviours}),
    s: seed,
    d: draw,
    ...(hundred && {n: 1 as const}),
    t: [side, step],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(inside));
  const packed =
    typeof CompressionStream === 'undefined'
      ? `p${toBase64Url(bytes)}`
      : `d${toBase64Url(await through(bytes, new CompressionStream('deflate-raw')))}`;
  return `${PREFIX}${VERSION}.${packed}`;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isPairs = (value: unknown): value is [string, string][] =>
  Array.isArray(value) &&
  value.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));

function isBehaviour(value: unknown): value is LabBehaviour {
  if (typeof value !== 'object' || value === null) return false;
  const {type, status, times, ms} = value as Record<string, unknown>;
  switch (type) {
    case 'fine':
    case 'down':
      return true;
    case 'fail':
      return isCount(status) && isCount(times);
    case 'slow':
      return isCount(ms);
    default:
      return false;
  }
}

const isBehaviours = (value: unknown): value is Record<string, LabBehaviour> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isBehaviour);

function isInside(value: unknown): value is Inside {
  if (typeof value !== 'object' || value === null) return false;
  const {p, f, a, c, m, h, u, H, b, s, d, t} = value as Record<string, unknown>;
  return (
    [p, m, h, u].every(isText) &&
    LAB_CALLERS.some(caller => caller === c) &&
    (f === undefined || isPairs(f)) &&
    (a === undefined || isPairs(a)) &&
    (H === undefined || isPairs(H)) &&
    (b === undefined || isBehaviours(b)) &&
    isCount(s) &&
    isCount(d) &&
    d <= 10_000 &&
    Array.isArray(t) &&
    t.length === 2 &&
    t.every(isCount)
  );
}

/** Reads the hash of an address; never throws. */
export async function openHash(hash: string): Promise<OpenedLink> {
  if (!hash.startsWith(PREFIX)) return {type: 'none'};
  const [, version = '', kind, packed = ''] =
    /^(\d+)\.([a-z])([\w-]*)$/.exec(hash.slice(PREFIX.length)) ?? [];
  if (version === '') return {type: 'damaged'};
  if (Number(version) > VERSION || (kind !== 'd' && kind !== 'p')) return {type: 'future'};
  if (kind === 'd' && typeof DecompressionStream === 'undefined') return {type: 'unpackable'};
  try {
    const bytes = fromBase64Url(packed);
    const text = new TextDecoder('utf-8', {fatal: true}).decode(
      kind === 'p' ? bytes : await through(bytes, new DecompressionStream('deflate-raw')),
    );
    const inside: unknown = JSON.parse(text);
    if (!isInside(inside)) return {type: 'damaged'};
    const {p, f, a, c, m, h, u, H = [], b = {}, s, d, n, t} = inside;
    return {
      type: 'link',
      link: {
        preset: p,
        files: f ? filesOf(f) : null,
        ...(a && {accepted: filesOf(a)}),
        caller: c,
        request: {
          method: m,
          host: h,
          path: u,
          headers: H.map(([name, value]) => ({name, value})),
        },
        behaviours: b,
        seed: s,
        draw: Math.max(1, d),
        hundred: n === 1,
        side: t[0],
        step: t[1],
      },
    };
  } catch {
    return {type: 'damaged'};
  }
}

/** A lab as it stands now, as a link; files only where they differ from the start. */
export function linkOf(
  preset: string,
  start: readonly EditorFile[],
  setup: Setup,
  at: {side: number; step: number},
): LabLink {
  const {files, accepted, ...rest} = setup;
  const known = sameFiles(accepted, files) || sameFiles(accepted, start);
  return {
    preset,
    files: sameFiles(files, start) ? null : files,
    ...(!known && {accepted}),
    ...rest,
    ...at,
  };
}

const FROM: Readonly<Record<LabCaller, object | null>> = {
  ui: {workload: 'ui', namespace: 'default'},
  search: {workload: 'search-v1', namespace: 'default'},
  shop: {workload: 'cart', namespace: 'shop'},
  plain: null,
  gateway: {gateway: 'ingress'},
  outside: {gateway: 'ingress'},
};

/** The world of the recorded cases has one version of `ui`, and calls it so; a partner answers for the hosts outside. */
const SECOND_UI = `# a second version of ui, which the world does not have
apiVersion: v1
kind: Pod
metadata: {name: ui-v2-1, namespace: default, labels: {app: ui, version: v2}}
spec: {serviceAccountName: ui, containers: [{name: app, image: ui, ports: [{containerPort: 8080}]}, {name: istio-proxy, image: proxy}]}
status: {phase: Running, podIP: 127.10.0.11, podIPs: [{ip: 127.10.0.11}], conditions: [{type: Ready, status: "True"}]}
`;
const inRecordings = (workload: string): string =>
  workload === 'ui-v1' ? 'ui' : workload.includes('.') ? 'partner' : workload;

function behaviourOf(behaviour: LabBehaviour): object {
  switch (behaviour.type) {
    case 'fine':
      return {};
    case 'fail': {
      const failing = {status: behaviour.status};
      return behaviour.times === 0
        ? failing
        : [...Array.from({length: behaviour.times}, () => failing), {}];
    }
    case 'slow':
      return {delayMs: behaviour.ms};
    case 'down':
      return {refuse: true};
    default:
      return behaviour satisfies never;
  }
}

/** A setup as a case that can be put to real Istio and Envoy (`conformance/README.md`); null where there is no proxy to ask. */
export function testCaseOf(title: string, setup: Setup): string | null {
  const {files, caller, request, behaviours, hundred} = setup;
  const from = FROM[caller];
  if (from === null) return null;
  const {method, host, path, headers} = request;
  const sent: Record<string, string[]> = {};
  for (const {name, value} of headers) if (name !== '') (sent[name] ??= []).push(value);
  const upstreams = Object.fromEntries(
    Object.entries(behaviours).map(([workload, behaviour]) => [
      inRecordings(workload),
      behaviourOf(behaviour),
    ]),
  );
  return JSON.stringify(
    {
      id: 'lab/copied',
      title,
      topic: 'lab',
      from,
      world: 'world/world.yaml',
      config: [SECOND_UI, ...files.map(({text}) => text.replace(/\n*$/, '\n'))].join('---\n'),
      ...(Object.keys(upstreams).length > 0 && {upstreams}),
      requests: [
        {
          method,
          url: `http://${host}${path}`,
          ...(Object.keys(sent).length > 0 && {
            headers: Object.fromEntries(
              Object.entries(sent).map(([name, values]) => [
                name,
                values.length === 1 ? values[0] : values,
              ]),
            ),
          }),
          ...(hundred && {repeat: 100}),
        },
      ],
    },
    null,
    2,
  );
}
