import type {HeaderMap, Outcome, Request} from '../../../mesh';
import type {CurlLine} from './types';

/** The answer as `curl -v` prints it. */

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  418: "I'm a teapot",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

type Ending =
  | {outcome: Outcome; body: string}
  | {status: number; body: string}
  /** What curl says when there is no answer. */
  | {broken: string};

const headerLines = (headers: HeaderMap): string[] =>
  [...headers].flatMap(([name, values]) => values.map(value => `${name}: ${value}`));

/** What curl says of a connection that broke. */
function breakOf({connection}: Outcome): string {
  switch (connection) {
    case 'refused':
      return '(7) Failed to connect: Connection refused';
    case 'gave-up':
      return '(28) Operation timed out';
    case 'reset':
    case null:
      return '(56) Recv failure: Connection reset by peer';
    default:
      return connection satisfies never;
  }
}

export function curlOf(request: Request, ending: Ending): CurlLine[] {
  const sent = [
    `${request.method} ${request.path} HTTP/1.1`,
    `Host: ${request.authority}`,
    ...headerLines(request.headers),
  ].map((text): CurlLine => ({kind: 'sent', text: `> ${text}`}));
  const broken = (text: string): CurlLine[] => [...sent, {kind: 'bad', text: `curl: ${text}`}];
  if ('broken' in ending) return broken(ending.broken);
  const proxied = 'outcome' in ending;
  const status = proxied ? ending.outcome.status : ending.status;
  if (status === null) return broken(proxied ? breakOf(ending.outcome) : '(56) Recv failure');
  const reason = REASONS[status];
  const headers = [
    ...(proxied ? headerLines(ending.outcome.responseHeaders) : []),
    ...(proxied && ending.outcome.proxyBody !== null
      ? [`content-length: ${ending.outcome.proxyBody.length}`]
      : []),
    ...(proxied ? ['server: envoy'] : []),
  ];
  return [
    ...sent,
    {
      kind: status < 400 ? 'got' : 'bad',
      text: `< HTTP/1.1 ${status}${reason === undefined ? '' : ` ${reason}`}`,
    },
    ...headers.map((text): CurlLine => ({kind: 'got', text: `< ${text}`})),
    ending.body === '' ? {kind: 'note', text: '(empty body)'} : {kind: 'body', text: ending.body},
  ];
}
