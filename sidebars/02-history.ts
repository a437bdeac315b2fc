/** Docs ids in the order of the lesson. */
export const history = ['history/index', 'history/zero-dot-x', 'history/one-dot-zero-to-today'];
