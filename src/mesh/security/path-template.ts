/**
 * Path templates of policies: `{*}` is one segment, `{**}` any number. Source: istio/istio `pkg/config/security/security.go`,
 * envoy `source/extensions/path/uri_template_lib`.
 */

const SEGMENT = /^[A-Za-z0-9\-._~%!$&'()+,;:@]+$/;
const SEGMENTS = /^[A-Za-z0-9\-._~%!$&'()+,;:@/]*$/;

export const hasTemplate = (path: string): boolean => path.includes('{*}') || path.includes('{**}');

/** What is wrong with a path as the webhook sees it; null: nothing. */
export function templateProblem(path: string): string | null {
  const template = hasTemplate(path);
  let open = false;
  for (const part of path.replace(/^\/+|\/+$/g, '').split('/')) {
    if (part === '{*}' || part === '{**}') {
      if (open) return '{**} is not the last operator';
      open = part === '{**}';
    } else if (/[{}]/.test(part)) {
      return "Contains '{' or '}' beyond a supported path template";
    } else if (template && !/^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/.test(part)) {
      return `Contains segment ${part} with invalid string literal`;
    }
  }
  return null;
}

/** A test of whole paths. Written by hand rather than as a pattern, so that no path can make it slow. */
export function compileTemplate(path: string): (seen: string) => boolean {
  const parts = path.split(/(\{\*\*\}|\{\*\})/);
  return seen => {
    let at = 0;
    for (const [index, part] of parts.entries()) {
      if (part === '{*}') {
        const end = seen.indexOf('/', at);
        const piece = seen.slice(at, end < 0 ? undefined : end);
        if (!SEGMENT.test(piece)) return false;
        at += piece.length;
      } else if (part === '{**}') {
        // Only plain text can follow, and it must be the end of the path.
        const rest = parts.slice(index + 1).join('');
        const stop = seen.length - rest.length;
        return stop >= at && seen.endsWith(rest) && SEGMENTS.test(seen.slice(at, stop));
      } else if (seen.startsWith(part, at)) at += part.length;
      else return false;
    }
    return at === seen.length;
  };
}
