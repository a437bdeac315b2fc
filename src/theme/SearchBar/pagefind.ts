/** The parts of Pagefind's browser module that are in use (https://pagefind.app/docs/api/). */
interface Pagefind {
  options: (options: {baseUrl: string; excerptLength: number}) => Promise<void>;
  init: () => Promise<void>;
  debouncedSearch: (
    words: string,
  ) => Promise<{results: readonly {data: () => Promise<Data>}[]} | null>;
}

interface Part {
  title?: string;
  /** Path without base URL, and the anchor of a heading. */
  url: string;
  /** HTML: escaped text with `<mark>` around the words that were found. */
  excerpt: string;
}

interface Data extends Part {
  meta: {title?: string};
  sub_results: readonly Part[];
}

export interface Hit {
  title: string;
  url: string;
  excerpt: string;
  /** Sections of the page, the best three. */
  sections: readonly {title: string; url: string; excerpt: string}[];
}

const PAGES = 8;
const SECTIONS = 3;

let loading: Promise<Pagefind> | undefined;

async function start(baseUrl: string): Promise<Pagefind> {
  const address = `${baseUrl}pagefind/pagefind.js`;
  // Written after the bundle is made, so the browser and not the bundler finds it.
  const pagefind = (await import(/* webpackIgnore: true */ address)) as Pagefind;
  await pagefind.options({baseUrl: '/', excerptLength: 18});
  await pagefind.init();
  return pagefind;
}

/** Loads the search module once; after a failure the next call tries again. */
export function loadPagefind(baseUrl: string): Promise<Pagefind> {
  loading ??= start(baseUrl).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * Pages that hold the words, best first.
 *
 * @returns undefined when a later search took over
 */
export async function search(baseUrl: string, words: string): Promise<Hit[] | undefined> {
  const pagefind = await loadPagefind(baseUrl);
  const found = await pagefind.debouncedSearch(words);
  if (found === null) return undefined;
  const pages = await Promise.all(found.results.slice(0, PAGES).map(result => result.data()));
  return pages.map(({meta, url, excerpt, sub_results: parts}) => ({
    title: meta.title ?? url,
    url,
    excerpt,
    sections: parts
      .filter(part => part.url.includes('#'))
      .slice(0, SECTIONS)
      .map(part => ({title: part.title ?? part.url, url: part.url, excerpt: part.excerpt})),
  }));
}
