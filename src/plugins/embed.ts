import type {Plugin} from '@docusaurus/types';

/**
 * `?embed=1` in an address: the page's widget stands alone, for a frame in somebody's slides. The document is marked before its first paint, and
 * `src/css/custom.css` hides the rest. Links open outside the frame: the page behind one has another widget, or none.
 */
const MARK = `if(new URLSearchParams(location.search).get('embed')==='1'){document.documentElement.setAttribute('data-embed','');document.addEventListener('click',function(e){var a=e.target.closest&&e.target.closest('a[href]');if(a&&a.getAttribute('href')[0]!=='#'){e.preventDefault();e.stopPropagation();open(a.href,'_blank','noopener')}},true)}`;

/** Puts that script into the head of every page. */
export function embed(): Plugin {
  return {
    name: 'embed',
    injectHtmlTags: () => ({headTags: [{tagName: 'script', innerHTML: MARK}]}),
  };
}
