import {cleanup, render} from '@testing-library/react';
import fc from 'fast-check';
import type {ReactElement, ReactNode} from 'react';
import * as library from 'react-helmet-async';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import * as lean from '@site/src/plugins/lean-client/react-helmet-async';

interface Door {
  Helmet: (props: {children?: ReactNode}) => ReactNode;
  HelmetProvider: (props: {children?: ReactNode}) => ReactNode;
}
const doors = {lean: lean as unknown as Door, library: library as unknown as Door};

/** A head, with what stands inside of it: an outer page of the theme, an inner page of the course. */
interface Nest {
  head: readonly ReactElement[];
  inner: readonly Nest[];
}

const tag = fc.oneof(
  fc
    .tuple(fc.constantFrom('description', 'og', 'robots'), fc.constantFrom('a', 'b"&<', 'c'))
    .map(([name, content]) => <meta name={name} content={content} key={name} />),
  fc
    .tuple(fc.constantFrom('og:title', 'og:url'), fc.constantFrom('a', 'é'))
    .map(([property, content]) => <meta property={property} content={content} key={property} />),
  fc
    .constantFrom('/a', '/b')
    .map(href => <link rel="canonical" href={href} key={`canonical${href}`} />),
  fc
    .tuple(fc.constantFrom('/a', '/b'), fc.constantFrom('en', 'fr'))
    .map(([href, lang]) => <link rel="alternate" href={href} hrefLang={lang} key={href + lang} />),
  fc.constantFrom('{"a":1}', '{"b":2}').map(text => (
    <script type="application/ld+json" key={text}>
      {text}
    </script>
  )),
  fc.constantFrom('Docker', 'Istio & co').map(text => <title key={`title ${text}`}>{text}</title>),
  fc.constantFrom('docs', 'blog').map(name => <html className={name} key={`class ${name}`} />),
  fc.constantFrom('ltr', 'rtl').map(dir => <html dir={dir} key={`dir ${dir}`} />),
  fc.constantFrom(true, false).map(is => <html data-alive={is} key={`alive ${String(is)}`} />),
  fc.constantFrom('wide', 'narrow').map(name => <body className={name} key={`body ${name}`} />),
);
/** A head speaks of the document, of its body and of its title once. */
const ONCE: readonly unknown[] = ['html', 'body', 'title'];
const head = fc.uniqueArray(tag, {
  maxLength: 5,
  selector: ({type, key}) => (ONCE.includes(type) ? String(type) : key),
});
const {nest} = fc.letrec<{nest: Nest}>(tie => ({
  nest: fc.record({
    head,
    inner: fc.oneof(
      {depthSize: 'small'},
      fc.constant([]),
      fc.array(tie('nest'), {maxLength: 2, depthIdentifier: 'heads'}),
    ),
  }),
}));

function draw({Helmet}: Door, {head: tags, inner}: Nest, name = 'page'): ReactNode {
  return (
    <div key={name}>
      <Helmet>{tags}</Helmet>
      {inner.map((one, index) => draw({...doors.lean, Helmet}, one, `${name}-${index}`))}
    </div>
  );
}

/** All that a visitor, a search engine or a style sheet can see, in no order. */
function seen() {
  const attributesOf = (element: Element) =>
    Object.fromEntries(
      [...element.attributes]
        .filter(({name}) => name !== 'data-rh')
        .map(({name, value}) => [name, value]),
    );
  return {
    title: document.title,
    html: attributesOf(document.documentElement),
    body: attributesOf(document.body),
    head: [...document.head.querySelectorAll(':not(title)')]
      .map(element => JSON.stringify([element.tagName, attributesOf(element), element.innerHTML]))
      .sort(),
  };
}

const frame = () =>
  new Promise<void>(resolve => {
    requestAnimationFrame(() => resolve());
  });

function blank(): void {
  document.head.innerHTML = '<title></title>';
  for (const element of [document.documentElement, document.body])
    for (const {name} of [...element.attributes]) element.removeAttribute(name);
}

async function walk(door: Door, pages: readonly Nest[]) {
  blank();
  const {HelmetProvider} = door;
  const {rerender, unmount} = render(<HelmetProvider />);
  const sights = [];
  for (const page of pages) {
    rerender(<HelmetProvider>{draw(door, page)}</HelmetProvider>);
    await frame();
    sights.push(seen());
  }
  unmount();
  await frame();
  return sights;
}

describe('the head of a page in the browser', () => {
  beforeEach(blank);
  afterEach(cleanup);

  it('is what the library would make of it, page after page', {timeout: 60_000}, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nest, {minLength: 1, maxLength: 3}), async pages => {
        expect(await walk(doors.lean, pages)).toEqual(await walk(doors.library, pages));
      }),
      {numRuns: 40},
    );
  });

  it('leaves what the server wrote, when it says the same', async () => {
    const page: Nest = {
      head: [<meta name="description" content="a" key="d" />, <html lang="en" key="l" />],
      inner: [],
    };
    document.head.innerHTML =
      '<title>t</title><meta data-rh="true" name="description" content="a"><meta name="viewport" content="v">';
    const written = document.head.querySelector('[name=description]');
    render(draw(doors.lean, page));
    await frame();
    expect(document.head.querySelector('[name=description]')).toBe(written);
    expect(document.head.querySelectorAll('meta')).toHaveLength(2);
  });

  it('says which tag it has no rule for', () => {
    expect(() => lean.keyOf({type: 'base', attributes: {href: '/'}, text: ''})).toThrow(
      '<base> in <Head>',
    );
  });
});
