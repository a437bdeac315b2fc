import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {ask, LANE_HEADERS, Tally} from '../../demo/ask';
import {writeServices} from '../../demo/compile';
import {startInstance, type Instance} from '../../demo/instance';
import {startLocalDemo, type LocalDemo} from '../../demo/local';
import {ROOT, stateAfter} from '../../demo/manifests';
import {Router} from '../../demo/router';
import {APIS, ORDERS, type Lane, type Step} from '../../demo/walkthrough/steps';

vi.setConfig({testTimeout: 120_000, hookTimeout: 120_000});

const stepOf = (id: string) => {
  const found = Object.values<readonly Step[]>(ORDERS)
    .flat()
    .find(step => step.id === id);
  if (!found) throw new Error(`No step ${id}`);
  return found;
};

describe.each(APIS)('each step without a cluster, %s', api => {
  let demo: LocalDemo;
  beforeAll(async () => {
    demo = await startLocalDemo(api, 0);
  });
  afterAll(() => demo.stop());

  const cases = (['outline', 'headers'] as const).flatMap(order =>
    ORDERS[order].flatMap((step, index) =>
      step.kind === 'routing' ? [{order, step, steps: ORDERS[order].slice(0, index + 1)}] : [],
    ),
  );
  test.each(cases)('$order: $step.id', async ({step, steps}) => {
    demo.router.apply(stateAfter(steps, api).values());
    demo.router.copies.clear();
    for (const lane of ['everyone', 'beta'] satisfies Lane[]) {
      const counts = {ui: 0, search: 0};
      for (let i = 0; i < 100; i += 1) {
        const reply = await ask(demo.url, LANE_HEADERS[lane]);
        expect(reply.status, reply.text).toBe(200);
        if (reply.ui === 'v2') counts.ui += 1;
        if (reply.search === 'v2') counts.search += 1;
      }
      for (const app of ['ui', 'search'] as const) {
        const expected = step.shares[lane][app];
        // The draws are seeded, so this is the same in each run; 15 is four times their standard deviation at most.
        if (expected % 100 === 0) expect(counts[app]).toBe(expected);
        else expect(Math.abs(counts[app] - expected)).toBeLessThan(15);
      }
    }
    expect(demo.router.copies.get('ui-v2')).toBe(step.mirrored === true ? 200 : undefined);
  });

  test('before there is a Gateway, nothing answers', async () => {
    demo.router.apply([]);
    const reply = await ask(demo.url, {});
    expect([reply.ui, reply.status]).toEqual([null, 503]);
    expect(reply.text).toContain('stand-in router');
  });

  test('a route to a version without a Pod is refused by the engine, not by us', async () => {
    demo.router.apply(stateAfter([stepOf('v1-only'), stepOf('all-on-v2')], api).values());
    const v2 = demo.instances.get('ui-v2');
    if (!v2) throw new Error('ui-v2 should run');
    demo.router.withdraw('ui-v2');
    const {status, text} = await ask(demo.url, {});
    expect(status).toBe(503);
    expect(text).toContain('UH');
    demo.router.add(v2);
    expect((await ask(demo.url, {})).ui).toBe('v2');
  });
});

describe('an instance goes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-shutdown-'));
  beforeAll(() => writeServices(folder));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  /** The way from a copy of `ui` to its sidecar, on which one request can be held: the copy is busy then, however fast the machine is. */
  async function lane(sidecar: number) {
    let hold: ((release: () => void) => void) | undefined;
    const server = createServer(({headers, url}, response) => {
      const pass = () => {
        const onward = request({port: sidecar, path: url, headers}, reply => {
          response.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(response);
        });
        onward.on('error', () => response.destroy());
        onward.end();
      };
      if (hold === undefined) pass();
      else hold(pass);
      hold = undefined;
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      /** Resolves when the next request is on its way and held, with what lets it go on. */
      busy: () => new Promise<() => void>(done => (hold = done)),
      close: () => server.close(),
    };
  }

  type Ui = Instance & {lane: Awaited<ReturnType<typeof lane>>};

  /**
   * 1,500 requests, 20 at a time, to two copies of `ui` v1. After 400 the first copy leaves as the caller says, after 900 the route
   * flips to v2 and the second copy leaves the same way. Returns how many requests got no good answer, what the others got, and how
   * many the first copy still answered after SIGTERM.
   */
  async function flip(
    leave: (copy: Ui, router: Router, turnRoute: () => void) => Promise<unknown>,
  ): Promise<{lost: number; afterSigterm: number; answered: Record<string, number>}> {
    const router = new Router('istio');
    const gateway = await router.listen('gateway');
    const search = await startInstance(folder, 'search', 'v1', {SEARCH_EVENT: 'BDX.io'});
    const startUi = async (version: string, name: string): Promise<Ui> => {
      const way = await lane(await router.listen({app: 'ui', version}));
      const env = {UI_SEARCH_URL: way.url, UI_DELAY_MS: '20'};
      return {...(await startInstance(folder, 'ui', version, env)), name, lane: way};
    };
    const first = await startUi('v1', 'ui-v1-a');
    const second = await startUi('v1', 'ui-v1-b');
    const v2 = await startUi('v2', 'ui-v2');
    for (const instance of [search, first, second, v2]) router.add(instance);
    router.apply(stateAfter([stepOf('v1-only')], 'istio').values());

    const answered: Record<string, number> = {};
    const leaving: Promise<unknown>[] = [];
    let lost = 0;
    let started = 0;
    const worker = async () => {
      while (started < 1500) {
        started += 1;
        if (started === 400) leaving.push(leave(first, router, () => undefined));
        if (started === 900) {
          const steps = [stepOf('v1-only'), stepOf('all-on-v2')];
          const turnRoute = () => router.apply(stateAfter(steps, 'istio').values());
          leaving.push(leave(second, router, turnRoute));
        }
        const {ui} = await ask(`http://127.0.0.1:${gateway}/`, {});
        if (ui === null) lost += 1;
        else answered[ui] = (answered[ui] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({length: 20}, worker));
    expect(await Promise.all(leaving)).toEqual([0, 0]);
    const at = first.log.findIndex(({message}) => message === 'stopping');
    const afterSigterm = first.log.slice(at + 1).filter(({status}) => status === 200).length;
    await Promise.all([v2.stop(), search.stop()]);
    for (const ui of [first, second, v2]) ui.lane.close();
    await router.close();
    return {lost, afterSigterm, answered};
  }

  test('endpoint first, then SIGTERM: requests in flight end well, none is lost', async () => {
    const {lost, afterSigterm, answered} = await flip(async (copy, router, turnRoute) => {
      const goOn = await copy.lane.busy();
      turnRoute();
      router.withdraw(copy.name);
      const ended = copy.stop();
      await expect
        .poll(() => copy.log.some(({message}) => message === 'stopping'), {timeout: 60_000})
        .toBe(true);
      goOn();
      return ended;
    });
    expect(lost).toBe(0);
    expect(afterSigterm).toBeGreaterThan(0);
    expect((answered.v1 ?? 0) + (answered.v2 ?? 0)).toBe(1500);
    expect(answered.v1).toBeGreaterThan(800);
    expect(answered.v2).toBeGreaterThan(500);
  });

  test('SIGTERM without that: what is still sent there is lost', async () => {
    const {lost} = await flip((copy, _router, turnRoute) => {
      turnRoute();
      return copy.stop();
    });
    expect(lost).toBeGreaterThan(0);
  });
});

describe('npm run demo', () => {
  function run(args: readonly string[]): {
    lines: string[];
    seen: (words: string) => Promise<string>;
    interrupt: () => void;
    ended: Promise<number | null>;
  } {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(ROOT, 'demo/run.ts'), ...args],
      {cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe']},
    );
    const lines: string[] = [];
    const waiting: (() => void)[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({input: stream}).on('line', line => {
        lines.push(line);
        waiting.forEach(check => check());
      });
    }
    const ended = new Promise<number | null>(done => child.once('close', done));
    const seen = (words: string) =>
      new Promise<string>((done, fail) => {
        const check = () => {
          const line = lines.find(candidate => candidate.includes(words));
          if (line !== undefined) done(line);
        };
        waiting.push(check);
        check();
        void ended.then(() => fail(new Error(`never said "${words}": ${lines.join('\n')}`)));
      });
    return {lines, seen, interrupt: () => child.kill('SIGINT'), ended};
  }

  test('starts, shows the shares of both loops, and ends everything on Ctrl-C', async () => {
    const demo = run(['--port', '0', '--step', 'canary-through']);
    expect(await demo.seen('everyone  ')).toContain('ui (v1) => search (v1) 100 %');
    await demo.seen('version: beta  ui (v2) => search (v2) 100 %');
    const url = /http:\S+?(?= )/.exec(await demo.seen('/view'))?.[0] ?? '';
    expect((await ask(url, {})).status).toBe(200);
    demo.interrupt();
    expect(await demo.ended).toBe(0);
    expect(demo.lines.at(-1)).toBe('All services have ended.');
    expect((await ask(url, {})).text).toBe('ECONNREFUSED');
  });

  test('a taken port is named with the remedy', async () => {
    const other = createServer();
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    const {port} = other.address() as AddressInfo;
    const demo = run(['--port', String(port)]);
    expect(await demo.ended).toBe(1);
    expect(demo.lines).toEqual([
      `Port ${port} is taken on this computer. Choose another one: npm run demo -- --port ${port + 1}`,
    ]);
    other.close();
  });

  test.each([
    [['--port', 'x'], '--port x: expected a number'],
    [['--step', 'x'], '--step x: expected v1-only, mirroring'],
    [['--api', 'x'], '--api x: expected istio or gateway-api'],
    [['--colour'], "Unknown option '--colour'"],
  ])('%j is refused in one line', async (args, words) => {
    const demo = run(args);
    expect(await demo.ended).toBe(1);
    expect(demo.lines[0]).toContain(words);
  });
});

test('a tally counts the last answers only', () => {
  const tally = new Tally(2);
  expect(tally.shares()).toEqual([]);
  for (const [ui, status] of [
    ['v1', 200],
    ['v2', 200],
    [null, 503],
  ] as const) {
    tally.add({ui, search: 'v1', status, text: ''});
  }
  expect(tally.total).toBe(3);
  expect(tally.shares()).toEqual([
    ['ui (v2) => search (v1)', 50],
    ['status 503', 50],
  ]);
});
