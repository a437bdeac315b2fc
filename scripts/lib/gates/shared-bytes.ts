import {readFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {attributeOf} from '../../../src/plugins/built-site/html';
import {type BuiltFolder, type BuiltPage, type Finding, forwardOf} from './built-folder';

/** Growth of the shared scripts and styles that passes without a decision. */
const TOLERANCE = 0.03;

const loadedBy = (page: BuiltPage) =>
  page.elements.flatMap(element => {
    const isSheet = element.tagName === 'link' && attributeOf(element, 'rel') === 'stylesheet';
    const address =
      element.tagName === 'script'
        ? attributeOf(element, 'src')
        : isSheet
          ? attributeOf(element, 'href')
          : undefined;
    return address === undefined ? [] : [address];
  });

/** Sum of the scripts and style sheets that every page loads, in bytes, each compressed by gzip at level 9. */
export function sharedBytes(site: BuiltFolder): number {
  const [first, ...rest] = [...site.pages.values()]
    .filter(page => forwardOf(page) === undefined)
    .map(page => new Set(loadedBy(page)));
  const shared = [...(first ?? [])].filter(address => rest.every(loaded => loaded.has(address)));
  if (shared.length === 0) throw new Error(`No script is loaded by every page of ${site.folder}.`);
  return shared
    .map(address => path.join(site.folder, address.slice(site.baseUrl.length)))
    .reduce(
      (sum, file) => sum + gzipSync(new Uint8Array(readFileSync(file)), {level: 9}).length,
      0,
    );
}

export function checkSharedBytes(actual: number, stored: number, command: string): Finding[] {
  const growth = actual / stored - 1;
  if (growth <= TOLERANCE) return [];
  return [
    `Scripts and styles that every page loads grew by ${(growth * 100).toFixed(1)} % (${stored} → ${actual} bytes), ` +
      `${TOLERANCE * 100} % are allowed. Make them smaller, or, if it is on purpose, run \`${command}\` and say why in the commit.`,
  ];
}
