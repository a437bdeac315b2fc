/** How the picture is laid out: beside each other, or one below the other on a narrow screen. */
export type Layout = 'wide' | 'tall';
export type Version = 'v1' | 'v2';
export type Point = readonly [x: number, y: number];

/** Start at the caller's proxy, fork, the two handles and the end of the bend, quay. */
type Course = readonly [Point, Point, Point, Point, Point, Point];

const COURSES: Readonly<Record<Layout, Readonly<Record<Version, Course>>>> = {
  wide: {
    v1: [
      [187, 125],
      [262, 125],
      [342, 125],
      [358, 61],
      [438, 61],
      [554, 61],
    ],
    v2: [
      [187, 125],
      [262, 125],
      [342, 125],
      [358, 189],
      [438, 189],
      [554, 189],
    ],
  },
  tall: {
    v1: [
      [150, 86],
      [150, 120],
      [150, 190],
      [70, 180],
      [70, 276],
      [70, 276],
    ],
    v2: [
      [150, 86],
      [150, 120],
      [150, 190],
      [230, 180],
      [230, 276],
      [230, 276],
    ],
  },
};

const write = (point: Point) => point.join(' ');

/** The line from the caller to the fork. */
export function stem(layout: Layout): string {
  const [start, fork] = COURSES[layout].v1;
  return `M${write(start)}L${write(fork)}`;
}

/** The line from the fork to a version. */
export function branch(layout: Layout, version: Version): string {
  const [, fork, ...rest] = COURSES[layout][version];
  const [out, into, bend, quay] = rest.map(write);
  return `M${write(fork)}C${out} ${into} ${bend}L${quay}`;
}

/** Chords that stand for a bend; nobody sees the difference to the curve. */
const CHORDS = 16;

function along([start, fork, out, into, bend, quay]: Course): Point[] {
  const curve = Array.from({length: CHORDS}, (_, index): Point => {
    const t = (index + 1) / CHORDS;
    const u = 1 - t;
    const at = (axis: 0 | 1) =>
      u ** 3 * fork[axis] +
      3 * u * u * t * out[axis] +
      3 * u * t * t * into[axis] +
      t ** 3 * bend[axis];
    return [at(0), at(1)];
  });
  return [start, fork, ...curve, quay];
}

const gap = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);

const lengthOf = (points: readonly Point[]) =>
  points.slice(1).reduce((sum, point, index) => sum + gap(points[index] ?? point, point), 0);

/** Where a request is that has this share of its way behind it, from 0 to 1. */
export function placeAt(layout: Layout, version: Version, share: number): Point {
  const points = along(COURSES[layout][version]);
  let left = lengthOf(points) * share;
  let from = points[0] ?? [0, 0];
  for (const to of points.slice(1)) {
    const length = gap(from, to);
    if (left <= length && length > 0) {
      const part = left / length;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    }
    left -= length;
    from = to;
  }
  return from;
}

/** Share of the way at which the caller's proxy has decided. */
export function forkOf(layout: Layout): number {
  const course = COURSES[layout].v1;
  return gap(course[0], course[1]) / lengthOf(along(course));
}
