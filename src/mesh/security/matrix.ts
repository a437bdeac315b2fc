import {receive, type ReceiveOptions, type Reception} from './receive';
import type {Receiver} from './receiver';
import type {Connection} from './types';
import type {Request} from '../simulate/types';

/** Every caller with every request: one row a caller, one cell a request, each with its trace if one is asked for. */
export function receiveMatrix(
  receiver: Receiver,
  callers: readonly Connection[],
  requests: readonly Request[],
  options: ReceiveOptions,
): Reception[][] {
  return callers.map(connection =>
    requests.map(request => receive(receiver, {request, connection}, options)),
  );
}
