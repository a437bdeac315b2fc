import type {Highlighter, ThemeRegistration} from 'shiki';
import {FenceError} from './fence';

/** Languages of fences: name of the grammar, and what the block is called when it shows no file. */
const LANGUAGES: Readonly<Record<string, {grammar: string; label: string}>> = {
  yaml: {grammar: 'yaml', label: 'yaml'},
  console: {grammar: 'bash', label: 'shell'},
  bash: {grammar: 'bash', label: 'bash'},
  json: {grammar: 'json', label: 'json'},
  http: {grammar: 'http', label: 'http'},
  ts: {grammar: 'ts', label: 'TypeScript'},
  java: {grammar: 'java', label: 'Java'},
  dockerfile: {grammar: 'docker', label: 'Dockerfile'},
  proto: {grammar: 'proto', label: 'protobuf'},
  // Shiki has no grammar for it: plain ink.
  promql: {grammar: 'text', label: 'PromQL'},
  text: {grammar: 'text', label: 'text'},
};

/** Marker colours: the theme names a class, the page's style sheet the colour. */
const CLASS_OF: Readonly<Record<string, string>> = {'#000001': 'k', '#000002': 's', '#000003': 'c'};

const THEME: ThemeRegistration = {
  name: 'classes',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    {
      scope: [
        'entity.name.tag',
        'support.type.property-name',
        'meta.object-literal.key',
        'keyword',
        'storage',
        'entity.name.function',
        'entity.name.command',
        'support.function',
      ],
      settings: {foreground: '#000001'},
    },
    {
      scope: ['string', 'constant', 'entity.name.type', 'support.type.primitive'],
      settings: {foreground: '#000002'},
    },
    {scope: ['comment'], settings: {foreground: '#000003'}},
  ],
};

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

let highlighter: Promise<Highlighter> | undefined;

/** Shiki is an ES module only, and its grammars are loaded once a process. */
function loadHighlighter(): Promise<Highlighter> {
  highlighter ??= import('shiki').then(({createHighlighter}) =>
    createHighlighter({
      themes: [THEME],
      langs: [...new Set(Object.values(LANGUAGES).map(({grammar}) => grammar))],
    }),
  );
  return highlighter;
}

/**
 * @throws FenceError unknown language, with the known ones
 */
export function labelOf(language: string): string {
  const known = LANGUAGES[language];
  if (known === undefined) {
    throw new FenceError(
      `${language === '' ? 'the fence names no language' : `language "${language}" is not known`}: use one of ${Object.keys(LANGUAGES).join(', ')}, mermaid`,
    );
  }
  return known.label;
}

/**
 * Colours a whole text, as spans with the classes `k` (keys, commands), `s` (values) and `c` (comments).
 *
 * @returns HTML, one entry a line
 */
export async function highlightLines(text: string, language: string): Promise<string[]> {
  const shiki = await loadHighlighter();
  const grammar = LANGUAGES[language]?.grammar ?? 'text';
  const {tokens} = shiki.codeToTokens(text, {lang: grammar as 'yaml', theme: 'classes'});
  return tokens.map(line => {
    // Neighbours of one class become one span: a third of the elements.
    const merged: {name: string; content: string}[] = [];
    for (const token of line) {
      const name = CLASS_OF[(token.color ?? '').toLowerCase()] ?? '';
      const last = merged.at(-1);
      if (last !== undefined && (last.name === name || token.content.trim() === '')) {
        last.content += token.content;
      } else merged.push({name, content: token.content});
    }
    return merged
      .map(({name, content}) =>
        name === '' ? escapeHtml(content) : `<span class="${name}">${escapeHtml(content)}</span>`,
      )
      .join('');
  });
}
