import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, request as ask, type IncomingHttpHeaders, type Server} from 'node:http';
import {connect, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {writeServices} from '../../demo/compile';
import {startInstance, type Instance} from '../../demo/instance';

const folder = mkdtempSync(path.join(tmpdir(), 'demo-services-'));
const running: Instance[] = [];
/** A busy machine may take its time; how long is no result of any test. */
const PATIENCE = {timeout: 30_000};

async function start(
  app: 'ui' | 'search',
  version: string,
  env: Record<string, string> = {},
): Promise<Instance> {
  const instance = await startInstance(folder, app, version, env);
  running.push(instance);
  return instance;
}

beforeAll(() => writeServices(folder));
afterAll(async () => {
  await Promise.all(running.map(instance => instance.stop()));
  rmSync(folder, {recursive: true, force: true});
});

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

function get(
  port: number,
  url = '/',
  headers: Record<string, string | string[]> = {},
  method = 'GET',
): Promise<Reply> {
  return new Promise((done, fail) => {
    ask({host: '127.0.0.1', port, path: url, headers, method, agent: false}, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
        }),
      );
    })
      .on('error', fail)
      .end();
  });
}

/** Sends bytes as they are and returns everything that comes back. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(bytes));
    socket
      .on('data', (chunk: Buffer) => (text += chunk.toString()))
      .on('error', fail)
      .on('close', () => done(text));
  });
}

/** The log line of a request reaches us through a pipe, after its answer. */
async function logged(instance: Instance, count: number): Promise<readonly unknown[]> {
  await expect
    .poll(() => instance.log.filter(line => 'status' in line).length, PATIENCE)
    .toBe(count);
  return instance.log.filter(line => 'status' in line);
}

/** A stand-in for `search` that misbehaves as it is told, and remembers what it was asked. */
async function standIn(
  behave: (headers: IncomingHttpHeaders) => {status?: number; text: string; type?: string} | null,
): Promise<{url: string; seen: IncomingHttpHeaders[]; server: Server}> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((incoming, response) => {
    seen.push(incoming.headers);
    const answer = behave(incoming.headers);
    if (answer === null) incoming.socket.destroy();
    else response.writeHead(answer.status ?? 200).end(answer.text);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  afterAll(() => server.close());
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, server};
}

const hello = JSON.stringify({hello: 'BDX.io', from: 'search (v1)'});

describe('the story of the talk', () => {
  test('search greets the event, ui says both versions and the date', async () => {
    const search = await start('search', 'v1', {SEARCH_EVENT: 'BDX.io'});
    const ui = await start('ui', 'v2', {UI_SEARCH_URL: `http://127.0.0.1:${search.port}/`});
    expect(JSON.parse((await get(search.port)).text)).toEqual({
      hello: 'BDX.io',
      from: 'search (v1)',
    });
    const reply = await get(ui.port);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json');
    const answer = JSON.parse(reply.text) as Record<string, string>;
    expect(answer).toMatchObject({hello: 'BDX.io', from: 'ui (v2) => search (v1)'});
    expect(answer.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(JSON.parse((await get(ui.healthPort, '/health')).text)).toEqual({status: 'UP'});
    expect((await get(ui.healthPort, '/')).status).toBe(404);
    const head = await get(ui.port, '/', {}, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
  });

  test('ui serves the page that shows the answers, which loads nothing from elsewhere', async () => {
    const ui = await start('ui', 'v1');
    const reply = await get(ui.port, '/view');
    expect(reply.text).toBe(readFileSync(path.resolve('demo/services/view.html'), 'utf8'));
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.text).not.toMatch(/https?:\/\//);
  });
});

describe('headers', () => {
  const carried = {
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'congo=t61rcWkgMzE',
    baggage: 'userId=anna',
    b3: '80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1',
    'x-b3-traceid': '80f198ee56343ba864fe8b2a57d3eff7',
    'x-b3-spanid': 'e457b5a2e4d86bd1',
    'x-b3-parentspanid': '05e3ac9a4f6e3b90',
    'x-b3-sampled': '1',
    'x-b3-flags': '0',
    'x-request-id': '8a7c1d2e-0000-4000-8000-000000000000',
    version: 'beta',
  };

  test('all of these reach search, and nothing else of the caller', async () => {
    const search = await standIn(() => ({text: hello}));
    const ui = await start('ui', 'v1', {UI_SEARCH_URL: search.url});
    const secret = {cookie: 'session=1', authorization: 'Bearer token', 'x-else': '1'};
    expect((await get(ui.port, '/', {...carried, ...secret})).status).toBe(200);
    expect(search.seen[0]).toMatchObject(carried);
    for (const name of Object.keys(secret)) expect(search.seen[0]).not.toHaveProperty(name);
  });

  test('without them, none is made up', async () => {
    const search = await standIn(() => ({text: hello}));
    const ui = await start('ui', 'v1', {UI_SEARCH_URL: search.url});
    await get(ui.port);
    for (const name of Object.keys(carried)) expect(search.seen[0]).not.toHaveProperty(name);
  });
});

describe('bad input', () => {
  let ui: Instance;
  beforeAll(async () => {
    const search = await standIn(() => ({text: hello}));
    ui = await start('ui', 'v1', {UI_SEARCH_URL: search.url});
  });

  test.each([
    ['an unknown path', '/nothing', 'GET', 404, 'nothing is served under /nothing'],
    ['a path of the prototype', '/constructor', 'GET', 404, 'nothing is served'],
    ['a wrong method', '/', 'DELETE', 405, 'DELETE is not possible here'],
  ])('%s', async (_title, url, method, status, words) => {
    const before = (await logged(ui, ui.log.filter(line => 'status' in line).length)).length;
    const reply = await get(ui.port, url, {}, method);
    expect(reply.status).toBe(status);
    expect(reply.headers.allow).toBe(status === 405 ? 'GET, HEAD' : undefined);
    expect(JSON.parse(reply.text)).toMatchObject({status, from: 'ui (v1)'});
    expect(reply.text).toContain(words);
    expect((await logged(ui, before + 1)).at(-1)).toMatchObject({status, path: url, method});
    expect((await get(ui.port)).status).toBe(200);
    await logged(ui, before + 2);
  });

  test.each([
    [
      'headers larger than 8 KiB',
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(9000)}\r\n\r\n`,
      431,
    ],
    ['a malformed header', 'GET / HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n', 400],
    ['no HTTP at all', 'hello?\r\n\r\n', 400],
  ])('%s', async (_title, bytes, status) => {
    const before = ui.log.filter(line => 'status' in line).length;
    const text = await raw(ui.port, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({status, from: 'ui (v1)'});
    expect((await logged(ui, before + 1)).at(-1)).toMatchObject({status});
    expect((await get(ui.port)).status).toBe(200);
    await logged(ui, before + 2);
  });

  test.each([
    ['goes away in the middle', null, 502, 'search cannot be reached: '],
    ['answers 503', {status: 503, text: hello}, 502, 'search answered 503'],
    ['redirects', {status: 302, text: ''}, 502, 'search answered 302'],
    ['answers text', {text: 'hello'}, 502, 'not JSON'],
    ['answers other JSON', {text: '[1]'}, 502, 'without \\"hello\\" and \\"from\\"'],
  ])('search %s', async (_title, answer, status, words) => {
    const search = await standIn(() => answer);
    const caller = await start('ui', 'v1', {UI_SEARCH_URL: search.url});
    const reply = await get(caller.port);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(words);
    expect(await logged(caller, 1)).toHaveLength(1);
  });

  test('search is down', async () => {
    const gone = await standIn(() => ({text: hello}));
    await new Promise(done => gone.server.close(done));
    const caller = await start('ui', 'v1', {UI_SEARCH_URL: gone.url});
    const reply = await get(caller.port);
    expect(reply.status).toBe(502);
    expect(reply.text).toContain('search cannot be reached: ECONNREFUSED');
  });

  test('search is slower than ui waits', async () => {
    const slow = await start('search', 'v1', {SEARCH_DELAY_MS: '60000'});
    const caller = await start('ui', 'v1', {
      UI_SEARCH_URL: `http://127.0.0.1:${slow.port}/`,
      UI_SEARCH_TIMEOUT_MS: '50',
    });
    const reply = await get(caller.port);
    expect(reply.status).toBe(504);
    expect(reply.text).toContain('search did not answer within 50 ms');
  });

  test.each([
    ['PORT', 'eight', 'PORT is \\"eight\\": expected a whole number'],
    ['SEARCH_FAIL_STATUS', '200', 'expected 0 or a status from 400 to 599'],
    ['SEARCH_DELAY_MS', '-1', 'SEARCH_DELAY_MS is \\"-1\\"'],
  ])('the environment says %s=%s', async (name, value, words) => {
    await expect(startInstance(folder, 'search', 'v1', {[name]: value})).rejects.toThrow(
      words.replaceAll('\\"', '"'),
    );
  });

  test('a taken port is named', async () => {
    await expect(startInstance(folder, 'search', 'v1', {PORT: String(ui.port)})).rejects.toThrow(
      /EADDRINUSE.*127\.0\.0\.1/,
    );
  });
});

describe('told to fail', () => {
  test('every third answer', async () => {
    const search = await start('search', 'v1', {SEARCH_FAIL_STATUS: '503', SEARCH_FAIL_EVERY: '3'});
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await get(search.port)).status);
    expect(statuses).toEqual([200, 200, 503, 200, 200, 503]);
  });

  test('ui too', async () => {
    const ui = await start('ui', 'v1', {UI_FAIL_STATUS: '500'});
    expect((await get(ui.port)).text).toContain('this instance was told to fail');
  });
});

describe('SIGTERM', () => {
  test('ends what is in flight, reports not ready, takes nothing new', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>(done => (release = done));
    const server = createServer((_incoming, response) => {
      void held.then(() => response.end(hello));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const arrived = new Promise(done => server.once('request', done));
    const ui = await startInstance(folder, 'ui', 'v1', {UI_SEARCH_URL: url});
    const inFlight = get(ui.port);
    await arrived;
    const ended = ui.stop();
    await expect.poll(async () => (await get(ui.healthPort, '/health')).status, PATIENCE).toBe(503);
    await expect(get(ui.port)).rejects.toThrow('ECONNREFUSED');
    release();
    const reply = await inFlight;
    expect(reply.status).toBe(200);
    expect(reply.headers.connection).toBe('close');
    expect(await ended).toBe(0);
    server.close();
  });
});
