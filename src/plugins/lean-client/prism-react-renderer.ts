/** The names Docusaurus imports; nothing on a page calls them, see `lean-client.ts`. */
export const Prism = {languages: {}};
export const themes = {};
