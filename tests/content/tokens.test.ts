import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';

const root = path.resolve(__dirname, '../..');
const css = readFileSync(path.join(root, 'src/css/tokens.css'), 'utf8');

type Palette = ReadonlyMap<string, string>;

function palette(source: string): Palette {
  const found = source.matchAll(/--mesh-([\w-]+):\s*(#[0-9a-f]{6})\b/g);
  return new Map([...found].map(([, name = '', colour = '']) => [name, colour]));
}

const nightBegins = css.indexOf("[data-theme='dark']");
const day = palette(css.slice(0, nightBegins));
const night: Palette = new Map([...day, ...palette(css.slice(nightBegins))]);

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(start => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Pairs of text and ground that are used, and the least contrast WCAG 2.2 AA asks for. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  ink: [
    'paper',
    'raised',
    'sunk',
    'shallow-1',
    'shallow-2',
    'blue-soft',
    'red-soft',
    'green-soft',
    'amber-soft',
    'code-hit',
    'v1-soft',
    'v2-soft',
  ],
  'ink-2': ['paper', 'raised', 'sunk', 'shallow-1'],
  blue: ['paper', 'raised', 'sunk', 'blue-soft'],
  red: ['paper', 'raised', 'shallow-1', 'red-soft'],
  green: ['paper', 'raised', 'green-soft'],
  amber: ['paper', 'raised', 'amber-soft'],
  v1: ['paper', 'raised', 'v1-soft'],
  v2: ['paper', 'raised', 'v2-soft'],
  mirror: ['paper', 'raised'],
  'land-ink': ['land'],
  'on-fill': ['blue', 'red', 'green', 'v1', 'v2'],
  'code-key': ['sunk', 'code-hit', 'green-soft', 'red-soft'],
  'code-str': ['sunk', 'code-hit', 'green-soft', 'red-soft'],
  'code-note': ['sunk', 'code-hit', 'green-soft', 'red-soft'],
};
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'line-strong': ['paper', 'raised', 'sunk'],
  frame: ['paper'],
  'land-edge': ['land'],
};

const pairs = (table: typeof TEXT) =>
  Object.entries(table).flatMap(([front, grounds]) =>
    grounds.map(ground => [front, ground] as const),
  );

describe.each([
  ['day', day],
  ['night', night],
])('%s', (_, colours) => {
  const ratio = (front: string, ground: string) => {
    const [a, b] = [colours.get(front), colours.get(ground)];
    if (a === undefined || b === undefined) throw new Error(`no token ${front} or ${ground}`);
    return contrast(a, b);
  };
  it.each(pairs(TEXT))('%s is readable on %s', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(pairs(SHAPES))('%s can be told from %s', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(3);
  });
});

/** Files whose colours do not come from the tokens; `line: what was found`. */
export function strayColours(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i.exec(line);
    return found === null ? [] : [`${index + 1}: ${found[0]}`];
  });
}

describe('no colour outside tokens.css', () => {
  const files = readdirSync(path.join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter(
    file => file.endsWith('.css') && !file.endsWith('tokens.css'),
  );
  it('looks at the stylesheets', () => {
    expect(files.length).toBeGreaterThan(5);
  });
  it.each(files)('%s', file => {
    expect(strayColours(readFileSync(path.join(root, 'src', file), 'utf8'))).toEqual([]);
  });
  it('would find one', () => {
    expect(strayColours('a {\n  color: #fff;\n  background: rgb(0 0 0);\n}')).toEqual([
      '2: #fff',
      '3: rgb(',
    ]);
  });
});
