import {JSDOM} from 'jsdom';
import type {Mermaid} from 'mermaid';

/** A mistake that Mermaid finds; `line` counts from 1, the line after the opening fence. */
export interface SyntaxMistake {
  line?: number;
  message: string;
}

let loading: Promise<Mermaid> | undefined;

/** Mermaid's parser cleans labels with DOMPurify and so asks for a window, but not for a browser. */
function loadMermaid(): Promise<Mermaid> {
  loading ??= (async () => {
    if (!('window' in globalThis)) {
      const {window} = new JSDOM('');
      Object.assign(globalThis, {window, document: window.document});
    }
    return (await import('mermaid')).default;
  })();
  return loading;
}

/** What Mermaid has against a source, or nothing. */
export async function findMistake(source: string): Promise<SyntaxMistake | undefined> {
  const mermaid = await loadMermaid();
  try {
    await mermaid.parse(source);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/(?:error on line|at line) (\d+)/i.exec(message)?.[1]);
    // At the end of a line Mermaid counts on, even past the last one.
    const last = source.trimEnd().split('\n').length;
    // The sentence, without the drawing of the place: its line breaks are lost there.
    const expecting = /Expecting .*/.exec(message)?.[0];
    const text = expecting ?? message.split('\n')[0] ?? message;
    return Number.isNaN(line) ? {message: text} : {line: Math.min(line, last), message: text};
  }
}
