import {spawn, type ChildProcess} from 'node:child_process';
import path from 'node:path';
import {createInterface} from 'node:readline';

/** A running copy of a service, what a Pod is on the cluster. */
export interface Instance {
  /** Name of the Deployment it stands for: `ui-v1`. */
  name: string;
  app: string;
  version: string;
  port: number;
  healthPort: number;
  /** The log lines so far. */
  log: readonly LogLine[];
  /** Sends SIGTERM; resolves with the exit code (null: killed). */
  stop(): Promise<number | null>;
}

export type LogLine = Readonly<Record<string, unknown>>;

/** A demo that dies of a mistake takes its services with it. */
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach(child => child.kill('SIGTERM')));

/**
 * Starts a compiled service on loopback, on free ports.
 *
 * @param folder where `writeServices` put the files
 * @throws Error with the service's own words, when it does not come up
 */
export function startInstance(
  folder: string,
  app: 'ui' | 'search',
  version: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Instance> {
  const child: ChildProcess = spawn(process.execPath, [path.join(folder, `${app}.js`)], {
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      HEALTH_PORT: '0',
      [`${app.toUpperCase()}_VERSION`]: version,
      ...env,
    },
    // Ctrl-C reaches the whole group of processes; the demo itself ends its services, in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  const words: string[] = [];
  const ended = new Promise<number | null>(done => child.once('exit', done));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  children.add(child);
  void ended.then(() => children.delete(child));
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  return new Promise((done, fail) => {
    child.once('error', fail);
    if (child.stdout === null) throw new Error('The service has no stdout');
    createInterface({input: child.stdout}).on('line', text => {
      const line = JSON.parse(text) as LogLine;
      log.push(line);
      if (line.message === 'listening') {
        const {port, healthPort} = line as {port: number; healthPort: number};
        done({name: `${app}-${version}`, app, version, port, healthPort, log, stop});
      }
    });
    void ended.then(code => {
      const reason = [...log.flatMap(line => line.error ?? []), ...words].map(String).join(' ');
      fail(new Error(`${app} ${version} ended with code ${code ?? 'none'}: ${reason}`));
    });
  });
}
