import type {FromWorker, ToWorker} from './protocol';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Message = WithoutId<ToWorker>;

/** What is used of a `Worker`. */
export interface EnginePort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Longest time that a question may take; a worker that needs more is lost. */
const PATIENCE_MS = 15_000;

export class EngineStopped extends Error {}

const startWorker = (): EnginePort => new Worker(new URL('./worker.ts', import.meta.url));

/** The engine as the page sees it: starts with the first question, and again after it died. */
export class Engine {
  private port: EnginePort | null = null;
  private nextId = 1;
  private readonly waiting = new Map<
    number,
    {resolve: (reply: FromWorker) => void; reject: (error: EngineStopped) => void; timer: number}
  >();

  constructor(private readonly start: () => EnginePort = startWorker) {}

  /** @throws EngineStopped when the worker dies or does not answer. */
  ask(message: Message): Promise<FromWorker> {
    const port = (this.port ??= this.open());
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => this.die(), PATIENCE_MS);
      this.waiting.set(id, {resolve, reject, timer});
      port.postMessage({...message, id});
    });
  }

  /** Ends the worker; who still waits is told. */
  die(): void {
    this.port?.terminate();
    this.port = null;
    for (const {reject, timer} of this.waiting.values()) {
      window.clearTimeout(timer);
      reject(new EngineStopped());
    }
    this.waiting.clear();
  }

  private open(): EnginePort {
    const port = this.start();
    port.onmessage = ({data}) => {
      const entry = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (entry === undefined) return;
      window.clearTimeout(entry.timer);
      entry.resolve(data);
    };
    port.onerror = () => this.die();
    return port;
  }
}
