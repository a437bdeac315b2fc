import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import sirv from 'sirv';

export interface SiteServerOptions {
  /** Folder of the built site. */
  directory: string;
  /** Address prefix the site was built for, with slashes at both ends. */
  baseUrl?: string;
  /** 0 takes a free port. */
  port?: number;
}

/**
 * Serves a built site as a static host would: compressed, with cache headers, `/docs/page` for `docs/page.html`, and the
 * site's own 404 page.
 *
 * @throws Error that names the folder and the command to run, when there is no built site.
 */
export async function startSiteServer({
  directory,
  baseUrl = '/',
  port = 0,
}: SiteServerOptions): Promise<{server: Server; url: string; close: () => Promise<void>}> {
  if (!existsSync(path.join(directory, 'index.html'))) {
    throw new Error(`No built site in ${directory}: run \`npm run build\` first.`);
  }
  const notFoundPage = path.join(directory, '404.html');
  const notFound = existsSync(notFoundPage) ? readFileSync(notFoundPage) : 'not found';
  const files = sirv(directory, {
    extensions: ['html'],
    etag: true,
    setHeaders: response => response.setHeader('cache-control', 'max-age=600'),
    onNoMatch: (_request, response) => {
      response.statusCode = 404;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(notFound);
    },
  });
  const compress = compression({threshold: 0, level: 9});
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (!url.startsWith(baseUrl)) {
      response.statusCode = 404;
      response.end(`This site lives under ${baseUrl}`);
      return;
    }
    request.url = `/${url.slice(baseUrl.length)}`;
    // What is measured here should hold on GitHub Pages, which compresses by gzip.
    if (/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      request.headers['accept-encoding'] = 'gzip';
    }
    compress(request as never, response as never, () => files(request, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    server,
    url: `http://localhost:${actual}${baseUrl}`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
