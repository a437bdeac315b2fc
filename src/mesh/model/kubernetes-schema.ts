import type {Schema} from './schema';

/**
 * As much of the Kubernetes objects as the engine reads. They have hundreds of other fields, so what is not named here is let
 * through; what is named has the type the API server asks for.
 */
const text: Schema = {type: 'string'};
const integer: Schema = {type: 'integer'};
const texts: Schema = {type: 'list', each: text};
const labels: Schema = {type: 'map', each: text};
const open = (
  fields: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema => ({
  type: 'object',
  open: true,
  fields,
  required,
});
const list = (each: Schema): Schema => ({type: 'list', each});
const port: Schema = {type: 'integer', min: 1, max: 65535};

export const metadata = open({
  name: text,
  namespace: text,
  labels,
  annotations: labels,
  creationTimestamp: {type: 'any'},
});

const podSpec = open({
  serviceAccountName: text,
  containers: list(open({name: text, ports: list(open({name: text, containerPort: port}))})),
});

/** By `group/kind`, the core group being empty. Each schema is of the whole object. */
export const KUBERNETES_SCHEMAS: Readonly<
  Record<string, {versions: readonly string[]; body: Schema}>
> = {
  '/Namespace': {versions: ['v1'], body: open({metadata})},
  '/Service': {
    versions: ['v1'],
    body: open({
      metadata,
      spec: open({
        clusterIP: text,
        clusterIPs: texts,
        type: text,
        externalName: text,
        selector: labels,
        ports: list(
          open(
            {
              name: text,
              port,
              targetPort: {type: 'int-or-string'},
              protocol: text,
              appProtocol: text,
            },
            ['port'],
          ),
        ),
      }),
    }),
  },
  '/Pod': {
    versions: ['v1'],
    body: open({
      metadata,
      spec: podSpec,
      status: open({
        phase: text,
        podIP: text,
        conditions: list(open({type: text, status: text}, ['type', 'status'])),
      }),
    }),
  },
  'apps/Deployment': {
    versions: ['v1'],
    body: open({
      metadata,
      spec: open({
        replicas: {type: 'integer', min: 0, max: 100},
        template: open({metadata, spec: podSpec}),
      }),
    }),
  },
  'discovery.k8s.io/EndpointSlice': {
    versions: ['v1'],
    body: open({
      metadata,
      ports: list(open({name: text, port: integer})),
      endpoints: list(
        open({
          addresses: texts,
          conditions: open({ready: {type: 'boolean'}}),
          targetRef: open({kind: text, name: text, namespace: text}),
        }),
      ),
    }),
  },
  'gateway.networking.k8s.io/GatewayClass': {
    versions: ['v1', 'v1beta1'],
    body: open({metadata}),
  },
  'gateway.networking.k8s.io/ReferenceGrant': {
    versions: ['v1', 'v1beta1'],
    body: open({
      metadata,
      spec: open({
        from: list(open({group: text, kind: text, namespace: text}, ['kind', 'namespace'])),
        to: list(open({group: text, kind: text, name: text}, ['kind'])),
      }),
    }),
  },
};
