import {act, cleanup, fireEvent, render, screen} from '@testing-library/react';
import fc from 'fast-check';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {renderToString} from 'react-dom/server';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {branch, forkOf, placeAt, stem} from '../../src/components/Canary/course';
import {LiveCanary} from '../../src/widgets/LiveCanary';
import {board} from '../../src/widgets/LiveCanary/board';
import {
  DEPARTURE_MS,
  Fleet,
  IN_SIGHT,
  PASSAGE_MS,
  type Decision,
} from '../../src/widgets/LiveCanary/fleet';
import {FILE, linesOf, ruleWith, type Settings} from '../../src/widgets/LiveCanary/rule';
import {START, STILL, underway} from '../../src/widgets/LiveCanary/start';

/** Frames that come when the test says so. */
let frames: Map<number, FrameRequestCallback>;
let quiet = false;
let now = 0;

beforeEach(() => {
  frames = new Map();
  quiet = false;
  now = 0;
  let id = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    frames.set((id += 1), callback);
    return id;
  });
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
  vi.stubGlobal('matchMedia', () => ({
    matches: quiet,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = () => act(() => new Promise<void>(resolve => setTimeout(resolve, 0)));

async function frame(ms: number): Promise<void> {
  for (let left = ms; left >= 0; left -= 50) {
    now += 50;
    const due = [...frames.values()];
    frames.clear();
    await act(async () => {
      for (const callback of due) callback(now);
      await Promise.resolve();
    });
  }
}

const settings: fc.Arbitrary<Settings> = fc.record({
  weights: fc.record({v1: fc.nat({max: 100}), v2: fc.nat({max: 100})}),
  header: fc.boolean(),
  seed: fc.integer({min: 1, max: 9999}),
});

function decide(chosen: Settings, count: number): Decision[] {
  const taken = board(chosen);
  if ('refused' in taken) throw new Error(taken.refused);
  return Array.from({length: count}, taken.pilot);
}

describe('the rule', () => {
  const file = readFileSync(path.join(__dirname, '../..', FILE), 'utf8');
  it('is the example, with the weights in their places', () => {
    expect(ruleWith(START.weights)).toBe(file);
    expect(ruleWith({v1: 3, v2: 97})).toBe(
      file.replace('weight: 90', 'weight: 3').replace('weight: 10', 'weight: 97'),
    );
  });
  it('is shown from `http` on, each line with its number in the file', () => {
    const lines = linesOf(file);
    expect(lines.map(({key, value}) => `${key} ${value}`.trimEnd())).toEqual(
      file
        .trimEnd()
        .split('\n')
        .slice(6)
        .map(line => line.slice(2)),
    );
    expect(lines.filter(({weight}) => weight).map(({number, weight}) => [number, weight])).toEqual([
      [20, 'v1'],
      [24, 'v2'],
    ]);
  });
});

describe('what the engine decides', () => {
  it('is what the still picture shows', () => {
    expect(STILL).toEqual(underway(board).view);
    expect(STILL.landed).toHaveLength(IN_SIGHT);
    expect(STILL.sailing.length).toBeGreaterThan(1);
  });
  it('is the header’s rule whenever the header is there', () => {
    for (const decision of decide({...START, header: true}, 20)) {
      expect(decision).toEqual({version: 'v2', header: true, lines: [9, 11]});
    }
  });
  it('follows the weights, and names the drawn one', () => {
    const all = decide({...START, weights: {v1: 70, v2: 30}}, 1000);
    const second = all.filter(({version}) => version === 'v2');
    expect(second.length).toBeGreaterThan(250);
    expect(second.length).toBeLessThan(350);
    expect(second[0]).toMatchObject({draw: {weight: 30, of: 100}, lines: [21, 24]});
    expect(decide({...START, weights: {v1: 0, v2: 5}}, 1)).toEqual([
      {version: 'v2', header: false, lines: [16, 24]},
    ]);
  });
  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(
        settings.filter(({weights: {v1, v2}}) => v1 + v2 > 0),
        chosen => {
          expect(decide(chosen, 8)).toEqual(decide(chosen, 8));
        },
      ),
      {numRuns: 20},
    );
  });
  it('does not begin when a cluster would refuse the rule', () => {
    expect(board({...START, weights: {v1: 0, v2: 0}})).toEqual({
      refused: 'total destination weight = 0',
    });
  });
});

describe('the fleet', () => {
  const toV1 = () => ({pilot: (): Decision => ({version: 'v1', header: false, lines: [1, 1]})});
  it('sends at its beat, and lands each request after its passage', () => {
    const fleet = new Fleet(toV1, START);
    fleet.advance(PASSAGE_MS - 1, true);
    expect(fleet.view.sailing).toHaveLength(Math.ceil(PASSAGE_MS / DEPARTURE_MS));
    expect(fleet.view.landed).toHaveLength(0);
    fleet.advance(1, false);
    expect(fleet.view.landed.map(({number}) => number)).toEqual([1]);
  });
  it('counts every request once, however time passes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 900}), {maxLength: 60}), steps => {
        const fleet = new Fleet(toV1, START);
        for (const ms of steps) fleet.advance(ms, true);
        const {counts, sailing, nowMs} = fleet.view;
        const left = steps.length === 0 ? 0 : Math.floor(nowMs / DEPARTURE_MS) + 1;
        expect(counts.v1 + sailing.length).toBe(left);
      }),
    );
  });
  it('counts anew after a change; what is on its way lands uncounted', () => {
    const fleet = underway(board);
    const before = fleet.view.sailing;
    fleet.change({...START, header: true});
    expect(fleet.view).toMatchObject({late: before, sailing: [], counts: {v1: 0, v2: 0}});
    fleet.arrive();
    expect(fleet.view).toMatchObject({late: [], counts: {v1: 0, v2: 0}});
  });
  it('sails on under the rule before a refused one', () => {
    const fleet = underway(board);
    fleet.change({...START, weights: {v1: 0, v2: 0}});
    expect(fleet.view.refused).toBe('total destination weight = 0');
    fleet.advance(5000, true);
    expect(fleet.view.counts.v1).toBeGreaterThan(27);
    fleet.change(START);
    expect(fleet.view).not.toHaveProperty('refused');
  });
});

describe('the way of a request', () => {
  it('begins and ends where the drawn lines do', () => {
    for (const layout of ['wide', 'tall'] as const) {
      for (const version of ['v1', 'v2'] as const) {
        expect(stem(layout)).toContain(`M${placeAt(layout, version, 0).join(' ')}L`);
        const [x, y] = placeAt(layout, version, 1);
        expect(branch(layout, version)).toMatch(new RegExp(`L${Math.round(x)} ${Math.round(y)}$`));
        const fork = placeAt(layout, version, forkOf(layout)).map(Math.round).join(' ');
        expect(branch(layout, version)).toContain(`M${fork}C`);
      }
    }
  });
});

describe('the widget', () => {
  const picture = () => screen.getAllByRole('img')[0]?.getAttribute('aria-label');
  const twin = () => screen.getByText(/requests? with this rule/).textContent;
  const rows = () =>
    screen.getAllByText(/^\d+ of \d+$/, {selector: 'p'}).map(row => row.textContent);
  const slider = () => screen.getByRole<HTMLInputElement>('slider');
  const numbers = () =>
    screen.getAllByRole<HTMLInputElement>('spinbutton', {name: /^Weight/}).map(({value}) => value);
  const lit = () =>
    [...screen.getByRole('group', {name: /^The rule/}).children]
      .filter(line => line.className.includes('lit'))
      .map(line => Number(line.querySelector('i')?.textContent));

  it('is a readable picture before any script runs', () => {
    const html = renderToString(<LiveCanary />).replaceAll('<!-- -->', '');
    expect(html).toContain('30 requests with this rule, none with the header: v1 answered 27, v2');
    expect(html).toContain('<noscript>');
    expect(html).toContain('subset');
  });

  it('loads no engine and does not move until it is touched', async () => {
    render(<LiveCanary />);
    await settle();
    expect(frames.size).toBe(0);
    expect(screen.getByRole('button', {name: 'Play'})).toBeTruthy();
  });

  it('turns YAML, picture, twin and rows with the slider', async () => {
    render(<LiveCanary />);
    fireEvent.change(slider(), {target: {value: '100'}});
    await settle();
    expect(numbers()).toEqual(['0', '100']);
    expect(picture()).toBe('Requests of ui reach search: weight 0 for v1, weight 100 for v2');
    expect(screen.getByRole('button', {name: 'Pause'})).toBeTruthy();
    await frame(PASSAGE_MS + 3 * DEPARTURE_MS);
    const [, count] = /v2 answered (\d+) \(100%\)/.exec(twin() ?? '') ?? [];
    expect(Number(count)).toBeGreaterThan(2);
    expect(twin()).toContain('v1 answered 0');
    expect(rows()).toEqual([`v10 of ${count}`, `v2${count} of ${count}`]);
  });

  it('turns the slider with the numbers in the YAML', async () => {
    render(<LiveCanary />);
    fireEvent.change(screen.getByRole('spinbutton', {name: 'Weight of v2'}), {
      target: {value: '30'},
    });
    await settle();
    expect(slider().value).toBe('25');
    expect(slider().getAttribute('aria-valuetext')).toBe('30 of 120');
    fireEvent.change(screen.getByRole('spinbutton', {name: 'Weight of v1'}), {
      target: {value: '999'},
    });
    expect(numbers()).toEqual(['100', '30']);
  });

  it('says what a cluster would refuse', async () => {
    render(<LiveCanary />);
    for (const version of ['v1', 'v2']) {
      fireEvent.change(screen.getByRole('spinbutton', {name: `Weight of ${version}`}), {
        target: {value: '0'},
      });
    }
    await settle();
    expect(screen.getByText(/Istio refuses this rule: total destination weight = 0/)).toBeTruthy();
  });

  it('steps: one request for each press, told and lit', async () => {
    quiet = true;
    render(<LiveCanary />);
    fireEvent.click(screen.getByRole('switch'));
    await settle();
    expect(twin()).toContain('0 requests with this rule, each with the header version: beta');
    fireEvent.click(screen.getByRole('button', {name: 'Step'}));
    await settle();
    expect(twin()).toContain('1 request with this rule');
    expect(twin()).toContain('v2 answered 1 (100%)');
    expect(lit()).toEqual([9, 10, 11]);
    expect(screen.getByText(/^Request 1 carries version: beta.*v2\.$/)).toBeTruthy();
    expect(screen.getByRole('button', {name: 'Play'})).toBeTruthy();
  });

  it('steps with motion: the request sails, then everything stands still', async () => {
    render(<LiveCanary />);
    fireEvent.click(screen.getByRole('button', {name: 'Step'}));
    await settle();
    expect(twin()).toContain('30 requests');
    await frame(PASSAGE_MS + 200);
    const landed = 30 + STILL.sailing.length + 1;
    expect(twin()).toContain(`${landed} requests`);
    await frame(5000);
    expect(twin()).toContain(`${landed} requests`);
    expect(frames.size).toBe(0);
  });

  it('pauses, goes on, and starts again from the seed', async () => {
    render(<LiveCanary />);
    fireEvent.click(screen.getByRole('button', {name: 'Play'}));
    await settle();
    await frame(PASSAGE_MS);
    fireEvent.click(screen.getByRole('button', {name: 'Pause'}));
    await settle();
    const then = twin();
    await frame(3000);
    expect(twin()).toBe(then);
    fireEvent.click(screen.getByRole('button', {name: 'Start again'}));
    await settle();
    expect(twin()).toContain('0 requests');
    fireEvent.change(screen.getByLabelText('Seed'), {target: {value: '18'}});
    await settle();
    fireEvent.click(screen.getByRole('button', {name: 'Step'}));
    await settle();
    await frame(PASSAGE_MS + 200);
    // Of seed 18 the first draw falls on the small weight.
    expect(twin()).toContain('v2 answered 1');
  });

  it('starts paused for who asked for less motion, and then lands requests without a passage', async () => {
    quiet = true;
    render(<LiveCanary />);
    fireEvent.change(slider(), {target: {value: '50'}});
    await settle();
    const play = screen.getByRole('button', {name: 'Play'});
    vi.useFakeTimers();
    fireEvent.click(play);
    await act(() => vi.advanceTimersByTimeAsync(3100));
    expect(frames.size).toBe(0);
    expect(twin()).toContain('3 requests');
  });

  it('stands still while it is out of sight', async () => {
    let see: (seen: boolean) => void = () => undefined;
    class Watcher {
      constructor(callback: (entries: {isIntersecting: boolean}[]) => void) {
        see = isIntersecting => callback([{isIntersecting}]);
      }
      observe(): void {}
      disconnect(): void {}
    }
    vi.stubGlobal('IntersectionObserver', Watcher);
    render(<LiveCanary />);
    fireEvent.click(screen.getByRole('button', {name: 'Play'}));
    await settle();
    expect(frames.size).toBe(1);
    act(() => see(false));
    expect(frames.size).toBe(0);
    act(() => see(true));
    expect(frames.size).toBe(1);
  });
});
