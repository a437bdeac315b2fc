const CALL = 'renderToPipeableStream(app, {';

/**
 * Loader of the module of Docusaurus that draws a page on the server. React puts what it waited for behind the page, hidden, and
 * moves it into place by a script, once a page is longer than `progressiveChunkSize` (12,800 bytes by default). A finished file
 * has nothing to gain from that, and a reader without JavaScript would never see it.
 *
 * @param {string} source `core/lib/client/renderToHtml.js`
 */
module.exports = function inlineAll(source) {
  if (!source.includes(CALL))
    throw new Error(
      `renderToHtml.js of Docusaurus has no "${CALL}": see src/plugins/whole-pages.ts`,
    );
  return source.replace(CALL, `${CALL} progressiveChunkSize: Number.MAX_SAFE_INTEGER,`);
};
