import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from '@playwright/test';
import {fileFor, readBuiltFolder} from '../../scripts/lib/gates/built-folder';
import {sitemapPaths} from '../../scripts/lib/gates/sitemap';
import {checkVisit, PLAIN_PAGE, RICH_PAGE, visit} from '../../scripts/lib/gates/visit';

const folder = path.resolve(__dirname, '../../build');
const site = readBuiltFolder(folder, '/');

/** A page with drawings or YAML may weigh a little more than one of words alone. */
function limitsOf(place: string) {
  const file = fileFor(site, place);
  const html = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
  return /<article[^]*(?:<svg|<pre)/.test(html) ? RICH_PAGE : PLAIN_PAGE;
}

for (const place of sitemapPaths(folder, '/')) {
  test(`${place} is sound`, async ({context, baseURL}) => {
    const visited = await visit(context, `${baseURL}${place}`);
    const {total, js, css, html, prefetched} = visited.weight;
    const kb = (bytes: number) => (bytes / 1024).toFixed(1);
    test.info().annotations.push({
      type: 'bytes',
      description: `${kb(total)} KB in total: JavaScript ${kb(js)}, CSS ${kb(css)}, HTML ${kb(html)}; prefetched apart ${kb(prefetched)}`,
    });
    expect(visited.status).toBe(200);
    expect(checkVisit(visited, limitsOf(place))).toEqual([]);
  });
}

test('an address that is not there shows the page for that', async ({context, baseURL}) => {
  const visited = await visit(context, `${baseURL}/no/such/page`);
  expect(visited.status).toBe(404);
  const findings = checkVisit(visited, PLAIN_PAGE);
  // The browser itself reports the status of the document.
  expect(findings.filter(line => !/status of 404/.test(line))).toEqual([]);
});
