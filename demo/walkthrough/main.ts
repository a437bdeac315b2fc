import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline/promises';
import {ask, LANE_HEADERS, Tally} from '../ask';
import {describePortError, startLocalDemo, type LocalDemo} from '../local';
import {DEMO_FOLDER, readFolder, ROOT, stateAfter} from '../manifests';
import {SECURITY_FOLDER} from '../tokens';
import {changesOf, type Change} from './changes';
import {readOptions, USAGE, type Options} from './options';
import {foldersOf, STEPS, type Lane, type Step} from './steps';

/** New objects longer than this are named, not shown: the stage has one screen. */
const SHOWN_LINES = 40;
const QUESTIONS = 50;

const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const paint = (code: number, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
const say = (text = '') => console.log(text);

function show({file, previous, lines}: Change): void {
  say(paint(1, previous === null ? `new  ${file}` : `     ${file}`));
  if (previous !== null) say(`     instead of ${previous}`);
  if (previous === null && lines.length > SHOWN_LINES) {
    return say(`     ${lines.length} lines, all of them new`);
  }
  for (const {sign, text} of lines) {
    const line = `  ${sign} ${text}`;
    say(sign === '+' ? paint(32, line) : sign === '-' ? paint(31, line) : line);
  }
}

/** What carries a step out: a cluster, the stand-in, or nothing at all. */
interface Stage {
  /** Applies folders of `examples/demo`, in this order. */
  apply(folders: readonly string[]): void;
  /** Where to ask; null: nobody answers. */
  url: string | null;
  /** How long a new rule takes to reach the proxies, generously, milliseconds. */
  settleMs: number;
  end(): Promise<void>;
}

function kubectl(args: readonly string[], {context}: Options, dry: boolean): void {
  const all = [...(context === undefined ? [] : ['--context', context]), ...args];
  say(paint(36, `$ kubectl ${all.join(' ')}`));
  if (dry) return;
  const {error, status} = spawnSync('kubectl', all, {cwd: ROOT, stdio: 'inherit'});
  if (error)
    throw new Error(`kubectl cannot be started: ${error.message}. Install it, or use --local`);
  if (status !== 0) {
    throw new Error(
      'kubectl failed, see above. Nothing else was done; go on with --from when it is mended',
    );
  }
}

const filesOf = (folders: readonly string[]) =>
  folders.flatMap(folder => ['-f', `${DEMO_FOLDER}/${folder}`]);

function clusterStage(options: Options, dry: boolean): Stage {
  return {
    apply: folders => {
      kubectl(['apply', ...filesOf(folders)], options, dry);
      if (!folders.includes('app')) return;
      for (const name of ['search-v1', 'search-v2', 'ui-v1', 'ui-v2']) {
        kubectl(['rollout', 'status', `deployment/${name}`, '--timeout', '180s'], options, dry);
      }
    },
    url: dry ? null : options.url,
    settleMs: 2000,
    end: () => Promise.resolve(),
  };
}

/** The router takes the whole state, so it remembers the steps that were applied. */
function localStage(demo: LocalDemo, {api}: Options): Stage {
  const applied: Step[] = [];
  return {
    apply: folders => {
      const step = STEPS.find(one => foldersOf(one, api).join() === folders.join());
      if (step) applied.push(step);
      demo.router.apply(stateAfter(applied, api).values());
      say(paint(36, `(the stand-in router reads ${folders.join(' and ')})`));
    },
    url: demo.url,
    settleMs: 0,
    end: () => demo.stop(),
  };
}

async function askLane(url: string, lane: Lane): Promise<void> {
  const tally = new Tally(QUESTIONS);
  for (let i = 0; i < QUESTIONS; i += 1) tally.add(await ask(url, LANE_HEADERS[lane]));
  say(`  ${lane === 'beta' ? 'with version: beta' : 'everyone          '}`);
  for (const [kind, share] of tally.shares()) say(`    ${share.toFixed(0).padStart(3)} %  ${kind}`);
  if (tally.last?.status !== 200) say(`    ${tally.last?.text ?? ''}`);
}

async function answers(step: Step, {url, settleMs}: Stage): Promise<void> {
  if (step.kind === 'preparation' || url === null) return;
  await new Promise(done => setTimeout(done, settleMs));
  say(`\nAsking ${url}`);
  if (step.kind === 'routing') {
    await askLane(url, 'everyone');
    await askLane(url, 'beta');
    return;
  }
  for (const {who, token, path: where, status} of step.asks) {
    const headers: Record<string, string> = {};
    if (token !== undefined) {
      const text = readFileSync(path.join(ROOT, SECURITY_FOLDER, 'tokens', token), 'utf8');
      headers.authorization = `Bearer ${text.trim()}`;
    }
    const reply = await ask(new URL(where, url).href, headers);
    const words = reply.status === status ? '' : `   (${status} was expected)`;
    say(
      `  ${who.padEnd(36)} ${where.padEnd(7)} ${reply.status} ${reply.text.slice(0, 80)}${words}`,
    );
  }
}

function reset(options: Options, dry: boolean): void {
  const folders = [...new Set(STEPS.flatMap(step => foldersOf(step, options.api)))].filter(
    folder => !folder.endsWith('/injection'),
  );
  kubectl(['delete', '--ignore-not-found', ...filesOf(folders)], options, dry);
  kubectl(['label', 'namespace', 'default', 'istio-injection-'], options, dry);
  say('The demo is off the cluster. Istio, its gateway and its add-ons are still there.');
}

/** Waits for Enter; without a terminal the story goes on by itself. */
async function wait(words: string): Promise<void> {
  if (!process.stdin.isTTY) return;
  const line = createInterface({input: process.stdin, output: process.stdout});
  const left = once(line, 'close').then(() => {
    throw new Error('the terminal was closed');
  });
  await Promise.race([line.question(paint(1, `\n${words} `)), left]);
  line.close();
}

async function tell(options: Options, stage: Stage): Promise<void> {
  const {steps, from, api} = options;
  const before = steps.slice(0, from);
  if (before.length > 0) {
    say(`Before ${steps[from]?.id ?? ''}, without a pause:`);
    for (const step of before) stage.apply(foldersOf(step, api));
  }
  for (const [index, step] of steps.entries()) {
    if (index < from) continue;
    say(`\n${paint(1, `${index + 1}/${steps.length}  ${step.title}`)}   (${step.id})`);
    const files = foldersOf(step, api).flatMap(folder => readFolder(folder));
    const changes = changesOf(files, stateAfter(steps.slice(0, index), api));
    for (const change of changes) show(change);
    await wait('Enter applies it.');
    stage.apply(foldersOf(step, api));
    say(`You should see: ${step.see}`);
    await answers(step, stage);
    if (index < steps.length - 1) await wait('Enter shows the next step.');
  }
}

async function main(): Promise<void> {
  let options: Options | 'help';
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 1;
    return;
  }
  if (options === 'help') return say(USAGE);
  const {mode, api, port} = options;
  let stage: Stage | null = null;
  try {
    if (mode === 'reset') return reset(options, false);
    if (mode === 'local') {
      const demo = await startLocalDemo(api, port).catch((error: unknown) => {
        throw new Error(describePortError(error, port, 'npm run walkthrough -- --local'));
      });
      say(
        'No cluster: a small router on this computer stands in for the mesh. It reads the same YAML and',
      );
      say(
        'asks the engine of this site where each request goes. It is not Istio: nothing is encrypted.',
      );
      say(`Watch it in a browser: ${demo.url}view`);
      stage = localStage(demo, options);
      process.on('SIGINT', () => void demo.stop().then(() => process.exit(130)));
    } else {
      stage = clusterStage(options, mode === 'dry-run');
    }
    await tell(options, stage);
    if (mode === 'cluster')
      say('\nThe end. Take it off the cluster with: npm run walkthrough -- --reset');
  } catch (error) {
    console.error(`\nStopped: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await stage?.end();
  }
}

void main();
