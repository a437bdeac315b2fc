import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {spellCheckDocument, type CSpellUserSettings} from 'cspell-lib';
import {parse as parseYaml} from 'yaml';
import type {Finding} from './pages';
import type {Prose} from './prose';

/** Words of the project's own dictionary: one file a chapter, one word a line, `#` begins a comment. */
export function readDictionary(root: string): string[] {
  const folder = path.join(root, 'dictionary');
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .flatMap(name => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .map(line => line.replace(/#.*/, '').trim())
    .filter(word => word !== '');
}

/** The same settings that an editor with cspell uses. */
export function readSettings(root: string): CSpellUserSettings {
  const text = readFileSync(path.join(root, 'cspell.config.yaml'), 'utf8');
  const {language, dictionaries} = parseYaml(text) as CSpellUserSettings;
  return {
    ...(language !== undefined && {language}),
    dictionaries: (dictionaries ?? []).filter(name => !String(name).startsWith('project')),
    words: readDictionary(root),
  };
}

/** Words that no dictionary knows, with place and suggestions. */
export async function checkSpelling(
  prose: readonly Prose[],
  settings: CSpellUserSettings,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const files = new Map<string, Prose[]>();
  for (const piece of prose) files.set(piece.file, [...(files.get(piece.file) ?? []), piece]);
  for (const [file, pieces] of files) {
    const rows = pieces.flatMap(({text, line}) =>
      text.split('\n').map((row, index) => ({row, line: line + index})),
    );
    const document = {
      uri: `file:///${file}.txt`,
      text: rows.map(({row}) => row).join('\n'),
      languageId: 'plaintext',
    };
    const options = {generateSuggestions: true, numSuggestions: 3, noConfigSearch: true};
    const {issues} = await spellCheckDocument(document, options, settings);
    for (const {text, line, suggestions = []} of issues) {
      const before = document.text.slice(0, line.offset).split('\n').length - 1;
      const hint = suggestions.length === 0 ? '' : `; perhaps ${suggestions.join(', ')}`;
      findings.push({
        file,
        line: rows[before]?.line ?? 1,
        message: `“${text}” is in no dictionary${hint}. If it is right, add it to dictionary/`,
      });
    }
  }
  return findings;
}
