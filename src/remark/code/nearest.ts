/** Letters to insert, delete or replace to turn one text into the other (Levenshtein). */
function editDistance(left: string, right: string): number {
  let row = Array.from({length: right.length + 1}, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The `count` candidates closest to what was written, closest first. */
export function nearest(wanted: string, candidates: readonly string[], count = 3): string[] {
  return candidates
    .map(candidate => ({candidate, distance: editDistance(wanted, candidate)}))
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map(({candidate}) => candidate);
}
