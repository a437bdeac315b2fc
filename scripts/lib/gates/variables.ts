import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {BuiltFolder, Finding} from './built-folder';

/** Colours and sizes that a style sheet or a page asks for, and no style sheet has. */
export function checkVariables(site: BuiltFolder): Finding[] {
  const sheets = [...site.files]
    .filter(file => file.endsWith('.css'))
    .map((file): [string, string] => [file, readFileSync(path.join(site.folder, file), 'utf8')]);
  const pages = [...site.pages.values()].map(({file, html}): [string, string] => [file, html]);
  const given = new Set(
    sheets.flatMap(([, css]) => [...css.matchAll(/(--mesh-[\w-]+)\s*:/g)].map(([, name]) => name)),
  );
  return [...sheets, ...pages].flatMap(([file, text]) => {
    const asked = new Set([...text.matchAll(/var\((--mesh-[\w-]+)\)/g)].map(([, name]) => name));
    return [...asked]
      .filter(name => !given.has(name))
      .map(name => `${file} asks for ${name}, and no style sheet of the built site has it`);
  });
}
