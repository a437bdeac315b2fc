import type {Nodes} from 'mdast';
import {toString} from 'mdast-util-to-string';
import {CHAPTERS} from '../../../src/data/chapters';
import type {GlossaryEntry} from '../../../src/data/types';
import {isElement, textAttribute} from '../../../src/remark/vocabulary/check';
import {findEntry, type CourseData} from '../../../src/remark/vocabulary/data';
import type {Finding, Page} from './pages';

/** A piece of text that a reader meets. */
interface Piece {
  text: string;
  line: number;
  /** First line of the paragraph or heading it stands in. */
  block: number;
  /** Glossary id, when the author marked it. */
  term?: string;
  /** Stands where no term can be marked: a heading, the page's head, typed data. */
  unmarkable?: true;
}

function dataTexts(word: string, id: string, data: CourseData): string[] {
  if (word === 'ThenNow') {
    const entry = data['then-and-now'].find(candidate => candidate.id === id);
    return entry === undefined ? [] : [entry.title, entry.then.text, entry.now.text];
  }
  if (word === 'Quiz') {
    const quiz = findEntry(data, 'quizzes', id) as CourseData['quizzes'][number] | undefined;
    return (quiz?.questions ?? []).flatMap(({prompt, answers}) => [
      prompt,
      ...answers.flatMap(({text, because}) => [text, because]),
    ]);
  }
  return [];
}

/** Texts of a page in reading order; code is no text. */
function readPieces(page: Page, data: CourseData): Piece[] {
  const pieces: Piece[] = [];
  const {lede, know} = page.frontMatter;
  for (const text of [lede, ...(Array.isArray(know) ? (know as unknown[]) : [])]) {
    if (typeof text === 'string') pieces.push({text, line: 1, block: 1, unmarkable: true});
  }
  const walk = (node: Nodes, block: number, unmarkable: boolean) => {
    // The words of a link are the name of a page.
    if (node.type === 'link') return;
    const line = node.position?.start.line ?? 1;
    const flag = unmarkable ? ({unmarkable: true} as const) : {};
    if (node.type === 'text') {
      node.value.split('\n').forEach((text, index) => {
        pieces.push({text, line: line + index, block, ...flag});
      });
      return;
    }
    if (isElement(node)) {
      const id = textAttribute(node, 'id') ?? '';
      if (node.name === 'Term') {
        pieces.push({text: toString(node), line, block, term: id});
        return;
      }
      const title = textAttribute(node, 'title') ?? textAttribute(node, 'belief');
      for (const text of [
        ...(title === undefined ? [] : [title]),
        ...dataTexts(node.name ?? '', id, data),
      ]) {
        pieces.push({text: text.replace(/`[^`]*`/g, ' '), line, block, unmarkable: true});
      }
    }
    if ('children' in node) {
      for (const child of node.children) {
        const own = child.type === 'paragraph' || child.type === 'heading';
        const from = own ? (child.position?.start.line ?? 1) : block;
        walk(child, from, unmarkable || node.type === 'heading');
      }
    }
  };
  walk(page.tree, 1, false);
  return pieces;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds written forms of terms; a longer form hides the shorter ones inside it (“Gateway API” is no “gateway”). */
class FormFinder {
  readonly #ids = new Map<string, string>();
  readonly #pattern: RegExp | undefined;

  constructor(glossary: readonly GlossaryEntry[]) {
    for (const {id, term, forms = []} of glossary) {
      for (const form of [term, ...forms]) this.#ids.set(form.toLowerCase(), id);
    }
    const longestFirst = [...this.#ids.keys()].sort((a, b) => b.length - a.length);
    if (longestFirst.length > 0) {
      const forms = longestFirst.map(form => escape(form).replace(/ /g, '\\s+')).join('|');
      this.#pattern = new RegExp(
        `(?<![\\p{L}\\p{N}-])(?:${forms})(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
        'giu',
      );
    }
  }

  find(text: string): {id: string; form: string}[] {
    if (this.#pattern === undefined) return [];
    return [...text.matchAll(this.#pattern)].flatMap(([form]) => {
      const id = this.#ids.get(form.toLowerCase().replace(/\s+/g, ' '));
      return id === undefined ? [] : [{id, form}];
    });
  }
}

/**
 * Names that mean one thing only, and the page that may be the first to use them. Once the glossary has the name as a term, it says where it is
 * taught; this list guards the time before, so that nobody can forget to teach it.
 */
export const GUARDED_NAMES: Readonly<Record<string, string>> = {
  sidecar: 'evolution/istio-rises',
  Envoy: 'evolution/istio-rises',
  istiod: 'evolution/istio-rises',
  Pilot: 'architecture/control-plane-then',
  Mixer: 'architecture/control-plane-then',
  Citadel: 'architecture/control-plane-then',
  Galley: 'architecture/control-plane-then',
  xDS: 'architecture/istiod',
  ztunnel: 'architecture/ambient',
  waypoint: 'architecture/ambient',
  HBONE: 'architecture/ambient',
  VirtualService: 'kubernetes-and-istio/index',
  DestinationRule: 'kubernetes-and-istio/index',
  ServiceEntry: 'kubernetes-and-istio/index',
  HTTPRoute: 'kubernetes-and-istio/gateway-api',
  PromQL: 'observability/grafana',
  OpenTracing: 'observability/jaeger-and-opentelemetry',
  SPIFFE: 'security/mtls',
  JWT: 'security/jwt-and-oidc',
  JWS: 'security/jwt-and-oidc',
  JWKS: 'security/jwt-and-oidc',
  OIDC: 'security/jwt-and-oidc',
  OAuth: 'security/jwt-and-oidc',
  Maglev: 'envoy/load-balancing',
};

function guardedEntries(glossary: readonly GlossaryEntry[]): GlossaryEntry[] {
  const taught = new Set(
    glossary.flatMap(({term, forms = []}) => [term, ...forms].map(form => form.toLowerCase())),
  );
  return Object.entries(GUARDED_NAMES)
    .filter(([name]) => !taught.has(name.toLowerCase()))
    .map(([name, page]) => ({id: name, term: name, french: name, definition: '', page}));
}

/**
 * A reader who goes in order never meets an undefined term: no term, marked or not, stands on a page before the one that teaches it; that
 * page marks it; where a page marks a term, it does so at its first use. Terms that are everyday words too are followed only where they are
 * marked. Start stands before the chapters and beside their order: there a term that is taught later has to be marked, so that its meaning is at hand. What
 * lies beside the course is not read in order, and not walked.
 *
 * @param order docs ids in reading order.
 */
export function checkTerms(
  pages: readonly Page[],
  order: readonly string[],
  data: CourseData,
): Finding[] {
  const slugs: readonly string[] = CHAPTERS.map(({slug}) => slug);
  const course = order.filter(id => ['start', ...slugs].includes(id.split('/')[0] ?? ''));
  const written = new Set(course.map(id => id.split('/')[0]));
  const entries = new Map(data.glossary.map(entry => [entry.id, entry]));
  const guarded = guardedEntries(data.glossary);
  for (const entry of guarded) entries.set(entry.id, entry);
  const finder = new FormFinder([...data.glossary, ...guarded]);
  const findings: Finding[] = [];
  const markedOn = new Map<string, Set<string>>();
  /** Position of the page that teaches a term; of a chapter that is not written, after all others. */
  const taughtAt = ({page}: GlossaryEntry) => {
    const index = course.indexOf(page);
    return index === -1 ? course.length : index;
  };
  for (const [index, id] of course.entries()) {
    const page = pages.find(candidate => candidate.id === id);
    if (page === undefined) continue;
    const {file} = page;
    const pieces = readPieces(page, data);
    const here = new Set(pieces.flatMap(({term}) => term ?? []));
    const firstMark = new Map<string, number>();
    for (const {term, block} of pieces) {
      if (term !== undefined && !firstMark.has(term)) firstMark.set(term, block);
    }
    markedOn.set(id, here);
    const beside = id.startsWith('start/');
    const marked = new Set<string>();
    const said = new Set<string>();
    const say = (line: number, term: string, message: string) => {
      if (said.has(term)) return;
      said.add(term);
      findings.push({file, line, message});
    };
    for (const {text, line, block, term, unmarkable} of pieces) {
      if (term !== undefined) {
        const entry = entries.get(term);
        marked.add(term);
        if (entry !== undefined && taughtAt(entry) > index && !beside) {
          say(
            line,
            term,
            `“${text}” is taught later, on ${entry.page}: say it in other words here`,
          );
        }
        continue;
      }
      for (const {id: used, form} of finder.find(text)) {
        const entry = entries.get(used);
        if (entry === undefined || entry.everyday === true || marked.has(used)) continue;
        if (taughtAt(entry) > index) {
          // Names of products have no page of their own to wait for there, and heads and typed data no place for a mark.
          if (beside && (guarded.includes(entry) || unmarkable === true)) continue;
          const remedy = beside
            ? `mark its first use, <Term id="${used}">`
            : 'say it in other words here';
          say(line, used, `“${form}” is taught later, on ${entry.page}: ${remedy}`);
        } else if (unmarkable !== true && (firstMark.get(used) ?? 0) > block) {
          say(
            line,
            used,
            `“${form}” is marked further down: mark its first use, <Term id="${used}">`,
          );
        }
      }
    }
  }
  for (const entry of data.glossary) {
    const page = pages.find(candidate => candidate.id === entry.page);
    if (page !== undefined && markedOn.get(entry.page)?.has(entry.id) === false) {
      const message = `src/data/glossary says that this page teaches “${entry.term}”: mark it with <Term id="${entry.id}">`;
      findings.push({file: page.file, line: 1, message});
    }
    if (page === undefined && written.has(entry.page.split('/')[0])) {
      const message = `“${entry.term}” is taught on ${entry.page}, and there is no such page`;
      findings.push({file: 'src/data/glossary', line: 1, message});
    }
  }
  return findings;
}
