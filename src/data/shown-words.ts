import type {GlossaryEntry, Quiz, SourceEntry, ThenNowEntry} from './types';

/** What the build hands to the components of the vocabulary: made by `src/remark/vocabulary`, drawn by `src/components`. */

/** A line of the outline, and where it stands in it. */
export interface TalkEntry {
  id: string;
  text: string;
  /** Words of the section; left out: the line is a section. */
  section?: string;
  second?: number;
  url?: string;
}

export type ShownTerm = Pick<GlossaryEntry, 'term' | 'definition' | 'french'> & {
  /** Address of the page that teaches it; left out: that page is not written yet, or it is this one. */
  path?: string;
};

export type ShownSource = Pick<SourceEntry, 'id' | 'title' | 'url'>;

export type ShownThenNow = Pick<ThenNowEntry, 'id' | 'title' | 'then' | 'now' | 'checkedAgainst'>;

export type ShownQuiz = Quiz;
