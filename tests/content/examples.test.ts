import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {checkExamples, checkText, describeProblem, loadKinds} from '../../scripts/lib/examples';
import {SOURCES, buildSchemas, verifySchemas, type SchemaSource} from '../../scripts/lib/schemas';

const root = join(__dirname, '../..');
const kinds = loadKinds(join(root, 'schemas'));

let tree = '';
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'examples-'));
});
afterAll(() => {
  rmSync(tree, {recursive: true});
});

/** Plants files in a tree of their own and checks it. */
async function checkTree(name: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const planted = join(tree, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(planted, path)), {recursive: true});
    writeFileSync(join(planted, path), text);
  }
  return (await checkExamples(planted, kinds)).map(describeProblem);
}

const virtualService = (spec: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: search
spec:
${spec}`;

describe('the examples of this project', () => {
  it('are what Kubernetes and Istio would take, and the broken ones are broken as they say', async () => {
    expect((await checkExamples(root, kinds)).map(describeProblem)).toEqual([]);
  }, 60_000);

  it('are checked against schemas that nobody touched', () => {
    expect(verifySchemas(join(root, 'schemas'), SOURCES)).toEqual([]);
  });

  it('can use every kind that has a schema', () => {
    for (const kind of kinds.known) expect(() => kinds.validate(kind)).not.toThrow();
  });
});

describe('a YAML text', () => {
  const problems = (text: string) =>
    checkText(text, kinds).map(({code, line, path}) => [code, line, path]);

  it('is refused for a tab, naming the line', () => {
    expect(problems('apiVersion: v1\nkind: Service\nspec:\n\tports: []\n')).toEqual([
      ['YAML_TAB', 4, undefined],
    ]);
  });

  it('is refused for a key that stands twice', () => {
    expect(problems('apiVersion: v1\nkind: Service\nkind: Pod\n')).toEqual([
      ['YAML_DUPLICATE_KEY', 3, undefined],
    ]);
  });

  it('is refused when it cannot be read', () => {
    expect(problems('a: [1\n').map(([code]) => code)).toContain('YAML_SYNTAX');
  });

  it('is refused when it holds nothing', () => {
    expect(problems('# only words\n---\n')).toEqual([['YAML_EMPTY', 1, undefined]]);
  });

  it('is refused when its aliases unfold without end', () => {
    const rows = Array.from({length: 12}, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect(problems(`apiVersion: v1\nkind: ConfigMap\n${rows.join('\n')}\n`)).toEqual([
      ['YAML_ALIASES', 1, undefined],
    ]);
  });

  it('is refused when it is no object of Kubernetes', () => {
    expect(problems('services:\n  ui: {}\n')).toEqual([['NO_KIND', 1, undefined]]);
    expect(problems('- a\n')).toEqual([['NO_KIND', 1, undefined]]);
  });

  it('is refused for a kind or version without a schema, naming the versions there are', () => {
    const [problem] = checkText(
      'apiVersion: networking.istio.io/v1alpha3\nkind: VirtualService\n',
      kinds,
    );
    expect(problem).toMatchObject({code: 'UNKNOWN_KIND', line: 2, path: 'kind'});
    expect(problem?.message).toContain('networking.istio.io/v1/VirtualService');
  });

  it('reads scalars as Kubernetes does', () => {
    const label = (value: string) =>
      problems(
        `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  labels:\n    a: ${value}\n`,
      ).map(([code]) => code);
    for (const value of ['yes', 'on', 'off', '010', '1_000', '0x1f', '1.5']) {
      expect(label(value), value).toEqual(['SCHEMA_TYPE']);
    }
    for (const value of ['"yes"', '20:30', '2026-11-22', '2026-11-22T10:00:00Z', 'v1']) {
      expect(label(value), value).toEqual([]);
    }
  });

  it.each([
    ['SCHEMA_UNKNOWN_FIELD', 7, 'spec.tcpp', '  hosts: [a]\n  tcpp: []\n'],
    ['SCHEMA_TYPE', 6, 'spec.hosts', '  hosts: a\n'],
    ['SCHEMA_TYPE', 6, 'spec.hosts[0]', '  hosts: [1]\n'],
    [
      'SCHEMA_ONE_OF',
      9,
      'spec.http[0].match[0].uri',
      '  hosts: [a]\n  http:\n    - match:\n        - uri: {exact: /, prefix: /}\n      route:\n        - destination: {host: a}\n',
    ],
    [
      'SCHEMA_REQUIRED',
      8,
      'spec.http[0].route[0].destination',
      '  hosts: [a]\n  http:\n    - route: [{weight: 1}]\n',
    ],
  ])('is refused with %s at line %i, %s', (code, line, path, spec) => {
    expect(problems(virtualService(spec))).toEqual([[code, line, path]]);
  });

  it.each([
    ['SCHEMA_ENUM', 'spec.type', 'type: ClusterIp\n  ports: [{port: 80}]', 'v1', 'Service'],
    [
      'SCHEMA_RANGE',
      'spec.parentRefs[0].port',
      'parentRefs: [{name: a, port: 70000}]',
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
    ],
    [
      'SCHEMA_LENGTH',
      'spec.listeners',
      'gatewayClassName: istio\n  listeners: []',
      'gateway.networking.k8s.io/v1',
      'Gateway',
    ],
    [
      'SCHEMA_PATTERN',
      'spec.hostnames[0]',
      'hostnames: ["-"]',
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
    ],
  ])('is refused with %s at %s', (code, path, spec, apiVersion, kind) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\nspec:\n  ${spec}\n`;
    const found = checkText(text, kinds).map(problem => [problem.code, problem.path]);
    expect(found).toEqual([[code, path]]);
  });

  it('needs a name', () => {
    expect(problems('apiVersion: v1\nkind: Namespace\nmetadata: {}\n')).toEqual([
      ['SCHEMA_ONE_OF', 3, 'metadata'],
    ]);
    expect(problems('apiVersion: v1\nkind: Namespace\nmetadata:\n  generateName: a-\n')).toEqual(
      [],
    );
  });

  it('may give a quantity as a number and a port as a number or a name', () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  name: x
spec:
  containers:
    - name: x
      image: x
      resources: {limits: {cpu: 1, memory: 64Mi}}
      readinessProbe: {httpGet: {port: http}}
      livenessProbe: {httpGet: {port: 8080}}
`;
    expect(problems(text)).toEqual([]);
  });

  it('is checked in all its documents', () => {
    const second = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\nspek: {}\n';
    expect(problems(`${virtualService('  hosts: [a]\n')}---\n${second}`)).toEqual([
      ['SCHEMA_UNKNOWN_FIELD', 12, 'spek'],
    ]);
  });

  it('says what was expected, what stands there and what is near', () => {
    const [problem] = checkText(virtualService('  host: [a]\n'), kinds);
    expect(describeProblem({...problem!, file: 'examples/a.yaml'})).toMatch(
      /^examples\/a\.yaml:6: SCHEMA_UNKNOWN_FIELD spec\.host: VirtualService .*nearest: hosts/,
    );
  });
});

describe('a tree of examples', () => {
  const good = virtualService(
    '  hosts: [search]\n  http:\n    - directResponse:\n        status: 200\n',
  );

  it('passes when all is well', async () => {
    expect(await checkTree('good', {'examples/a/b.yaml': good, 'examples/README.md': '#'})).toEqual(
      [],
    );
  });

  it('is refused for formatting, with the command that mends it', async () => {
    const [problem] = await checkTree('format', {
      'examples/a.yaml': good.replace('hosts: [search]', 'hosts:   [ search ]'),
    });
    expect(problem).toMatch(
      /^examples\/a\.yaml:1: FORMAT: .*npx prettier --write examples\/a\.yaml/,
    );
  });

  it('is refused for the ending .yml', async () => {
    const [problem] = await checkTree('name', {'examples/a.yml': good});
    expect(problem).toContain('examples/a.yml:1: FILE_NAME');
  });

  it('takes old kinds under then/ only', async () => {
    const old = good.replace('istio.io/v1', 'istio.io/v1alpha3');
    const problems = await checkTree('then', {'examples/then/a.yaml': old, 'examples/a.yaml': old});
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('examples/a.yaml:2: UNKNOWN_KIND');
  });

  it('is refused when a broken example is broken in another way, or not at all', async () => {
    const problems = await checkTree('broken', {
      'examples/broken/silent.yaml': good,
      'examples/broken/healed.yaml': `# expect: SCHEMA_TYPE spec.hosts\n${good}`,
      'examples/broken/more.yaml': `# expect: SCHEMA_UNKNOWN_FIELD spec.b\n${good}  b: 1\n  c: 1\n`,
      'examples/broken/unknown.yaml': `# expect: SCHEMA_TYP spec.hosts\n${good}`,
      'examples/broken/right.yaml': `# expect: SCHEMA_UNKNOWN_FIELD spec.c\n# expect: SCHEMA_UNKNOWN_FIELD spec.b\n${good}  b: 1\n  c: 1\n`,
    });
    expect(problems).toEqual([
      expect.stringContaining(
        'examples/broken/healed.yaml:1: EXPECT_NOT_MET: expected exactly SCHEMA_TYPE spec.hosts; got no problem at all',
      ),
      expect.stringMatching(/more\.yaml:1: EXPECT_NOT_MET: .*got .*spec\.b; .*spec\.c/),
      expect.stringContaining('examples/broken/silent.yaml:1: EXPECT_MISSING'),
      expect.stringMatching(/unknown\.yaml:1: EXPECT_UNKNOWN_CODE: .*nearest: SCHEMA_TYPE/),
    ]);
  });
});

describe('what Istio would say', () => {
  const object = (
    kind: string,
    name: string,
    spec: string,
    apiVersion = 'networking.istio.io/v1',
  ) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
  const service = object(
    'Service',
    'search',
    '  selector:\n    app: search\n  ports:\n    - name: http\n      port: 8080\n',
    'v1',
  );
  const subset = object(
    'VirtualService',
    'search',
    '  hosts: [search]\n  http:\n    - route:\n        - destination:\n            host: search\n            subset: v1\n',
  );
  const rule = object(
    'DestinationRule',
    'search',
    '  host: search\n  subsets:\n    - name: v1\n      labels:\n        app: search\n',
  );
  const pod = object(
    'Pod',
    'search',
    '  containers:\n    - name: istio-proxy\n      image: proxyv2\n',
    'v1',
  ).replace('name: search\n', 'name: search\n  labels:\n    app: search\n');
  const demo = {'examples/demo/app/search.yaml': `${service}---\n${pod}`};
  const unknownHost =
    /^examples\/01\/a\.yaml:9: IST0101 spec\.http\[0\]\.route\[0\]\.destination: /;

  it('is said with line, field and what to do', async () => {
    const problems = await checkTree('alone', {...demo, 'examples/01/a.yaml': subset});
    expect(problems).toEqual([expect.stringMatching(unknownHost)]);
    expect(problems[0]).toContain('define the subset in a DestinationRule');
  });

  it('counts on the demo, the base of the chapter and the files of the step', async () => {
    for (const where of ['demo/istio/v1-only', '01/base', '01/step'])
      expect(
        await checkTree(`around-${where}`, {
          ...demo,
          [`examples/${where}/rule.yaml`]: rule,
          'examples/01/step/a.yaml': subset,
        }),
      ).toEqual([]);
  });

  it('does not count on other steps, nor on neighbours in the folder of a chapter', async () => {
    for (const [where, file] of [
      ['01/other', '01/step/a.yaml'],
      ['01', '01/a.yaml'],
      ['02/base', '01/a.yaml'],
    ])
      expect(
        await checkTree(`apart-${where}`, {
          ...demo,
          [`examples/${where}/rule.yaml`]: rule,
          [`examples/${file}`]: subset,
        }),
      ).toHaveLength(1);
  });

  it('counts on the step that the file comes after', async () => {
    const after = (step: string): Promise<string[]> =>
      checkTree(`after-${step}`, {
        ...demo,
        'examples/01/rules/rule.yaml': rule,
        'examples/01/step/a.yaml': `# after: ${step}\n${subset}`,
      });
    expect(await after('rules')).toEqual([]);
    expect(await after('rulez')).toHaveLength(1);
  });

  it('may warn of an example that works, if the file says so', async () => {
    const policy = object(
      'AuthorizationPolicy',
      'search',
      '  selector:\n    matchLabels:\n      app: search\n  action: DENY\n  rules:\n    - to:\n        - operation:\n            methods: [DELETE]\n',
      'security.istio.io/v1',
    );
    const expected = '# expect: IST0133 spec.rules[0]\n';
    expect(
      await checkTree('warning', {
        ...demo,
        'examples/01/said.yaml': expected + policy,
        'examples/01/silent.yaml': policy,
        'examples/01/healed.yaml':
          expected + policy.replace('methods: [DELETE]', 'ports: ["8080"]'),
        'examples/01/wrong.yaml': `# expect: IST0101 spec.http[0].route[0].destination\n${subset}`,
      }),
    ).toEqual([
      expect.stringMatching(/healed\.yaml:1: EXPECT_NOT_MET/),
      expect.stringMatching(/silent\.yaml:\d+: IST0133 spec\.rules\[0\]/),
      expect.stringMatching(/wrong\.yaml:\d+: IST0101/),
    ]);
  });

  it('can be expected of a broken example', async () => {
    const expected = '# expect: IST0101 spec.http[0].route[0].destination\n';
    expect(
      await checkTree('expected', {
        ...demo,
        'examples/broken/01/subset.yaml': expected + subset,
        'examples/broken/01/none.yaml': `# expect: SCHEMA_RULE spec.hosts[0]\n# expect: IST0106 spec.hosts[0]\n${object('ServiceEntry', 'a', '  hosts: ["*"]\n')}`,
        'examples/broken/02/healed/a.yaml': expected + subset,
        'examples/broken/02/healed/rule.yaml': `# expect: IST0173 spec.subsets[0]\n${rule.replace('app: search', 'app: nobody')}`,
      }),
    ).toEqual([
      expect.stringMatching(/02\/healed\/a\.yaml:1: EXPECT_NOT_MET: .*got no problem at all/),
    ]);
  });
});

describe('the schemas', () => {
  const source: SchemaSource = {module: 'm', version: 'v1', from: 'crds.yaml', form: 'crd'};
  const swagger: SchemaSource = {...source, module: 'k', form: 'swagger', kinds: ['core/v1/Thing']};
  const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
  const definitions = {
    [meta]: {properties: {name: {type: 'string'}}},
    Thing: {
      description: 'One. Two.',
      properties: {metadata: {$ref: `#/definitions/${meta}`}},
      'x-kubernetes-group-version-kind': [{group: '', version: 'v1', kind: 'Thing'}],
    },
  };
  const crd = `kind: CustomResourceDefinition
spec:
  group: g.io
  names: {kind: Canary}
  versions:
    - {name: v1beta2, served: true, schema: {openAPIV3Schema: {type: object}}}
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          properties:
            spec:
              type: object
              properties:
                any: {type: object, properties: {a: {type: string}}, x-kubernetes-preserve-unknown-fields: true}
                maybe: {type: string, nullable: true, default: x}
    - {name: v2, served: false, schema: {openAPIV3Schema: {type: object}}}
`;
  const read = ({form}: SchemaSource) => ({
    file: form === 'crd' ? crd : JSON.stringify({definitions}),
  });

  it('take the newest served version, refuse what nobody defined and keep one sentence', () => {
    const built = buildSchemas([source, swagger], read);
    expect([...built.keys()]).toEqual(['core/v1/Thing.json', 'g.io/v1/Canary.json']);
    expect(JSON.parse(built.get('core/v1/Thing.json') ?? '')).toMatchObject({description: 'One.'});
    const canary = JSON.parse(built.get('g.io/v1/Canary.json') ?? '') as {
      properties: {spec: unknown};
    };
    expect(canary.properties.spec).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        any: {type: 'object', properties: {a: {type: 'string'}}},
        maybe: {type: ['string', 'null']},
      },
    });
  });

  it('fail when a wanted kind is not in its source', () => {
    expect(() => buildSchemas([{...swagger, kinds: ['core/v1/Other']}], read)).toThrow(
      /no core\/v1\/Other/,
    );
    expect(() => buildSchemas([{...source, kinds: ['g.io/v1/Other']}, swagger], read)).toThrow(
      /no g\.io\/v1\/Other/,
    );
  });

  it('are refused when edited, lost, added or outdated', () => {
    const folder = join(tree, 'schemas');
    cpSync(join(root, 'schemas'), folder, {recursive: true});
    expect(verifySchemas(folder, SOURCES)).toEqual([]);
    writeFileSync(join(folder, 'core/v1/Pod.json'), '{}');
    writeFileSync(join(folder, 'core/v1/Pot.json'), '{}');
    rmSync(join(folder, 'core/v1/Secret.json'));
    const newer = SOURCES.map(each => ({...each, version: `${each.version}0`}));
    const problems = verifySchemas(folder, newer);
    expect(problems).toHaveLength(3 + SOURCES.length);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Pod\.json was edited by hand/),
        expect.stringMatching(/Secret\.json is missing/),
        expect.stringMatching(/Pot\.json stands in no origin\.json/),
        expect.stringMatching(
          /istio\.io\/api v1\.31\.1, .* wants v1\.31\.10: run "npm run schemas"/,
        ),
      ]),
    );
    rmSync(join(folder, 'origin.json'));
    expect(verifySchemas(folder, SOURCES)).toEqual([
      expect.stringMatching(/origin\.json is missing/),
    ]);
  });
});
