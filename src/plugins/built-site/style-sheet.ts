import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {PurgeCSS} from 'purgecss';

/** Words of a text that could be the name of a class, an id or an element. */
const wordsOf = (content: string): string[] => content.match(/[\w-]+/g) ?? [];

/**
 * Takes the rules out of a style sheet that no page and no script of the built site can use: those with a class, id or
 * element whose name stands in none of them, and variables that nothing reads. Infima alone brings rules for dozens of
 * parts that this site does not have.
 *
 * @param used texts of all finished pages and scripts
 */
export async function withoutUnusedRules(css: string, used: readonly string[]): Promise<string> {
  const words = new Set(used.flatMap(wordsOf));
  // Drawings and scripts name variables, too.
  const variables = [...words].filter(word => word.startsWith('--'));
  const results = await new PurgeCSS().purge({
    content: [{raw: [...words].join(' '), extension: 'html'}],
    css: [{raw: css}],
    defaultExtractor: wordsOf,
    variables: true,
    safelist: {standard: [], variables},
  });
  const [result] = results;
  if (result === undefined) throw new Error('PurgeCSS gave nothing back.');
  return result.css;
}

/**
 * Rewrites the style sheets of the built site without unused rules. Their names follow their content, as caches expect.
 *
 * @returns old name → new name, for the pages that link to them
 */
export async function purgeStyleSheets(
  outDir: string,
  pages: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(outDir, 'assets', 'css');
  const scripts = readdirSync(path.join(outDir, 'assets', 'js'))
    .filter(file => file.endsWith('.js'))
    .map(file => readFileSync(path.join(outDir, 'assets', 'js', file), 'utf8'));
  // Style sheets of their own (`src/plugins/own-sheets.ts`) read variables of this one; their classes are theirs.
  const sheets = path.join(outDir, 'assets', 'sheets');
  const variables = (existsSync(sheets) ? readdirSync(sheets) : []).flatMap(
    name => readFileSync(path.join(sheets, name), 'utf8').match(/--[\w-]+/g) ?? [],
  );
  const used = [...pages, ...scripts, variables.join(' ')];
  const names = new Map<string, string>();
  for (const name of readdirSync(folder).filter(file => file.endsWith('.css'))) {
    if (scripts.some(script => script.includes(name))) {
      throw new Error(
        `A script names the style sheet ${name}: it cannot be renamed after the build. Import styles from modules that pages load at once.`,
      );
    }
    const file = path.join(folder, name);
    const css = await withoutUnusedRules(readFileSync(file, 'utf8'), used);
    const hash = createHash('sha256').update(css).digest('hex').slice(0, 8);
    const renamed = `${name.split('.')[0] ?? 'styles'}.${hash}.css`;
    writeFileSync(file, css);
    renameSync(file, path.join(folder, renamed));
    names.set(name, renamed);
  }
  return names;
}
