// Pagefind is an ES module without a CommonJS door, and the loader of docusaurus.config.ts turns `import()` into `require`
// in TypeScript files. It leaves .cjs files alone, so the import stands here.
module.exports = {loadPagefind: () => import('pagefind')};
