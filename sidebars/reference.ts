/** Docs ids of pages to look things up in. */
export const reference = [
  'reference/cheat-sheet',
  'reference/glossary',
  'reference/response-flags',
  'reference/then-and-now',
  'reference/examples',
  'reference/further-reading',
];
