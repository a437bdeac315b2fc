import type {Permalink, Redirect} from '../../data/types';
import {escapeHtml} from './html';

/** A file of the built site, by its path in it. */
export interface BuiltFile {
  file: string;
  text: string;
}

const underBase = (baseUrl: string, path: string) => `${baseUrl}${path.slice(1)}`;

/**
 * A page that sends the reader on: at once by script, where a fragment of the address asked for wins over the recorded
 * one, and by itself where there is no script.
 */
export function forwardingPage(to: string, site: {url: string; baseUrl: string}): string {
  const [path = '', anchor] = to.split('#');
  const target = underBase(site.baseUrl, path);
  const fallback = anchor === undefined ? '' : `#${anchor}`;
  const href = escapeHtml(target + fallback);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>On to ${href}</title>
<link rel="canonical" href="${escapeHtml(site.url + target)}">
<script>location.replace(${JSON.stringify(target)} + (location.hash || ${JSON.stringify(fallback)}))</script>
<noscript><meta http-equiv="refresh" content="0; url=${href}"></noscript>
</head>
<body>
<main><h1>This page is elsewhere</h1><p><a href="${href}">Go on to ${href}</a></p></main>
</body>
</html>
`;
}

/** Files of the short links, `/s/<number>`. */
export function shortLinkFiles(
  ledger: readonly Permalink[],
  site: {url: string; baseUrl: string},
): BuiltFile[] {
  return ledger.map(({number, path, anchor}) => ({
    file: `s/${number}.html`,
    text: forwardingPage(anchor === undefined ? path : `${path}#${anchor}`, site),
  }));
}

/** Files that stand where a page stood before it moved. */
export function redirectFiles(
  redirects: readonly Redirect[],
  site: {url: string; baseUrl: string},
): BuiltFile[] {
  return redirects.map(({from, to}) => ({
    file: `${from.slice(1)}.html`,
    text: forwardingPage(to, site),
  }));
}
