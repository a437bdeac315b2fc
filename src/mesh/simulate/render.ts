import type {TraceEvent, TraceEventType} from './types';

/**
 * Traces as sentences. Every event has one message id; a translation is another table of the same ids. `{name}` stands for a field
 * of the event.
 */

export type MessageId =
  TraceEventType | 'no-listener' | 'tls-listener' | 'tcp-listener' | 'absent' | 'end-broken';

export type Messages = Readonly<Record<MessageId, string>>;

export const ENGLISH: Messages = {
  listener: 'The proxy listens on port {port} and reads HTTP.',
  'tls-listener': 'The proxy listens on port {port} and ends TLS there.',
  'tcp-listener': 'Nothing is known about port {port}: bytes are passed on as they are.',
  'no-listener': 'Nothing listens for this on port {port}.',
  'virtual-host': 'The Host {authority} belongs to the virtual host {name} (domain {domain}).',
  'no-virtual-host': 'No virtual host has the Host {authority}.',
  'tls-required': 'This host wants TLS: the caller is sent to {location}.',
  'route-skipped': 'Route {route} does not match: {field} should be {expected}, seen was {seen}.',
  'route-matched': 'Route {route} matches {path}.',
  'no-route': 'No route matches {path}.',
  weights: 'The draw by weight ({weight} of {total}) falls on {cluster}.',
  cluster: 'The cluster {cluster} has {endpoints} endpoints.',
  'no-cluster': 'There is no cluster {cluster}.',
  'fault-delay': 'A fault is injected: {ms} ms of delay.',
  'fault-abort': 'A fault is injected: the proxy answers {status}.',
  'cors-preflight': 'The proxy answers the preflight of {origin}. Allowed: {allowed}.',
  'cors-origin': 'The origin {origin} is compared with the policy. Allowed: {allowed}.',
  redirect: 'The proxy answers {status}: go to {location}.',
  'direct-response': 'The proxy answers {status} itself.',
  'request-headers': 'Request headers: set {set}; removed {removed}.',
  'response-headers': 'Response headers: set {set}; removed {removed}.',
  'host-rewrite': 'The Host {from} becomes {to}.',
  'path-rewrite': 'The path {from} becomes {to}.',
  mirror: 'A copy goes to {cluster} ({endpoint}); its answer is thrown away.',
  'mirror-not-drawn': 'No copy for {cluster} this time.',
  endpoint: 'Try {attempt}: {balancing} picks {endpoint}.',
  'no-endpoint': '{cluster} has no endpoint to give ({ejected} of {total} are ejected).',
  queued: 'All connections to {endpoint} are busy: the request waits.',
  overflow: 'The limit for {limit} ({value}) is reached.',
  answer: 'Try {attempt}: {endpoint} answers {status}.',
  failure: 'Try {attempt}: {endpoint} fails ({reason}).',
  'per-try-timeout': 'Try {attempt} takes longer than {ms} ms.',
  timeout: 'The route allows {ms} ms, and they are over.',
  retry: 'Try {attempt} follows after {backoffMs} ms, because of {because}.',
  'no-retry': 'There is no further try: {because}.',
  ejected: '{endpoint} failed too often and is ejected for {forMs} ms.',
  'gave-up': 'The caller goes away after {afterMs} ms.',
  end: 'The caller gets {status} (flags {flags}; {details}).',
  'end-broken': 'The caller gets no answer: {connection} (flags {flags}).',
  absent: 'absent',
};

export interface Sentence {
  id: MessageId;
  text: string;
  event: TraceEvent;
}

function messageOf(event: TraceEvent): MessageId {
  if (event.type === 'listener')
    return event.kind === 'none'
      ? 'no-listener'
      : event.kind === 'http'
        ? 'listener'
        : `${event.kind}-listener`;
  if (event.type === 'end') return event.status === null ? 'end-broken' : 'end';
  return event.type;
}

function fieldsOf(event: TraceEvent, messages: Messages): Record<string, unknown> {
  if (event.type !== 'route-skipped') return {...event};
  const {mismatch} = event;
  return {
    ...event,
    field: mismatch.name === '' ? mismatch.field : `${mismatch.field} ${mismatch.name}`,
    expected: mismatch.expected,
    seen: mismatch.seen === null ? messages.absent : JSON.stringify(mismatch.seen),
  };
}

const show = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '-';
};

/** One sentence for each event, in order. The table is the caller's, so that a page loads one language only. */
export function renderTrace(events: readonly TraceEvent[], messages: Messages): Sentence[] {
  return events.map(event => {
    const id = messageOf(event);
    const fields = fieldsOf(event, messages);
    const text = messages[id].replace(/\{(\w+)\}/g, (_, name: string) => show(fields[name]));
    return {id, text, event};
  });
}
