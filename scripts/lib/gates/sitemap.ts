import {readFileSync} from 'node:fs';
import path from 'node:path';

/** Paths of the sitemap, without base URL, in its order. */
export function sitemapPaths(folder: string, baseUrl: string): string[] {
  const xml = readFileSync(path.join(folder, 'sitemap.xml'), 'utf8');
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => {
    const {pathname} = new URL(address);
    return `/${pathname.slice(baseUrl.length)}`.replace(/(.)\/$/, '$1');
  });
}
