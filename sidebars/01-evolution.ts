/** Docs ids in the order of the lesson. */
export const evolution = ['evolution/index'];
