import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {log, type Settings} from './settings';

export interface Answer {
  status: number;
  /** A text is sent as it is (with `type`), anything else as JSON. */
  body: unknown;
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: IncomingMessage) => Answer | Promise<Answer>;

/** What a bad request meets before it becomes a request: [status, words]. */
const refusals: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are larger than 8 KiB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
};

/** Listens on both ports; on SIGTERM reports not ready, ends what is in flight and leaves. */
export function serve(settings: Settings, routes: Readonly<Record<string, Handler>>): void {
  let stopping = false;
  let count = 0;
  const from = `${settings.name} (${settings.version})`;
  const failure = (status: number, error: string, headers = {}): Answer => ({
    status,
    body: {error, status, from},
    headers,
  });

  const answer = async (request: IncomingMessage, path: string): Promise<Answer> => {
    const handler = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (handler === undefined) return failure(404, `nothing is served under ${path}`);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const close = {allow: 'GET, HEAD', connection: 'close'};
      return failure(405, `${request.method ?? '?'} is not possible here`, close);
    }
    count += 1;
    if (settings.delayMs > 0) await new Promise(done => setTimeout(done, settings.delayMs));
    if (settings.failStatus > 0 && count % settings.failEvery === 0) {
      return failure(settings.failStatus, 'this instance was told to fail');
    }
    return handler(request);
  };

  const send = (response: ServerResponse, {status, body, type, headers}: Answer): void => {
    const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
    // A connection that stays open would hold the process up after SIGTERM.
    if (stopping) response.setHeader('connection', 'close');
    response.writeHead(status, {
      'content-type': type ?? 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      ...headers,
    });
    response.end(text);
  };

  const traffic = createServer({maxHeaderSize: 8192}, (request, response) => {
    const start = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    void answer(request, path)
      .catch((error: unknown) => failure(500, String(error)))
      .then(result => {
        send(response, result);
        const {status, body} = result;
        const error = status < 400 ? undefined : (body as {error?: string}).error;
        const ms = Math.round(performance.now() - start);
        const {traceparent} = request.headers;
        log(settings, {method: request.method, path, status, ms, traceparent, error});
      });
  });
  traffic.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const [status, words] = refusals[error.code ?? ''] ?? [400, 'this is not a valid HTTP request'];
    log(settings, {status, error: words, code: error.code});
    const body = `${JSON.stringify({error: words, status, from})}\n`;
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  const health = createServer((request, response) => {
    if (request.url !== '/health') send(response, failure(404, 'only /health is served here'));
    else
      send(response, {status: stopping ? 503 : 200, body: {status: stopping ? 'STOPPING' : 'UP'}});
  });

  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log(settings, {message: 'stopping', signal});
    setTimeout(() => process.exit(1), 20_000).unref();
    traffic.close(() => {
      log(settings, {message: 'stopped'});
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));

  const listen = (server: Server, port: number) =>
    new Promise<number>((done, fail) => {
      server.once('error', fail);
      server.listen(port, settings.host, () => done((server.address() as AddressInfo).port));
    });
  Promise.all([listen(traffic, settings.port), listen(health, settings.healthPort)]).then(
    ([port, healthPort]) => log(settings, {message: 'listening', port, healthPort}),
    (error: unknown) => {
      log(settings, {error: String(error)});
      process.exit(1);
    },
  );
}
