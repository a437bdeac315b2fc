import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {CHAPTERS} from '../../src/data/chapters';
import {chapterCard} from '../../src/plugins/reading-time';

/** Where pictures lie that other sites show beside a link, from the root of the project. */
export const CARDS = 'static/social';

/** What the pictures were drawn from, and what they are, as they were drawn last. */
const RECORD = `${CARDS}/drawn.json`;

export interface CardRecord {
  drawnFrom: string;
  /** Hash of each picture, by its file name. */
  pictures: Readonly<Record<string, string>>;
}

const hashOf = (...parts: readonly string[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** What a card shows: the chart, its colours, and the names of the harbours. */
const DRAWN_FROM = [
  'src/components/Chart/geometry.ts',
  'src/components/Chart/coast.ts',
  'src/components/Chart/styles.module.css',
  'src/css/tokens.css',
  'src/data/chapters.ts',
  'scripts/social-card.ts',
];

/** File name of the card of each chapter. */
export const cardNames = (): string[] =>
  CHAPTERS.map(({folder}) => path.basename(chapterCard(folder) ?? ''));

/** The record as it has to be now. */
export function cardRecord(root: string): CardRecord {
  const folder = path.join(root, CARDS);
  const names = existsSync(folder) ? readdirSync(folder).filter(it => it.endsWith('.png')) : [];
  return {
    drawnFrom: hashOf(...DRAWN_FROM.map(file => readFileSync(path.join(root, file), 'utf8'))),
    pictures: Object.fromEntries(
      names.sort().map(name => [name, hashOf(readFileSync(path.join(folder, name), 'base64'))]),
    ),
  };
}

export const recordFile = (root: string) => path.join(root, RECORD);

/** What is wrong with the committed cards. */
export function checkCards(
  record: CardRecord,
  now: CardRecord,
  wanted: readonly string[],
): string[] {
  const again = 'run `npm run build` and `npm run social-card`, and commit what it writes';
  const missing = wanted
    .filter(name => now.pictures[name] === undefined)
    .map(name => `${CARDS}/${name} is missing: ${again}`);
  const alone = Object.keys(now.pictures)
    .filter(name => !wanted.includes(name))
    .map(name => `${CARDS}/${name} is the card of no chapter: remove it`);
  const changed = Object.entries(now.pictures)
    .filter(([name, hash]) => wanted.includes(name) && record.pictures[name] !== hash)
    .map(([name]) => `${CARDS}/${name} is not the picture that was drawn: ${again}`);
  const stale =
    record.drawnFrom === now.drawnFrom
      ? []
      : [`The cards in ${CARDS} were drawn from an older chart: ${again}`];
  return [...missing, ...alone, ...changed, ...stale];
}
