import type {Outcome, Request} from './types';

/**
 * The line that Envoy writes with Istio's default format. What a simulation does not have (request id, byte counts of requests,
 * source ports) is `-`. Source: istio/istio `pilot/pkg/model/telemetry_logging.go EnvoyTextLogFormat`.
 *
 * `startTime`: when the request began, as ISO text.
 */
export function accessLogLine(outcome: Outcome, request: Request, startTime: string): string {
  const header = (name: string): string => request.headers.get(name)?.[0] ?? '-';
  const {endpoint, upstream, flags, proxyBody} = outcome;
  const quote = (text: string): string => `"${text}"`;
  return [
    `[${startTime}]`,
    quote(`${request.method} ${request.path} HTTP/1.1`),
    String(outcome.status ?? 0),
    flags.length === 0 ? '-' : flags.join(','),
    outcome.details ?? '-',
    '-',
    quote('-'),
    '-',
    proxyBody === null ? '-' : String(proxyBody.length),
    String(Math.round(outcome.durationMs)),
    '-',
    quote(header('x-forwarded-for')),
    quote(header('user-agent')),
    quote(header('x-request-id')),
    quote(upstream?.host ?? request.authority),
    quote(endpoint ? `${endpoint.address}:${endpoint.port}` : '-'),
    outcome.cluster ?? '-',
    '-',
    request.dial ?? `${request.host}:${request.port}`,
    `${request.sourceIp}:-`,
    request.scheme === 'https' ? (request.sni ?? request.host) : '-',
    outcome.route ?? '-',
  ].join(' ');
}
