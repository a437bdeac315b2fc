/** What stands between the tags of a word. */
export type Children = 'none' | 'text' | 'blocks' | 'bullets' | 'numbers';

/** Which folder or file under `src/data/` an `id` names an entry of. */
export type Kind = 'glossary' | 'talk' | 'then-and-now' | 'sources' | 'quizzes';

/** What a word shows of the whole course, without an id. */
export type Collection = 'terms' | 'times' | 'flags' | 'examples' | 'sources-by-chapter';

export interface Word {
  /** `true`: the word means nothing without it. */
  attributes: Readonly<Record<string, boolean>>;
  children: Children;
  /** `id` names an entry of typed data, which the build hands to the component as `entry`. */
  kind?: Kind;
  /** Made from the whole course at build time, and handed to the component as `entry`. */
  collection?: Collection;
  /** The page carries what the server drew and not its data: whoever comes from another page fetches that. */
  fetched?: true;
  /** The build puts other words in its place: it has no component. */
  replaced?: true;
  /** A section that every page calls by the same name; the build adds it, with this heading id. */
  heading?: {text: string; id: string};
}

const widget: Word = {attributes: {}, children: 'none'};

/**
 * The words that a chapter may use, all of them. `CONTRIBUTING.md` explains them to writers, `src/theme/MDXComponents.tsx` gives each
 * its component; a test holds the three together.
 */
export const WORDS: Readonly<Record<string, Word>> = {
  Term: {attributes: {id: true}, children: 'text', kind: 'glossary'},
  TalkMoment: {attributes: {id: true}, children: 'none', kind: 'talk'},
  ThenNow: {attributes: {id: true}, children: 'none', kind: 'then-and-now'},
  Pitfall: {attributes: {title: true}, children: 'blocks'},
  Source: {attributes: {id: true}, children: 'none', kind: 'sources'},
  Quiz: {
    attributes: {id: true},
    children: 'none',
    kind: 'quizzes',
    heading: {text: 'Check yourself', id: 'check-yourself'},
  },
  Recap: {attributes: {}, children: 'bullets', heading: {text: 'Recap', id: 'recap'}},
  GoFurther: {attributes: {}, children: 'bullets', heading: {text: 'Go further', id: 'go-further'}},
  Steps: {attributes: {}, children: 'numbers'},
  Confusion: {
    attributes: {id: true, belief: true, recorded: true, request: false},
    children: 'blocks',
  },
  VoyageTimes: {attributes: {}, children: 'none', collection: 'times'},
  ThenNowList: {attributes: {}, children: 'none', replaced: true},
  ProjectSource: {attributes: {}, children: 'none', replaced: true},
  GlossaryList: {attributes: {}, children: 'none', collection: 'terms', fetched: true},
  FlagList: {attributes: {}, children: 'none', collection: 'flags'},
  ExampleList: {attributes: {}, children: 'none', collection: 'examples'},
  FurtherReading: {attributes: {}, children: 'none', collection: 'sources-by-chapter'},
  Outcome: {attributes: {recorded: true, request: false}, children: 'none'},
  CallCost: widget,
  DevOpsVenn: widget,
  Lab: {attributes: {preset: true}, children: 'none'},
  LoadBalancer: widget,
  NeedAMesh: widget,
  ReleaseTimeline: widget,
  TokenReader: widget,
  TraceView: widget,
};
