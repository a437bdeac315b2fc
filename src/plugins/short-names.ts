import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Names that a style sheet gives, each once, in its order. */
export function namesOf(css: string): string[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/(?:\.|@keyframes\s+)([A-Za-z][\w-]*)/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

/** A mark of three letters for each file, by its path, so that a new file changes no other file's names. */
export function marksOf(files: readonly string[]): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of [...files].sort()) {
    const hash = createHash('sha256').update(file).digest('hex');
    const letters = [...hash].map((_, at) => Number.parseInt(hash.slice(at, at + 2), 16));
    // Two paths with one hash are as good as excluded; two with the same three letters are not: the later one takes the next three.
    for (let at = 0; ; at += 1) {
      const mark = letters
        .slice(at, at + 3)
        .map(letter => DIGITS[letter % DIGITS.length] ?? '0')
        .join('');
      if (taken.has(mark)) continue;
      taken.add(mark);
      marks.set(file, mark);
      break;
    }
  }
  return marks;
}

interface CssLoader {
  loader?: string;
  options?: {modules?: Record<string, unknown>};
}

const isCssLoader = (use: unknown): use is CssLoader & {options: {modules: object}} =>
  typeof use === 'object' &&
  use !== null &&
  typeof (use as CssLoader).options?.modules === 'object';

/**
 * Short names for the classes of CSS modules in a build. The generator's own names carry the local name and a hash of their own, which
 * gzip cannot shrink: 2 KB of style sheet on every page. `npm start` keeps names that a developer can read. Leans on the place of
 * css-loader's options in the configuration of Docusaurus 3.10: look again after an upgrade.
 */
export function shortNames({siteDir}: LoadContext): Plugin {
  const source = path.join(siteDir, 'src');
  const files = readdirSync(source, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.module.css'))
    .map(file => path.join(source, file));
  const marks = marksOf(files.map(file => path.relative(source, file)));
  const shortName = ({resourcePath}: {resourcePath: string}, _name: string, local: string) => {
    const mark = marks.get(path.relative(source, resourcePath));
    if (mark === undefined) return undefined;
    const index = namesOf(readFileSync(resourcePath, 'utf8')).indexOf(local);
    return index === -1 ? undefined : `_${mark}${index.toString(36)}`;
  };
  return {
    name: 'short-names',
    configureWebpack(config) {
      if (process.env.NODE_ENV !== 'production') return {};
      let found = 0;
      for (const rule of config.module?.rules ?? []) {
        const uses: unknown[] =
          typeof rule === 'object' && rule !== null && Array.isArray(rule.use) ? rule.use : [];
        for (const use of uses.filter(isCssLoader)) {
          Object.assign(use.options.modules, {getLocalIdent: shortName});
          found += 1;
        }
      }
      if (found === 0)
        throw new Error('src/plugins/short-names.ts finds no css-loader to rename for.');
      return {};
    },
  };
}
