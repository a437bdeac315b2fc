import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  ADMISSION,
  buildMesh,
  compileReceiver,
  createRequest,
  findPod,
  ISTIO_HTTP_ALPN,
  lint,
  parseDocuments,
  receive,
  receiveMatrix,
  verifySignatures,
  type Connection,
  type Receiver,
} from '../../../src/mesh';
import {LAW, LAW_TIME} from '../law-runs';

const WORLD = `
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: shop-1, labels: {app: shop}}
spec: {serviceAccountName: shop, containers: [{name: app, ports: [{containerPort: 8080}]}]}
`;

const receiverWith = (yaml: string): Receiver => {
  const {mesh} = buildMesh(parseDocuments(`${WORLD}\n---\n${yaml}`).documents);
  const pod = findPod(mesh, {workload: 'shop', namespace: 'default'});
  if (!pod) throw new Error('the pod is gone');
  return compileReceiver(mesh, pod);
};

const requestFor = (
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
): NonNullable<ReturnType<typeof createRequest>['request']> => {
  const {request} = createRequest({url: `http://shop${path}`, method, headers});
  if (!request) throw new Error('no request');
  return request;
};

const mutual = (serviceAccount: string): Connection => ({
  type: 'tls',
  alpn: ISTIO_HTTP_ALPN,
  peer: {trustDomain: 'cluster.local', namespace: 'default', serviceAccount, trusted: true},
});
const plaintext: Connection = {type: 'plaintext'};

const rule = fc.record({
  path: fc.constantFrom('/a', '/a*', '*', '/b'),
  method: fc.constantFrom('GET', 'POST'),
  principal: fc.constantFrom('*', 'cluster.local/ns/default/sa/ui', '*/sa/cart'),
});
const policy = (
  name: string,
  action: string,
  {path, method, principal}: {path: string; method: string; principal: string},
): string =>
  JSON.stringify({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {name},
    spec: {
      action,
      rules: [
        {
          from: [{source: {principals: [principal]}}],
          to: [{operation: {paths: [path], methods: [method]}}],
        },
      ],
    },
  });

describe('laws of policies', () => {
  const question = fc.record({
    path: fc.constantFrom('/a', '/ab', '/b', '/'),
    method: fc.constantFrom('GET', 'POST'),
    connection: fc.constantFrom(plaintext, mutual('ui'), mutual('cart')),
  });

  it(
    'deny beats allow, and another ALLOW never opens what a DENY closed',
    () => {
      fc.assert(
        fc.property(rule, rule, question, (deny, allow, {path, method, connection}) => {
          const ask = (yaml: string): number | null =>
            receive(
              receiverWith(yaml),
              {request: requestFor(path, method), connection},
              {nowSeconds: 0},
            ).outcome.status;
          const closed = ask(policy('d', 'DENY', deny)) === 403;
          const both = ask(`${policy('d', 'DENY', deny)}\n---\n${policy('a', 'ALLOW', allow)}`);
          if (closed) expect(both).toBe(403);
        }),
        LAW,
      );
    },
    LAW_TIME,
  );

  it('STRICT never accepts plaintext, whatever other objects say', () => {
    const strict =
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x}\nspec: {mtls: {mode: STRICT}}';
    const wider = fc
      .constantFrom('DISABLE', 'PERMISSIVE', 'STRICT', 'UNSET')
      .map(
        mode =>
          `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: y, namespace: istio-system}\nspec: {mtls: {mode: ${mode}}}`,
      );
    fc.assert(
      fc.property(wider, rule, question, (mesh, allow, {path, method}) => {
        const receiver = receiverWith(
          `${strict}\n---\n${mesh}\n---\n${policy('a', 'ALLOW', allow)}`,
        );
        const [row] = receiveMatrix(receiver, [plaintext], [requestFor(path, method)], {
          nowSeconds: 0,
        });
        expect(row?.map(({outcome}) => [outcome.status, outcome.connection])).toEqual([
          [null, 'closed'],
        ]);
      }),
      {numRuns: 1000, seed: 5},
    );
  });

  it('no diagnostic is without a range, of a policy that anything may have happened to', () => {
    const whole = ['d', 'a']
      .map(name => policy(name, 'DENY', {path: '/a*', method: 'GET', principal: '*/sa/cart'}))
      .join('\n---\n');
    const change = fc.record({
      at: fc.nat(whole.length),
      gone: fc.nat(12),
      put: fc.constantFrom(
        '',
        '{',
        '}',
        '"',
        ': ',
        '[',
        'null',
        '&a ',
        '*a',
        '\n',
        '- ',
        '\t',
        '{*}',
        '🌊',
      ),
    });
    fc.assert(
      fc.property(fc.array(change, {minLength: 1, maxLength: 4}), changes => {
        const text = changes.reduce(
          (old, {at, gone, put}) => old.slice(0, at) + put + old.slice(at + gone),
          whole,
        );
        const {documents, diagnostics} = parseDocuments(text, 'x.yaml');
        for (const {place} of [
          ...diagnostics,
          ...buildMesh(documents).diagnostics,
          ...lint(documents),
        ]) {
          if (!place) throw new Error('a diagnostic without a place');
          expect(place.start.line).toBeGreaterThan(0);
          expect(place.end.offset).toBeGreaterThanOrEqual(place.start.offset);
          expect(place.end.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      {numRuns: 1000, seed: 11},
    );
  });
});

describe('tokens of every bad kind', () => {
  it('are answered with 401, never thrown at', async () => {
    const receiver = receiverWith(
      'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: x}\nspec: {jwtRules: [{issuer: i, jwks: \'{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}\'}]}',
    );
    const head = Buffer.from('{"alg":"RS256"}').toString('base64url');
    const tokens = [
      'x',
      'a.b',
      '..',
      'a.b.c',
      `${head}.x.y`,
      `${head}.e30.AAAA`,
      'a'.repeat(50_000),
    ];
    for (const token of tokens) {
      const request = requestFor('/a', 'GET', {authorization: `Bearer ${token}`});
      const inbound = {request, connection: plaintext};
      const signatures = await verifySignatures(receiver, [inbound], () =>
        Promise.reject(new Error('no')),
      );
      expect(receive(receiver, inbound, {nowSeconds: 0, signatures}).outcome.status).toBe(401);
    }
  });
});

describe('bad input of policies', () => {
  const asked = (yaml: string): {status: number | null; refused: string[]} => {
    const {documents} = parseDocuments(yaml);
    const refused = buildMesh(documents, {admission: ADMISSION}).diagnostics;
    for (const {place} of refused)
      expect(place?.end.offset).toBeGreaterThan(place?.start.offset ?? Infinity);
    const {outcome} = receive(
      receiverWith(yaml),
      {request: requestFor('/a/b/c'), connection: plaintext},
      {nowSeconds: 0},
    );
    return {status: outcome.status, refused: refused.map(({resource}) => resource ?? '')};
  };
  const authorization = (spec: string): string =>
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: x}\nspec: ${spec}`;
  const X = 'AuthorizationPolicy default/x';

  it('a policy that selects nothing changes nothing', () => {
    expect(
      asked(authorization('{selector: {matchLabels: {app: nobody}}, action: DENY, rules: [{}]}')),
    ).toEqual({
      status: 200,
      refused: [],
    });
  });

  it.each([
    [
      'an unknown key of when',
      '{action: DENY, rules: [{when: [{key: request.weather, values: [rain]}]}]}',
    ],
    [
      'an IP block that is none',
      '{action: DENY, rules: [{from: [{source: {ipBlocks: [10.0.0.0/99]}}]}]}',
    ],
    [
      'a template with two wildcards in a row',
      '{action: DENY, rules: [{to: [{operation: {paths: ["/{**}/{**}"]}}]}]}',
    ],
  ])('%s is refused at its place', (_, spec) => {
    expect(asked(authorization(spec)).refused).toContain(X);
  });

  it('keys that are not JSON are refused with their object, so that no token is asked for', () => {
    const yaml =
      "apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: x}\nspec: {jwtRules: [{issuer: i, jwks: 'not json'}]}";
    expect(asked(yaml)).toEqual({status: 200, refused: ['RequestAuthentication default/x']});
  });
});
