/**
 * Loader of the data on all pages of the course that every page carries: without the list of pages, which costs each page
 * about 100 bytes for each page of the course. Only parts of the theme that this site does not have read it: cards of a
 * generated index (`version.docs`), links to another version (`versions[].docs`).
 *
 * @param {string} source JSON that `@docusaurus/plugin-content-docs` or Docusaurus wrote
 */
module.exports = function leanDocs(source) {
  const data = JSON.parse(source);
  if (data.version?.docs !== undefined) data.version.docs = {};
  for (const version of data['docusaurus-plugin-content-docs']?.default.versions ?? [])
    version.docs = [];
  return JSON.stringify(data);
};
