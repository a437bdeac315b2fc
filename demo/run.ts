import {parseArgs} from 'node:util';
import {ask, LANE_HEADERS, Tally} from './ask';
import {describePortError, startLocalDemo, type LocalDemo} from './local';
import {stateAfter} from './manifests';
import {
  APIS,
  ORDERS,
  STEPS,
  type Api,
  type Lane,
  type RoutingStep,
  type Step,
} from './walkthrough/steps';

const ROUTING = STEPS.flatMap(step => (step.kind === 'routing' ? [step] : []));

interface Options {
  port: number;
  api: Api;
  step: RoutingStep;
}

/** @throws Error with one line for the reader */
function readOptions(): Options {
  const {values} = parseArgs({
    options: {
      port: {type: 'string', default: '8080'},
      step: {type: 'string', default: 'canary'},
      api: {type: 'string', default: 'istio'},
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port}: expected a number from 0 to 65535`);
  }
  const api = APIS.find(name => name === values.api);
  if (!api) throw new Error(`--api ${values.api}: expected ${APIS.join(' or ')}`);
  const step = ROUTING.find(({id}) => id === values.step);
  if (!step) {
    throw new Error(`--step ${values.step}: expected ${ROUTING.map(({id}) => id).join(', ')}`);
  }
  return {port, api, step};
}

/** A step and those before it, in the order that tells it. */
function upTo(step: Step): readonly Step[] {
  const orders: readonly (readonly Step[])[] = Object.values(ORDERS);
  const steps = orders.find(order => order.includes(step)) ?? [];
  return steps.slice(0, steps.indexOf(step) + 1);
}

const LANES: readonly (readonly [Lane, string])[] = [
  ['everyone', 'everyone     '],
  ['beta', 'version: beta'],
];

function describeLane(name: string, tally: Tally): string {
  const shares = tally.shares().map(([kind, share]) => `${kind} ${share.toFixed(0)} %`);
  return `${name}  ${shares.join('   ') || '…'}`;
}

const bar = (share: number) => '█'.repeat(Math.round(share / 4)).padEnd(25, '·');

/** The screen of a terminal: drawn over itself. */
function draw(demo: LocalDemo, {step, api}: Options, tallies: ReadonlyMap<Lane, Tally>): void {
  const lines = [
    `${step.title}   (examples/demo/${step.folders.at(-1)?.replace('<api>', api) ?? ''})`,
    `You should see: ${step.see}`,
    '',
  ];
  for (const [lane, name] of LANES) {
    const tally = tallies.get(lane);
    if (!tally) continue;
    lines.push(`${name}   ${tally.total} answers, the last 100:`);
    for (const [kind, share] of tally.shares()) {
      lines.push(`  ${bar(share)} ${share.toFixed(0).padStart(3)} %  ${kind}`);
    }
    lines.push(`  ${tally.last?.text ?? ''}`, '');
  }
  for (const [name, count] of demo.router.copies) lines.push(`${name} got ${count} copies.`, '');
  lines.push(
    'A small router on this computer stands in for the mesh: it asks the engine of this site.',
    `Watch it in a browser: ${demo.url}view     Ctrl-C ends everything.`,
  );
  process.stdout.write(`\x1b[H\x1b[J${lines.join('\n')}\n`);
}

async function main(): Promise<void> {
  let options: Options;
  let demo: LocalDemo;
  try {
    options = readOptions();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
    return;
  }
  const {port, api, step} = options;
  try {
    demo = await startLocalDemo(api, port);
  } catch (error) {
    console.error(describePortError(error, port, 'npm run demo --'));
    process.exitCode = 1;
    return;
  }
  demo.router.apply(stateAfter(upTo(step), api).values());
  const tallies = new Map(LANES.map(([lane]) => [lane, new Tally(100)]));
  const screen = process.stdout.isTTY;
  if (!screen)
    console.log(`${step.title}: ${demo.url} and ${demo.url}view; Ctrl-C ends everything.`);

  // As in the talk: one request after the other, a tenth of a second apart, in two loops.
  const loops = LANES.map(([lane]) =>
    setInterval(() => {
      void ask(demo.url, LANE_HEADERS[lane]).then(reply => tallies.get(lane)?.add(reply));
    }, 100),
  );
  const show = setInterval(
    () => {
      if (screen) draw(demo, options, tallies);
      else
        for (const [lane, name] of LANES) {
          const tally = tallies.get(lane);
          if (tally) console.log(describeLane(name, tally));
        }
    },
    screen ? 250 : 1000,
  );
  let ending = false;
  // Ctrl-C can arrive twice: from the terminal, and handed on by the program that started this one.
  const end = () => {
    if (ending) return;
    ending = true;
    for (const timer of [...loops, show]) clearInterval(timer);
    console.log('\nEnding …');
    void demo.stop().then(() => console.log('All services have ended.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

void main();
