import {visit} from 'unist-util-visit';
import type {SourceEntry} from '../../../src/data/types';
import type {Finding, Page} from './pages';

/** Links of pages: to other sites only those that were looked at, to pages of the course by their files. */
export function checkLinks(pages: readonly Page[], sources: readonly SourceEntry[]): Finding[] {
  const known = new Set(sources.map(({url}) => url));
  return pages.flatMap(({file, tree}) => {
    const findings: Finding[] = [];
    visit(tree, node => {
      if (node.type !== 'link' && node.type !== 'definition' && node.type !== 'image') return;
      const {url} = node;
      const line = node.position?.start.line ?? 1;
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) {
        if (known.has(url)) return;
        const message = `${url} stands in no file of src/data/sources/: look whether it is there, then add it with the date`;
        findings.push({file, line, message});
      } else if (node.type === 'link' && url.startsWith('/docs') && !file.startsWith('blog/')) {
        // A post has no other way: the generator follows files within the course only, and the build finds dead addresses.
        const message = `${url}: link to a page by its file, such as ./docker.mdx, so that a moved page is noticed`;
        findings.push({file, line, message});
      }
    });
    return findings;
  });
}
