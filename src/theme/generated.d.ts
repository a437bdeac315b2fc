/** Written by src/plugins/exercises.ts. */
declare module '@generated/exercises/default/list.json' {
  import type {ListedExercise} from '@site/src/data/shown-exercise';

  const exercises: ListedExercise[];
  export default exercises;
}

/** Written by src/plugins/voyage.ts. */
declare module '@generated/voyage/default/voyage.json' {
  import type {Harbour} from '@site/src/components/Chart/voyage';

  const voyage: {
    harbours: Harbour[];
    doors: {
      /** Addresses of the lab, of a page with something to try, and of the page about a cluster of one's own, once they exist. */
      lab?: string;
      play?: string;
      run?: string;
    };
    checks: {
      /** YAML files under `examples/` that are meant to be right. */
      examples: number;
      /** Recorded cases of real Istio and Envoy, and how many of them the engine answers in the same way. */
      recorded: number;
      same: number;
    };
  };
  export default voyage;
}

/** Written by src/plugins/stage. */
declare module '@generated/stage/default/talk.json' {
  import type {ShownLine} from '@site/src/data/stage';

  const talk: ShownLine[];
  export default talk;
}
declare module '@generated/stage/default/bingo.json' {
  import type {ShownBingoWord} from '@site/src/data/stage';

  const bingo: {free: ShownBingoWord; words: ShownBingoWord[]};
  export default bingo;
}
declare module '@generated/stage/default/links.json' {
  import type {LinkGroup} from '@site/src/data/stage';

  const links: LinkGroup[];
  export default links;
}

/** Written by src/plugins/versions.ts. */
declare module '@generated/versions/default/versions.json' {
  import type {Subject} from '@site/src/data/versions';

  const shown: {
    sources: {subject: Subject; title: string; url: string}[];
    boxes: {title: string; href: string; checkedAgainst: string}[];
  };
  export default shown;
}

/** Made by src/remark/lab/lab-loader.ts. */
declare module '!!lab-loader!*' {
  import type {ShownLab} from '@site/src/widgets/Lab/model/shown';

  const starts: readonly {
    id: string;
    title: string;
    load: () => Promise<{default: ShownLab}>;
  }[];
  export default starts;
}

/** Made by src/plugins/own-sheets/sheet-loader.cjs. */
declare module '!!sheet-loader!*' {
  const styles: Readonly<Record<string, string>>;
  export default styles;
  /** Address of the style sheet. */
  export const href: string;
}
