import {parseArgs} from 'node:util';
import {APIS, ORDERS, type Api, type Order, type Step} from './steps';

export interface Options {
  order: Order;
  api: Api;
  steps: readonly Step[];
  /** Index of the first step to show. */
  from: number;
  /** Where the gateway answers. */
  url: string;
  mode: 'cluster' | 'local' | 'dry-run' | 'reset';
  /** Port of the stand-in gateway. */
  port: number;
  /** Name of the cluster's context; left out: the current one. */
  context: string | undefined;
}

export const USAGE = `npm run walkthrough -- [options]

  --order ORDER    ${Object.keys(ORDERS).join(', ')}   (outline)
  --api API        ${APIS.join(', ')}   (istio)
  --from STEP      resume at a step, by its name; what comes before it is applied first
  --local          no cluster: a router on this computer stands in for the mesh
  --dry-run        only print what would be done
  --reset          take the demo, its routes and its policies off the cluster
  --url URL        where the gateway answers   (http://localhost:8080/)
  --port PORT      with --local: the port of the stand-in gateway   (8080)
  --context NAME   the kubectl context to use   (the current one)`;

/** @throws Error with one line for the speaker */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const {values} = parseArgs({
    args: [...argv],
    options: {
      order: {type: 'string', default: 'outline'},
      api: {type: 'string', default: 'istio'},
      from: {type: 'string'},
      local: {type: 'boolean', default: false},
      'dry-run': {type: 'boolean', default: false},
      reset: {type: 'boolean', default: false},
      url: {type: 'string', default: 'http://localhost:8080/'},
      port: {type: 'string', default: '8080'},
      context: {type: 'string'},
      help: {type: 'boolean', default: false},
    },
  });
  if (values.help) return 'help';
  const order = Object.keys(ORDERS).find((name): name is Order => name === values.order);
  if (!order) {
    throw new Error(`--order ${values.order}: expected ${Object.keys(ORDERS).join(', ')}`);
  }
  const api = APIS.find(name => name === values.api);
  if (!api) throw new Error(`--api ${values.api}: expected ${APIS.join(' or ')}`);
  const steps: readonly Step[] = ORDERS[order];
  const from = values.from === undefined ? 0 : steps.findIndex(({id}) => id === values.from);
  if (from === -1) {
    throw new Error(
      `--from ${values.from ?? ''}: expected a step of the order ${order}: ${steps.map(({id}) => id).join(', ')}`,
    );
  }
  // The types of parseArgs forget that an option with a default is always there.
  const {url = '', port: portText = ''} = values;
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${portText}: expected a number from 0 to 65535`);
  }
  if (!URL.canParse(url)) {
    throw new Error(`--url ${url}: expected an address such as http://localhost:8080/`);
  }
  const modes = (['local', 'dry-run', 'reset'] as const).filter(mode => values[mode]);
  if (modes.length > 1) {
    throw new Error(`--${modes.join(' and --')} exclude each other: choose one`);
  }
  const mode = modes[0] ?? 'cluster';
  if (mode === 'local' && order === 'security') {
    throw new Error(
      '--local cannot show the order security: the stand-in router knows neither mutual TLS nor tokens. Use a cluster',
    );
  }
  if (order === 'security' && api === 'gateway-api') {
    throw new Error('--order security is written for --api istio: its rules name that gateway');
  }
  return {order, api, steps, from, url, mode, port, context: values.context};
}
