import type {RegexCompiler} from './regex';

interface Re2Matcher {
  find(): boolean;
  start(): number;
  end(): number;
  group(index: number): string | null;
}

/** What is used of an RE2 library; `RE2JS` of the package `re2js` is one. */
export interface Re2 {
  compile(pattern: string): {
    matches(text: string): boolean;
    matcher(text: string): Re2Matcher;
  };
}

/** An RE2 library as the engine asks for it. */
export const re2Compiler =
  (re2: Re2): RegexCompiler =>
  pattern => {
    let compiled: ReturnType<Re2['compile']>;
    try {
      compiled = re2.compile(pattern);
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
