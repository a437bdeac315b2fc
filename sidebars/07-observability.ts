/** Docs ids in the order of the lesson. */
export const observability = ['observability/index'];
