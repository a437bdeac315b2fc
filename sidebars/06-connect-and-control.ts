/** Docs ids in the order of the lesson. */
export const connectAndControl: readonly string[] = [];
