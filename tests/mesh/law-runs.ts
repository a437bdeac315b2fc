/** How many inputs each law gets. The nightly run sets more, and a seed of its own: a law that breaks prints it. */
export const LAW_RUNS = Number(process.env.MESH_LAW_RUNS ?? 1000);

export const LAW = {
  numRuns: LAW_RUNS,
  seed: Number(process.env.MESH_LAW_SEED ?? 20_260_101),
  endOnFailure: true,
};

/** Milliseconds a law may take. */
export const LAW_TIME = 120_000 + LAW_RUNS * 40;
