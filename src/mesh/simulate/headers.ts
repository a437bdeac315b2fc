import type {HeaderOperations, HeaderValue} from '../compile/types';
import {headerValues, type RequestView} from './match';
import type {HeaderMap, ResponseFlag} from './types';

/** What header values may ask about. */
export interface FormatContext {
  view: RequestView;
  /** The Host as it is by now. */
  host: string;
  route: string | null;
  status: number | null;
  flags: readonly ResponseFlag[];
  details: string | null;
  upstreamHost: string | null;
  cluster: string | null;
}

function command(name: string, argument: string, context: FormatContext): string {
  const {view} = context;
  switch (name) {
    case 'REQ': {
      const [wanted = '', other = ''] = argument.split('?').map(part => part.toLowerCase());
      if (wanted === ':authority' || wanted === 'host') return context.host;
      const values = headerValues(wanted, view) ?? headerValues(other, view);
      return values?.join(',') ?? '';
    }
    case 'PROTOCOL':
      return 'HTTP/1.1';
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return view.request.sourceIp;
    case 'ROUTE_NAME':
      return context.route ?? '-';
    case 'RESPONSE_CODE':
      return context.status === null ? '0' : String(context.status);
    case 'RESPONSE_FLAGS':
      return context.flags.length === 0 ? '-' : context.flags.join(',');
    case 'RESPONSE_CODE_DETAILS':
      return context.details ?? '-';
    case 'UPSTREAM_HOST':
      return context.upstreamHost ?? '-';
    case 'UPSTREAM_CLUSTER':
      return context.cluster ?? '-';
    case 'REQUESTED_SERVER_NAME':
      return view.request.scheme === 'https' ? (view.request.sni ?? view.request.host) : '-';
    default:
      return '-';
  }
}

const format = (value: HeaderValue, context: FormatContext): string =>
  typeof value === 'string'
    ? value
    : value
        .map(part =>
          typeof part === 'string' ? part : command(part.command, part.argument, context),
        )
        .join('');

export const isNoOperation = ({remove, set, add}: HeaderOperations): boolean =>
  remove.length + set.length + add.length === 0;

/** Removes, then sets, then adds. A value that comes out empty is left out. Source: envoy `header_parser.cc evaluateHeaders`. */
export function applyOperations(
  headers: HeaderMap,
  operations: HeaderOperations,
  context: FormatContext,
): HeaderMap {
  if (isNoOperation(operations)) return headers;
  const result = new Map(headers);
  for (const name of operations.remove) result.delete(name);
  for (const [name, value] of operations.set) {
    const text = format(value, context);
    if (text !== '') result.set(name, [text]);
  }
  for (const [name, value] of operations.add) {
    const text = format(value, context);
    if (text !== '') result.set(name, [...(result.get(name) ?? []), text]);
  }
  return result;
}
