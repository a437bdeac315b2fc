/**
 * Draws coasts: a rough line through given points, the same on every machine. Only whole numbers and IEEE-exact
 * operations are used, so that the server's picture and the browser's are equal to the last digit.
 */
export type Point = readonly [x: number, y: number];

/** Park–Miller generator; yields numbers in [0, 1). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/**
 * Points of a rough line, by midpoint displacement: each stretch longer than `grain` is broken in two, and the middle is moved
 * sideways by up to `roughness` of the stretch.
 */
export function roughen(
  points: readonly Point[],
  seed: number,
  {grain = 9, roughness = 0.22}: {grain?: number; roughness?: number} = {},
): Point[] {
  const roll = dice(seed);
  const line: Point[] = [];
  const stretch = ([ax, ay]: Point, [bx, by]: Point): void => {
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    if (length < grain) {
      line.push([bx, by]);
      return;
    }
    const aside = (roll() * 2 - 1) * roughness;
    const middle: Point = [
      Math.round((ax + bx) / 2 - (by - ay) * aside),
      Math.round((ay + by) / 2 + (bx - ax) * aside),
    ];
    stretch([ax, ay], middle);
    stretch(middle, [bx, by]);
  };
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before === undefined) line.push(point);
    else stretch(before, point);
  });
  return line;
}

/** SVG path data in relative steps, which compress best; `closing` is appended as it is. */
export function pathOf(line: readonly Point[], closing = ''): string {
  let path = '';
  line.forEach(([x, y], index) => {
    const before = line[index - 1];
    if (before === undefined) {
      path = `M${x} ${y}l`;
      return;
    }
    const [dx, dy] = [x - before[0], y - before[1]];
    path += `${index > 1 && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;
  });
  return path + closing;
}

/** Shortest distance from a point to the corners of a line. */
export function distance([x, y]: Point, line: readonly Point[]): number {
  return Math.sqrt(Math.min(...line.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2)));
}
