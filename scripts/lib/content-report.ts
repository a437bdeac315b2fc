import {visit} from 'unist-util-visit';
import type {PlannedPage} from '../../src/data/contents';
import {isElement, textAttribute} from '../../src/remark/vocabulary/check';
import type {CourseData} from '../../src/remark/vocabulary/data';
import {countWords} from './content/length';
import type {Page} from './content/pages';

/** What stands on a page, counted. */
export interface PageReport {
  page: string;
  words: number;
  diagrams: number;
  /** Files shown, each once, those of boxes and questions included. */
  examples: number;
  /** Terms that the page teaches. */
  terms: number;
  sources: number;
  questions: number;
  /** What the plan gives to the page, and it does not have. */
  missing: string[];
}

export interface ContentReport {
  pages: PageReport[];
  /** Planned pages without a file. */
  unwritten: string[];
  /** Written pages without a plan. */
  unplanned: string[];
}

/** The words of a page, with what they name. */
interface Found {
  diagrams: number;
  files: Set<string>;
  sources: Set<string>;
  questions: number;
  words: Set<string>;
  confusions: Set<string>;
  seconds: Set<number>;
}

function look(page: Page, data: CourseData): Found {
  const found: Found = {
    diagrams: 0,
    files: new Set(),
    sources: new Set(),
    questions: 0,
    words: new Set(),
    confusions: new Set(),
    seconds: new Set(),
  };
  const addFiles = (files: readonly (string | undefined)[]) => {
    for (const file of files) if (file !== undefined) found.files.add(file);
  };
  visit(page.tree, node => {
    if (node.type === 'code') {
      if (node.lang === 'mermaid') found.diagrams += 1;
      addFiles([/(?:^|\s)file=(\S+)/.exec(node.meta ?? '')?.[1]]);
    }
    // Held by another page, and pointed to from here.
    const pointed = node.type === 'link' ? /#confusion-(\d+)$/.exec(node.url)?.[1] : undefined;
    if (pointed !== undefined) found.confusions.add(pointed);
    if (!isElement(node)) return;
    const id = textAttribute(node, 'id');
    found.words.add(node.name ?? '');
    if (node.name === 'Source' && id !== undefined) found.sources.add(id);
    if (node.name === 'Confusion' && id !== undefined) found.confusions.add(id);
    if (node.name === 'TalkMoment') {
      const second = data.talk.find(entry => entry.id === id)?.second;
      if (second !== undefined) found.seconds.add(second);
    }
    if (node.name === 'Quiz') {
      const questions = data.quizzes.find(entry => entry.id === id)?.questions ?? [];
      found.questions += questions.length;
      addFiles(questions.map(({file}) => file));
    }
    if (node.name === 'ThenNow') {
      const entry = data['then-and-now'].find(candidate => candidate.id === id);
      addFiles([entry?.then.file, entry?.now.file]);
      for (const source of entry?.sources ?? []) found.sources.add(source);
    }
  });
  return found;
}

function missingOn(found: Found, plan: PlannedPage | undefined): string[] {
  if (plan === undefined) return [];
  const missing: string[] = [];
  if (plan.diagram && found.diagrams === 0) missing.push('diagram');
  if (plan.yaml && found.files.size === 0) missing.push('YAML');
  if (plan.thenNow && !found.words.has('ThenNow')) missing.push('then and now');
  if (plan.quiz && found.questions === 0) missing.push('questions');
  if (plan.second !== undefined && !found.seconds.has(plan.second)) {
    missing.push(`video at ${plan.second} s`);
  }
  if (plan.widget !== undefined && !found.words.has(plan.widget)) missing.push(`<${plan.widget}>`);
  for (const id of plan.confusions ?? []) {
    if (!found.confusions.has(id)) missing.push(`confusion ${id}`);
  }
  return missing;
}

/** Every page of the course against its plan, in the plan's order. */
export function reportContent(
  pages: readonly Page[],
  plans: readonly PlannedPage[],
  data: CourseData,
): ContentReport {
  const position = (id: string) => {
    const index = plans.findIndex(({page}) => page === id);
    return index === -1 ? plans.length : index;
  };
  const written = pages
    .flatMap(page => (page.id === undefined ? [] : [{page, id: page.id}]))
    .sort((a, b) => position(a.id) - position(b.id));
  return {
    pages: written.map(({page, id}) => {
      const found = look(page, data);
      const plan = plans.find(candidate => candidate.page === id);
      return {
        page: id,
        words: countWords(page),
        diagrams: found.diagrams,
        examples: found.files.size,
        terms: data.glossary.filter(entry => entry.page === id).length,
        sources: found.sources.size,
        questions: found.questions,
        missing: missingOn(found, plan),
      };
    }),
    unwritten: plans.map(({page}) => page).filter(id => !written.some(page => page.id === id)),
    unplanned: written.map(({id}) => id).filter(id => position(id) === plans.length),
  };
}

const COLUMNS = ['words', 'diagrams', 'examples', 'terms', 'sources', 'questions'] as const;

/** The report as text: one line a page, then what is not there. */
export function formatReport({pages, unwritten, unplanned}: ContentReport): string {
  const wide = Math.max(4, ...pages.map(({page}) => page.length));
  const row = (name: string, cells: readonly (string | number)[], missing: string) =>
    [name.padEnd(wide), ...cells.map((cell, at) => String(cell).padStart(COLUMNS[at]?.length ?? 0))]
      .join('  ')
      .concat(missing === '' ? '' : `  ${missing}`);
  return [
    row('page', COLUMNS, 'missing'),
    ...pages.map(page =>
      row(
        page.page,
        COLUMNS.map(column => page[column]),
        page.missing.join(', '),
      ),
    ),
    row(
      'all',
      COLUMNS.map(column => pages.reduce((sum, page) => sum + page[column], 0)),
      '',
    ),
    ...(unwritten.length === 0 ? [] : ['', `not written: ${unwritten.join(', ')}`]),
    ...(unplanned.length === 0 ? [] : ['', `not in src/data/contents.ts: ${unplanned.join(', ')}`]),
  ].join('\n');
}
