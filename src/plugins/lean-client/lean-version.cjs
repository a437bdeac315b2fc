/**
 * Loader of the data that every page of the course shares: leaves out the map of all pages with their titles and
 * descriptions. Only `useDocById` reads it (cards of a generated index, which this site does not have), and it costs each
 * page about 70 bytes for each page of the course.
 *
 * @param {string} source JSON that `@docusaurus/plugin-content-docs` wrote
 */
module.exports = function leanVersion(source) {
  const data = JSON.parse(source);
  if (data.version?.docs === undefined) return source;
  return JSON.stringify({...data, version: {...data.version, docs: {}}});
};
