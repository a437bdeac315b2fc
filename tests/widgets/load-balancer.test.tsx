import {act, cleanup, fireEvent, render, screen, within} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {
  ALGORITHMS,
  arrivalsOf,
  courseOf,
  figuresOf,
  REQUESTS,
  stateAt,
  WORK_MS,
  type Algorithm,
  type Scene,
} from '../../src/widgets/LoadBalancer/balancing';
import {FIRST_SCENE, LoadBalancer} from '../../src/widgets/LoadBalancer/LoadBalancer';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const scenes: fc.Arbitrary<Scene> = fc.record({
  pods: fc.integer({min: 2, max: 8}),
  slowness: fc.constantFrom(1, 2, 5, 20),
  rate: fc.constantFrom(20, 80, 160),
  seed: fc.integer({min: 1, max: 1000}),
});
const algorithms = fc.constantFrom(...ALGORITHMS);

const slowShare = (scene: Scene, algorithm: Algorithm) =>
  figuresOf(courseOf(scene, algorithm), scene.pods, REQUESTS).slowShare;

describe('the same requests with each algorithm', () => {
  it('reach one Pod each, which works on one at a time', () => {
    fc.assert(
      fc.property(scenes, algorithms, (scene, algorithm) => {
        const {served} = courseOf(scene, algorithm);
        expect(served).toHaveLength(REQUESTS);
        expect(served.map(({atMs}) => atMs)).toEqual(arrivalsOf(scene).map(({atMs}) => atMs));
        const free = new Map<number, number>();
        for (const {atMs, endMs, pod} of served) {
          expect(pod).toBeGreaterThanOrEqual(0);
          expect(pod).toBeLessThan(scene.pods);
          const work = pod === scene.pods - 1 ? WORK_MS * scene.slowness : WORK_MS;
          expect(endMs).toBe(Math.max(atMs, free.get(pod) ?? 0) + work);
          free.set(pod, endMs);
        }
      }),
      {numRuns: 40},
    );
  });

  it('meet the same Pods again with the same seed', () => {
    fc.assert(
      fc.property(scenes, algorithms, (scene, algorithm) => {
        expect(courseOf(scene, algorithm)).toEqual(courseOf(scene, algorithm));
      }),
      {numRuns: 20},
    );
  });

  it('go in turn with round robin', () => {
    fc.assert(
      fc.property(scenes, scene => {
        const {served} = courseOf(scene, 'round-robin');
        const first = served[0]?.pod ?? 0;
        expect(served.map(({pod}) => pod)).toEqual(
          served.map((_, index) => (first + index) % scene.pods),
        );
      }),
      {numRuns: 20},
    );
  });

  it('follow the user with hashing, whatever the load', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom<Algorithm>('ring-hash', 'maglev'), (scene, algorithm) => {
        const home = new Map<string, number>();
        const {served} = courseOf(scene, algorithm);
        arrivalsOf(scene).forEach(({user}, index) => {
          const pod = served[index]?.pod ?? -1;
          expect(pod).toBe(home.get(user) ?? pod);
          home.set(user, pod);
        });
      }),
      {numRuns: 20},
    );
  });

  it('avoid the slow Pod with least request, and with it alone', () => {
    const seeds = Array.from({length: 12}, (_, index) => ({...FIRST_SCENE, seed: index + 1}));
    const mean = (algorithm: Algorithm) =>
      seeds.reduce((sum, scene) => sum + slowShare(scene, algorithm), 0) / seeds.length;
    expect(mean('least-request')).toBeLessThan(0.15);
    for (const other of ['round-robin', 'random', 'ring-hash', 'maglev'] as const) {
      expect(mean(other), other).toBeGreaterThan(0.19);
    }
  });

  it('wait least with round robin when all Pods are as fast, and when one is slow, with least request', () => {
    const mean = (algorithm: Algorithm, slowness: number) => {
      const waits = Array.from({length: 12}, (_, index) => {
        const scene = {...FIRST_SCENE, slowness, seed: index + 1};
        return figuresOf(courseOf(scene, algorithm), scene.pods, REQUESTS).p99Ms;
      });
      return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    };
    const best = (slowness: number) =>
      [...ALGORITHMS].sort((a, b) => mean(a, slowness) - mean(b, slowness))[0];
    expect(best(1)).toBe('round-robin');
    expect(best(FIRST_SCENE.slowness)).toBe('least-request');
  });
});

describe('the figures', () => {
  const course = {
    algorithm: 'random',
    served: [
      {atMs: 0, endMs: 20, pod: 0},
      {atMs: 5, endMs: 105, pod: 1},
      {atMs: 10, endMs: 205, pod: 1},
      {atMs: 30, endMs: 50, pod: 0},
    ],
  } as const;

  it('count what a Pod has and had', () => {
    expect(stateAt(course, 2, 10)).toEqual([
      {inFlight: 1, requests: 1},
      {inFlight: 2, requests: 2},
    ]);
    expect(stateAt(course, 2, 105)).toEqual([
      {inFlight: 0, requests: 2},
      {inFlight: 1, requests: 2},
    ]);
  });

  it('rank the waits', () => {
    expect(figuresOf(course, 2, 4)).toEqual({slowShare: 0.5, p50Ms: 20, p99Ms: 195, longest: 2});
    expect(figuresOf(course, 2, 0)).toEqual({slowShare: 0, p50Ms: 0, p99Ms: 0, longest: 0});
  });
});

describe('the load balancer', () => {
  const cells = (name: string) =>
    within(screen.getByRole('row', {name: new RegExp(`^${name}`)}))
      .getAllByRole('cell')
      .map(cell => cell.textContent);

  it('reads without a script: picture, figures and sentence', () => {
    const html = renderToString(<LoadBalancer />);
    expect(html).toContain('ROUND_ROBIN');
    expect(html).toMatch(/One request in a hundred waits longer than [\d.]+ ms with least request/);
  });

  it('says in words what the picture shows', () => {
    render(<LoadBalancer />);
    expect(cells('Round robin')[0]).toBe('25%');
    const fleet = screen.getByRole('region', {name: /^Round robin/});
    const rows = within(fleet)
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(rows).toHaveLength(FIRST_SCENE.pods);
    expect(rows.at(-1)).toMatch(/^Pod 4, slow\d+ now, 25%$/);
  });

  it('steps request by request', () => {
    render(<LoadBalancer />);
    const progress = screen.getByRole('slider', {name: /^Request \d/});
    fireEvent.change(progress, {target: {value: '0'}});
    expect(screen.getByText('Request 0 of 300')).toBeTruthy();
    expect(screen.getByRole('button', {name: 'Step back'})).toHaveProperty('disabled', true);
    for (const expected of [1, 2, 3]) {
      fireEvent.click(screen.getByRole('button', {name: 'Step'}));
      expect(screen.getByText(`Request ${expected} of 300`)).toBeTruthy();
    }
    fireEvent.click(screen.getByRole('button', {name: 'Step back'}));
    expect(screen.getByText('Request 2 of 300')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toMatch(/^The longest wait so far/);
  });

  it('plays from the beginning, pauses, and stops at the end', () => {
    vi.useFakeTimers({toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance']});
    render(<LoadBalancer />);
    fireEvent.click(screen.getByRole('radio', {name: 'as it is'}));
    fireEvent.click(screen.getByRole('button', {name: 'Play'}));
    act(() => {
      vi.advanceTimersByTime(500);
    });
    const shown = () =>
      Number(/^Request (\d+)/.exec(screen.getByText(/^Request \d/).textContent)?.[1]);
    const half = shown();
    expect(half).toBeGreaterThan(10);
    expect(half).toBeLessThan(REQUESTS);
    fireEvent.click(screen.getByRole('button', {name: 'Pause'}));
    act(() => {
      vi.advanceTimersByTime(500);
    });
    expect(shown()).toBe(half);
    fireEvent.click(screen.getByRole('button', {name: 'Play'}));
    act(() => {
      vi.advanceTimersByTime(20_000);
    });
    expect(shown()).toBe(REQUESTS);
    expect(screen.getByRole('button', {name: 'Play'})).toBeTruthy();
  });

  it('shows the algorithms that are chosen', () => {
    render(<LoadBalancer />);
    expect(screen.queryByRole('row', {name: /^Maglev/})).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', {name: 'Maglev'}));
    expect(cells('Maglev')).toHaveLength(4);
    for (const name of ['Least request', 'Round robin', 'Ring hash', 'Maglev']) {
      fireEvent.click(screen.getByRole('checkbox', {name}));
    }
    expect(screen.getByRole('status').textContent).toBe('Choose an algorithm.');
  });

  it('has no slow Pod when all are as fast', () => {
    render(<LoadBalancer />);
    fireEvent.change(screen.getByRole('slider', {name: 'The slow Pod works'}), {
      target: {value: '0'},
    });
    expect(screen.queryByText(/, slow/)).toBeNull();
  });
});
