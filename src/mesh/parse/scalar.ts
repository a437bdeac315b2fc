/**
 * Plain scalars as Kubernetes reads them: YAML 1.1 in the dialect of `sigs.k8s.io/yaml` (go-yaml v2), where `y` and `on` are
 * booleans, `0755` is octal, and times and `1:30` stay text.
 */
const WORDS: Readonly<Record<string, boolean | null | number>> = (() => {
  const words: Record<string, boolean | null | number> = {
    '': null,
    '~': null,
    null: null,
    Null: null,
    NULL: null,
    '.nan': NaN,
    '.NaN': NaN,
    '.NAN': NaN,
    '.inf': Infinity,
    '.Inf': Infinity,
    '.INF': Infinity,
    '+.inf': Infinity,
    '+.Inf': Infinity,
    '+.INF': Infinity,
    '-.inf': -Infinity,
    '-.Inf': -Infinity,
    '-.INF': -Infinity,
  };
  for (const [word, value] of [
    ['y', true],
    ['yes', true],
    ['on', true],
    ['true', true],
    ['n', false],
    ['no', false],
    ['off', false],
    ['false', false],
  ] as const) {
    words[word] = value;
    words[word[0]?.toUpperCase() + word.slice(1)] = value;
    words[word.toUpperCase()] = value;
  }
  return words;
})();

const INTEGER = /^[-+]?(?:0b[01]+|0o[0-7]+|0x[0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function readInteger(source: string): number {
  const negative = source.startsWith('-');
  const digits = source.replace(/^[-+]/, '');
  const value = /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits);
  return negative ? -value : value;
}

/** The value a plain (unquoted, untagged) scalar has. */
export function resolvePlain(source: string): string | number | boolean | null {
  if (Object.hasOwn(WORDS, source)) return WORDS[source] as boolean | null | number;
  const first = source.charCodeAt(0);
  // Only digits, signs and the dot can begin a number.
  if (first > 57 || first < 43) return source;
  const compact = source.includes('_') ? source.replaceAll('_', '') : source;
  if (INTEGER.test(compact)) return readInteger(compact);
  if (FLOAT.test(compact)) return Number(compact);
  return source;
}
