import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {QUIZZES} from '../../src/data/quizzes';
import {SOURCES} from '../../src/data/sources';
import {TALK} from '../../src/data/talk';
import {THEN_AND_NOW} from '../../src/data/then-and-now';
import {makeTwin, type TwinContext} from '../../src/plugins/built-site/twin';
import {WIDGET_TEXTS} from '../../src/plugins/built-site/widget-text';
import {flattenTalk} from '../../src/remark/vocabulary/data';
import {WORDS} from '../../src/remark/vocabulary/words';

const root = fileURLToPath(new URL('../..', import.meta.url));

const files = readdirSync(path.join(root, 'docs'), {recursive: true, encoding: 'utf8'})
  .filter(file => file.endsWith('.mdx'))
  .map(file => `docs/${file.split(path.sep).join('/')}`)
  .sort();

const context = (repository: string): TwinContext => ({
  root,
  address: 'https://example.org',
  pages: new Map(files.map(file => [file, `/${file.replace(/\.mdx$/, '')}`])),
  sources: SOURCES,
  thenAndNow: THEN_AND_NOW,
  quizzes: QUIZZES,
  moments: new Map(flattenTalk(TALK).map(({id, ...moment}) => [id, moment])),
  collection: () => undefined,
  repository,
});

const twinOf = (file: string, repository = '') => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return makeTwin({file, path: '/docs/page', title: 'Page', text}, context(repository));
};

const twinOfText = (text: string, repository = '') =>
  makeTwin({file: 'docs/page.mdx', path: '/docs/page', title: 'Page', text}, context(repository));

describe('the Markdown twin', () => {
  test.each(files)('of %s keeps code as code', file => {
    const prose = twinOf(file).replace(/^(?:> )?```[^]*?^(?:> )?```/gm, '');
    expect(prose.match(/.{0,30}\\`.{0,30}/)?.[0]).toBeUndefined();
  });

  test('holds what a widget says', () => {
    expect(twinOfText('<DevOpsVenn />')).toContain('Written by the platform team.');
    expect(twinOfText('<ReleaseTimeline />')).toContain('| 1.31 ');
    expect(twinOfText('<NeedAMesh />')).toContain('1. How many services call each other?');
    expect(twinOfText('<CallCost />')).toContain('99.0%');
    for (const name of Object.keys(WIDGET_TEXTS)) {
      expect(WORDS).toHaveProperty(name);
      expect(twinOfText(`<${name} />`)).not.toContain('Interactive part');
    }
  });

  test('holds the answers of a recorded case', () => {
    const twin = twinOfText('<Outcome recorded="course/kubernetes-and-istio-three-names" />');
    expect(twin).toContain('**503, flag NC**, from the proxy itself');
  });

  test('says that a difference is one', () => {
    const twin = twinOf('docs/01-evolution/kubernetes.mdx');
    expect(twin).toMatch(/```diff title="[^"]+, changed from [^"]+"/);
  });

  test('says how to get the project, where the site knows it', () => {
    expect(twinOfText('<ProjectSource />', 'someone/voyage')).toContain(
      '$ git clone https://github.com/someone/voyage.git\n$ cd voyage\n',
    );
    expect(twinOfText('<ProjectSource />')).toContain('does not say where its source is');
  });
});
