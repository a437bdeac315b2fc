import {
  exportTo as texts,
  flag,
  group,
  interval,
  kind,
  name,
  text,
  type Rule,
  type Schema,
  type Schemas,
} from '../model/schema';
import type {JsonObject} from '../parse/documents';

/** The shape the API server asks of the security kinds; as in `model/schema.ts`, and apart because traffic does without. */

/** Rules of a selector in CEL; DestinationRules have the same. */
export const SELECTOR_RULES: readonly Rule<JsonObject>[] = [
  [
    'wildcard not allowed in label key match',
    map => !Object.keys(map).some(key => key.includes('*')),
  ],
  ['key must not be empty', map => !Object.hasOwn(map, '')],
];
export const NO_STAR: Rule<string> = [
  'wildcard not allowed in label value match',
  label => !label.includes('*'),
];

const selector: Schema = {
  type: 'object',
  fields: {
    matchLabels: {
      type: 'map',
      maxSize: 4096,
      each: {type: 'string', maxSize: 63, rules: [NO_STAR]},
      rules: SELECTOR_RULES,
    },
  },
};
const accounts: Schema = {type: 'list', maxSize: 16, each: {type: 'string', maxSize: 320}};
const targetRef: Schema = {
  type: 'object',
  required: ['kind', 'name'],
  fields: {
    group,
    kind,
    name,
    namespace: {
      type: 'string',
      rules: [
        ['cross namespace referencing is not currently supported', (given: string) => given === ''],
      ],
    },
  },
};
const targetRefs: Schema = {type: 'list', maxSize: 16, each: targetRef};
const mtls: Schema = {
  type: 'object',
  fields: {mode: {type: 'string', oneOf: ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']}},
};
const filled: Schema = {type: 'string', minSize: 1};
const names: Schema = {type: 'list', each: filled};
const address: Schema = {
  type: 'string',
  minSize: 1,
  maxSize: 2048,
  rules: [
    [
      'url must have scheme http:// or https://',
      // What CEL cannot read as an address breaks the rule too.
      (given: string) => /^https?:\/\/[^\s/?#:]*(:\d*)?([/?#]\S*)?$/.test(given),
    ],
  ],
};

export const POLICY_SCHEMAS: Schemas = {
  'security.istio.io/AuthorizationPolicy': {
    versions: ['v1', 'v1beta1'],
    spec: {
      type: 'object',
      exclusive: [['selector', 'targetRef', 'targetRefs']],
      fields: {
        action: {type: 'string', oneOf: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']},
        provider: {type: 'object', fields: {name: text}},
        rules: {
          type: 'list',
          maxSize: 512,
          each: {
            type: 'object',
            fields: {
              from: {
                type: 'list',
                maxSize: 512,
                each: {
                  type: 'object',
                  fields: {
                    source: {
                      type: 'object',
                      rules: [
                        [
                          'Cannot set serviceAccounts with namespaces or principals',
                          (source: JsonObject) => {
                            const has = (name: string): boolean =>
                              Object.hasOwn(source, name) ||
                              Object.hasOwn(
                                source,
                                `not${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
                              );
                            return (
                              !has('serviceAccounts') || !(has('principals') || has('namespaces'))
                            );
                          },
                        ],
                      ],
                      fields: {
                        ipBlocks: texts,
                        namespaces: texts,
                        notIpBlocks: texts,
                        notNamespaces: texts,
                        notPrincipals: texts,
                        notRemoteIpBlocks: texts,
                        notRequestPrincipals: texts,
                        notServiceAccounts: accounts,
                        notTrustDomains: texts,
                        principals: texts,
                        remoteIpBlocks: texts,
                        requestPrincipals: texts,
                        serviceAccounts: accounts,
                        trustDomains: texts,
                      },
                    },
                  },
                },
              },
              to: {
                type: 'list',
                each: {
                  type: 'object',
                  fields: {
                    operation: {
                      type: 'object',
                      fields: {
                        hosts: texts,
                        methods: texts,
                        notHosts: texts,
                        notMethods: texts,
                        notPaths: texts,
                        notPorts: texts,
                        paths: texts,
                        ports: texts,
                      },
                    },
                  },
                },
              },
              when: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['key'],
                  fields: {key: text, notValues: texts, values: texts},
                },
              },
            },
          },
        },
        selector: selector,
        targetRef: targetRef,
        targetRefs: targetRefs,
      },
    },
  },
  'security.istio.io/PeerAuthentication': {
    versions: ['v1', 'v1beta1'],
    spec: {
      type: 'object',
      rules: [
        [
          'portLevelMtls requires selector',
          ({portLevelMtls, selector}: JsonObject) =>
            portLevelMtls === undefined ||
            Object.keys((selector as {matchLabels?: JsonObject} | undefined)?.matchLabels ?? {})
              .length > 0,
        ],
      ],
      fields: {
        mtls: mtls,
        portLevelMtls: {
          type: 'map',
          minSize: 1,
          each: mtls,
          rules: [
            [
              'port must be between 1-65535',
              (ports: JsonObject) =>
                Object.keys(ports).every(
                  port => /^\d+$/.test(port) && Number(port) > 0 && Number(port) <= 65535,
                ),
            ],
          ],
        },
        selector: selector,
      },
    },
  },
  'security.istio.io/RequestAuthentication': {
    versions: ['v1', 'v1beta1'],
    spec: {
      type: 'object',
      exclusive: [['selector', 'targetRef', 'targetRefs']],
      fields: {
        jwtRules: {
          type: 'list',
          maxSize: 4096,
          each: {
            type: 'object',
            exclusive: [['jwksUri', 'jwks_uri', 'jwks']],
            fields: {
              audiences: names,
              forwardOriginalToken: flag,
              fromCookies: names,
              fromHeaders: {
                type: 'list',
                each: {type: 'object', required: ['name'], fields: {name: filled, prefix: text}},
              },
              fromParams: names,
              issuer: filled,
              jwks: text,
              jwks_uri: address,
              jwksUri: address,
              outputClaimToHeaders: {
                type: 'list',
                each: {
                  type: 'object',
                  required: ['claim', 'header'],
                  fields: {
                    claim: filled,
                    header: {type: 'string', minSize: 1, pattern: /^[-_A-Za-z0-9]+$/},
                  },
                },
              },
              outputPayloadToHeader: text,
              spaceDelimitedClaims: {type: 'list', maxSize: 64, each: filled},
              timeout: interval,
            },
          },
        },
        selector: selector,
        targetRef: targetRef,
        targetRefs: targetRefs,
      },
    },
  },
};
