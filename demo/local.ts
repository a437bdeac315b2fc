import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {writeServices} from './compile';
import {startInstance, type Instance} from './instance';
import {Router} from './router';
import type {Api} from './walkthrough/steps';

/** The demo on one computer. */
export interface LocalDemo {
  router: Router;
  /** `ui-v1`, `ui-v2`, `search-v1`, `search-v2` */
  instances: ReadonlyMap<string, Instance>;
  /** Address of the stand-in gateway, `http://localhost:8080/`. */
  url: string;
  /** Withdraws each instance, ends it and waits for it. */
  stop(): Promise<void>;
}

/**
 * Starts both versions of both services and the router between them.
 *
 * @param port of the gateway; 0 takes a free one
 * @throws Error with the code EADDRINUSE when the port is taken; nothing is left running then
 */
export async function startLocalDemo(api: Api, port: number): Promise<LocalDemo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  const instances = new Map<string, Instance>();
  const router = new Router(api);
  const stop = async () => {
    await Promise.all(
      [...instances.values()].map(instance => {
        router.withdraw(instance.name);
        return instance.stop();
      }),
    );
    await router.close();
    rmSync(folder, {recursive: true, force: true});
  };
  const start = async (app: 'ui' | 'search', version: string, env: Record<string, string>) => {
    const instance = await startInstance(folder, app, version, env);
    instances.set(instance.name, instance);
    router.add(instance);
  };
  try {
    const gateway = await router.listen('gateway', port);
    writeServices(folder);
    const versions = ['v1', 'v2'];
    await Promise.all(versions.map(v => start('search', v, {SEARCH_EVENT: 'BDX.io'})));
    await Promise.all(
      versions.map(async version => {
        const sidecar = await router.listen({app: 'ui', version});
        await start('ui', version, {UI_SEARCH_URL: `http://127.0.0.1:${sidecar}/`});
      }),
    );
    return {router, instances, url: `http://localhost:${gateway}/`, stop};
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Words for a port that somebody else has; other errors stay as they are. */
export function describePortError(error: unknown, port: number, command: string): string {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    ? `Port ${port} is taken on this computer. Choose another one: ${command} --port ${port + 1}`
    : String(error);
}
