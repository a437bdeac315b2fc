import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join, posix} from 'node:path';
import {parseDocuments, type SourceDocument} from '../../src/mesh';

const INSTALLATION = `
apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: istio-system}
---
apiVersion: v1
kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  selector: {matchLabels: {istio: ingressgateway}}
  template:
    metadata: {labels: {app: istio-ingressgateway, istio: ingressgateway}}
    spec: {containers: [{name: istio-proxy}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: istio}
spec: {controllerName: istio.io/gateway-controller}
`;

/** What an installation of Istio with an ingress gateway brings along, and a namespace with injection. */
export const INSTALLED: readonly SourceDocument[] = parseDocuments(
  INSTALLATION,
  'installation',
).documents;

const DEMO = 'examples/demo';

/** Exercises have a cluster of their own, and their files have nothing to do with each other. */
const EXERCISES = 'examples/exercises/';

/** Files of a folder itself, in the order in which `kubectl apply -f` takes them. */
const filesIn = (root: string, folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter(name => name.endsWith('.yaml'))
        .sort()
        .map(name => posix.join(folder, name))
    : [];

/** What stands in the cluster when an example is applied, by its path from the root of the project. */
export type ClusterAround = (file: string) => SourceDocument[];

/** A step that goes on from another one of its chapter begins with `# after: name-of-the-folder`. */
const AFTER = /^# after: (\S+)$/m;

/**
 * An installation of Istio, the demo with v1 alone, what the chapter puts down before each step (its folder `base`), the step that
 * the file comes after, and the other files of its own step. A step is a folder below the chapter's own; files directly in the folder
 * of a chapter have nothing to do with each other. Later documents take the place of earlier ones.
 */
export function exampleClusters(root: string): ClusterAround {
  const known = new Map<string, SourceDocument[]>();
  const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
  const read = (file: string): SourceDocument[] => {
    const documents = known.get(file) ?? parseDocuments(textOf(file), file).documents;
    known.set(file, documents);
    return documents;
  };
  return file => {
    if (file.startsWith(EXERCISES))
      return [...INSTALLED, ...read(posix.join(EXERCISES, 'world.yaml'))];
    const folder = posix.dirname(file);
    const [, first = '', second = ''] = folder.split('/');
    const broken = first === 'broken';
    const chapter = broken ? `examples/broken/${second}` : `examples/${first}`;
    const after = AFTER.exec(textOf(file))?.[1];
    const api = folder.startsWith(`${DEMO}/gateway-api`) ? 'gateway-api' : 'istio';
    const folders = [
      `${DEMO}/app`,
      `${DEMO}/${api}/v1-only`,
      `examples/${broken ? second : first}/base`,
      ...(after === undefined ? [] : [`examples/${broken ? second : first}/${after}`]),
      ...(folder === chapter ? [] : [folder]),
    ];
    const files = folders.flatMap(each => filesIn(root, each)).filter(each => each !== file);
    return [...INSTALLED, ...files.flatMap(read)];
  };
}
