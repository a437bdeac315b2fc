import {readFileSync} from 'node:fs';
import type {IncomingMessage} from 'node:http';
import path from 'node:path';
import {serve, type Answer} from './service';
import {readNumber, readSettings} from './settings';

/**
 * The mesh sees single calls and cannot know which outgoing call belongs to which incoming one: the application hands on
 * these headers. Traces: https://istio.io/latest/docs/tasks/observability/distributed-tracing/overview/
 */
const FORWARDED = [
  'traceparent',
  'tracestate',
  'baggage',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-request-id',
  // Not for traces: lets a rule on `search` see who asked for the beta.
  'version',
];

const settings = readSettings('ui');
const searchUrl = process.env.UI_SEARCH_URL ?? 'http://search:8080/';
if (!URL.canParse(searchUrl)) {
  throw new Error(
    `UI_SEARCH_URL is "${searchUrl}": expected an address such as http://search:8080/`,
  );
}
const timeoutMs = readNumber('UI_SEARCH_TIMEOUT_MS', 3000, 3_600_000);
const view = readFileSync(path.join(__dirname, 'view.html'), 'utf8');
const from = `ui (${settings.version})`;

const problem = (status: number, error: string): Answer => ({status, body: {error, status, from}});

function isAnswer(value: unknown): value is {hello: string; from: string} {
  return typeof value === 'object' && value !== null && 'hello' in value && 'from' in value;
}

function forwarded(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of FORWARDED) {
    for (const value of [request.headers[name] ?? []].flat()) headers.append(name, value);
  }
  return headers;
}

/** The words of the error below `fetch failed`: `ECONNREFUSED`, `ENOTFOUND`, … */
function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : null;
  return cause?.code ?? cause?.message ?? String(error);
}

async function greet(request: IncomingMessage): Promise<Answer> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(searchUrl, {
      headers: forwarded(request),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      return problem(504, `search did not answer within ${timeoutMs} ms`);
    }
    return problem(502, `search cannot be reached: ${reason(error)}`);
  }
  if (status !== 200) return problem(502, `search answered ${status}`);
  try {
    const found: unknown = JSON.parse(text);
    if (!isAnswer(found)) return problem(502, 'search answered JSON without "hello" and "from"');
    const date = new Date().toISOString().replace(/\.\d+/, '');
    return {status: 200, body: {hello: found.hello, from: `${from} => ${found.from}`, date}};
  } catch {
    return problem(502, 'search answered something that is not JSON');
  }
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";

serve(settings, {
  '/': greet,
  '/view': () => ({
    status: 200,
    body: view,
    type: 'text/html; charset=utf-8',
    headers: {'content-security-policy': policy, 'x-content-type-options': 'nosniff'},
  }),
});
