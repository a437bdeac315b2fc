/**
 * Istio's default normalisation (BASE): dot segments resolved, escapes of unreserved characters decoded, a fragment cut;
 * double slashes and `%2F` stay. Source: istio/istio `core/listener_builder.go`, envoy `source/common/http/path_utility.cc`.
 */

const NEEDS_WORK = /[%\\#"<>^`{|}\u007f-\uffff]|\/\./;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
const MUST_ESCAPE = /[ "<>^`{|}\u007f-\uffff]/g;

const escapeChar = (char: string): string => {
  try {
    return encodeURIComponent(char);
  } catch {
    // A lone half of a surrogate pair.
    return '%EF%BF%BD';
  }
};

function resolveDots(path: string): string {
  const parts = path.split('/');
  const result: string[] = [];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (part === '.') {
      if (last) result.push('');
    } else if (part === '..') {
      if (result.length > 1) result.pop();
      if (last) result.push('');
    } else result.push(part);
  }
  return result[0] === '' && result.length === 1 ? '/' : result.join('/');
}

/** Path and query as the proxy goes on with them. */
export function normalisePath(path: string): string {
  if (!NEEDS_WORK.test(path)) return path;
  const hash = path.indexOf('#');
  const whole = hash < 0 ? path : path.slice(0, hash);
  const mark = whole.indexOf('?');
  const query = mark < 0 ? '' : whole.slice(mark);
  const decoded = (mark < 0 ? whole : whole.slice(0, mark))
    .replaceAll('\\', '/')
    .replace(/%[0-9a-fA-F]{2}/g, escape => {
      const char = String.fromCharCode(parseInt(escape.slice(1), 16));
      return UNRESERVED.test(char) ? char : escape;
    })
    .replace(/[\ud800-\udbff][\udc00-\udfff]/g, escapeChar)
    .replace(MUST_ESCAPE, escapeChar);
  return resolveDots(decoded) + query;
}
