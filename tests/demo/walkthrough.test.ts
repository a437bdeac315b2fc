import {spawn} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingHttpHeaders, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {readFolder, ROOT, stateAfter} from '../../demo/manifests';
import {changesOf} from '../../demo/walkthrough/changes';
import {readOptions} from '../../demo/walkthrough/options';
import {ORDERS} from '../../demo/walkthrough/steps';
import {findUnknown, type CommandTree} from './lib/commands';

vi.setConfig({testTimeout: 120_000});

const kubectlTree = JSON.parse(
  readFileSync(path.join(ROOT, 'tests/demo/fixtures/commands/kubectl.json'), 'utf8'),
) as CommandTree;

describe('options', () => {
  test('tell the outline on a cluster when nothing is said', () => {
    expect(readOptions([])).toMatchObject({
      order: 'outline',
      api: 'istio',
      from: 0,
      mode: 'cluster',
      url: 'http://localhost:8080/',
    });
  });

  test('resume at a step of the order', () => {
    expect(readOptions(['--from', 'canary'])).toMatchObject({from: 2});
    expect(readOptions(['--from', 'canary', '--order', 'live'])).toMatchObject({from: 3});
    expect(readOptions(['--help'])).toBe('help');
  });

  test.each([
    ['--order x', '--order x: expected live, outline, headers, security'],
    ['--api x', '--api x: expected istio or gateway-api'],
    ['--from jwt', '--from jwt: expected a step of the order outline: injection, v1-only, canary'],
    ['--port x', '--port x: expected a number'],
    ['--url x', '--url x: expected an address'],
    ['--local --dry-run', '--local and --dry-run exclude each other'],
    ['--local --order security', 'knows neither mutual TLS nor tokens'],
    ['--order security --api gateway-api', 'is written for --api istio'],
    ['--fast', "Unknown option '--fast'"],
  ])('%s is refused', (words, message) => {
    expect(() => readOptions(words.split(' '))).toThrow(message);
  });
});

describe('what a step shows', () => {
  const before = stateAfter(ORDERS.live.slice(0, 2), 'istio');

  test('is what changes, with its surroundings', () => {
    const [change, ...others] = changesOf(readFolder('istio/mirroring'), before);
    expect(others).toEqual([]);
    expect(change?.previous).toBe('examples/demo/istio/v1-only/ui-virtual-service.yaml');
    const signed = (sign: string) =>
      change?.lines.filter(line => line.sign === sign).map(({text}) => text.trim());
    expect(signed('+')).toEqual(['mirror:', 'host: ui', 'subset: version-2-beta']);
    expect(signed('-')).toEqual([]);
    expect(signed(' ')).toHaveLength(3);
  });

  test('is nothing when the same file is there already', () => {
    expect(changesOf(readFolder('istio/v1-only'), before)).toEqual([]);
  });

  test('is the whole of a new object', () => {
    const [change] = changesOf(readFolder('security/strict-mtls'), before);
    expect(change?.previous).toBeNull();
    expect(change?.lines.every(({sign}) => sign === '+')).toBe(true);
  });
});

interface Told {
  code: number | null;
  out: string;
  err: string;
}

/** Without a terminal nobody presses Enter, and the story goes on by itself. */
function tell(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Told> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(ROOT, 'demo/walkthrough/main.ts'), ...args],
    {cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe']},
  );
  const told = {out: '', err: ''};
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  return new Promise(done => child.once('close', code => done({code, ...told})));
}

describe('--local', () => {
  test('tells every step of the live script and shows the shares', async () => {
    const {code, out, err} = await tell(['--local', '--port', '0', '--order', 'live']);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('It is not Istio');
    const titles = ORDERS.live.map(({title}, index) => `${index + 1}/8  ${title}`);
    for (const title of titles) expect(out).toContain(title);
    const part = (id: string) =>
      out.split(/^(?=\d\/8 {2})/m).find(text => text.includes(`(${id})`));
    expect(part('canary')).toMatch(/with version: beta\n +100 % {2}ui \(v2\) => search \(v1\)/);
    expect(part('canary')).toMatch(/everyone +\n +100 % {2}ui \(v1\) => search \(v1\)/);
    expect(part('all-on-v2')).toMatch(/everyone +\n +100 % {2}ui \(v2\) => search \(v1\)/);
    expect(part('split-70-30')).toMatch(/- +weight: 10\n(.*\n)*? {2}\+ +weight: 70/);
    expect(part('v1-only')).toMatch(/demo-code-config-map.yaml\n +\d+ lines, all of them new/);
  });

  test('resumes in the middle with everything before it in place', async () => {
    const {code, out} = await tell([
      ...['--local', '--port', '0', '--order', 'headers', '--from', 'canary-through'],
    ]);
    expect(code).toBe(0);
    expect(out).not.toContain('3/4');
    expect(out).toMatch(/with version: beta\n +100 % {2}ui \(v2\) => search \(v2\)/);
  });

  test('names a taken port', async () => {
    const other = createServer();
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    const {port} = other.address() as AddressInfo;
    const {code, err} = await tell(['--local', '--port', String(port)]);
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken on this computer`);
    other.close();
  });
});

describe('on a cluster', () => {
  let folder: string;
  let gateway: Server;
  let url: string;
  const seen: IncomingHttpHeaders[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'demo-walkthrough-'));
    gateway = createServer((request, response) => {
      seen.push(request.headers);
      response.end('{"hello":"x","from":"ui (v1) => search (v1)"}');
    });
    await new Promise<void>(done => gateway.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    seen.length = 0;
    rmSync(path.join(folder, 'calls.log'), {force: true});
  });
  afterAll(() => {
    gateway.close();
    rmSync(folder, {recursive: true, force: true});
  });

  /** Runs with a `kubectl` that only writes down what it is asked, and fails where it is told to. */
  async function withKubectl(
    args: readonly string[],
    failsAt = 'nowhere',
  ): Promise<Told & {calls: string[]}> {
    const log = path.join(folder, 'calls.log');
    writeFileSync(log, '');
    const kubectl = path.join(folder, 'kubectl');
    writeFileSync(
      kubectl,
      `#!/bin/bash\nprintf '%s\\n' "$*" >> '${log}'\ncase "$*" in *'${failsAt}'*) exit 1 ;; esac\n`,
    );
    chmodSync(kubectl, 0o755);
    const told = await tell(args, {...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`});
    return {...told, calls: readFileSync(log, 'utf8').split('\n').filter(Boolean)};
  }

  test('applies each step in order, with commands that kubectl knows', async () => {
    const {code, calls, out, err} = await withKubectl(['--order', 'headers', '--url', url]);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(calls.filter(call => call.startsWith('apply'))).toEqual([
      'apply -f examples/demo/istio/injection',
      'apply -f examples/demo/app -f examples/demo/istio/v1-only',
      'apply -f examples/demo/istio/canary',
      'apply -f examples/demo/istio/canary-through',
    ]);
    expect(calls.filter(call => call.startsWith('rollout status'))).toHaveLength(4);
    for (const call of calls) expect(findUnknown(kubectlTree, call.split(' '))).toEqual([]);
    expect(seen.filter(({version}) => version === 'beta').length).toBeGreaterThan(0);
    expect(out).toContain('100 %  ui (v1) => search (v1)');
  });

  test('the security steps ask with the tokens, and say when an answer surprises', async () => {
    const {out, calls} = await withKubectl([
      ...['--order', 'security', '--from', 'jwt', '--url', url, '--context', 'kind-istio'],
    ]);
    expect(calls[0]).toBe('--context kind-istio apply -f examples/demo/istio/injection');
    expect(seen.filter(({authorization}) => authorization?.startsWith('Bearer ey'))).toHaveLength(
      3,
    );
    expect(out).toMatch(/a customer +\/ +200 .*v1\)"}\n/);
    expect(out).toMatch(/a visitor +\/ +200 .*\(403 was expected\)/);
  });

  test('--dry-run calls nothing and asks nobody', async () => {
    const {code, calls, out} = await withKubectl(['--dry-run', '--url', url]);
    expect(code).toBe(0);
    expect(calls).toEqual([]);
    expect(seen).toEqual([]);
    expect(out).toContain('$ kubectl apply -f examples/demo/istio/split-70-30');
  });

  test('--reset takes away all that any step brings, and the label', async () => {
    const {code, calls} = await withKubectl(['--reset']);
    expect(code).toBe(0);
    expect(calls).toHaveLength(2);
    for (const part of ['app', 'istio/v1-only', 'istio/canary-through', 'security/jwt']) {
      expect(calls[0]).toContain(`-f examples/demo/${part}`);
    }
    expect(calls[0]).not.toContain('injection');
    expect(calls[1]).toBe('label namespace default istio-injection-');
    for (const call of calls) expect(findUnknown(kubectlTree, call.split(' '))).toEqual([]);
  });

  test('stops where kubectl fails, and says how to go on', async () => {
    const {code, calls, err} = await withKubectl(['--url', url], 'deployment/ui-v1');
    expect(code).toBe(1);
    expect(calls.at(-1)).toContain('deployment/ui-v1');
    expect(err).toContain('go on with --from');
  });

  test('without kubectl it says so', async () => {
    const {code, err} = await tell(['--url', url], {...process.env, PATH: '/nowhere'});
    expect(code).toBe(1);
    expect(err).toContain('kubectl cannot be started');
  });
});
