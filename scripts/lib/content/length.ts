import {toString} from 'mdast-util-to-string';
import {visit} from 'unist-util-visit';
import type {Finding, Page} from './pages';

/** Words of a page that has one idea. */
const WORDS = {least: 500, most: 1300};

/** Words of a page's prose: paragraphs, lists, tables and headings; no code, no typed data. */
export function countWords({tree}: Page): number {
  let count = 0;
  visit(tree, node => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      count += toString(node).match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
    }
  });
  return count;
}

/** Pages that are too short or too long for one idea: a warning. Reference pages are as long as they must be. */
export function checkLength(pages: readonly Page[]): Finding[] {
  return pages.flatMap(page => {
    if (page.id === undefined || page.id.startsWith('reference/')) return [];
    const words = countWords(page);
    if (words >= WORDS.least && words <= WORDS.most) return [];
    const message = `${words} words; a page has ${WORDS.least} to ${WORDS.most}`;
    return [{file: page.file, line: 1, message}];
  });
}
