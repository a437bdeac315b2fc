/**
 * Loader of the table of all chunks that every page carries: without the second name of each chunk, which only a server
 * that collects them reads (`modules` of react-loadable).
 *
 * @param {string} source module that Docusaurus wrote, one line a chunk: `"id": [() => import(…), "name", require.resolveWeak("name")],`
 */
module.exports = function leanRegistry(source) {
  return source.replaceAll(/\), "[^"]+", require\.resolveWeak\(/g, '), "", require.resolveWeak(');
};
