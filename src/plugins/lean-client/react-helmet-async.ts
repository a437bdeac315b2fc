import {
  Children,
  Fragment,
  isValidElement,
  useLayoutEffect,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

interface Tag {
  type: string;
  attributes: Attributes;
  text: string;
}

/** Marks what belongs to this module; the server's pages are written by the library and carry the same marks. */
const MARK = 'data-rh';
/** What React calls otherwise than HTML. */
const HTML_NAMES: Readonly<Record<string, string>> = {
  className: 'class',
  httpEquiv: 'http-equiv',
};
/** Tags that a page may add to its head, each with the attributes by which a later one takes an earlier one's place. */
const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  meta: ['name', 'property', 'httpEquiv'],
  link: ['href'],
  script: ['src'],
};

/** All heads on the page, by the order in which they were drawn: an outer one before what it holds. */
const heads = new Map<number, ReactNode>();
let drawn = 0;
let waiting = false;

function textOf(children: ReactNode): string {
  const parts = Children.toArray(children);
  return parts.filter(part => typeof part === 'string' || typeof part === 'number').join('');
}

function tagsOf(children: ReactNode): Tag[] {
  return Children.toArray(children).flatMap(child => {
    if (!isValidElement(child)) return [];
    const {type, props} = child as ReactElement<{children?: ReactNode}>;
    const {children: inner, ...attributes} = props;
    if (type === Fragment) return tagsOf(inner);
    return [{type: String(type), attributes, text: textOf(inner)}];
  });
}

export function keyOf({type, attributes, text}: Tag): string {
  if (type === 'link' && attributes.rel === 'canonical') return 'link canonical';
  if (type === 'script' && text !== '') return `script ${text}`;
  const name = REPLACED_BY[type]?.find(candidate => attributes[candidate] !== undefined);
  if (name === undefined) throw new Error(`<${type}> in <Head>: no rule says what it replaces`);
  return `${type} ${name} ${String(attributes[name]).toLowerCase()}`;
}

/** Innermost first: what an inner head says takes the place of what an outer one said of the same. */
function inForce(tagsByHead: readonly Tag[][]): Tag[] {
  const said = new Set<string>();
  const kept: Tag[][] = [];
  for (const tags of [...tagsByHead].reverse()) {
    const own = tags.filter(tag => !said.has(keyOf(tag)));
    own.forEach(tag => said.add(keyOf(tag)));
    kept.unshift(own);
  }
  return kept.flat();
}

function setAttributes(element: HTMLElement, attributes: Attributes): string[] {
  const set: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const attribute = HTML_NAMES[name] ?? name.toLowerCase();
    const text = value === false ? '' : String(value);
    if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
    set.push(attribute);
  }
  return set;
}

/** Sets the attributes of `<html>` or `<body>`, and takes away those that an earlier page had set. */
function dress(element: HTMLElement, attributes: Attributes): void {
  const before = element.getAttribute(MARK)?.split(',') ?? [];
  const now = setAttributes(element, attributes);
  for (const name of before) if (!now.includes(name)) element.removeAttribute(name);
  if (now.length > 0) element.setAttribute(MARK, now.join(','));
  else element.removeAttribute(MARK);
}

function elementOf({type, attributes, text}: Tag): HTMLElement {
  const element = document.createElement(type);
  setAttributes(element, attributes);
  element.setAttribute(MARK, 'true');
  if (text !== '') element.append(text);
  return element;
}

function apply(): void {
  waiting = false;
  const tagsByHead = [...heads].sort(([a], [b]) => a - b).map(([, children]) => tagsOf(children));
  const all = tagsByHead.flat();
  const merged = (type: string): Attributes =>
    Object.fromEntries(
      all.flatMap(tag => (tag.type === type ? Object.entries(tag.attributes) : [])),
    );
  dress(document.documentElement, merged('html'));
  dress(document.body, merged('body'));
  const title = all.filter(({type}) => type === 'title').at(-1);
  if (title !== undefined && document.title !== title.text) document.title = title.text;
  const wanted = inForce(
    tagsByHead.map(tags => tags.filter(({type}) => !['html', 'body', 'title'].includes(type))),
  ).map(elementOf);
  const there = [...document.head.querySelectorAll(`:not(title)[${MARK}]`)];
  for (const element of wanted) {
    const same = there.findIndex(old => old.isEqualNode(element));
    if (same === -1) document.head.append(element);
    else there.splice(same, 1);
  }
  for (const old of there) old.remove();
}

/** Once for all heads that change at a time. */
function applySoon(): void {
  if (waiting) return;
  waiting = true;
  queueMicrotask(apply);
}

/** What stands in the head of the page while this is drawn. */
export function Helmet({children}: {children?: ReactNode}): null {
  const [order] = useState(() => drawn++);
  useLayoutEffect(() => {
    heads.set(order, children);
    applySoon();
  }, [order, children]);
  useLayoutEffect(
    () => () => {
      heads.delete(order);
      applySoon();
    },
    [order],
  );
  return null;
}

export function HelmetProvider({children}: {children?: ReactNode}): ReactNode {
  return children;
}
