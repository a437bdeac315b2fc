import type {List, ListItem, RootContent} from 'mdast';
import {BINGO, FREE} from '../../data/bingo';
import {GLOSSARY} from '../../data/glossary';
import {PERMALINKS} from '../../data/permalinks';
import {SOURCES} from '../../data/sources';
import type {ShownLine} from '../../data/stage';
import {TALK} from '../../data/talk';
import {THEN_AND_NOW} from '../../data/then-and-now';
import {CHANGES, VERSIONS} from '../../data/versions';
import {bingoWords, talkMap, type StagePage} from '../stage/map';
import {shownVersions} from '../versions';
import {link, list, paragraph, strong, text, withCode} from './nodes';

/** Pages beside the course are drawn from typed data, and so are their twins. */
type Body = (pages: readonly StagePage[], address: string) => RootContent[];

const heading = (words: string): RootContent => ({
  type: 'heading',
  depth: 2,
  children: [text(words)],
});

const bingo: Body = (pages, address) => [
  paragraph(
    text(
      'A card has 24 of these words and the free one in its middle. Cards by number, sheets to print and a caller stand on the page. Each word with the page that teaches it:',
    ),
  ),
  list(
    bingoWords([FREE, ...BINGO], TALK, {glossary: GLOSSARY, pages}).map(({word, href, page}) => [
      text(`${word}: `),
      link(address + href, page),
    ]),
  ),
];

const versions: Body = (_, address) => {
  const {sources, boxes} = shownVersions(THEN_AND_NOW);
  return [
    paragraph(text('What the course says holds for these versions.')),
    list(
      sources.map(({subject, title, url}) => {
        const {name, minor, exact, checked} = VERSIONS[subject];
        return [strong(`${name} ${minor}`), text(` (${exact}). ${checked} `), link(url, title)];
      }),
    ),
    heading('Changes'),
    list(
      CHANGES.map(({day, subject, minor, text: words}) => [
        text(`${day}: `),
        strong(`${VERSIONS[subject].name} ${minor}`),
        text(`. ${words}`),
      ]),
    ),
    heading('Boxes of then and now'),
    list(
      boxes.map(({title, href, checkedAgainst}) => [
        link(address + href, title),
        text(`, checked against ${checkedAgainst}`),
      ]),
    ),
  ];
};

function lines(shown: readonly ShownLine[], address: string): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: shown.map(({text: words, target, second, url, lines: inner}): ListItem => ({
      type: 'listItem',
      spread: false,
      children: [
        paragraph(
          text(words),
          ...(target === undefined
            ? []
            : [text(': '), link(address + target.href, target.heading ?? target.page)]),
          ...(second === undefined || url === undefined
            ? []
            : [text(', '), link(url, 'the video the outline points to')]),
        ),
        ...(inner.length === 0 ? [] : [lines(inner, address)]),
      ],
    })),
  };
}

const talk: Body = (pages, address) => [
  paragraph(
    ...withCode(
      'The outline in the speaker’s order and words, each line with the page that teaches it.',
    ),
  ),
  lines(
    talkMap(TALK, {pages, ledger: PERMALINKS, sources: SOURCES, thenAndNow: THEN_AND_NOW}),
    address,
  ),
];

/** By path without base URL. */
export const BESIDE: Readonly<Record<string, Body>> = {
  '/talk': talk,
  '/bingo': bingo,
  '/versions': versions,
};
