import {attributeOf, type Element} from '../../../src/plugins/built-site/html';
import {type BuiltFolder, type BuiltPage, fileFor, type Finding} from './built-folder';

/** Attributes that hold an address, by element. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  img: ['src'],
  link: ['href'],
  script: ['src'],
  source: ['src'],
  use: ['href'],
  image: ['href'],
  object: ['data'],
  form: ['action'],
  iframe: ['src'],
};

/** Vocabularies and identifiers, never requested. */
const isName = (element: Element) =>
  element.tagName === 'link' && /^(?:canonical|alternate)$/.test(attributeOf(element, 'rel') ?? '');

export interface LinkRules {
  /** Host of the site itself, `http://localhost:3000`: absolute links to it count as links within. */
  url: string;
  /** Addresses of other sites that pages may link to; `*` at the end stands for any rest. */
  allowed: readonly string[];
}

const isAllowed = (address: string, allowed: readonly string[]) =>
  allowed.some(entry =>
    entry.endsWith('*') ? address.startsWith(entry.slice(0, -1)) : address === entry,
  );

function checkInner(
  site: BuiltFolder,
  page: BuiltPage,
  address: URL,
  written: string,
): Finding | undefined {
  if (!`${address.pathname}/`.startsWith(site.baseUrl)) {
    return `${page.file}: "${written}" leaves the base URL ${site.baseUrl}`;
  }
  const file = fileFor(site, `/${address.pathname.slice(site.baseUrl.length)}`);
  if (file === undefined) return `${page.file}: "${written}" leads to no file of the built site`;
  const anchor = decodeURIComponent(address.hash.slice(1));
  if (anchor === '') return undefined;
  const target = site.pages.get(file);
  if (target === undefined || target.anchors.has(anchor)) return undefined;
  return `${page.file}: "${written}" names #${anchor}, and ${file} has no such id`;
}

/**
 * Every address in every page: those of the site resolve, anchors included; those of other sites stand in the list and
 * say `noopener` where they open a new window or tab.
 */
export function checkLinks(site: BuiltFolder, {url, allowed}: LinkRules): Finding[] {
  const findings: Finding[] = [];
  for (const page of site.pages.values()) {
    const own = new URL(site.baseUrl + page.file.replace(/(?:index)?\.html$/, ''), url);
    for (const element of page.elements) {
      for (const name of ADDRESSES[element.tagName] ?? []) {
        const written = attributeOf(element, name);
        if (written === undefined || written.startsWith('data:')) continue;
        const address = new URL(written, own);
        if (address.origin === own.origin) {
          const finding = checkInner(site, page, address, written);
          if (finding !== undefined) findings.push(finding);
        } else if (element.tagName !== 'a') {
          if (!isName(element)) {
            findings.push(
              `${page.file}: <${element.tagName}> loads "${written}" from another site`,
            );
          }
        } else if (address.protocol !== 'https:' && address.protocol !== 'http:') {
          findings.push(
            `${page.file}: "${written}" is neither a page of the site nor a web address`,
          );
        } else {
          if (!isAllowed(written, allowed)) {
            findings.push(
              `${page.file}: "${written}" is not a known source; add it to src/data/sources with the day on which it was found`,
            );
          }
          if (!/\bnoopener\b/.test(attributeOf(element, 'rel') ?? '')) {
            findings.push(`${page.file}: the link to "${written}" lacks rel="noopener"`);
          }
        }
      }
    }
  }
  return [...new Set(findings)];
}
