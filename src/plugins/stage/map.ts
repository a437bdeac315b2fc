import {CHAPTERS} from '../../data/chapters';
import {PERMALINKS} from '../../data/permalinks';
import type {BingoWord} from '../../data/bingo';
import type {LinkGroup, ShownBingoWord, ShownLine} from '../../data/stage';
import type {
  GlossaryEntry,
  Permalink,
  SourceEntry,
  TalkBullet,
  TalkTarget,
  ThenNowEntry,
} from '../../data/types';
import {pagePath} from '../../remark/vocabulary/page';
import {WORDS} from '../../remark/vocabulary/words';

/** A page of the course, as far as a link to it needs it. */
export interface StagePage {
  /** Docs id, `evolution/docker`. */
  id: string;
  title: string;
  /** MDX source. */
  text: string;
}

const HEADING = /^#{2,3} (.+?) \{\/\* #([a-z0-9-]+) \*\/\}$/gm;

/** Words of a page's headings by id: its own, those that words bring along, and its confusions. */
export function headingsOf(text: string): ReadonlyMap<string, string> {
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1\s*$/gm, '');
  const own = [...prose.matchAll(HEADING)].map(([, words = '', id = '']): [string, string] => [
    id,
    words.replace(/<[^>]+>|`/g, ''),
  ]);
  const brought = Object.entries(WORDS).flatMap(([word, {heading}]): [string, string][] =>
    heading !== undefined && prose.includes(`<${word}`) ? [[heading.id, heading.text]] : [],
  );
  const confusions = [...prose.matchAll(/<Confusion\s+id="(\d+)"/g)].map(
    ([, id = '']): [string, string] => [`confusion-${id}`, `confusion ${id} of 12`],
  );
  return new Map([...own, ...brought, ...confusions]);
}

const addressOf = (path: string, anchor?: string) =>
  anchor === undefined ? path : `${path}#${anchor}`;

interface Course {
  pages: readonly StagePage[];
  ledger: readonly Permalink[];
  sources: readonly SourceEntry[];
  thenAndNow: readonly ThenNowEntry[];
}

const isPage = (target: TalkTarget): target is Extract<TalkTarget, {page: string}> =>
  'page' in target;

/** Number of the short link to a heading or, where it has none of its own, to its page. */
function numberOf(ledger: readonly Permalink[], path: string, anchor?: string): number | undefined {
  const at = (wanted?: string) =>
    ledger.find(entry => entry.path === path && entry.anchor === wanted)?.number;
  return at(anchor) ?? at();
}

/** Number of the short link to a page of the course, by its docs id. */
export function pageNumber(id: string): number | undefined {
  return numberOf(PERMALINKS, pagePath(id));
}

/** The outline with all that the site has to each line; then-and-now stands at the first line that leads to its page. */
export function talkMap(bullets: readonly TalkBullet[], course: Course): ShownLine[] {
  const {pages, ledger, sources, thenAndNow} = course;
  const told = new Set<string>();

  const since = (page: StagePage): ShownLine['since'] => {
    if (told.has(page.id)) return [];
    told.add(page.id);
    return thenAndNow
      .filter(entry => page.text.includes(`<ThenNow id="${entry.id}"`))
      .map(({id, title}) => ({
        title,
        href: addressOf(pagePath(page.id), `then-now-${id}`),
      }));
  };

  const place = (target: TalkTarget): Pick<ShownLine, 'target' | 'since'> => {
    const {heading} = target;
    if (!isPage(target)) {
      const {place: path} = target;
      const title = ledger.find(entry => entry.path === path)?.title ?? path;
      return {target: {href: addressOf(path, heading), page: title}, since: []};
    }
    const page = pages.find(({id}) => id === target.page);
    if (page === undefined) return {since: []};
    const harbour = CHAPTERS.find(({slug}) => page.id.startsWith(`${slug}/`))?.number;
    const words = heading === undefined ? undefined : headingsOf(page.text).get(heading);
    return {
      target: {
        href: addressOf(pagePath(page.id), heading),
        ...(harbour === undefined ? {} : {harbour}),
        page: page.title,
        ...(words === undefined ? {} : {heading: words}),
      },
      since: since(page),
    };
  };

  const show = (bullet: TalkBullet, isSection: boolean): ShownLine => {
    const {id, text, target, second, url, now, bullets: inner} = bullet;
    const placed = place(target);
    const source = sources.find(entry => entry.id === now);
    const [path = '', anchor] = placed.target?.href.split('#') ?? [];
    const short = isSection ? numberOf(ledger, '/talk', id) : numberOf(ledger, path, anchor);
    return {
      id,
      text,
      ...placed,
      ...(short === undefined ? {} : {short}),
      ...(second === undefined ? {} : {second}),
      ...(url === undefined ? {} : {url}),
      ...(source === undefined ? {} : {now: {title: source.title, url: source.url}}),
      lines: (inner ?? []).map(line => show(line, false)),
    };
  };
  return bullets.map(section => show(section, true));
}

/** Every short link by the part of the site that it leads to: the talk, each chapter, what stands beside. */
export function linkGroups(
  talk: readonly TalkBullet[],
  {pages, ledger}: Pick<Course, 'pages' | 'ledger'>,
  posts: ReadonlyMap<string, string>,
): LinkGroup[] {
  const byPath = new Map(pages.map(page => [pagePath(page.id), page]));
  const titleOf = ({path, anchor, title}: Permalink): string => {
    const page = byPath.get(path);
    const name = page?.title ?? title ?? posts.get(path) ?? path;
    if (anchor === undefined) return name;
    const section = path === '/talk' ? talk.find(({id}) => id === anchor)?.text : undefined;
    const words = section ?? (page && headingsOf(page.text).get(anchor)) ?? anchor;
    return section === undefined ? `${name}: ${words}` : `The talk: ${words}`;
  };
  const group = (id: string, title: string, holds: (path: string) => boolean): LinkGroup => ({
    id,
    title,
    links: ledger
      .filter(({path}) => holds(path))
      .map(entry => ({
        number: entry.number,
        title: titleOf(entry),
        href: addressOf(entry.path, entry.anchor),
      })),
  });
  const under = (slug: string) => (path: string) =>
    path === `/docs/${slug}` || path.startsWith(`/docs/${slug}/`);
  return [
    group('talk', 'The talk', path => path === '/talk'),
    group('start', 'Start', under('start')),
    ...CHAPTERS.map(({number, slug, harbour}) => group(slug, `${number} ${harbour}`, under(slug))),
    group('reference', 'Reference', under('reference')),
    group('beside', 'Beside the course', path => path !== '/talk' && !path.startsWith('/docs/')),
  ].filter(({links}) => links.length > 0);
}

/**
 * Each word of the bingo with the page that teaches it.
 *
 * @throws Error that names the word, when its term or line is gone, or leads to no page of the course.
 */
export function bingoWords(
  words: readonly BingoWord[],
  talk: readonly TalkBullet[],
  {glossary, pages}: {glossary: readonly GlossaryEntry[]; pages: readonly StagePage[]},
): ShownBingoWord[] {
  const lines = (bullets: readonly TalkBullet[]): TalkBullet[] =>
    bullets.flatMap(bullet => [bullet, ...lines(bullet.bullets ?? [])]);
  const all = lines(talk);
  const targetOf = (word: BingoWord): {page?: string | undefined; heading?: string} => {
    if ('term' in word) return {page: glossary.find(({id}) => id === word.term)?.page};
    const target = all.find(({id}) => id === word.line)?.target;
    return target !== undefined && isPage(target) ? target : {};
  };
  return words.map(entry => {
    const id = 'term' in entry ? entry.term : entry.line;
    const {page: wanted, heading} = targetOf(entry);
    const page = pages.find(candidate => candidate.id === wanted);
    if (page === undefined) {
      throw new Error(`src/data/bingo.ts: "${entry.word}" names ${id}, which leads to no page.`);
    }
    return {
      id,
      word: entry.word.replaceAll('·', ''),
      // A hyphen after a slash would be one sign too many.
      cell: entry.word.replaceAll('/·', '/\u200b').replaceAll('·', '\u00ad'),
      href: addressOf(pagePath(page.id), heading),
      page: page.title,
    };
  });
}
