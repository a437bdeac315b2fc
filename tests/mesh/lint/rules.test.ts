import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readWorld} from '../../../scripts/lib/conformance-case';
import {re2} from '../../../scripts/lib/conformance-regex';
import {
  LEFT_OUT_ANALYZERS,
  LINT_CODES,
  lint,
  NOT_OF_ANALYZE,
  parseDocuments,
  type LintCode,
} from '../../../src/mesh';

const world = readWorld(path.resolve(__dirname, '../../../conformance/world'));
const cluster = parseDocuments(world.yaml, 'world.yaml').documents;

const codesOf = (yaml: string): (string | null)[] =>
  lint(parseDocuments(yaml).documents, {cluster, regex: re2})
    .filter(({voice}) => voice === 'analyzer')
    .map(({code}) => code);

const service = (name: string, ports: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: 10.96.0.77, selector: {app: x}, ports: [${ports}]}`;
const istio = (kind: string, name: string, spec: string, namespace = 'default'): string =>
  `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}`;
const rules = (http: string, host = 'search'): string =>
  istio('VirtualService', 'x', `{hosts: [${host}], http: [${http}]}`);
const pod = (spec: string, metadata = 'name: x, labels: {app: x}'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec: ${spec}`;
const gateway = (name: string, server: string): string =>
  istio('Gateway', name, `{selector: {istio: ingressgateway}, servers: [{${server}}]}`);
const telemetry = (name: string, spec: string): string =>
  `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: ${name}, namespace: shop}\nspec: ${spec}`;
const filter = (patch: string): string => istio('EnvoyFilter', 'x', `{configPatches: [${patch}]}`);
const deployment = (extra: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  selector: {matchLabels: {app: x}}\n  template:\n    metadata: {labels: {app: x}}\n    spec: {containers: [{name: app, image: app${extra}}]}`;
const both = (...documents: string[]): string => documents.join('\n---\n');
const proxied = '{containers: [{name: app, image: a}, {name: istio-proxy, image: p}]}';
const HTTP = 'port: {number: 80, name: http, protocol: HTTP}';
const TLS =
  'port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, serverCertificate: /c, privateKey: /k}';

/** For each code YAML that is wrong, and one change that makes it right: the smallest that should matter, or the rule would be too wide. */
const RULES: Readonly<Record<LintCode, {wrong: string; near: readonly [string, string]}>> = {
  IST0002: {
    wrong: rules(
      '{fault: {delay: {percent: 5, fixedDelay: 1s}}, route: [{destination: {host: search}}]}',
    ),
    near: ['percent: 5', 'percentage: {value: 5}'],
  },
  IST0101: {wrong: rules('{route: [{destination: {host: serach}}]}'), near: ['serach', 'search']},
  IST0102: {
    wrong: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x, labels: {istio: "enabled"}}',
    near: ['istio: "enabled"', 'istio-injection: "disabled"'],
  },
  IST0103: {
    wrong: pod('{containers: [{name: istio-prox, image: p}]}'),
    near: ['istio-prox,', 'istio-proxy,'],
  },
  IST0106: {
    wrong: rules('{timeout: 0.5ms, route: [{destination: {host: search}}]}'),
    near: ['0.5ms', '1ms'],
  },
  IST0107: {
    wrong: `${service('x', '{name: http, port: 80}')}`.replace(
      '{name: x}',
      '{name: x, annotations: {proxy.istio.io/config: "{}"}}',
    ),
    near: ['proxy.istio.io/config: "{}"', 'networking.istio.io/exportTo: "."'],
  },
  IST0108: {
    wrong: pod(proxied, 'name: x, annotations: {sidecar.istio.io/logLevels: debug}'),
    near: ['logLevels', 'logLevel'],
  },
  IST0109: {
    wrong: both(
      rules('{route: [{destination: {host: search}}]}'),
      istio(
        'VirtualService',
        'other',
        '{hosts: [search.default.svc.cluster.local], http: [{route: [{destination: {host: search}}]}]}',
      ),
    ),
    near: ['search.default.svc', 'ratings.default.svc'],
  },
  IST0110: {
    wrong: both(
      istio(
        'Sidecar',
        'a',
        '{workloadSelector: {labels: {app: search}}, egress: [{hosts: ["./*"]}]}',
      ),
      istio(
        'Sidecar',
        'b',
        '{workloadSelector: {labels: {app: search}}, egress: [{hosts: ["./*"]}]}',
      ),
    ),
    near: [
      '{workloadSelector: {labels: {app: search}}',
      '{workloadSelector: {labels: {app: ratings}}',
    ],
  },
  IST0111: {
    wrong: both(
      istio('Sidecar', 'a', '{egress: [{hosts: ["./*"]}]}'),
      istio('Sidecar', 'b', '{egress: [{hosts: ["./*"]}]}'),
    ),
    near: ['name: a, namespace: default', 'name: a, namespace: shop'],
  },
  IST0112: {
    wrong: both(
      service('two', '{name: http, port: 8080}, {name: http-b, port: 8081}'),
      rules('{route: [{destination: {host: two}}]}'),
    ),
    near: ['destination: {host: two}', 'destination: {host: two, port: {number: 8081}}'],
  },
  IST0116: {
    wrong: both(
      deployment(''),
      service('one', '{name: tcp, port: 80}'),
      service('two', '{name: udp, port: 80, protocol: UDP}'),
    ),
    near: ['port: 80, protocol: UDP', 'port: 81, protocol: UDP'],
  },
  IST0118: {wrong: service('x', '{name: web, port: 8080}'), near: ['name: web', 'name: http-web']},
  IST0123: {
    wrong:
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: x, labels: {istio-injection: enabled, istio.io/rev: canary}}',
    near: ['istio-injection: enabled, ', ''],
  },
  IST0125: {
    wrong: pod(
      proxied,
      'name: x, annotations: {traffic.sidecar.istio.io/excludeOutboundPorts: "80,http"}',
    ),
    near: ['80,http', '80, 443'],
  },
  IST0127: {
    wrong:
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: x, namespace: shop}\nspec: {selector: {matchLabels: {app: search}}, rules: [{}]}',
    near: ['namespace: shop', 'namespace: default'],
  },
  IST0128: {
    wrong: istio('DestinationRule', 'x', '{host: search, trafficPolicy: {tls: {mode: SIMPLE}}}'),
    near: ['mode: SIMPLE', 'mode: SIMPLE, caCertificates: /ca'],
  },
  IST0129: {
    wrong: istio(
      'DestinationRule',
      'x',
      '{host: search, trafficPolicy: {portLevelSettings: [{port: {number: 8080}, tls: {mode: SIMPLE}}]}}',
    ),
    near: ['mode: SIMPLE', 'mode: ISTIO_MUTUAL'],
  },
  IST0130: {
    wrong: rules(
      '{match: [{uri: {prefix: /a}}], route: [{destination: {host: search}}]}, {match: [{uri: {prefix: /a}}], route: [{destination: {host: search}}]}',
    ),
    near: ['prefix: /a', 'prefix: /b'],
  },
  IST0131: {
    wrong: rules(
      '{match: [{uri: {prefix: /a}}, {uri: {prefix: /c}}], route: [{destination: {host: search}}]}, {match: [{uri: {prefix: /a}}, {uri: {prefix: /d}}], route: [{destination: {host: search}}]}',
    ),
    near: ['prefix: /a', 'prefix: /b'],
  },
  IST0132: {
    wrong: both(
      gateway('gw', `${HTTP}, hosts: [a.io]`),
      istio(
        'VirtualService',
        'x',
        '{hosts: [b.io], gateways: [gw], http: [{route: [{destination: {host: search}}]}]}',
      ),
    ),
    near: ['hosts: [b.io]', 'hosts: [a.io]'],
  },
  IST0133: {
    wrong: istio(
      'DestinationRule',
      'x',
      '{host: search, trafficPolicy: {outlierDetection: {consecutiveErrors: 3}}}',
    ),
    near: ['consecutiveErrors', 'consecutive5xxErrors'],
  },
  IST0134: {
    wrong: istio(
      'ServiceEntry',
      'x',
      '{hosts: [db.io], resolution: NONE, ports: [{number: 5432, name: tcp, protocol: TCP}]}',
    ),
    near: ['hosts: [db.io]', 'hosts: [db.io], addresses: [10.9.9.9]'],
  },
  IST0135: {
    wrong: pod(proxied, 'name: x, annotations: {sidecar.istio.io/inject: "true"}'),
    near: ['annotations: {', 'labels: {'],
  },
  IST0137: {
    wrong: both(
      deployment(''),
      service('one', '{name: http, port: 80, targetPort: 8080}'),
      service('two', '{name: http, port: 81, targetPort: 8080}'),
    ),
    near: ['port: 81, targetPort: 8080', 'port: 81, targetPort: 8081'],
  },
  IST0138: {
    wrong: both(gateway('a', `${TLS}, hosts: [a.io]`), gateway('b', `${TLS}, hosts: [b.io]`)),
    near: ['serverCertificate: /c', 'serverCertificate: /d'],
  },
  IST0140: {
    wrong: both(
      rules('{route: [{destination: {host: search, subset: v1}}]}'),
      gateway('gw', `${HTTP}, hosts: ["*"]`),
      istio(
        'VirtualService',
        'other',
        '{hosts: [a.io], gateways: [gw], http: [{route: [{destination: {host: search}}]}]}',
      ),
    ),
    near: ['{destination: {host: search}}', '{destination: {host: search, subset: v1}}'],
  },
  IST0144: {
    wrong: deployment(', securityContext: {runAsUser: 1337}'),
    near: ['1337', '1338'],
  },
  IST0145: {
    wrong: both(gateway('a', `${HTTP}, hosts: [a.io]`), gateway('b', `${HTTP}, hosts: [a.io]`)),
    near: ['hosts: [a.io]', 'hosts: [b.io]'],
  },
  IST0147: {
    wrong: pod('{containers: [{name: istio-proxy, image: auto}]}'),
    near: ['image: auto', 'image: proxyv2'],
  },
  IST0149: {
    wrong: both(
      gateway('gw', `${HTTP}, hosts: ["*"]`),
      istio(
        'VirtualService',
        'x',
        '{hosts: ["*"], gateways: [gw], http: [{match: [{headers: {"@request.auth.claims.sub": {exact: a}}}], route: [{destination: {host: search}}]}]}',
      ),
    ),
    near: ['@request.auth.claims.sub', 'x-claims-sub'],
  },
  IST0150: {
    wrong:
      'apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {type: ExternalName, externalName: a.io, ports: [{name: tcp, port: 80}]}',
    near: ['name: tcp', 'name: http'],
  },
  IST0151: {
    wrong: filter('{applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE}}'),
    near: ['INSERT_BEFORE', 'INSERT_FIRST'],
  },
  IST0152: {
    wrong: filter('{applyTo: CLUSTER, patch: {operation: REPLACE}}'),
    near: ['CLUSTER', 'VIRTUAL_HOST'],
  },
  IST0153: {
    wrong: filter('{applyTo: HTTP_ROUTE, patch: {operation: ADD}}'),
    near: ['HTTP_ROUTE', 'VIRTUAL_HOST'],
  },
  IST0154: {
    wrong: filter('{applyTo: HTTP_ROUTE, patch: {operation: REMOVE}}'),
    near: ['REMOVE', 'MERGE'],
  },
  IST0155: {
    wrong: filter(
      '{applyTo: HTTP_FILTER, match: {proxy: {proxyVersion: 1.31}}, patch: {operation: INSERT_FIRST, value: {name: a}}}, {applyTo: HTTP_FILTER, patch: {operation: REMOVE, value: {name: a}}}',
    ),
    near: ['REMOVE, value: {name: a}', 'REMOVE, value: {name: b}'],
  },
  IST0157: {
    wrong: telemetry('x', '{accessLogging: [{filter: {expression: "true"}}]}'),
    near: ['{filter:', '{disabled: true, filter:'],
  },
  IST0159: {
    wrong: both(
      telemetry('a', '{selector: {matchLabels: {app: cart}}}'),
      telemetry('b', '{selector: {matchLabels: {app: cart}}}'),
    ),
    near: ['{selector: {matchLabels: {app: cart}}}', '{selector: {matchLabels: {app: web}}}'],
  },
  IST0160: {
    wrong: both(telemetry('a', '{tracing: []}'), telemetry('b', '{tracing: []}')),
    near: ['name: a, namespace: shop', 'name: a, namespace: default'],
  },
  IST0162: {
    wrong: gateway('x', 'port: {number: 81, name: http, protocol: HTTP}, hosts: ["*"]'),
    near: ['81', '80'],
  },
  IST0165: {
    wrong: istio(
      'VirtualService',
      'x',
      '{hosts: [a.io], gateways: [gw-istio-autogenerated~gateway~http], http: [{route: [{destination: {host: search}}]}]}',
    ),
    near: ['~gateway~http', '-gateway-http'],
  },
  IST0166: {
    wrong: both(
      pod(proxied, 'name: g, labels: {gateway.networking.k8s.io/gateway-name: g}'),
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: x}\nspec: {selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: g}}, rules: [{}]}',
    ),
    near: [
      'selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: g}}',
      'targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: g}]',
    ],
  },
  IST0167: {
    wrong: both(
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: calm, labels: {istio.io/dataplane-mode: ambient}}',
      istio('Sidecar', 'x', '{egress: [{hosts: ["./*"]}]}', 'calm'),
    ),
    near: ['labels: {istio.io/dataplane-mode: ambient}', 'labels: {istio-injection: enabled}'],
  },
  IST0173: {
    wrong: istio(
      'DestinationRule',
      'x',
      '{host: search, subsets: [{name: a, labels: {version: v7}}]}',
    ),
    near: ['v7', 'v2'],
  },
  IST0174: {
    wrong: istio('DestinationRule', 'x', '{host: serach}'),
    near: ['serach', 'search'],
  },
  IST0175: {
    wrong: both(
      'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: x}\nspec: {jwtRules: [{issuer: a}]}',
      deployment('').replace('{name: x}', '{name: istiod, labels: {app: istiod}}'),
    ),
    near: [
      'image: app',
      'image: app, env: [{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8}]',
    ],
  },
  IST0177: {
    wrong: both(
      istio(
        'ServiceEntry',
        'a',
        '{hosts: [a.io], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}',
      ),
      istio(
        'ServiceEntry',
        'b',
        '{hosts: [a.io], resolution: DNS, ports: [{number: 80, name: tls, protocol: TLS}]}',
      ),
    ),
    near: ['protocol: TLS', 'protocol: HTTP'],
  },
};

describe('each code of the analyzers', () => {
  it.each(LINT_CODES)('%s is said of what is wrong, and not of its near miss', code => {
    const {wrong, near} = RULES[code];
    const [from, to] = near;
    const right = wrong.replace(from, () => to);
    expect(right, 'the change is in the text').not.toBe(wrong);
    expect(codesOf(wrong)).toContain(code);
    expect(codesOf(right)).not.toContain(code);
  });
});

describe('what is left out', () => {
  // Source: istio/istio `pkg/config/analysis/msg/messages.yaml`, release 1.31.
  const MESSAGES =
    '0001 0002 0101 0102 0103 0106 0107 0108 0109 0110 0111 0112 0116 0118 0123 0125 0126 0127 0128 0129 0130 0131 0132 0133 0134 0135 0136 0137 0138 0139 0140 0141 0142 0143 0144 0145 0146 0147 0148 0149 0150 0151 0152 0153 0154 0155 0156 0157 0158 0159 0160 0161 0162 0163 0164 0165 0166 0167 0168 0169 0170 0171 0172 0173 0174 0175 0176 0177';

  it('with what is done is every message of Istio 1.31, each once', () => {
    const listed = [...LEFT_OUT_ANALYZERS, ...NOT_OF_ANALYZE].flatMap(({what}) => what);
    expect([...LINT_CODES, ...listed].sort()).toEqual(
      MESSAGES.split(' ').map(number => `IST${number}`),
    );
    for (const {about, because} of [...LEFT_OUT_ANALYZERS, ...NOT_OF_ANALYZE]) {
      expect(about).not.toBe('');
      expect(because).toMatch(/^[A-Z].*\.$/);
    }
  });
});
