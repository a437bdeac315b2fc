import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {CHAPTERS} from '../../src/data/chapters';
import {courseFrontMatter, readingTime} from '../../src/plugins/reading-time';
import {chartedHarbours, countChecks, doorsOf} from '../../src/plugins/voyage';

const words = (count: number) => 'word '.repeat(count);

describe('reading time', () => {
  it('is 200 words a minute, at least one', () => {
    expect(readingTime('')).toBe(1);
    expect(readingTime(words(1000))).toBe(5);
  });
  it('takes half a minute for a block, and does not read its text', () => {
    const block = `\`\`\`mermaid\n${words(500)}\n\`\`\`\n`;
    expect(readingTime(words(400) + '\n' + block + block)).toBe(3);
  });
  it('does not count components, their attributes and comments', () => {
    expect(readingTime(`${words(200)} <Quiz id="a b c d" /> {/* ${words(400)} */}`)).toBe(1);
  });
});

describe('front matter of a page', () => {
  const read = (filePath: string, frontMatter: Record<string, unknown>) =>
    courseFrontMatter(
      '/site/docs',
      id => (id === 'docker' ? 'Docker rising' : undefined),
      id => (id === 'evolution/docker' ? 31 : undefined),
    )({
      filePath,
      fileContent: '',
      defaultParseFrontMatter: () => Promise.resolve({frontMatter, content: words(600)}),
    });

  it('gains the reading time, the words of the talk, the number of its short link and the card of its chapter', async () => {
    const file = '/site/docs/01-evolution/docker.mdx';
    const {frontMatter} = await read(file, {title: 'D', talk: 'docker'});
    expect(frontMatter).toEqual({
      title: 'D',
      talk: 'docker',
      minutes: 3,
      talkLine: 'Docker rising',
      short: 31,
      image: 'social/01-evolution.png',
    });
  });
  it('is left alone outside the docs', async () => {
    expect((await read('/site/blog/x.mdx', {title: 'X'})).frontMatter).toEqual({title: 'X'});
  });
  it('refuses a line that the talk does not have, with file, id and remedy', async () => {
    await expect(read('/site/docs/01/docker.mdx', {talk: 'dokcer'})).rejects.toThrow(
      /docs\/01\/docker\.mdx.*talk: dokcer.*talk\.ts.*Correct the id/,
    );
  });
});

describe('the figures of the landing page', () => {
  const pages = [
    {id: 'evolution/index', permalink: '/voyage/docs/evolution/', frontMatter: {minutes: 4}},
    {
      id: 'evolution/hard-in-production',
      permalink: '/voyage/docs/evolution/hard-in-production',
      frontMatter: {minutes: 6},
    },
    {id: 'history/zero', permalink: '/voyage/docs/history/zero', frontMatter: {minutes: 6}},
  ];
  it('sums pages and minutes by harbour', () => {
    const [first, second] = chartedHarbours(pages, CHAPTERS);
    expect(first).toMatchObject({href: '/voyage/docs/evolution', pages: 2, minutes: 10});
    expect(second).not.toHaveProperty('href');
  });
  it('opens a door only to a page that exists', () => {
    const play = '/voyage/docs/evolution/hard-in-production';
    expect(doorsOf(pages, ['/voyage/', '/voyage/labels'])).toEqual({play});
    expect(doorsOf(pages, ['/voyage/', '/voyage/lab'])).toEqual({lab: '/voyage/lab', play});
  });

  const root = mkdtempSync(path.join(tmpdir(), 'voyage-'));
  afterAll(() => {
    rmSync(root, {recursive: true});
  });
  it('counts examples that are meant to be right, and sums the cases of the report', () => {
    const report = {
      topics: [
        {total: 5, passed: 5},
        {total: 3, passed: 2},
      ],
    };
    const files = {
      'examples/demo/a.yaml': '',
      'examples/01/step/b.yaml': '',
      'examples/01/README.md': '',
      'examples/broken/c.yaml': '',
      'conformance/report.json': JSON.stringify(report),
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
      writeFileSync(path.join(root, file), text);
    }
    expect(countChecks(root)).toEqual({examples: 2, recorded: 8, same: 7});
  });
});
