import {readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkCourseData} from '../../scripts/lib/content/course-data';
import {CONTENTS} from '../../src/data/contents';
import {RESPONSE_FLAGS} from '../../src/data/response-flags';
import {collectionAsGroups} from '../../src/remark/vocabulary/collections';
import {readCourseData} from '../../src/remark/vocabulary/data';

const root = path.resolve(__dirname, '../..');
const data = readCourseData(root);
const itemsOf = (word: string) =>
  (collectionAsGroups(root, word) ?? []).flatMap(({items}) => items);
const factOf = (word: string, text: string, label: string) =>
  itemsOf(word)
    .find(item => item.text === text)
    ?.facts.find(fact => fact.label === label)
    ?.values.map(value => value.text);

describe('the list of flags', () => {
  it('links each flag to its page', () => {
    const flags = itemsOf('FlagList');
    expect(flags).toHaveLength(RESPONSE_FLAGS.length);
    for (const {text, facts} of flags) {
      expect(facts.find(({label}) => label === 'Explained in')?.values[0]?.href, text).toMatch(
        /^\/docs\//,
      );
    }
  });

  it('claims no answer that its case does not have', () => {
    const [first] = RESPONSE_FLAGS;
    if (first === undefined) throw new Error('no flags');
    const pages = CONTENTS.map(({page}) => page);
    const wrong = (flag: Partial<typeof first>) =>
      checkCourseData(root, {...data, flags: [{...first, ...flag}]}, pages).map(
        ({message}) => message,
      );
    expect(wrong({})).toEqual([]);
    expect(wrong({answers: [{status: 503, recorded: first.answers[0]?.recorded ?? ''}]})).toEqual([
      expect.stringContaining('has no answer 503 with that flag'),
    ]);
    expect(wrong({answers: [{status: 404, recorded: 'traffic/nowhere'}]})).toEqual([
      expect.stringContaining('there is no recorded case'),
    ]);
    expect(wrong({page: 'evolution/nowhere'})).toEqual([
      expect.stringContaining('there is no page evolution/nowhere'),
    ]);
  });
});

describe('the list of examples', () => {
  it('holds every file, once', () => {
    const files = readdirSync(path.join(root, 'examples'), {recursive: true, encoding: 'utf8'})
      .filter(file => file.endsWith('.yaml'))
      .map(file => `\`${file.split(path.sep).join('/')}\``);
    expect(
      itemsOf('ExampleList')
        .map(({text}) => text)
        .sort(),
    ).toEqual(files.sort());
  });

  it('says what is in a file, who shows it and what proves it', () => {
    const file = '`05-kubernetes-and-istio/either/search-virtual-service.yaml`';
    expect(factOf('ExampleList', file, 'Holds')).toEqual(['`VirtualService`']);
    expect(factOf('ExampleList', file, 'Shown in')).toContain('Reading a rule');
    expect(factOf('ExampleList', file, 'Recorded in')).toContain(
      '`course/kubernetes-and-istio-either`',
    );
    expect(factOf('ExampleList', '`broken/schema/unknown-field.yaml`', 'Checked')).toEqual([
      'has to be refused, with',
      '`SCHEMA_UNKNOWN_FIELD`',
    ]);
    const accepted = '`08-security/deny-delete/search-deny-authorization-policy.yaml`';
    expect(factOf('ExampleList', accepted, 'Checked')).toEqual([
      'is accepted; the linter has to report',
      '`IST0133`',
    ]);
  });
});

describe('further reading', () => {
  it('names every source once', () => {
    const urls = itemsOf('FurtherReading').map(({href}) => href);
    expect([...urls].sort()).toEqual(data.sources.map(({url}) => url).sort());
  });
});

it('a word that shows nothing of the whole course has no list', () => {
  expect(collectionAsGroups(root, 'Pitfall')).toBeUndefined();
});
