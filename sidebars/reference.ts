/** Docs ids of pages to look things up in. */
export const reference = ['reference/then-and-now', 'reference/glossary'];
