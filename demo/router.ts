import {Agent, createServer, request as send, type IncomingMessage, type Server} from 'node:http';
import type {ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {
  buildMesh,
  compileProxy,
  createRequest,
  createSession,
  findCaller,
  parseDocuments,
  simulate,
  type Caller,
  type Mesh,
  type Outcome,
  type Session,
} from '../src/mesh';
import type {Manifest} from './manifests';

/** A place where requests can be sent; the router knows nothing else of a service. */
export interface Target {
  /** `ui-v1` */
  name: string;
  app: string;
  version: string;
  port: number;
}

/** Whose proxy a port of the router stands for: the gateway's, or the sidecar of a version of `ui`. */
export type Side = 'gateway' | {app: string; version: string};

/** What an installation of Istio brings along, and what it makes of a Gateway of the class `istio`. */
const GATEWAYS = ['istio-system istio-ingressgateway istio ingressgateway']
  .concat('default ui-istio gateway.networking.k8s.io/gateway-name ui')
  .map(line => line.split(' '))
  .map(
    ([namespace, name, label, value]) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {${label}: ${value}}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}-1, namespace: ${namespace}, labels: {${label}: ${value}}}
spec: {containers: [{name: istio-proxy, ports: [{containerPort: 8080}]}]}
`,
  );

const podOf = ({name, app, version}: Target) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}-1, labels: {app: ${app}, version: ${version}}}
spec: {serviceAccountName: ${app}, containers: [{name: ${app}, ports: [{name: http, containerPort: 8080}]}]}
`;

/** What each connection carries for itself. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade']);

/**
 * Stands in for the mesh on one computer: for each request it asks the engine, which reads the very YAML of the step, where a
 * real proxy would send it. Encryption, retries and time limits of the mesh are not carried out.
 */
export class Router {
  private manifests: readonly Manifest[] = [];
  private readonly targets = new Map<string, Target>();
  private mesh: Mesh | null = null;
  private readonly sessions = new Map<string, Session>();
  private readonly servers: Server[] = [];
  private seed = 0;
  /** Copies that were sent because of mirroring, by target. */
  readonly copies = new Map<string, number>();

  constructor(private readonly api: 'istio' | 'gateway-api') {}

  /** Takes the place of everything that was applied before. */
  apply(manifests: Iterable<Manifest>): void {
    // The processes that run are the Pods; the Deployments would make Pods of their own.
    this.manifests = [...manifests].filter(({text}) => !/^kind: Deployment$/m.test(text));
    this.forget();
  }

  /** From now on requests may be sent there. */
  add(target: Target): void {
    this.targets.set(`${target.name}-1`, target);
    this.forget();
  }

  /** No further request is sent there, as when an endpoint is withdrawn; those in flight go on. */
  withdraw(name: string): void {
    this.targets.delete(`${name}-1`);
    this.forget();
  }

  private forget(): void {
    this.mesh = null;
    this.sessions.clear();
  }

  /** @throws Error when the engine refuses a document: the files of this repository are wrong then. */
  private build(): Mesh {
    if (this.mesh) return this.mesh;
    const parts = [
      ...this.manifests,
      ...[...GATEWAYS, ...[...this.targets.values()].map(podOf)].map(text => ({
        file: 'stand-in',
        text,
      })),
    ].map(({text, file}) => parseDocuments(text, file));
    const {mesh, diagnostics} = buildMesh(parts.flatMap(({documents}) => documents));
    const refused = [...parts.flatMap(part => part.diagnostics), ...diagnostics].filter(
      ({severity}) => severity === 'error',
    );
    if (refused.length > 0) throw new Error(refused.map(({message}) => message).join('\n'));
    this.mesh = mesh;
    return mesh;
  }

  /** Where the proxy of this side sends the request. */
  ask(
    side: Side,
    method: string,
    path: string,
    headers: IncomingMessage['headers'],
  ): Outcome | null {
    const isGateway = side === 'gateway';
    const key = isGateway ? '' : `${side.app}-${side.version}`;
    let session = this.sessions.get(key);
    if (!session) {
      const mesh = this.build();
      // A sidecar works on after its own endpoint was withdrawn, so it is not looked up among the Pods.
      const caller: Caller | null = isGateway
        ? findCaller(mesh, {gateway: this.api === 'istio' ? 'istio-ingressgateway' : 'ui-istio'})
        : {kind: 'sidecar', namespace: 'default', labels: {...side}};
      if (!caller) return null;
      this.seed += 1;
      session = createSession(compileProxy(mesh, caller), {seed: this.seed});
      this.sessions.set(key, session);
    }
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    // ui dials the router's port instead of the Service; its proxy would have seen the name.
    const own = isGateway ? given : given.filter(([name]) => name !== 'host');
    const {request} = createRequest({
      url: `http://${isGateway ? 'localhost' : 'search:8080'}${path}`,
      method,
      headers: Object.fromEntries(own),
    });
    return request && simulate(session, request).outcome;
  }

  private forward(
    incoming: IncomingMessage,
    response: ServerResponse | null,
    target: Target,
  ): void {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
    );
    const {method = 'GET', url: path = '/'} = incoming;
    const agent = new Agent({keepAlive: false});
    const outgoing = send(
      {host: '127.0.0.1', port: target.port, method, path, headers, agent},
      answer => {
        if (!response) return void answer.resume();
        const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
        response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      },
    );
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      if (response && !response.headersSent) {
        refuse(response, 503, `no answer from ${target.name}: ${error.code ?? error.message}`);
      } else response?.destroy();
    });
    if (response) incoming.pipe(outgoing);
    else outgoing.end();
  }

  private handle(side: Side, incoming: IncomingMessage, response: ServerResponse): void {
    const {method = 'GET', url = '/', headers} = incoming;
    let outcome: Outcome | null;
    try {
      outcome = this.ask(side, method, url, headers);
    } catch (error) {
      return refuse(response, 500, String(error));
    }
    const chosen = this.targets.get(outcome?.upstream?.endpoint.pod ?? '');
    for (const {endpoint} of outcome?.mirrors ?? []) {
      const copy = this.targets.get(endpoint.pod ?? '');
      if (!copy) continue;
      this.copies.set(copy.name, (this.copies.get(copy.name) ?? 0) + 1);
      this.forward(incoming, null, copy);
    }
    if (chosen) return this.forward(incoming, response, chosen);
    const flags = outcome?.flags.join(',') ?? '';
    refuse(response, outcome?.status ?? 503, `no rule sends this anywhere ${flags}`.trim());
  }

  /**
   * Opens a port for one side.
   *
   * @throws Error with the code EADDRINUSE when the port is taken
   */
  listen(side: Side, port = 0): Promise<number> {
    const server = createServer((incoming, response) => this.handle(side, incoming, response));
    this.servers.push(server);
    return new Promise((done, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      this.servers.map(server => {
        const closed = new Promise(done => server.close(done));
        server.closeAllConnections();
        return closed;
      }),
    );
  }
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, {'content-type': 'application/json'});
  response.end(`${JSON.stringify({error, status, from: 'stand-in router'})}\n`);
}
