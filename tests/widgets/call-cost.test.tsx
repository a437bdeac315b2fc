import {cleanup, fireEvent, render, screen} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {formatChance, formatDuration} from '../../src/widgets/_kit/format';
import {CallCost} from '../../src/widgets/CallCost/CallCost';
import {costOf, type FanOut} from '../../src/widgets/CallCost/cost';

afterEach(cleanup);

const fanOut: fc.Arbitrary<FanOut> = fc.record({
  calls: fc.integer({min: 1, max: 200}),
  latencyMs: fc.double({min: 0.01, max: 1000, noNaN: true}),
  failure: fc.double({min: 0, max: 1, noNaN: true}),
  order: fc.constantFrom('sequence', 'parallel'),
});

describe('the arithmetic of a fan-out', () => {
  it('agrees with the figures of the chapter', () => {
    const ten: FanOut = {calls: 10, latencyMs: 0.5, failure: 0.001, order: 'sequence'};
    expect(costOf(ten).waitMs).toBe(5);
    expect(costOf(ten).success).toBeCloseTo(0.990045, 6);
    expect(costOf(ten).localMs).toBeCloseTo(0.001, 12);
    expect(costOf({...ten, order: 'parallel'}).waitMs).toBe(0.5);
    expect(1 - costOf({...ten, calls: 100, failure: 0.01}).success).toBeCloseTo(0.634, 3);
  });

  it('never waits longer in parallel than in sequence, and fails as often', () => {
    fc.assert(
      fc.property(fanOut, input => {
        const sequence = costOf({...input, order: 'sequence'});
        const parallel = costOf({...input, order: 'parallel'});
        expect(parallel.waitMs).toBeLessThanOrEqual(sequence.waitMs);
        expect(parallel.success).toBe(sequence.success);
      }),
    );
  });

  it('gets no cheaper and no safer by one call more', () => {
    fc.assert(
      fc.property(fanOut, input => {
        const before = costOf(input);
        const after = costOf({...input, calls: input.calls + 1});
        expect(after.waitMs).toBeGreaterThanOrEqual(before.waitMs);
        expect(after.localMs).toBeGreaterThan(before.localMs);
        expect(after.success).toBeLessThanOrEqual(before.success);
      }),
    );
  });

  it('multiplies the chances of the two halves of a fan-out', () => {
    fc.assert(
      fc.property(fanOut, fc.integer({min: 1, max: 100}), (input, more) => {
        const whole = costOf({...input, calls: input.calls + more}).success;
        expect(whole).toBeCloseTo(
          costOf(input).success * costOf({...input, calls: more}).success,
          9,
        );
      }),
    );
  });
});

describe('figures in words', () => {
  it('chooses the unit', () => {
    expect([0.0001, 0.001, 0.5, 5, 1200].map(formatDuration)).toEqual([
      '100 ns',
      '1 µs',
      '0.5 ms',
      '5 ms',
      '1.2 s',
    ]);
  });

  it('writes a chance with as few decimals as it needs', () => {
    expect([0, 0.0001, 0.0005, 0.001, 0.05, 0.990045, 0.9999, 1].map(formatChance)).toEqual([
      '0%',
      '0.01%',
      '0.05%',
      '0.1%',
      '5.0%',
      '99.0%',
      '99.99%',
      '100%',
    ]);
  });

  it('never calls certain what is not', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-9, max: 1 - 1e-9, noNaN: true}), chance => {
        expect(Number.parseFloat(formatChance(chance))).toBeGreaterThan(0);
        expect(Number.parseFloat(formatChance(chance))).toBeLessThan(100);
      }),
    );
  });
});

describe('the widget', () => {
  const slide = (name: string, step: number) =>
    fireEvent.change(screen.getByLabelText(name), {target: {value: String(step)}});

  it('is drawn on the server with the figures of the chapter', () => {
    const html = renderToString(<CallCost />);
    expect(html).toContain('10 × 0.5 ms = 5 ms');
    expect(html.replaceAll('<!-- -->', '')).toContain('0.5 ms = 5,000 local calls of 100 ns');
    expect(html.match(/<rect/g)).toHaveLength(10 + 2);
  });

  it('says in words what the sliders do', () => {
    render(<CallCost />);
    expect(screen.getByRole('status').textContent).toBe(
      'The page waits 5 ms for 10 network calls. In one process, 10 local calls would take 1 µs. 1.0% of the pages miss something.',
    );
    slide('Calls for one page', 0);
    slide('Calls that fail', 0);
    expect(screen.getByRole('status').textContent).toBe(
      'The page waits 0.5 ms for one network call. In one process, one local call would take 100 ns. Every page is complete.',
    );
    expect(screen.getByLabelText('Calls that fail').getAttribute('aria-valuetext')).toBe('0%');
  });

  it('shortens the wait, and nothing else, when the calls are made at the same time', () => {
    render(<CallCost />);
    slide('Latency of one call', 7);
    expect(screen.getByRole('status').textContent).toContain('waits 200 ms');
    fireEvent.click(screen.getByLabelText('All at the same time'));
    expect(screen.getByRole('status').textContent).toContain('waits 20 ms');
    expect(screen.getByRole('status').textContent).toContain('1.0% of the pages');
    expect(screen.getByText('the slowest of 10 × 20 ms = 20 ms')).toBeTruthy();
  });
});
