import type {Rule, Schema} from '../model/schema';
import type {Json, JsonObject} from '../parse/documents';
import {NO_STAR, SELECTOR_RULES} from '../security/schema';

/**
 * Rules in CEL of the networking definitions. The webhook refuses the same documents in words of its own, so admission does without
 * them; the linter says what both say. Source: istio/api `kubernetes/customresourcedefinitions.gen.yaml`.
 */

const noStar: Rule<string> = ['wildcard is not supported in selector', text => !text.includes('*')];
const portNumber: Rule<number> = [
  'port must be between 1-65535',
  port => port > 0 && port <= 65535,
];
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const isSocket = (address: string): boolean => address.startsWith('unix://');
const open = (
  fields: Readonly<Record<string, Schema>>,
  rules: readonly Rule<JsonObject>[] = [],
): Schema => ({type: 'object', open: true, fields, rules});
const port: Schema = {type: 'any', rules: [portNumber]};
const selected: Schema = open({
  labels: {type: 'map', each: {type: 'string', rules: [noStar]}},
});

export const DEFINITION_RULES: Readonly<Record<string, Schema>> = {
  DestinationRule: open({
    workloadSelector: open({
      matchLabels: {type: 'map', each: {type: 'string', rules: [NO_STAR]}, rules: SELECTOR_RULES},
    }),
  }),
  Sidecar: open({workloadSelector: selected}),
  ServiceEntry: open(
    {
      workloadSelector: selected,
      hosts: {
        type: 'list',
        each: {
          type: 'string',
          rules: [['hostname cannot be wildcard', (host: string) => host !== '*']],
        },
      },
      endpoints: {
        type: 'list',
        each: open(
          {
            address: {
              type: 'string',
              rules: [
                [
                  'UDS must be an absolute path or abstract socket',
                  (text: string) => !isSocket(text) || /^unix:\/\/[/@]/.test(text),
                ],
                ['UDS may not be a dir', (text: string) => !isSocket(text) || !text.endsWith('/')],
              ],
            },
            ports: {
              type: 'map',
              each: port,
              rules: [
                [
                  'port name must be valid',
                  (ports: JsonObject) =>
                    Object.keys(ports).every(
                      key => key.length < 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i.test(key),
                    ),
                ],
              ],
            },
          },
          [
            [
              'Address is required',
              ({address, network}) => address !== undefined || network !== undefined,
            ],
            [
              'UDS may not include ports',
              ({address = '', ports}) =>
                typeof address !== 'string' || !isSocket(address) || ports === undefined,
            ],
          ],
        ),
      },
      ports: {
        type: 'list',
        each: open({number: port, targetPort: port}),
        rules: [
          [
            'port number cannot be duplicated',
            (ports: Json[]) => {
              const numbers = ports.map(item => (item as {number?: number}).number);
              return new Set(numbers).size === numbers.length;
            },
          ],
        ],
      },
    },
    [
      [
        'CIDR addresses are allowed only for NONE/STATIC resolution types',
        ({addresses, resolution = 'NONE'}) =>
          resolution === 'NONE' ||
          resolution === 'STATIC' ||
          !listOf(addresses).some(text => typeof text === 'string' && text.includes('/')),
      ],
      [
        'NONE mode cannot set endpoints',
        ({endpoints, resolution = 'NONE'}) => resolution !== 'NONE' || endpoints === undefined,
      ],
      [
        'DNS_ROUND_ROBIN mode cannot have multiple endpoints',
        ({endpoints, resolution}) =>
          resolution !== 'DNS_ROUND_ROBIN' || listOf(endpoints).length <= 1,
      ],
    ],
  ),
};
