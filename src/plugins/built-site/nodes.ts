import type {Link, List, Paragraph, PhrasingContent, Strong} from 'mdast';

/** Pieces of Markdown that a twin is put together from. */

export const text = (value: string): PhrasingContent => ({type: 'text', value});

/** Texts of typed data hold code in backticks and nothing else. */
export function withCode(value: string): PhrasingContent[] {
  return value
    .split(/`([^`]+)`/)
    .map((part, index): PhrasingContent =>
      index % 2 === 1 ? {type: 'inlineCode', value: part} : text(part),
    )
    .filter(node => node.type !== 'text' || node.value !== '');
}

export const strong = (value: string): Strong => ({type: 'strong', children: withCode(value)});

export const paragraph = (...children: PhrasingContent[]): Paragraph => ({
  type: 'paragraph',
  children,
});

export const list = (items: readonly PhrasingContent[][], ordered = false): List => ({
  type: 'list',
  ordered,
  spread: false,
  children: items.map(item => ({type: 'listItem', spread: false, children: [paragraph(...item)]})),
});

export const link = (url: string, words: string): Link => ({
  type: 'link',
  url,
  children: withCode(words),
});
