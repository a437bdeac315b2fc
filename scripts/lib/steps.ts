/** One check of `npm test`. */
export interface Step {
  name: string;
  /** What it guards, for the README and for `npm test -- --list`. */
  guards: string;
  /** Command and arguments; run through `npx --no-install` semantics (local binaries first). */
  command: readonly string[];
  /** How its result is counted: a runner's JSON report, or the command itself as one check. */
  counts: 'vitest' | 'playwright' | 'command';
  env?: Readonly<Record<string, string>>;
  needsBrowser?: boolean;
}

const vitest = (project: string, guards: string): Step => ({
  name: project,
  guards,
  command: ['vitest', 'run', '--project', project],
  counts: 'vitest',
});

/** In the order in which they run: the quickest answers come first. */
export const STEPS: readonly Step[] = [
  {
    name: 'types:site',
    guards: 'types of the site and its widgets',
    command: ['tsc', '-p', 'tsconfig.json'],
    counts: 'command',
  },
  {
    name: 'types:node',
    guards: 'types of scripts, remark steps, tests and demo',
    command: ['tsc', '-p', 'tsconfig.node.json'],
    counts: 'command',
  },
  {
    name: 'types:mesh',
    guards: 'the engine compiles without DOM and Node',
    command: ['tsc', '-p', 'src/mesh/tsconfig.json'],
    counts: 'command',
  },
  {
    name: 'lint',
    guards: 'code rules and the direction of imports between rooms',
    command: ['eslint', '.', '--max-warnings', '0'],
    counts: 'command',
  },
  {
    name: 'format',
    guards: 'formatting of code, MDX, YAML and CSS',
    command: ['prettier', '--check', '--log-level', 'warn', '.'],
    counts: 'command',
  },
  vitest('mesh', 'the engine: rules, laws, conformance'),
  vitest('widgets', 'widgets and components in a DOM'),
  vitest('content', 'chapters, examples, diagrams, data, spelling'),
  vitest('demo', 'the demo services, manifests and scripts'),
  {
    name: 'build',
    guards: 'the production build, every broken-link option on throw',
    command: ['docusaurus', 'build'],
    counts: 'command',
  },
  {
    name: 'build:base',
    guards: 'the build under another base URL, from a copy without git',
    command: ['tsx', 'scripts/build-under-base.ts'],
    counts: 'command',
  },
  vitest('site', 'the built site: links, bytes, permanent links, policy, twins'),
  {
    name: 'e2e',
    guards: 'every address of the sitemap in a browser',
    command: ['playwright', 'test'],
    counts: 'playwright',
    needsBrowser: true,
  },
];
