/** An exercise: YAML that misbehaves, and requests that say how it should behave. Any YAML that behaves so is right. */
export interface Exercise {
  /** Part of the address, `/exercises/<id>`, and folder under `examples/exercises/`. */
  id: string;
  /** Number of the confusion that it lets a reader feel, as on the pages. */
  confusion: string;
  title: string;
  /** One sentence for search engines and the list, at most 160 characters. */
  description: string;
  /** What is wrong and what is wished, one paragraph each. */
  task: readonly string[];
  /** The section that clears the confusion up: path and heading of a page. */
  section: {path: string; anchor: string; title: string};
  rows: readonly ExerciseRow[];
  /** Asked as well, and shown only when they fail: they catch YAML that fits the table alone. */
  hidden: readonly ExerciseRow[];
  /** From a nudge to nearly all of it. */
  hints: readonly [string, string, string];
  /** Why the solution behaves as wished, one paragraph each. */
  because: readonly string[];
  /** Recorded cases in which real Istio and Envoy answered to the solution, one for each caller. */
  recorded: readonly string[];
}

/** Who asks: `ui` lies in the namespace `default`, `cart` in `shop`, and `outside` comes through the gateway. */
export type ExerciseCaller = 'ui' | 'search' | 'cart' | 'outside';

/** `search v1`: the labels `app` and `version` of a Pod. */
export type PodVersion = string;

/** One request, or many alike, and what has to come of them. */
export interface ExerciseRow {
  caller: ExerciseCaller;
  method?: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** How often it is sent, by each user; left out: once. */
  times?: number;
  /** Each value is sent in the header `x-user`. */
  users?: readonly string[];
  /** What the Pods answer, whichever is asked: one after the other, the last again and again. Left out: 200 at once. */
  pods?: readonly PodAnswer[];
  wish: Wish;
}

export interface PodAnswer {
  status?: number;
  delayMs?: number;
}

/** Fields that are left out may be anything. */
export interface Wish {
  /** Of each answer. */
  status: number;
  /** Response flags of each answer, `-` for none. */
  flags?: string;
  /** Each answer comes from one of these. */
  from?: readonly PodVersion[];
  /** All answers to one user come from one version. */
  steady?: true;
  /** Part of the answers that come from these Pods. */
  share?: Share;
  /** Part of the requests of which these Pods get a copy. */
  copies?: Share;
  /** Longest time to each answer. */
  withinMs?: number;
}

export interface Share {
  of: PodVersion;
  /** Percent of the requests, both included. */
  atLeast: number;
  atMost: number;
}
