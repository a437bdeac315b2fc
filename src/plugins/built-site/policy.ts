import {createHash} from 'node:crypto';
import {attributeOf, elementsOf, textOf} from './html';

/** Types of `<script>` that a browser never runs, so that a policy has no say in them. */
const DATA_BLOCK = /^application\/(ld\+)?json$/;

/**
 * The Content-Security-Policy of one page: the site itself and the inline scripts that stand in it, nothing else.
 * `'wasm-unsafe-eval'` is for the search index; style attributes (sizes of drawings) are allowed, style elements are not.
 * `frame-ancestors` would be ignored in a meta tag (https://www.w3.org/TR/CSP3/#meta-element).
 */
export function policyFor(html: string): string {
  const hashes = elementsOf(html)
    .filter(
      element =>
        element.tagName === 'script' &&
        attributeOf(element, 'src') === undefined &&
        !DATA_BLOCK.test(attributeOf(element, 'type') ?? ''),
    )
    .map(script => `'sha256-${createHash('sha256').update(textOf(script)).digest('base64')}'`);
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...new Set(hashes)].join(' '),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * Puts the policy into the head, behind the character set and before anything it rules.
 *
 * @throws Error when the page has no head to put it in, or has a policy already.
 */
export function withPolicy(html: string, file: string): string {
  if (/http-equiv=["']?content-security-policy/i.test(html)) {
    throw new Error(`${file} has a Content-Security-Policy already: it may be set only once.`);
  }
  const head = /<meta charset=[^>]*>/i.exec(html) ?? /<head[^>]*>/i.exec(html);
  if (head === null) {
    throw new Error(`${file} has no <head>: a Content-Security-Policy has no place in it.`);
  }
  const end = head.index + head[0].length;
  const tag = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}">`;
  return html.slice(0, end) + tag + html.slice(end);
}
