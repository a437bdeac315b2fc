import {distance, pathOf, roughen, type Point} from './coast';

export const WIDTH = 1344;
export const HEIGHT = 664;

/** Where each harbour lies, by chapter number, and where its name is written. */
export const PLACES: Readonly<Record<number, {at: Point; name: Point}>> = {
  1: {at: [100, 528], name: [88, 582]},
  2: {at: [278, 500], name: [262, 554]},
  3: {at: [462, 548], name: [446, 602]},
  4: {at: [650, 504], name: [634, 558]},
  5: {at: [836, 544], name: [824, 598]},
  6: {at: [1000, 446], name: [1042, 470]},
  7: {at: [1112, 330], name: [1144, 332]},
  8: {at: [1044, 214], name: [1090, 216]},
  9: {at: [1122, 98], name: [1154, 100]},
};

const SHORE: readonly Point[] = [
  [-80, 566],
  [36, 540],
  [100, 548],
  [168, 554],
  [222, 528],
  [278, 518],
  [334, 532],
  [392, 574],
  [462, 568],
  [532, 584],
  [584, 538],
  [650, 524],
  [732, 518],
  [790, 568],
  [836, 564],
  [904, 576],
  [948, 506],
  [1000, 468],
  [1048, 452],
  [1074, 380],
  [1112, 352],
  [1136, 318],
  [1092, 280],
  [1068, 232],
  [1074, 196],
  [1096, 150],
  [1136, 124],
  [1142, 88],
  [1168, 42],
  [1196, -46],
];

const ISLANDS: readonly (readonly Point[])[] = [
  [
    [742, 372],
    [770, 352],
    [806, 362],
    [822, 384],
    [796, 402],
    [760, 396],
    [742, 372],
  ],
  [
    [948, 116],
    [972, 98],
    [1000, 108],
    [1002, 132],
    [974, 140],
    [948, 116],
  ],
  [
    [946, 262],
    [966, 244],
    [980, 266],
    [964, 292],
    [946, 262],
  ],
];

export const shore = roughen(SHORE, 1184);
const islands = ISLANDS.map((island, index) => roughen(island, 31 + index, {grain: 5}));

/** The mainland, closed outside the picture. */
export const LAND = pathOf(shore, 'L1500-46V760H-80Z');
export const ISLES = islands.map(island => pathOf(island, 'z')).join('');

/** The stretch of land around one harbour, for the small picture in a chapter's head. */
export function landAround([x, y]: Point, reach: number): string {
  const near = (point: Point) => Math.abs(point[0] - x) < reach && Math.abs(point[1] - y) < reach;
  const from = shore.findIndex(near);
  const to = shore.length - 1 - [...shore].reverse().findIndex(near);
  return pathOf(shore.slice(from, to + 1), 'L1500-46V760H-80Z');
}

/** Water depths, written where there is water enough and no other word: decoration. */
export const SOUNDINGS: readonly {at: Point; fathoms: number}[] = [
  [690, 48],
  [744, 40],
  [836, 46],
  [896, 52],
  [1010, 52],
  [1072, 44],
  [664, 92],
  [916, 84],
  [1050, 92],
  [1020, 156],
  [900, 196],
  [930, 168],
  [1000, 196],
  [986, 230],
  [908, 250],
  [930, 300],
  [1010, 300],
  [980, 336],
  [1040, 336],
  [900, 380],
  [950, 396],
  [1010, 380],
  [870, 458],
  [920, 466],
  [704, 420],
  [664, 420],
  [740, 478],
  [790, 496],
  [46, 470],
  [250, 456],
  [306, 460],
  [352, 496],
  [408, 508],
  [40, 504],
  [1060, 140],
  [850, 500],
  [700, 366],
  [640, 376],
].map(place => {
  const at: Point = [place[0] ?? 0, place[1] ?? 0];
  return {
    at,
    fathoms: Math.round(
      Math.min(distance(at, shore), ...islands.map(isle => distance(at, isle))) / 4,
    ),
  };
});

/** A leg between two harbours, bent out to sea. */
export function legBetween(from: number, to: number): string {
  const [a, b] = [PLACES[from]?.at, PLACES[to]?.at];
  if (a === undefined || b === undefined) return '';
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  // The voyage keeps the land to starboard, so the sea is always on the left of a leg.
  const bend: Point = [
    Math.round((a[0] + b[0]) / 2 + dy * 0.18),
    Math.round((a[1] + b[1]) / 2 - dx * 0.18),
  ];
  return `M${a[0]} ${a[1]}Q${bend[0]} ${bend[1]} ${b[0]} ${b[1]}`;
}

/** Where the boat lies: some way along the leg that starts at this harbour, a little out to sea; after the last one, in its roads. */
export function boatAt(harbour: number): Point {
  const [a, b] = [PLACES[harbour]?.at ?? [0, 0], PLACES[harbour + 1]?.at];
  if (b === undefined) return [a[0] - 44, a[1] - 8];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return [Math.round(a[0] + dx * 0.4 + dy * 0.2), Math.round(a[1] + dy * 0.4 - dx * 0.2)];
}
