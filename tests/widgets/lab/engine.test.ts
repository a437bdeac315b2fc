import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Engine, EngineStopped, type EnginePort} from '../../../src/widgets/Lab/engine';
import type {FromWorker, ToWorker} from '../../../src/widgets/Lab/protocol';

const CHECK = {type: 'check', world: [], files: []} as const;

class Port implements EnginePort {
  static made: Port[] = [];
  readonly got: ToWorker[] = [];
  ended = false;
  onmessage: EnginePort['onmessage'] = null;
  onerror: EnginePort['onerror'] = null;
  constructor() {
    Port.made.push(this);
  }
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(id: number): void {
    const data = {id, type: 'checked', diagnostics: [], broken: false} as const;
    this.onmessage?.(new MessageEvent<FromWorker>('message', {data}));
  }
}

const port = (index: number): Port => {
  const found = Port.made[index];
  if (!found) throw new Error(`port ${index} was not made`);
  return found;
};

beforeEach(() => {
  Port.made = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the engine of a page', () => {
  it('starts with the first question, and gives each its own answer', async () => {
    const engine = new Engine(() => new Port());
    expect(Port.made).toEqual([]);
    const first = engine.ask(CHECK);
    const second = engine.ask(CHECK);
    expect(Port.made).toHaveLength(1);
    const [a, b] = port(0).got;
    port(0).answer(b?.id ?? 0);
    port(0).answer(a?.id ?? 0);
    expect((await first).id).toBe(a?.id);
    expect((await second).id).toBe(b?.id);
  });

  it('tells everybody who waits that it died, and starts anew', async () => {
    const engine = new Engine(() => new Port());
    const lost = engine.ask(CHECK);
    port(0).onerror?.(new ErrorEvent('error'));
    await expect(lost).rejects.toThrow(EngineStopped);
    expect(port(0).ended).toBe(true);
    const again = engine.ask(CHECK);
    port(1).answer(port(1).got[0]?.id ?? 0);
    expect((await again).type).toBe('checked');
  });

  it('does not wait for ever', async () => {
    const engine = new Engine(() => new Port());
    const slow = engine.ask(CHECK);
    const end = expect(slow).rejects.toThrow(EngineStopped);
    await vi.advanceTimersByTimeAsync(15_000);
    await end;
    expect(port(0).ended).toBe(true);
  });
});
