import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {collectDiagrams, type Problem} from './collect';
import {findMistake} from './syntax';

export const FOLDER = 'diagrams';
const REMEDY = 'run `npm run diagrams` and commit the folder diagrams/';

/** Largest picture in bytes; a larger one wants to be two. */
const LARGEST = 20_000;

/** Files that decide what a picture looks like, and packages that do. */
const DRAWN_BY = [
  'src/theme/Mermaid/drawing.ts',
  'scripts/lib/diagrams/page.ts',
  'scripts/lib/diagrams/render.ts',
  'scripts/lib/diagrams/twin.ts',
];
const PACKAGES = ['mermaid', 'svgo'];

/** Name of the file that says who drew the pictures. */
export const SIGNATURE = 'drawn-by.json';

/** Versions of the packages and a digest of our own files, as `drawn-by.json` holds them. */
export function signatureOf(project: string): string {
  const digest = createHash('sha256');
  for (const file of DRAWN_BY) digest.update(readFileSync(join(project, file), 'utf8').replace(/\r\n/g, '\n'));
  const versions = PACKAGES.map(name => {
    const {version} = JSON.parse(
      readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'),
    ) as {version: string};
    return [name, version];
  });
  return `${JSON.stringify({...Object.fromEntries(versions), drawing: digest.digest('hex').slice(0, 12)}, null, 2)}\n`;
}

/** What a finished picture must not hold: it would ignore the colour mode, or grow the page. */
export function flawsOf(svg: string): string[] {
  const flaws: string[] = [];
  const outside = Array.from(svg.matchAll(/\b(?:fill|stroke|stop-color|flood-color|color)="([^"]*)"/g), match => match[1] ?? '').filter(
    color => !/^(?:none|currentColor|var\(--d-[\w-]+\)|url\(#[\w-]+\))$/.test(color),
  );
  if (outside.length > 0) flaws.push(`a colour that is none of --d-*: ${[...new Set(outside)].join(', ')}`);
  if (/#(?:[0-9a-f]{3}|[0-9a-f]{6})\b(?!["'a-z0-9])|\b(?:rgb|hsl)a?\(/i.test(svg.replace(/url\(#[^)]*\)/g, ''))) {
    flaws.push('a colour written out');
  }
  if (svg.includes('<foreignObject')) flaws.push('a foreignObject');
  if (/<style\b|\bstyle="/.test(svg)) flaws.push('a style');
  if (/<script\b|\bon\w+="/.test(svg)) flaws.push('a script');
  if (!/<svg[^>]* role="img"[^>]* aria-labelledby="/.test(svg)) flaws.push('no name for assistive technology');
  if (Buffer.byteLength(svg) > LARGEST) {
    flaws.push(`${Buffer.byteLength(svg)} bytes, more than ${LARGEST}: draw two small pictures`);
  }
  return flaws;
}

/** Of pictures below `root`: files that belong to no fence. */
export function orphansOf(root: string, hashes: ReadonlySet<string>): string[] {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(name => {
    const [, hash] = /^([0-9a-f]{12})\.(?:svg|txt)$/.exec(name) ?? [];
    return name !== SIGNATURE && (hash === undefined || !hashes.has(hash));
  });
}

/**
 * Holds the fences of the pages below `root` against the pictures in its folder `diagrams/`. Needs no browser.
 *
 * @param signature what `drawn-by.json` has to say
 */
export async function checkDiagrams(root: string, signature: string): Promise<Problem[]> {
  const {fences, problems} = collectDiagrams(root);
  const folder = join(root, FOLDER);
  for (const {file, line, diagram} of fences) {
    const mistake = await findMistake(diagram.source);
    if (mistake !== undefined) {
      problems.push({file, line: line + (mistake.line ?? 0), message: `Mermaid cannot read the diagram. ${mistake.message}`});
      continue;
    }
    const isDrawn = ['svg', 'txt'].every(ending => existsSync(join(folder, `${diagram.hash}.${ending}`)));
    if (!isDrawn) {
      problems.push({file, line, message: `"${diagram.title}" is new or has changed, and has no picture: ${REMEDY}`});
      continue;
    }
    for (const flaw of flawsOf(readFileSync(join(folder, `${diagram.hash}.svg`), 'utf8'))) {
      problems.push({file, line, message: `the picture of "${diagram.title}" has ${flaw}`});
    }
  }
  for (const name of orphansOf(root, new Set(fences.map(({diagram}) => diagram.hash)))) {
    problems.push({file: `${FOLDER}/${name}`, message: `belongs to no fence: ${REMEDY}`});
  }
  const found = join(folder, SIGNATURE);
  if (fences.length > 0 && (!existsSync(found) || readFileSync(found, 'utf8') !== signature)) {
    problems.push({file: `${FOLDER}/${SIGNATURE}`, message: `the pictures are drawn by another version: ${REMEDY}`});
  }
  return problems;
}

/** `docs/01-evolution/docker.mdx:31: …` */
export const report = ({file, line, message}: Problem) =>
  `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
