import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  buildMesh,
  compileReceiver,
  createRequest,
  findPod,
  ISTIO_HTTP_ALPN,
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

  it('STRICT never accepts plaintext', () => {
    const receiver = receiverWith(
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x}\nspec: {mtls: {mode: STRICT}}',
    );
    const [row] = receiveMatrix(
      receiver,
      [plaintext, mutual('ui')],
      ['/a', '/b'].map(path => requestFor(path)),
      {nowSeconds: 0},
    );
    expect(row?.map(({outcome}) => outcome.connection)).toEqual(['closed', 'closed']);
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
