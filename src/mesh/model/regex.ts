/** A compiled regular expression of a reader. Both operations take time linear in the text. */
export interface CompiledRegex {
  /** Whether the expression matches the whole text. */
  matches(text: string): boolean;
  /** Replaces every match; `\1` stands for the first group. */
  replaceAll(text: string, substitution: string): string;
}

/** RE2 syntax in; an error in words if the pattern is not one. Injected, so that a page without patterns loads no engine. */
export type RegexCompiler = (pattern: string) => CompiledRegex | {error: string};

/** Longest pattern Istio's webhook lets through. */
export const MAX_PATTERN = 1024;
