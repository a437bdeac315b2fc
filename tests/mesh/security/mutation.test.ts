import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readCases, readWorld, type Case} from '../../../scripts/lib/conformance-case';
import * as player from '../../../scripts/lib/conformance-fidelity';
import {inboundRequest} from '../../../scripts/lib/conformance-inbound';
import {NOW_SECONDS, readTestKeys} from '../../../scripts/lib/conformance-tokens';
import {mutated, type Change} from '../../../scripts/lib/mutated-engine';
import type * as door from '../../../src/mesh';

/** For each topic of security and of lint one rule of the engine is changed; the recorded cases that are named must then fail. */

interface Mutation extends Change {
  topic: string;
  rule: string;
  red: string[];
}

const MUTATIONS: Mutation[] = [
  {
    topic: 'mtls',
    rule: 'STRICT closes plain text',
    file: 'security/receive.ts',
    from: "if (mode === 'STRICT') return {verdict: 'strict-wants-tls', refused: 'closed'};",
    to: '',
    red: ['security/port-level-mtls', 'security/pair-m5'],
  },
  {
    topic: 'tokens',
    rule: 'a token for another audience is 403',
    file: 'security/receive.ts',
    from: "status: status === 'audience' ? 403 : 401,",
    to: 'status: 401,',
    red: ['security/jwt-one-rule'],
  },
  {
    topic: 'authorization',
    rule: 'what no ALLOW rule names is closed',
    file: 'security/receive.ts',
    from: 'if (enforced.length === 0) {',
    to: 'if (enforced.length >= 0) {',
    red: ['security/authz-allow-nothing', 'security/authz-paths'],
  },
  {
    topic: 'authorization',
    rule: 'what a DENY rule names is closed',
    file: 'security/receive.ts',
    from: 'if (denied)',
    to: 'if (denied === undefined)',
    red: ['security/authz-deny-before-allow'],
  },
  {
    topic: 'authorization',
    rule: 'a star alone asks for something that is there',
    file: 'security/authorization.ts',
    from: "if (pattern === '*') return value => value !== '';",
    to: "if (pattern === '*') return value => value === '';",
    red: ['security/authz-deny-anonymous', 'security/jwt-require-token'],
  },
  {
    topic: 'authorization',
    rule: 'hosts are compared without regard to case',
    file: 'security/authorization.ts',
    from: 'ignoreCase ? text.toLowerCase() : text',
    to: 'text',
    red: ['security/authz-hosts'],
  },
  {
    topic: 'lint',
    rule: 'analyzer: a host that nobody has',
    file: 'lint/cluster.ts',
    from: '  return undefined;\n}\n\nexport const namespaceLabels',
    to: '  return {ports: [], labels: {}};\n}\n\nexport const namespaceLabels',
    red: ['lint/unknown-host'],
  },
  {
    topic: 'lint',
    rule: 'webhook: its errors are errors for the analyzer too',
    file: 'lint/lint.ts',
    from: "level === 'Error' ? 'IST0106' : 'IST0133'",
    to: "'IST0133'",
    red: ['lint/cors-method'],
  },
  {
    topic: 'lint',
    rule: 'schema: rules of the definitions are asked',
    file: 'lint/lint.ts',
    from: "document.apiVersion.startsWith('networking.istio.io/'))",
    to: "document.apiVersion.startsWith('network.istio.io/'))",
    red: ['lint/se-star'],
  },
];

const root = path.resolve(__dirname, '../../../conformance');
const world = readWorld(path.join(root, 'world'));
const keys = readTestKeys(path.join(root, 'world'));
const cases = ['security', 'authorization', 'lint'].flatMap(folder =>
  readCases(path.join(root, folder)),
);

const named = (id: string): Case => {
  const found = cases.find(test => test.id === id);
  if (!found) throw new Error(`There is no case ${id}.`);
  return found;
};

describe('a rule that is changed is noticed', () => {
  it.each(MUTATIONS.map(mutation => [mutation.topic, mutation.rule, mutation] as const))(
    '%s: %s',
    async (_, __, mutation) => {
      const changed = await mutated<typeof player>(mutation, 'scripts/lib/conformance-fidelity.ts');
      for (const id of mutation.red) {
        expect(await player.differencesOf(named(id), world, keys), `${id} as it is`).toEqual([]);
        expect(await changed.differencesOf(named(id), world, keys), `${id} changed`).not.toEqual(
          [],
        );
      }
    },
    60_000,
  );

  it('matrix: a cell is what its own caller gets', async () => {
    const [engine, changed] = await Promise.all(
      ['{request, connection}', '{request, connection: callers[0] ?? connection}'].map(to =>
        mutated<typeof door>(
          {file: 'security/matrix.ts', from: '{request, connection}', to},
          'src/mesh/index.ts',
        ),
      ),
    );
    const test = named('security/authz-deny-anonymous');
    const requests = test.requests.map(step => inboundRequest(step, keys));
    const statuses = ({
      parseDocuments,
      buildMesh,
      findPod,
      compileReceiver,
      receiveMatrix,
    }: typeof door): (number | null | undefined)[] => {
      const {mesh} = buildMesh(parseDocuments(`${world.yaml}\n---\n${test.config}`).documents);
      const pod = findPod(mesh, {workload: 'ratings', namespace: 'default'});
      if (!pod) throw new Error('the pod is gone');
      const cells = receiveMatrix(
        compileReceiver(mesh, pod),
        requests.map(({connection}) => connection),
        requests.map(({request}) => request),
        {nowSeconds: NOW_SECONDS},
      );
      return requests.map((_, index) => cells[index]?.[index]?.outcome.status);
    };
    const recorded = test.expect.map(({status}) => status);
    expect(engine && statuses(engine)).toEqual(recorded);
    expect(changed && statuses(changed)).not.toEqual(recorded);
  }, 60_000);
});
