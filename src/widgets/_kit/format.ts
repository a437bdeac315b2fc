/** Three significant digits at most, without an exponent. */
function short(value: number): string {
  return value.toLocaleString('en', {maximumSignificantDigits: 3});
}

/** A whole number with its thousands set apart, such as `5,000`. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** A duration such as `1.2 s`, `0.5 ms`, `5 µs` or `100 ns`. */
export function formatDuration(ms: number): string {
  if (ms >= 1000) return `${short(ms / 1000)} s`;
  if (ms >= 0.1) return `${short(ms)} ms`;
  if (ms >= 0.001) return `${short(ms * 1000)} µs`;
  return `${short(ms * 1e6)} ns`;
}

/**
 * A chance between 0 and 1 as percent, with as many decimals as its distance from 0% and from 100% needs: what can fail
 * never reads as 100%.
 */
export function formatChance(chance: number): string {
  const distance = Math.min(chance, 1 - chance) * 100;
  if (distance === 0) return `${chance * 100}%`;
  // The small term keeps 0.01, which is stored as a hair less, from asking for one decimal more.
  const decimals = Math.min(12, Math.max(1, Math.ceil(-Math.log10(distance) - 1e-9)));
  return `${(chance * 100).toFixed(decimals)}%`;
}
