import {readFileSync} from 'node:fs';
import path from 'node:path';
import {BESIDE} from '../../../src/plugins/built-site/beside';
import {attributeOf, textOf} from '../../../src/plugins/built-site/html';
import {type BuiltFolder, type BuiltPage, fileFor, type Finding} from './built-folder';
import {sitemapPaths} from './sitemap';

const meta = (page: BuiltPage, property: string) =>
  page.elements
    .filter(({tagName}) => tagName === 'meta')
    .find(
      element =>
        attributeOf(element, 'property') === property || attributeOf(element, 'name') === property,
    );

const linkTo = (page: BuiltPage, rel: string, type?: string) => {
  const found = page.elements.find(
    element =>
      element.tagName === 'link' &&
      attributeOf(element, 'rel') === rel &&
      (type === undefined || attributeOf(element, 'type') === type),
  );
  return found === undefined ? undefined : attributeOf(found, 'href');
};

function checkPage(site: BuiltFolder, page: BuiltPage, place: string, address: string): Finding[] {
  const findings: Finding[] = [];
  for (const property of ['og:title', 'og:url', 'og:image', 'og:type', 'description']) {
    if (meta(page, property) === undefined) findings.push(`${page.file} lacks <meta ${property}>`);
  }
  const canonical = linkTo(page, 'canonical')?.replace(/\/$/, '');
  if (canonical !== (address + place).replace(/\/$/, '')) {
    findings.push(
      `${page.file}: canonical address is ${canonical ?? 'missing'}, expected ${address + place}`,
    );
  }
  const isLesson = place.startsWith('/docs/');
  const data = page.elements
    .filter(element => attributeOf(element, 'type') === 'application/ld+json')
    .map(element => (JSON.parse(textOf(element)) as {'@type': string})['@type']);
  const wanted = place === '/' ? 'Course' : isLesson ? 'LearningResource' : undefined;
  if (wanted !== undefined && !data.includes(wanted)) {
    findings.push(`${page.file} has no structured data of type ${wanted}`);
  }
  const isPost = /^\/blog\/.+/.test(place);
  if (isLesson || isPost || place in BESIDE) {
    const twin = linkTo(page, 'alternate', 'text/markdown');
    if (twin !== `${address + place}.md`) {
      findings.push(`${page.file}: no link to its Markdown twin`);
    } else if (!site.files.has(`${place.slice(1)}.md`)) {
      findings.push(`${page.file}: its Markdown twin is not in the build`);
    }
  }
  return findings;
}

/** JSX or an import that a twin should have spelt out, outside of code. */
function leftovers(markdown: string): string | undefined {
  const prose = markdown.replace(/```[^]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return /<\/?[A-Z]\w*[^>]*>|^import .+ from|\{\/\*/m.exec(prose)?.[0];
}

/** Sitemap, feeds, llms.txt, twins, and the tags of each page. */
export function checkMachines(site: BuiltFolder, url: string): Finding[] {
  const address = url + site.baseUrl.slice(0, -1);
  const findings: Finding[] = [];
  for (const file of [
    'sitemap.xml',
    'llms.txt',
    'llms-full.txt',
    'blog/rss.xml',
    'blog/atom.xml',
    'versions/rss.xml',
    'versions/atom.xml',
  ]) {
    if (!site.files.has(file)) findings.push(`the build has no ${file}`);
  }
  if (!site.files.has('sitemap.xml')) return findings;
  for (const place of sitemapPaths(site.folder, site.baseUrl)) {
    if (place.startsWith('/s/'))
      findings.push(`${place} stands in the sitemap: short links do not`);
    const file = fileFor(site, place);
    const page = file === undefined ? undefined : site.pages.get(file);
    if (page === undefined) findings.push(`${place} stands in the sitemap and has no page`);
    else findings.push(...checkPage(site, page, place, address));
  }
  for (const file of site.files) {
    if (!/^(?:docs|blog)\/.*\.md$/.test(file)) continue;
    const rest = leftovers(readFileSync(path.join(site.folder, file), 'utf8'));
    if (rest !== undefined) findings.push(`${file}: "${rest}" is no Markdown`);
  }
  return findings;
}
