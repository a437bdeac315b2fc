import type {LabRequest} from '../../../data/labs/types';

/** The request as one line of a shell. */
export function commandOf({method, host, path, headers}: LabRequest): string {
  const sent = headers.map(({name, value}) => ` -H '${name}: ${value}'`).join('');
  return `curl${method === 'GET' ? '' : ` -X ${method}`}${sent} http://${host}${path}`;
}
