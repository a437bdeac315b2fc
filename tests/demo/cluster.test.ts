import {spawnSync} from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {readFolder, ROOT} from '../../demo/manifests';
import {findUnknown, type CommandTree} from './lib/commands';

const TREES = 'tests/demo/fixtures/commands';
const trees = readdirSync(path.join(ROOT, TREES)).map(
  name => JSON.parse(readFileSync(path.join(ROOT, TREES, name), 'utf8')) as CommandTree,
);
const treeOf = (tool: string) => trees.find(tree => tree.tool === tool);
const SCRIPTS = ['up.sh', 'down.sh'] as const;
type Script = (typeof SCRIPTS)[number];

vi.setConfig({testTimeout: 120_000});

/** What a stand-in says and how it ends, for the first entry whose words occur in the call, in this order. */
interface Behaviour {
  words: string;
  says?: string;
  code?: number;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true});
});

/** What a healthy cluster says, where a script listens. */
const HEALTHY: readonly Behaviour[] = [
  {
    words: 'kubectl sidecar',
    says: '{"initContainers":["istio-init"],"containers":["istio-proxy"]}',
  },
  {
    words: 'kubectl get crd',
    says: 'crd/virtualservices.networking.istio.io\ncrd/other.example.org',
  },
  {
    words: 'curl',
    says: '{"hello":"BDX.io","from":"ui (v1) => search (v1)","date":"2026-11-24T00:00:00Z"}',
  },
  {words: 'helm status', code: 1},
];

interface Run {
  code: number | null;
  out: string;
  err: string;
  calls: string[];
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A program that writes its call down, lets the command tree judge it, and answers as the test told it. */
function standIn(
  bin: string,
  tool: string,
  behaviours: readonly Behaviour[],
  judged: boolean,
): string {
  const cases = behaviours.map(({words, says, code}) => {
    const pattern = `*${words.split(' ').map(quote).join('*')}*`;
    return `${pattern}) printf '%s\\n' ${quote(says ?? '')}; exit ${code ?? 0} ;;`;
  });
  return [
    '#!/bin/bash',
    `printf '%s\\n' "${tool} $*" >> ${quote(path.join(bin, 'calls.log'))}`,
    ...(judged
      ? [`${quote(process.execPath)} ${quote(path.join(bin, 'stand-in.js'))} ${tool} "$@" || exit`]
      : []),
    `case "${tool} $*" in`,
    ...cases,
    'esac',
    '',
  ].join('\n');
}

/**
 * Runs a script where the only tools are stand-ins, in a copy of the folders that it needs. Each call is judged by the tool's
 * command tree, unless the test is about something else.
 */
function run(
  script: Script,
  args: readonly string[] = [],
  options: {
    behaviours?: readonly Behaviour[];
    missing?: string;
    judged?: boolean;
    change?: (text: string) => string;
  } = {},
): Run {
  const root = mkdtempSync(path.join(tmpdir(), 'demo-cluster-'));
  folders.push(root);
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'trees.json'), JSON.stringify(trees));
  for (const name of ['commands', 'stand-in']) {
    const text = readFileSync(path.join(ROOT, 'tests/demo/lib', `${name}.ts`), 'utf8');
    const compilerOptions = {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS};
    const {outputText} = ts.transpileModule(text, {compilerOptions});
    writeFileSync(path.join(bin, `${name}.js`), outputText);
  }
  const behaviours = [...(options.behaviours ?? []), ...HEALTHY];
  for (const tool of ['docker', 'kind', 'kubectl', 'istioctl', 'helm', 'curl']) {
    if (tool === options.missing) continue;
    const file = path.join(bin, tool);
    writeFileSync(file, standIn(bin, tool, behaviours, options.judged ?? true));
    chmodSync(file, 0o755);
  }
  // What the scripts use of a plain system, and nothing else: a real kubectl must not be found.
  for (const name of ['bash', 'dirname', 'grep', 'cat']) {
    const found = spawnSync('which', [name], {encoding: 'utf8'}).stdout.trim();
    symlinkSync(found, path.join(bin, name));
  }
  mkdirSync(path.join(root, 'demo/cluster'), {recursive: true});
  const text = readFileSync(path.join(ROOT, 'demo/cluster', script), 'utf8');
  const file = path.join(root, 'demo/cluster', script);
  writeFileSync(file, options.change?.(text) ?? text);
  const {status, stdout, stderr} = spawnSync('bash', [file, ...args], {
    cwd: tmpdir(),
    env: {PATH: bin},
    encoding: 'utf8',
  });
  let calls: string[] = [];
  try {
    calls = readFileSync(path.join(bin, 'calls.log'), 'utf8').trim().split('\n');
  } catch {
    // A script that stops at its first check calls nothing.
  }
  return {code: status, out: stdout, err: stderr, calls};
}

const called = ({calls}: Run, words: string) => calls.findIndex(call => call.includes(words));

describe('the command trees', () => {
  test('come from the tools that the page names', () => {
    expect(trees.map(({tool}) => tool).sort()).toEqual(['helm', 'istioctl', 'kind', 'kubectl']);
    for (const {version} of trees) expect(version).toMatch(/^v\d/);
  });

  test.each([
    ['kubectl', 'apply --server-side -f x.yaml', ''],
    ['kubectl', '--context kind-istio get pods -n default -o wide', ''],
    ['kubectl', 'exec deploy/ui-v1 -c ui -- ls --unknown', ''],
    ['kubectl', 'aply -f x', 'kubectl: unknown command aply'],
    ['kubectl', 'apply --serverside', 'kubectl apply: unknown flag --serverside'],
    ['kubectl', 'rollout stat x', 'kubectl rollout: unknown command stat'],
    ['kubectl', 'get pods -n', 'kubectl get: -n needs a value'],
    ['kubectl', 'get -Z', 'kubectl get: unknown flag -Z'],
    ['istioctl', 'x precheck', ''],
    ['istioctl', 'install --set profile=demo -y', ''],
    ['istioctl', 'profile list', 'istioctl: unknown command profile'],
    ['istioctl', 'uninstall --purge --context', 'istioctl uninstall: --context needs a value'],
    ['kind', 'create cluster --name a --image b --wait 2m', ''],
    ['kind', 'create cluster --label a', 'kind create cluster: unknown flag --label'],
    ['helm', 'upgrade --install a b --set x=y --wait', ''],
    ['helm', 'install a b --tiller x', 'helm install: unknown flag --tiller'],
  ])('%s %s', (tool, words, problem) => {
    const tree = treeOf(tool);
    if (!tree) throw new Error(`No tree of ${tool}`);
    expect(findUnknown(tree, words.split(' ')).join('; ')).toBe(problem);
  });
});

describe('up.sh', () => {
  test('goes from nothing to an answer, and says what to see after each step', () => {
    const done = run('up.sh');
    expect(done.err).toBe('');
    expect(done.code).toBe(0);
    expect(done.out.match(/You should see: /g)).toHaveLength(6);
    expect(done.out).toContain('"from":"ui (v1) => search (v1)"');
    const order = [
      'kind create cluster --name istio --image kindest/node:v1.36.1@',
      'kubectl --context kind-istio apply --server-side -f https://github.com/kubernetes-sigs/',
      'istioctl install --context kind-istio --set profile=demo',
      'apply -f examples/demo/istio/injection',
      'apply -f examples/demo/app -f examples/demo/istio/v1-only',
      'istioctl analyze',
      'port-forward --namespace istio-system service/istio-ingressgateway 8080:80',
    ].map(words => called(done, words));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(called(done, 'helm')).toBe(-1);
    expect(called(done, 'addons')).toBe(-1);
  });

  test('installs the same parts with Helm', () => {
    const done = run('up.sh', ['--helm']);
    expect(done.code, done.err).toBe(0);
    const charts = done.calls.filter(call => call.startsWith('helm upgrade'));
    expect(charts.map(call => call.split(' ').slice(3, 5).join(' '))).toEqual([
      'istio-base istio/base',
      'istiod istio/istiod',
      'istio-ingressgateway istio/gateway',
    ]);
    for (const call of charts) expect(call).toContain('--version 1.31.1');
    expect(charts[2]).not.toContain('--wait');
    expect(
      called(done, 'helm repo add istio https://blob.istio.io/istio-release/charts'),
    ).toBeGreaterThan(-1);
    expect(called(done, 'istioctl install')).toBe(-1);
  });

  test('adds the add-ons, and tries again what came before its kind', () => {
    const done = run('up.sh', ['--addons']);
    expect(done.code, done.err).toBe(0);
    for (const name of ['prometheus', 'grafana', 'jaeger', 'kiali']) {
      expect(called(done, `samples/addons/${name}.yaml`)).toBeGreaterThan(-1);
      expect(called(done, `rollout status deployment/${name}`)).toBeGreaterThan(-1);
    }
    expect(called(done, 'apply -f examples/demo/tracing')).toBeGreaterThan(-1);
    const again = run('up.sh', ['--addons'], {
      behaviours: [{words: 'apply addons/kiali', code: 1}],
    });
    expect(again.calls.filter(call => call.includes('addons/kiali'))).toHaveLength(2);
    expect(again.code).toBe(1);
  });

  test('can be run again on the cluster it made', () => {
    const done = run('up.sh', [], {behaviours: [{words: 'kind get clusters', says: 'istio'}]});
    expect(done.code, done.err).toBe(0);
    expect(called(done, 'kind create')).toBe(-1);
  });

  test.each([
    ['docker info', 'Docker does not answer'],
    ['kind create', 'too many open files'],
    ['wait Ready nodes', 'describe nodes'],
    ['apply --server-side', 'reaches github.com'],
    ['wait crd/', 'run this script again'],
    ['istioctl x precheck', 'each names its cause'],
    ['istioctl install', 'kubectl get pods -n istio-system'],
    ['rollout status deployment/istiod', 'Docker needs about 8 GB of memory'],
    ['rollout status deployment/ui-v2', 'kubectl describe pods -n default'],
    ['istioctl analyze', 'names the object and its code'],
    ['curl', 'LOCAL_PORT=8081'],
  ])('when %j fails, it stops there and says what to do', (words, remedy) => {
    const done = run('up.sh', [], {behaviours: [{words, code: 1}], judged: false});
    expect(done.code).toBe(1);
    expect(done.err).toMatch(/Stopped: .+\n {3}What to do: .+/);
    expect(done.err).toContain(remedy);
    expect(done.out).not.toContain('Done.');
  });

  test.each([
    ['a Pod without a proxy', {words: 'kubectl sidecar', says: ''}, 'kubectl rollout restart'],
    ['an answer of another version', {words: 'curl', says: 'ui (v2)'}, 'istio/v1-only'],
  ])('%s is noticed', (_title, behaviour, remedy) => {
    const done = run('up.sh', [], {behaviours: [behaviour], judged: false});
    expect(done.code).toBe(1);
    expect(done.err).toContain(remedy);
  });

  test.each(['docker', 'kind', 'kubectl', 'istioctl', 'curl'])('%s is missing', missing => {
    const done = run('up.sh', [], {missing, judged: false});
    expect(done.code).toBe(1);
    expect(done.err).toContain(`${missing} is not installed`);
  });

  test('an unknown option is named', () => {
    expect(run('up.sh', ['--hlem']).err).toContain('--hlem is unknown');
  });

  test.each([
    ['--server-side', '--serverside', 'unknown flag --serverside'],
    ['istioctl x precheck', 'istioctl verify-install', 'unknown command verify-install'],
    ['kind create cluster --name', 'kind create cluster --nom', 'unknown flag --nom'],
  ])('a slip is found: %s → %s', (right, wrong, problem) => {
    const done = run('up.sh', [], {change: text => text.replace(right, wrong)});
    expect(done.code).toBe(1);
    expect(done.err).toContain(problem);
  });
});

test.each(SCRIPTS)('%s names only folders that are there', script => {
  const text = readFileSync(path.join(ROOT, 'demo/cluster', script), 'utf8');
  const folders = [...text.matchAll(/"\$DEMO\/([\w/-]+)"/g)].map(match => match[1] ?? '');
  expect(folders.length).toBeGreaterThan(0);
  for (const folder of folders) expect(readFolder(folder), folder).not.toEqual([]);
});

describe('down.sh', () => {
  test('deletes the cluster', () => {
    const done = run('down.sh');
    expect(done.code, done.err).toBe(0);
    expect(done.calls).toEqual(['kind delete cluster --name istio']);
  });

  test('keeps the cluster and takes the rest away', () => {
    const done = run('down.sh', ['--keep']);
    expect(done.code, done.err).toBe(0);
    for (const words of [
      'delete --ignore-not-found -f examples/demo/app',
      'istioctl uninstall --context kind-istio --purge',
      'delete namespace istio-system',
      'label namespace default istio-injection-',
    ]) {
      expect(called(done, words), words).toBeGreaterThan(-1);
    }
  });

  test('undoes an installation by Helm with Helm, its kinds too', () => {
    const done = run('down.sh', ['--keep'], {behaviours: [{words: 'helm status', code: 0}]});
    expect(done.code, done.err).toBe(0);
    expect(called(done, 'helm uninstall istio-ingressgateway istiod istio-base')).toBeGreaterThan(
      -1,
    );
    expect(called(done, 'delete crd/virtualservices.networking.istio.io')).toBeGreaterThan(-1);
    expect(called(done, 'delete crd/other.example.org')).toBe(-1);
    expect(called(done, 'istioctl uninstall')).toBe(-1);
  });

  test('an unknown option is named', () => {
    expect(run('down.sh', ['--all']).err).toContain('--all is unknown');
  });
});

/** Commands of a page's console blocks, as words; lines that a shell would do more with are cut at it. */
export function consoleCommands(page: string): string[][] {
  const blocks = [...page.matchAll(/^```console[^\n]*\n([\s\S]*?)^```/gm)].map(match => match[1]);
  return blocks.flatMap(block =>
    [...(block ?? '').replaceAll('\\\n', ' ').matchAll(/^\$ (.+)$/gm)].map(match =>
      [...(match[1]?.split(/ [|>&;]/)[0] ?? '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
        word => word[1] ?? word[2] ?? word[3] ?? '',
      ),
    ),
  );
}

describe('the commands of the Start pages', () => {
  test.each(['your-own-cluster', 'the-demo'])('%s', name => {
    const page = readFileSync(path.join(ROOT, `docs/00-start/${name}.mdx`), 'utf8');
    const problems = consoleCommands(page).flatMap(([tool = '', ...argv]) => {
      const tree = treeOf(tool);
      return tree ? findUnknown(tree, argv) : [];
    });
    expect(problems).toEqual([]);
  });

  test('a slip on a page is found', () => {
    const [command = []] = consoleCommands(
      "```console\n$ kubectl get pods \\\n  --al | grep 'x y'\n```",
    );
    expect(command).toEqual(['kubectl', 'get', 'pods', '--al']);
    const tree = treeOf('kubectl');
    expect(tree && findUnknown(tree, command.slice(1))).toEqual(['kubectl get: unknown flag --al']);
  });
});

describe('shell', () => {
  test.each(SCRIPTS)('%s is valid bash', script => {
    const {status, stderr} = spawnSync('bash', ['-n', path.join(ROOT, 'demo/cluster', script)], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });

  const linter = spawnSync('shellcheck', ['--version']).status === 0;
  // ShellCheck is a program of its own, in no package of this project: where it is absent, the report says "skipped".
  test.skipIf(!linter).each(SCRIPTS)('%s is clean for ShellCheck', script => {
    const {stdout} = spawnSync('shellcheck', [path.join(ROOT, 'demo/cluster', script)], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});
