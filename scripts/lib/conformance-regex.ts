import {RE2JS} from 're2js';
import type {RegexCompiler} from '../../src/mesh';

/** RE2 in JavaScript as the engine asks for it. */
export const re2: RegexCompiler = pattern => {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    return {error: error instanceof Error ? error.message : String(error)};
  }
  return {
    matches: text => compiled.matches(text),
    replaceAll: (text, substitution) => {
      const matcher = compiled.matcher(text);
      let result = '';
      let at = 0;
      while (matcher.find()) {
        const start = matcher.start();
        result +=
          text.slice(at, start) +
          substitution.replace(/\\([0-9\\])/g, (_, group: string) =>
            group === '\\' ? '\\' : (matcher.group(Number(group)) ?? ''),
          );
        at = matcher.end();
      }
      return result + text.slice(at);
    },
  };
};
