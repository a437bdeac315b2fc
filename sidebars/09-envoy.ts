/** Docs ids in the order of the lesson. */
export const envoy: readonly string[] = [];
