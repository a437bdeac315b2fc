import {cleanup, fireEvent, render, screen, within} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {HOP_MS, pageMs, tracesOf, UI_MS, type Page} from '../../src/widgets/TraceView/trace';
import {TraceView} from '../../src/widgets/TraceView/TraceView';

afterEach(cleanup);

const page: fc.Arbitrary<Page> = fc.record({
  calls: fc.integer({min: 1, max: 30}),
  searchMs: fc.integer({min: 1, max: 1000}),
  order: fc.constantFrom('sequence', 'parallel'),
  copied: fc.boolean(),
});

describe('the spans of a page', () => {
  it('are two of the gateway, one of each direction of ui, and one of search', () => {
    fc.assert(
      fc.property(page, input => {
        const spans = tracesOf(input).flat();
        const count = (place: string, kind: string) =>
          spans.filter(span => span.place === place && span.kind === kind).length;
        expect(count('gateway', 'server')).toBe(1);
        expect(count('gateway', 'client')).toBe(1);
        expect(count('ui', 'server')).toBe(1);
        expect(count('ui', 'client')).toBe(input.calls);
        expect(count('search', 'server')).toBe(input.calls);
        expect(new Set(spans.map(({id}) => id)).size).toBe(spans.length);
      }),
    );
  });

  it('are one trace with the headers, and one more for each call without', () => {
    fc.assert(
      fc.property(page, input => {
        expect(tracesOf(input)).toHaveLength(input.copied ? 1 : 1 + input.calls);
      }),
    );
  });

  it('lie within the span that they belong under, in their own trace', () => {
    fc.assert(
      fc.property(page, input => {
        for (const trace of tracesOf(input)) {
          expect(trace.filter(({parent}) => parent === null)).toHaveLength(1);
          expect(trace[0]?.startMs).toBe(0);
          for (const span of trace) {
            const above = trace.find(({id}) => id === span.parent);
            expect(above === undefined).toBe(span.parent === null);
            if (above === undefined) continue;
            expect(span.depth).toBe(above.depth + 1);
            expect(span.startMs).toBeGreaterThanOrEqual(above.startMs);
            expect(span.startMs + span.durationMs).toBeLessThanOrEqual(
              above.startMs + above.durationMs,
            );
          }
        }
      }),
    );
  });

  it('overlap when the calls are made at the same time, and never when one waits for the other', () => {
    fc.assert(
      fc.property(page, input => {
        const calls = tracesOf({...input, copied: true})
          .flat()
          .filter(({place, kind}) => place === 'ui' && kind === 'client');
        for (const [index, call] of calls.entries()) {
          const before = calls[index - 1];
          if (before === undefined) continue;
          const end = before.startMs + before.durationMs;
          expect(call.startMs).toBe(input.order === 'sequence' ? end : before.startMs);
        }
      }),
    );
  });

  it('cannot tell the order of the calls once the headers are dropped', () => {
    fc.assert(
      fc.property(page, input => {
        const [, ...calls] = tracesOf({...input, copied: false, order: 'sequence'});
        const [, ...others] = tracesOf({...input, copied: false, order: 'parallel'});
        expect(calls).toEqual(others);
      }),
    );
  });

  it('leave to ui the time that it works itself', () => {
    const shape = {calls: 3, searchMs: 20};
    const callMs = 20 + 2 * HOP_MS;
    expect(pageMs({...shape, order: 'sequence'})).toBe(2 * HOP_MS + 2 * UI_MS + 3 * callMs);
    expect(pageMs({...shape, order: 'parallel'})).toBe(2 * HOP_MS + 2 * UI_MS + callMs);
  });
});

describe('the widget', () => {
  it('is drawn on the server, and its words say what its bars show', () => {
    const html = renderToString(<TraceView />).replaceAll('<!-- -->', '');
    expect(html).toContain('The page takes 78 ms. All at the same time, it would take 34 ms.');
    expect(html).toContain('One trace, 9 spans');
    expect(html).toContain('6–28 ms');
    expect(html.match(/<rect/g)).toHaveLength(9);
  });

  it('shortens the page when the calls are made at the same time', () => {
    render(<TraceView />);
    fireEvent.click(screen.getByLabelText('All at the same time'));
    expect(screen.getByRole('status').textContent).toContain('The page takes 34 ms.');
    fireEvent.change(screen.getByLabelText('Calls from ui to search'), {target: {value: '0'}});
    expect(screen.getByRole('status').textContent).toContain('the order changes nothing');
  });

  it('falls apart when ui drops the headers', () => {
    render(<TraceView />);
    fireEvent.click(screen.getByLabelText('ui drops them'));
    expect(screen.getByRole('status').textContent).toContain('4 traces');
    const last = screen.getByRole('list', {name: 'Trace 4 of 4, 2 spans'});
    expect(within(last).getAllByRole('listitem')[0]?.textContent).toContain(
      'proxy of ui: to search, span 8, first of its trace',
    );
  });
});
