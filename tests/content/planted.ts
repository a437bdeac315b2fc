import {parsePage, type Page} from '../../scripts/lib/content/pages';
import type {GlossaryEntry} from '../../src/data/types';
import type {CourseData} from '../../src/remark/vocabulary/data';

/** Front matter that nothing is wrong with. */
export const HEAD = `---
title: A page
description: What it is about.
lede: One idea.
know:
  - one thing
  - another thing
---
`;

export const plant = (body: string, file = 'docs/01-evolution/planted.mdx'): Page =>
  parsePage(file, `${HEAD}\n${body}\n`);

export const term = (
  id: string,
  page: string,
  more: Partial<GlossaryEntry> = {},
): GlossaryEntry => ({
  id,
  term: id,
  french: id,
  definition: 'A thing.',
  page,
  ...more,
});

/** Typed data with one sound entry of each kind. */
export const DATA: CourseData = {
  glossary: [term('sidecar', 'evolution/planted')],
  talk: [{id: 'docker', text: 'Docker rising', section: 'Our system are evolving'}],
  'then-and-now': [
    {
      id: 'hystrix',
      title: 'Libraries',
      then: {when: 'December 2018', text: 'A library.'},
      now: {when: 'November 2026', text: 'A proxy.'},
      checkedAgainst: 'Istio 1.31',
      sources: ['docs'],
      page: 'evolution/planted',
    },
  ],
  labs: [],
  sources: [
    {id: 'docs', title: 'Docs', url: 'https://example.org/docs', lastKnownGood: '2026-11-22'},
  ],
  'sources-by-chapter': [],
  flags: [],
  quizzes: [
    {
      id: 'quiz',
      questions: ['a', 'b', 'c'].map(id => ({
        id,
        prompt: 'Who answers?',
        answers: [
          {text: 'v1', right: true, because: 'It does.'},
          {text: 'v2', because: 'The rule was missed.'},
        ],
      })),
    },
  ],
};
