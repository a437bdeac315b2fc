import {parseArgs} from 'node:util';
import {startSiteServer} from './lib/site-server';

/** `npm run serve`: the production build, compressed, as a host would serve it. */
async function main(): Promise<void> {
  const {values} = parseArgs({
    options: {
      port: {type: 'string', default: '3000'},
      dir: {type: 'string', default: 'build'},
      base: {type: 'string', default: process.env.SITE_BASE_URL ?? '/'},
    },
  });
  const {url} = await startSiteServer({
    directory: values.dir,
    baseUrl: values.base,
    port: Number(values.port),
  });
  console.log(`Serving ${values.dir} on ${url}`);
}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code;
  console.error(
    code === 'EADDRINUSE'
      ? 'That port is taken: name another with --port.'
      : (error as Error).message,
  );
  process.exitCode = 1;
});
