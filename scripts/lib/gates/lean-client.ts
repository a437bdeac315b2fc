import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

/** Strings that only the named thing holds, and that survive minification. */
const SIGNATURES: Readonly<Record<string, string>> = {
  'before-tokenize': 'Prism',
  'Symbol.asyncDispose': 'tslib',
  prioritizeSeoTags: 'react-helmet-async',
  'to not repeat, but': 'path-to-regexp',
  beforeDefaultRemarkPlugins:
    'the configuration of the build, with paths of the machine that built it,',
};

/**
 * What `src/plugins/lean-client.ts` keeps out and that came back: each would be paid for by every page.
 *
 * @param folder the built site
 * @returns one message a script and thing
 */
export function findLeftOut(folder: string): string[] {
  const scripts = join(folder, 'assets/js');
  if (!existsSync(scripts)) return [`${scripts} is missing: run "npm run build"`];
  return readdirSync(scripts)
    .filter(name => name.endsWith('.js'))
    .flatMap(name => {
      const text = readFileSync(join(scripts, name), 'utf8');
      return Object.entries(SIGNATURES)
        .filter(([signature]) => text.includes(signature))
        .map(
          ([, thing]) =>
            `assets/js/${name} holds ${thing}: something brings it past src/plugins/lean-client.ts`,
        );
    });
}
