import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {readPages} from '../../scripts/lib/content/pages';
import {formatReport, reportContent} from '../../scripts/lib/content-report';
import {WORDS} from '../../src/remark/vocabulary/words';
import {CONTENTS, type PlannedPage} from '../../src/data/contents';
import {readCourseData} from '../../src/remark/vocabulary/data';
import {DATA, plant} from './planted';

const root = path.resolve(__dirname, '../..');

describe('the plan of the course', () => {
  const report = reportContent(readPages(root), CONTENTS, readCourseData(root));
  it('names each page once, and each written page', () => {
    const ids = CONTENTS.map(({page}) => page);
    expect(new Set(ids).size).toBe(ids.length);
    expect(report.unplanned).toEqual([]);
  });
  it('is met by every written page', () => {
    const lacking = report.pages.filter(({missing}) => missing.length > 0);
    expect(lacking.map(({page, missing}) => `${page}: ${missing.join(', ')}`)).toEqual([]);
  });
  it('gives widgets that exist to pages that are written', () => {
    const written = CONTENTS.filter(({page}) => !report.unwritten.includes(page));
    const widgets = written.flatMap(({widget}) => widget ?? []);
    expect(widgets.filter(widget => !(widget in WORDS))).toEqual([]);
  });
});

describe('the report', () => {
  const all: PlannedPage = {
    page: 'evolution/planted',
    idea: 'x',
    diagram: true,
    yaml: true,
    thenNow: true,
    quiz: true,
    second: 1184,
    widget: 'CallCost',
    confusions: ['3'],
  };
  const data = {...DATA, talk: [{id: 'canary', text: 'Canary', second: 1184}]};
  const of = (body: string, plans = [all]) => reportContent([plant(body)], plans, data);

  it('counts what a page has', () => {
    const {pages} = of(
      [
        'Three words <Term id="sidecar">here</Term><Source id="docs" />.',
        '```mermaid\nflowchart TB\n```',
        '```yaml file=examples/a.yaml\n\n```',
        '```yaml file=examples/a.yaml\n\n```',
        '<ThenNow id="hystrix" />',
        '<TalkMoment id="canary" />',
        '<CallCost />',
        '<Confusion id="3" belief="x" recorded="traffic/x">\n\nNo.\n\n</Confusion>',
        '<Quiz id="quiz" />',
      ].join('\n\n'),
    );
    expect(pages).toEqual([
      {
        page: 'evolution/planted',
        words: 4,
        diagrams: 1,
        examples: 1,
        terms: 1,
        sources: 1,
        questions: 3,
        missing: [],
      },
    ]);
  });
  it('names all that is missing', () => {
    expect(of('Text.').pages[0]?.missing).toEqual([
      'diagram',
      'YAML',
      'then and now',
      'questions',
      'video at 1184 s',
      '<CallCost>',
      'confusion 3',
    ]);
  });
  it('takes a link to the section that settles a confusion', () => {
    const plan: PlannedPage = {page: 'evolution/planted', idea: 'x', confusions: ['3', '5']};
    const missing = of('[There](./other.mdx#confusion-3), and [here](#confusion-5-too).', [plan]);
    expect(missing.pages[0]?.missing).toEqual(['confusion 5']);
  });
  it('tells pages that are not written from pages that nobody planned', () => {
    const report = of('Text.', [{page: 'evolution/gone', idea: 'x'}]);
    expect(report).toMatchObject({unwritten: ['evolution/gone'], unplanned: ['evolution/planted']});
    const text = formatReport(report);
    expect(text).toContain('not written: evolution/gone');
    expect(text).toContain('not in src/data/contents.ts: evolution/planted');
  });
});
