import type {Json} from '../parse/documents';

/**
 * The shape the API server asks of each kind, written down from the custom resource definitions that Istio 1.31
 * (`manifests/charts/base/files/crd-all.gen.yaml`) and Gateway API 1.5 ship. Rules in CEL count once the structure is in order.
 */

/** A rule in CEL: what it says when it is broken, and whether a value keeps it. */
export type Rule<T extends Json = Json> = readonly [message: string, holds: (value: T) => boolean];

export interface Schema {
  type:
    | 'object'
    | 'map'
    | 'list'
    | 'string'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'int-or-string'
    | 'any';
  /** Of an object. */
  fields?: Readonly<Record<string, Schema>>;
  /** Fields beside those named are allowed. */
  open?: boolean;
  required?: readonly string[];
  /** Of each group at most one field may be set. */
  exclusive?: readonly (readonly string[])[];
  /** Of a list or map. */
  each?: Schema;
  /** A duration of at least 1 ms. */
  duration?: boolean;
  oneOf?: readonly (string | number)[];
  min?: number;
  max?: number;
  /** Length of a string, list or map. */
  minSize?: number;
  maxSize?: number;
  pattern?: RegExp;
  rules?: readonly Rule<never>[];
  /** Of a list: the field by which items differ. */
  key?: string;
}

export const text: Schema = {type: 'string'};
export const flag: Schema = {type: 'boolean'};
const integer: Schema = {type: 'integer'};
const number: Schema = {type: 'number'};
const selectorValue: Schema = {type: 'string', maxSize: 63};
/** Parts that change nothing here. */
const anything: Schema = {type: 'any'};
export const exportTo: Schema = {type: 'list', each: text};
const labels: Schema = {type: 'map', each: text};
export const interval: Schema = {type: 'string', duration: true};
const probes: Schema = {type: 'integer', min: 0, max: 4294967295};
const connectionPool: Schema = {
  type: 'object',
  fields: {
    http: {
      type: 'object',
      fields: {
        h2UpgradePolicy: {type: 'string', oneOf: ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']},
        http1MaxPendingRequests: integer,
        http2KeepAlive: {type: 'object', fields: {interval: interval, timeout: interval}},
        http2MaxRequests: integer,
        idleTimeout: interval,
        maxConcurrentStreams: integer,
        maxRequestsPerConnection: integer,
        maxRetries: integer,
        useClientProtocol: flag,
      },
    },
    tcp: {
      type: 'object',
      fields: {
        connectTimeout: interval,
        idleTimeout: text,
        maxConnectionDuration: interval,
        maxConnections: integer,
        tcpKeepalive: {
          type: 'object',
          fields: {interval: interval, probes: probes, time: interval},
        },
      },
    },
  },
};
const tableSize: Schema = {type: 'integer', min: 0};
const failover: Schema = {type: 'list', each: {type: 'object', fields: {from: text, to: text}}};
const minimumPercent: Schema = {type: 'number', min: 0, max: 100};
const loadBalancer: Schema = {
  type: 'object',
  exclusive: [['simple', 'consistentHash']],
  fields: {
    consistentHash: {
      type: 'object',
      exclusive: [
        ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'],
        ['ringHash', 'maglev'],
      ],
      fields: {
        httpCookie: {
          type: 'object',
          required: ['name'],
          fields: {
            attributes: {
              type: 'list',
              each: {type: 'object', required: ['name'], fields: {name: text, value: text}},
            },
            name: text,
            path: text,
            ttl: text,
          },
        },
        httpHeaderName: text,
        httpQueryParameterName: text,
        maglev: {type: 'object', fields: {tableSize: tableSize}},
        minimumRingSize: tableSize,
        ringHash: {type: 'object', fields: {minimumRingSize: tableSize}},
        useSourceIp: flag,
      },
    },
    localityLbSetting: {
      type: 'object',
      fields: {
        distribute: {
          type: 'list',
          each: {type: 'object', fields: {from: text, to: {type: 'map', each: probes}}},
        },
        enabled: flag,
        failover: failover,
        failoverPriority: exportTo,
      },
    },
    simple: {
      type: 'string',
      oneOf: ['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'],
    },
    warmup: {
      type: 'object',
      required: ['duration'],
      fields: {
        aggression: {type: 'number', min: 0},
        duration: interval,
        minimumPercent: minimumPercent,
      },
    },
    warmupDurationSecs: interval,
    zoneAwareLbSetting: {
      type: 'object',
      fields: {
        enabled: flag,
        failover: failover,
        failoverPriority: exportTo,
        minClusterSize: {type: 'integer', min: 1, max: 4294967295},
      },
    },
  },
};
const outlierDetection: Schema = {
  type: 'object',
  fields: {
    baseEjectionTime: interval,
    consecutive5xxErrors: probes,
    consecutiveErrors: integer,
    consecutiveGatewayErrors: probes,
    consecutiveLocalOriginFailures: probes,
    interval: interval,
    maxEjectionPercent: integer,
    minHealthPercent: integer,
    outlierDetectionHttpErrorCodes: {type: 'list', each: {type: 'integer', min: 100, max: 599}},
    splitExternalLocalOriginErrors: flag,
  },
};
const port: Schema = {type: 'object', fields: {number: probes}};
const tls: Schema = {
  type: 'object',
  fields: {
    caCertificates: text,
    caCrl: text,
    clientCertificate: text,
    credentialName: text,
    insecureSkipVerify: flag,
    mode: {type: 'string', oneOf: ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']},
    privateKey: text,
    sni: text,
    subjectAltNames: exportTo,
  },
};
const trafficPolicy: Schema = {
  type: 'object',
  fields: {
    connectionPool: connectionPool,
    loadBalancer: loadBalancer,
    outlierDetection: outlierDetection,
    portLevelSettings: {
      type: 'list',
      each: {
        type: 'object',
        fields: {
          connectionPool: connectionPool,
          loadBalancer: loadBalancer,
          outlierDetection: outlierDetection,
          port: port,
          tls: tls,
        },
      },
    },
    proxyProtocol: {type: 'object', fields: {version: {type: 'string', oneOf: ['V1', 'V2']}}},
    retryBudget: {
      type: 'object',
      fields: {budgetInterval: text, minRetryConcurrency: probes, percent: minimumPercent},
    },
    tls: tls,
    tunnel: {
      type: 'object',
      required: ['targetHost', 'targetPort'],
      fields: {protocol: text, targetHost: text, targetPort: probes},
    },
  },
};
const workloadSelector: Schema = {
  type: 'object',
  fields: {matchLabels: {type: 'map', maxSize: 4096, each: selectorValue}},
};
const maxProtocolVersion: Schema = {
  type: 'string',
  oneOf: ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'],
};
const tls2: Schema = {
  type: 'object',
  exclusive: [
    ['tlsCertificates', 'credentialNames'],
    ['credentialName', 'credentialNames'],
  ],
  fields: {
    caCertCredentialName: text,
    caCertificates: text,
    caCrl: text,
    cipherSuites: exportTo,
    credentialName: text,
    credentialNames: {type: 'list', minSize: 1, maxSize: 2, each: text},
    httpsRedirect: flag,
    insecureSkipVerify: flag,
    maxProtocolVersion: maxProtocolVersion,
    minProtocolVersion: maxProtocolVersion,
    mode: {
      type: 'string',
      oneOf: [
        'PASSTHROUGH',
        'SIMPLE',
        'MUTUAL',
        'AUTO_PASSTHROUGH',
        'ISTIO_MUTUAL',
        'OPTIONAL_MUTUAL',
      ],
    },
    privateKey: text,
    serverCertificate: text,
    subjectAltNames: exportTo,
    tlsCertificates: {
      type: 'list',
      minSize: 1,
      maxSize: 2,
      each: {
        type: 'object',
        fields: {caCertificates: text, privateKey: text, serverCertificate: text},
      },
    },
    verifyCertificateHash: exportTo,
    verifyCertificateSpki: exportTo,
  },
};
const address: Schema = {type: 'string', maxSize: 256};
const locality: Schema = {type: 'string', maxSize: 2048};
const serviceAccount: Schema = {type: 'string', maxSize: 253};
const workloadSelector2: Schema = {
  type: 'object',
  fields: {labels: {type: 'map', maxSize: 256, each: selectorValue}},
};
const captureMode: Schema = {type: 'string', oneOf: ['DEFAULT', 'IPTABLES', 'NONE']};
const port2: Schema = {
  type: 'object',
  fields: {name: text, number: probes, protocol: text, targetPort: probes},
};
const egressProxy: Schema = {
  type: 'object',
  required: ['host'],
  fields: {host: text, port: port, subset: text},
};
const allowOrigins: Schema = {
  type: 'object',
  exclusive: [['exact', 'prefix', 'regex']],
  fields: {exact: text, prefix: text, regex: text},
};
const percentage: Schema = {type: 'object', fields: {value: number}};
const request: Schema = {type: 'object', fields: {add: labels, remove: exportTo, set: labels}};
const headers: Schema = {type: 'object', fields: {request: request, response: request}};
const headers2: Schema = {type: 'map', each: allowOrigins};
const route: Schema = {
  type: 'list',
  each: {
    type: 'object',
    required: ['destination'],
    fields: {destination: egressProxy, weight: integer},
  },
};
export const group: Schema = {
  type: 'string',
  maxSize: 253,
  pattern: /^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
};
export const kind: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 63,
  pattern: /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/,
};
export const name: Schema = {type: 'string', minSize: 1, maxSize: 253};
const selector: Schema = {
  type: 'object',
  fields: {
    matchExpressions: {
      type: 'list',
      each: {
        type: 'object',
        required: ['key', 'operator'],
        fields: {key: text, operator: text, values: exportTo},
      },
    },
    matchLabels: labels,
  },
};
const defaultScope: Schema = {type: 'string', oneOf: ['All', 'None']};
const annotations: Schema = {
  type: 'map',
  each: {type: 'string', minSize: 0, maxSize: 4096},
};
const parametersRef: Schema = {
  type: 'object',
  required: ['group', 'kind', 'name'],
  fields: {group: group, kind: kind, name: name},
};
const hostname: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 253,
  pattern: /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
};
const name2: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 253,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
};
const port3: Schema = {type: 'integer', min: 1, max: 65535};
const namespace: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 63,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
};
const certificateRefs: Schema = {
  type: 'object',
  required: ['name'],
  fields: {group: group, kind: kind, name: name, namespace: namespace},
};
const allowHeaders: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 256,
  pattern: /^[A-Za-z0-9!#$%&'*+\-.^_\x60|~]+$/,
};
const allowHeaders2: Schema = {type: 'list', each: allowHeaders};
const maxAge: Schema = {type: 'integer', min: 1};
const backendRef: Schema = {
  type: 'object',
  required: ['name'],
  fields: {group: group, kind: kind, name: name, namespace: namespace, port: port3},
};
const value: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 4096,
  pattern: /^[!-~]+([\t ]?[!-~]+)*$/,
};
const add: Schema = {
  type: 'list',
  each: {type: 'object', required: ['name', 'value'], fields: {name: allowHeaders, value: value}},
};
const requestHeaderModifier: Schema = {
  type: 'object',
  fields: {add: add, remove: {type: 'list', each: text}, set: add},
};
const replaceFullPath: Schema = {type: 'string', maxSize: 1024};
const path: Schema = {
  type: 'object',
  required: ['type'],
  fields: {
    replaceFullPath: replaceFullPath,
    replacePrefixMatch: replaceFullPath,
    type: {type: 'string', oneOf: ['ReplaceFullPath', 'ReplacePrefixMatch']},
  },
};
const filters: Schema = {
  type: 'list',
  each: {
    type: 'object',
    required: ['type'],
    fields: {
      cors: {
        type: 'object',
        fields: {
          allowCredentials: flag,
          allowHeaders: allowHeaders2,
          allowMethods: {
            type: 'list',
            each: {
              type: 'string',
              oneOf: [
                'GET',
                'HEAD',
                'POST',
                'PUT',
                'DELETE',
                'CONNECT',
                'OPTIONS',
                'TRACE',
                'PATCH',
                '*',
              ],
            },
          },
          allowOrigins: {
            type: 'list',
            each: {
              type: 'string',
              minSize: 1,
              maxSize: 253,
              pattern:
                /(^\*$)|(^(http(s)?):\/\/(((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:([0-9]{1,5}))?)$)/,
            },
          },
          exposeHeaders: allowHeaders2,
          maxAge: maxAge,
        },
      },
      extensionRef: parametersRef,
      externalAuth: anything,
      requestHeaderModifier: requestHeaderModifier,
      requestMirror: {
        type: 'object',
        required: ['backendRef'],
        fields: {
          backendRef: backendRef,
          fraction: {
            type: 'object',
            required: ['numerator'],
            fields: {denominator: maxAge, numerator: tableSize},
          },
          percent: {type: 'integer', min: 0, max: 100},
        },
      },
      requestRedirect: {
        type: 'object',
        fields: {
          hostname: name2,
          path: path,
          port: port3,
          scheme: {type: 'string', oneOf: ['http', 'https']},
          statusCode: {type: 'integer', oneOf: [301, 302, 303, 307, 308]},
        },
      },
      responseHeaderModifier: requestHeaderModifier,
      type: {
        type: 'string',
        oneOf: [
          'RequestHeaderModifier',
          'ResponseHeaderModifier',
          'RequestMirror',
          'RequestRedirect',
          'URLRewrite',
          'ExtensionRef',
          'CORS',
          'ExternalAuth',
        ],
      },
      urlRewrite: {type: 'object', fields: {hostname: name2, path: path}},
    },
  },
};
const type: Schema = {type: 'string', oneOf: ['Exact', 'RegularExpression']};
const backoff: Schema = {type: 'string', pattern: /^([0-9]{1,5}(h|m|s|ms)){1,4}$/};

/** By API group and kind; the versions share one schema. */
export type Schemas = Readonly<Record<string, {versions: readonly string[]; spec: Schema}>>;

export const SCHEMAS: Schemas = {
  'networking.istio.io/DestinationRule': {
    versions: ['v1', 'v1alpha3', 'v1beta1'],
    spec: {
      type: 'object',
      required: ['host'],
      fields: {
        exportTo: exportTo,
        host: text,
        subsets: {
          type: 'list',
          each: {
            type: 'object',
            required: ['name'],
            fields: {labels: labels, name: text, trafficPolicy: trafficPolicy},
          },
        },
        trafficPolicy: trafficPolicy,
        workloadSelector: workloadSelector,
      },
    },
  },
  'networking.istio.io/Gateway': {
    versions: ['v1', 'v1alpha3', 'v1beta1'],
    spec: {
      type: 'object',
      fields: {
        selector: labels,
        servers: {
          type: 'list',
          each: {
            type: 'object',
            required: ['hosts', 'port'],
            fields: {
              bind: text,
              defaultEndpoint: text,
              hosts: exportTo,
              name: text,
              port: {
                type: 'object',
                required: ['name', 'number', 'protocol'],
                fields: {name: text, number: probes, protocol: text, targetPort: probes},
              },
              tls: tls2,
            },
          },
        },
      },
    },
  },
  'networking.istio.io/ServiceEntry': {
    versions: ['v1', 'v1alpha3', 'v1beta1'],
    spec: {
      type: 'object',
      required: ['hosts'],
      exclusive: [['workloadSelector', 'endpoints']],
      fields: {
        addresses: {type: 'list', maxSize: 256, each: {type: 'string', maxSize: 64}},
        endpoints: {
          type: 'list',
          maxSize: 4096,
          each: {
            type: 'object',
            fields: {
              address: address,
              labels: {type: 'map', each: text},
              locality: locality,
              network: locality,
              ports: {type: 'map', maxSize: 128, each: probes},
              serviceAccount: serviceAccount,
              weight: probes,
            },
          },
        },
        exportTo: exportTo,
        hosts: {type: 'list', minSize: 1, maxSize: 256, each: text},
        location: {type: 'string', oneOf: ['MESH_EXTERNAL', 'MESH_INTERNAL']},
        ports: {
          type: 'list',
          each: {
            type: 'object',
            required: ['name', 'number'],
            fields: {name: address, number: probes, protocol: address, targetPort: probes},
          },
          maxSize: 256,
          key: 'name',
        },
        resolution: {
          type: 'string',
          oneOf: ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'],
        },
        subjectAltNames: exportTo,
        workloadSelector: workloadSelector2,
      },
    },
  },
  'networking.istio.io/Sidecar': {
    versions: ['v1', 'v1alpha3', 'v1beta1'],
    spec: {
      type: 'object',
      fields: {
        egress: {
          type: 'list',
          each: {
            type: 'object',
            required: ['hosts'],
            fields: {bind: text, captureMode: captureMode, hosts: exportTo, port: port2},
          },
        },
        inboundConnectionPool: connectionPool,
        ingress: {
          type: 'list',
          each: {
            type: 'object',
            required: ['port'],
            fields: {
              bind: text,
              captureMode: captureMode,
              connectionPool: connectionPool,
              defaultEndpoint: text,
              port: port2,
              tls: tls2,
            },
          },
        },
        outboundTrafficPolicy: {
          type: 'object',
          fields: {
            egressProxy: egressProxy,
            mode: {type: 'string', oneOf: ['REGISTRY_ONLY', 'ALLOW_ANY']},
          },
        },
        workloadSelector: workloadSelector2,
      },
    },
  },
  'networking.istio.io/VirtualService': {
    versions: ['v1', 'v1alpha3', 'v1beta1'],
    spec: {
      type: 'object',
      fields: {
        exportTo: exportTo,
        gateways: exportTo,
        hosts: exportTo,
        http: {
          type: 'list',
          each: {
            type: 'object',
            fields: {
              corsPolicy: {
                type: 'object',
                fields: {
                  allowCredentials: flag,
                  allowHeaders: exportTo,
                  allowMethods: exportTo,
                  allowOrigin: exportTo,
                  allowOrigins: {type: 'list', each: allowOrigins},
                  exposeHeaders: exportTo,
                  maxAge: interval,
                  unmatchedPreflights: {
                    type: 'string',
                    oneOf: ['UNSPECIFIED', 'FORWARD', 'IGNORE'],
                  },
                },
              },
              delegate: {type: 'object', fields: {name: text, namespace: text}},
              directResponse: {
                type: 'object',
                required: ['status'],
                fields: {
                  body: {
                    type: 'object',
                    exclusive: [['string', 'bytes']],
                    fields: {bytes: text, string: text},
                  },
                  status: probes,
                },
              },
              fault: {
                type: 'object',
                fields: {
                  abort: {
                    type: 'object',
                    exclusive: [['httpStatus', 'grpcStatus', 'http2Error']],
                    fields: {
                      grpcStatus: text,
                      http2Error: text,
                      httpStatus: integer,
                      percentage: percentage,
                    },
                  },
                  delay: {
                    type: 'object',
                    exclusive: [['fixedDelay', 'exponentialDelay']],
                    fields: {
                      exponentialDelay: interval,
                      fixedDelay: interval,
                      percent: integer,
                      percentage: percentage,
                    },
                  },
                },
              },
              headers: headers,
              match: {
                type: 'list',
                each: {
                  type: 'object',
                  fields: {
                    authority: allowOrigins,
                    gateways: exportTo,
                    headers: headers2,
                    ignoreUriCase: flag,
                    method: allowOrigins,
                    name: text,
                    port: probes,
                    queryParams: headers2,
                    scheme: allowOrigins,
                    sourceLabels: labels,
                    sourceNamespace: text,
                    statPrefix: text,
                    uri: allowOrigins,
                    withoutHeaders: headers2,
                  },
                },
              },
              mirror: egressProxy,
              mirror_percent: probes,
              mirrorPercent: probes,
              mirrorPercentage: percentage,
              mirrors: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['destination'],
                  fields: {destination: egressProxy, percentage: percentage},
                },
              },
              name: text,
              redirect: {
                type: 'object',
                exclusive: [['port', 'derivePort']],
                fields: {
                  authority: text,
                  derivePort: {
                    type: 'string',
                    oneOf: ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'],
                  },
                  port: probes,
                  prefixRewrite: text,
                  redirectCode: probes,
                  scheme: text,
                  uri: text,
                },
              },
              retries: {
                type: 'object',
                fields: {
                  attempts: integer,
                  backoff: interval,
                  perTryTimeout: interval,
                  retryIgnorePreviousHosts: flag,
                  retryOn: text,
                  retryRemoteLocalities: flag,
                },
              },
              rewrite: {
                type: 'object',
                fields: {
                  authority: text,
                  uri: text,
                  uriRegexRewrite: {type: 'object', fields: {match: text, rewrite: text}},
                },
              },
              route: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['destination'],
                  fields: {destination: egressProxy, headers: headers, weight: integer},
                },
              },
              timeout: interval,
            },
          },
        },
        tcp: {
          type: 'list',
          each: {
            type: 'object',
            fields: {
              match: {
                type: 'list',
                each: {
                  type: 'object',
                  fields: {
                    destinationSubnets: exportTo,
                    gateways: exportTo,
                    port: probes,
                    sourceLabels: labels,
                    sourceNamespace: text,
                    sourceSubnet: text,
                  },
                },
              },
              route: route,
            },
          },
        },
        tls: {
          type: 'list',
          each: {
            type: 'object',
            required: ['match'],
            fields: {
              match: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['sniHosts'],
                  fields: {
                    destinationSubnets: exportTo,
                    gateways: exportTo,
                    port: probes,
                    sniHosts: exportTo,
                    sourceLabels: labels,
                    sourceNamespace: text,
                  },
                },
              },
              route: route,
            },
          },
        },
      },
    },
  },
  'gateway.networking.k8s.io/Gateway': {
    versions: ['v1', 'v1beta1'],
    spec: {
      type: 'object',
      required: ['gatewayClassName', 'listeners'],
      fields: {
        addresses: {
          type: 'list',
          each: {
            type: 'object',
            fields: {
              type: {
                type: 'string',
                minSize: 1,
                maxSize: 253,
                pattern:
                  /^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/,
              },
              value: serviceAccount,
            },
          },
        },
        allowedListeners: anything,
        defaultScope: defaultScope,
        gatewayClassName: name,
        infrastructure: anything,
        listeners: {
          type: 'list',
          minSize: 1,
          maxSize: 64,
          each: {
            type: 'object',
            required: ['name', 'port', 'protocol'],
            fields: {
              allowedRoutes: {
                type: 'object',
                fields: {
                  kinds: {
                    type: 'list',
                    each: {type: 'object', required: ['kind'], fields: {group: group, kind: kind}},
                  },
                  namespaces: {
                    type: 'object',
                    fields: {
                      from: {type: 'string', oneOf: ['All', 'Selector', 'Same']},
                      selector: selector,
                    },
                  },
                },
              },
              hostname: hostname,
              name: name2,
              port: port3,
              protocol: {
                type: 'string',
                minSize: 1,
                maxSize: 255,
                pattern:
                  /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/,
              },
              tls: {
                type: 'object',
                fields: {
                  certificateRefs: {type: 'list', each: certificateRefs},
                  mode: {type: 'string', oneOf: ['Terminate', 'Passthrough']},
                  options: annotations,
                },
              },
            },
          },
        },
        tls: {
          type: 'object',
          fields: {
            backend: {type: 'object', fields: {clientCertificateRef: certificateRefs}},
            frontend: anything,
          },
        },
      },
    },
  },
  'gateway.networking.k8s.io/HTTPRoute': {
    versions: ['v1', 'v1beta1'],
    spec: {
      type: 'object',
      fields: {
        hostnames: {type: 'list', each: hostname},
        parentRefs: {
          type: 'list',
          each: {
            type: 'object',
            required: ['name'],
            fields: {
              group: group,
              kind: kind,
              name: name,
              namespace: namespace,
              port: port3,
              sectionName: name2,
            },
          },
        },
        rules: {
          type: 'list',
          minSize: 1,
          maxSize: 16,
          each: {
            type: 'object',
            fields: {
              backendRefs: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['name'],
                  fields: {
                    filters: filters,
                    group: group,
                    kind: kind,
                    name: name,
                    namespace: namespace,
                    port: port3,
                    weight: {type: 'integer', min: 0, max: 1000000},
                  },
                },
              },
              filters: filters,
              matches: {
                type: 'list',
                each: {
                  type: 'object',
                  fields: {
                    headers: {
                      type: 'list',
                      each: {
                        type: 'object',
                        required: ['name', 'value'],
                        fields: {name: allowHeaders, type: type, value: value},
                      },
                    },
                    method: {
                      type: 'string',
                      oneOf: [
                        'GET',
                        'HEAD',
                        'POST',
                        'PUT',
                        'DELETE',
                        'CONNECT',
                        'OPTIONS',
                        'TRACE',
                        'PATCH',
                      ],
                    },
                    path: {
                      type: 'object',
                      fields: {
                        type: {type: 'string', oneOf: ['Exact', 'PathPrefix', 'RegularExpression']},
                        value: replaceFullPath,
                      },
                    },
                    queryParams: {
                      type: 'list',
                      each: {
                        type: 'object',
                        required: ['name', 'value'],
                        fields: {
                          name: allowHeaders,
                          type: type,
                          value: {type: 'string', minSize: 1, maxSize: 1024},
                        },
                      },
                    },
                  },
                },
              },
              name: name2,
              retry: {
                type: 'object',
                fields: {
                  attempts: maxAge,
                  backoff: backoff,
                  codes: {type: 'list', each: {type: 'integer', min: 400, max: 599}},
                },
              },
              sessionPersistence: anything,
              timeouts: {type: 'object', fields: {backendRequest: backoff, request: backoff}},
            },
          },
        },
        useDefaultGateways: defaultScope,
      },
    },
  },
};
