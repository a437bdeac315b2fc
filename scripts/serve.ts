import {parseArgs} from 'node:util';
import {readSite} from '../site.config';
import {startSiteServer} from './lib/site-server';

/** `npm run serve`: the production build, compressed, as a host would serve it. */
async function main(): Promise<void> {
  const {values} = parseArgs({options: {port: {type: 'string'}, dir: {type: 'string'}}});
  const directory = values.dir ?? 'build';
  const {url} = await startSiteServer({
    directory,
    baseUrl: readSite(process.env).baseUrl,
    port: Number(values.port ?? 3000),
  });
  console.log(`Serving ${directory} on ${url}`);
}

main().catch((error: unknown) => {
  const {code, message} = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? 'That port is taken: name another with --port.' : message);
  process.exitCode = 1;
});
