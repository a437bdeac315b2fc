/** Docs ids in the order of the lesson. */
export const start = ['start/index', 'start/your-own-cluster', 'start/the-demo'];
