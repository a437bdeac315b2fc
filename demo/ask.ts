import type {Lane} from './walkthrough/steps';

/** Who answered one request. */
export interface Reply {
  /** `v1`, `v2`; null: no answer of `ui`. */
  ui: string | null;
  search: string | null;
  /** 0: no HTTP answer at all. */
  status: number;
  /** The body, or why there is none. */
  text: string;
}

export const LANE_HEADERS: Readonly<Record<Lane, Readonly<Record<string, string>>>> = {
  everyone: {},
  beta: {version: 'beta'},
};

/** One request of the talk's loop. */
export async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<Reply> {
  try {
    const response = await fetch(url, {headers, signal: AbortSignal.timeout(10_000)});
    const text = (await response.text()).trim();
    const match = /"from":"ui \((\w+)\) => search \((\w+)\)"/.exec(text);
    return {ui: match?.[1] ?? null, search: match?.[2] ?? null, status: response.status, text};
  } catch (error) {
    const {cause, message} = error as Error & {cause?: {code?: string}};
    return {ui: null, search: null, status: 0, text: cause?.code ?? message};
  }
}

/** The last answers of one loop. */
export class Tally {
  private readonly replies: Reply[] = [];
  /** All answers so far, also those that no longer count. */
  total = 0;

  constructor(private readonly size: number) {}

  add(reply: Reply): void {
    this.total += 1;
    this.replies.push(reply);
    if (this.replies.length > this.size) this.replies.shift();
  }

  get last(): Reply | undefined {
    return this.replies.at(-1);
  }

  /** `ui (v1) => search (v1)`, or `503`, each with its share in percent, largest first. */
  shares(): readonly (readonly [string, number])[] {
    const counts = new Map<string, number>();
    for (const {ui, search, status} of this.replies) {
      const kind = ui === null ? describeStatus(status) : `ui (${ui}) => search (${search ?? '?'})`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts]
      .map(([kind, count]) => [kind, (100 * count) / this.replies.length] as const)
      .sort(([, a], [, b]) => b - a);
  }
}

const describeStatus = (status: number) => (status === 0 ? 'no answer' : `status ${status}`);
