import type {Heading, Nodes, Root} from 'mdast';
import type {ContainerDirective, LeafDirective} from 'mdast-util-directive';
import type {MdxJsxFlowElement, MdxJsxTextElement} from 'mdast-util-mdx';
import {toString} from 'mdast-util-to-string';
import {visit} from 'unist-util-visit';
import {nearest} from '../code/nearest';
import {findEntry, type CourseData} from './data';
import {WORDS, type Word} from './words';

/** A mistake of an author: where it stands and what to do. */
export interface Problem {
  line: number;
  message: string;
}

export type Element = MdxJsxFlowElement | MdxJsxTextElement;

export const isElement = (node: {type: string}): node is Element =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** The text of an attribute; undefined when it is missing or an expression. */
export function textAttribute(element: Element, name: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.type === 'mdxJsxAttribute' && attribute.name === name) {
      return typeof attribute.value === 'string' ? attribute.value : undefined;
    }
  }
  return undefined;
}

const COMMENT = /^\s*(?:\/\*[\s\S]*?\*\/\s*)+$/;
const ID_COMMENT = /^\s*\/\*\s*#([a-z0-9]+(?:-[a-z0-9]+)*)\s*\*\/\s*$/;

/** The id written behind a heading's text; undefined when there is none, or it is no list of lower-case words. */
export function headingId(heading: Heading): string | undefined {
  const end = heading.children.at(-1);
  return end?.type === 'mdxTextExpression' ? ID_COMMENT.exec(end.value)?.[1] : undefined;
}

const list = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ');

function checkAttributes(element: Element, name: string, word: Word): string[] {
  const problems: string[] = [];
  const known = Object.keys(word.attributes);
  for (const attribute of element.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      problems.push(`<${name}> takes no {…} in its tag: write its attributes one by one`);
    } else if (!known.includes(attribute.name)) {
      const takes = known.length === 0 ? 'none' : list(known);
      problems.push(`<${name}> has no attribute \`${attribute.name}\`; it takes ${takes}`);
    } else if (typeof attribute.value !== 'string') {
      problems.push(`<${name}> ${attribute.name}: write ${attribute.name}="…", in quotes`);
    } else if (attribute.value.trim() === '') {
      problems.push(`<${name}> ${attribute.name} is empty`);
    }
  }
  for (const [attribute, required] of Object.entries(word.attributes)) {
    const stands = element.attributes.some(
      found => found.type === 'mdxJsxAttribute' && found.name === attribute,
    );
    if (required && !stands) problems.push(`<${name}> needs ${attribute}="…"`);
  }
  return problems;
}

function checkChildren(element: Element, name: string, {children}: Word): string[] {
  const inside = element.children as Nodes[];
  const empty = toString(element).trim() === '' && inside.every(node => node.type === 'text');
  switch (children) {
    case 'none':
      return inside.length === 0 ? [] : [`<${name}> has nothing inside: write <${name} … />`];
    case 'text':
    case 'blocks':
      return empty ? [`<${name}> is empty: it needs text between its tags`] : [];
    case 'bullets':
    case 'numbers': {
      const ordered = children === 'numbers';
      const [only, ...more] = inside;
      if (only?.type === 'list' && more.length === 0 && only.ordered === ordered) return [];
      const wanted = ordered ? 'one numbered list (1. …)' : 'one list of bullets (- …)';
      return [`<${name}> holds ${wanted} and nothing else, with an empty line before and after it`];
    }
  }
}

function checkElement(element: Element, data: CourseData): string[] {
  const {name} = element;
  if (name === null) return ['no <>…</> in a chapter'];
  const word = WORDS[name];
  if (word === undefined) {
    if (/^[a-z]/.test(name)) {
      return [
        `no raw HTML in a chapter: <${name}> is not Markdown and not a word of the vocabulary (CONTRIBUTING.md)`,
      ];
    }
    const near = nearest(name, Object.keys(WORDS), 1);
    return [`the vocabulary has no <${name}>; nearest: ${list(near)} (CONTRIBUTING.md)`];
  }
  const problems = [...checkAttributes(element, name, word), ...checkChildren(element, name, word)];
  const id = textAttribute(element, 'id');
  if (word.kind !== undefined && id !== undefined && !findEntry(data, word.kind, id)) {
    const near = nearest(
      id,
      data[word.kind].map(entry => entry.id),
    );
    const hint = near.length === 0 ? 'it is empty' : `nearest: ${list(near)}`;
    const place = word.kind === 'talk' ? 'src/data/talk.ts' : `src/data/${word.kind}/`;
    problems.push(`<${name} id="${id}">: ${place} has no \`${id}\`; ${hint}`);
  }
  const preset = textAttribute(element, 'preset');
  if (name === 'Lab' && preset !== undefined && !data.labs.some(lab => lab.id === preset)) {
    const near = nearest(
      preset,
      data.labs.map(lab => lab.id),
    );
    problems.push(
      `<Lab preset="${preset}">: src/data/labs/ has no such start; nearest: ${list(near)}`,
    );
  }
  return problems;
}

const isInlineWord = (node: Nodes | undefined) =>
  node !== undefined && isElement(node) && ['Term', 'Source'].includes(node.name ?? '');

/**
 * A line that begins with an inline word: Prettier takes it for a block and parts the sentence. Seen here as a paragraph that
 * begins with such a word while the one before it ends in the middle of a sentence.
 */
function partedSentence(block: Nodes, before: Nodes | undefined): boolean {
  if (isInlineWord(block)) return true;
  if (
    block.type === 'paragraph' &&
    block.children.length === 1 &&
    isInlineWord(block.children[0])
  ) {
    return true;
  }
  return (
    block.type === 'paragraph' &&
    isInlineWord(block.children[0]) &&
    before?.type === 'paragraph' &&
    !/[.!?:…][)”’"']*$/.test(toString(before).trim())
  );
}

type Directive = ContainerDirective | LeafDirective;

/** Everything on a page that the vocabulary does not allow. Sees the tree as it was written, before any other step. */
export function checkTree(tree: Root, data: CourseData): Problem[] {
  const problems: Problem[] = [];
  const headings = new Map<string, number>();
  const words = new Map<string, number>();
  for (const [index, block] of tree.children.entries()) {
    if (!partedSentence(block, tree.children[index - 1])) continue;
    problems.push({
      line: block.position?.start.line ?? 1,
      message:
        'this line begins with a <Term> or <Source> in the middle of a sentence, which parts the paragraph: join it to the line before',
    });
  }
  visit(tree, node => {
    const line = node.position?.start.line ?? 1;
    const say = (message: string) => problems.push({line, message});
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        checkElement(node, data).forEach(say);
        const heading = WORDS[node.name ?? '']?.heading;
        if (heading !== undefined) {
          const first = words.get(node.name ?? '');
          if (first !== undefined)
            say(`<${node.name}> stands on line ${first} already: once a page`);
          words.set(node.name ?? '', line);
        }
        return;
      }
      case 'mdxjsEsm':
        say('no import and no export in a chapter: the words of the vocabulary are there without');
        return;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (!COMMENT.test(node.value)) say(`no code in a chapter: {${node.value}}`);
        return;
      case 'heading': {
        const text = toString(
          node.children.filter(child => child.type !== 'mdxTextExpression'),
        ).trim();
        if (node.depth === 1) {
          say('no # heading in a chapter: the title stands in the front matter');
          return;
        }
        if (node.depth > 3)
          say(`“${text}” is a heading of level ${node.depth}: two levels are enough`);
        const id = headingId(node);
        if (id === undefined) {
          say(`“${text}” needs an id of lower-case words: ## ${text} {/* #some-id */}`);
          return;
        }
        const first = headings.get(id);
        if (first !== undefined) say(`the id #${id} stands on line ${first} already`);
        headings.set(id, line);
        const word = Object.entries(WORDS).find(([, {heading}]) => heading?.id === id);
        if (word !== undefined) {
          say(`<${word[0]}> brings the heading #${id} along: remove this one`);
        }
        return;
      }
      case 'image':
      case 'imageReference':
        if ((node.alt ?? '').trim() === '') {
          say('a picture needs a text: ![what it shows](…)');
        }
        return;
      default:
        if (['containerDirective', 'leafDirective'].includes(node.type)) {
          const {name} = node as unknown as Directive;
          say(`no :::${name} in a chapter: a warning is a <Pitfall title="…">`);
        }
    }
  });
  return problems.sort((a, b) => a.line - b.line);
}
