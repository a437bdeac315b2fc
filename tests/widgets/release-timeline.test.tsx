import {cleanup, fireEvent, render, screen} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {RELEASES, THEMES} from '../../src/data/releases';
import {ReleaseTimeline} from '../../src/widgets/ReleaseTimeline/ReleaseTimeline';
import {matches, position, writeDay} from '../../src/widgets/ReleaseTimeline/timeline';

afterEach(cleanup);

describe('the releases', () => {
  it('miss no minor number from 0.1 to 0.8 and from 1.0 to 1.31', () => {
    const numbers = (major: number, from: number, to: number) =>
      Array.from({length: to - from + 1}, (_, index) => `${major}.${from + index}`);
    expect(RELEASES.map(({version}) => version)).toEqual([
      ...numbers(0, 1, 8),
      ...numbers(1, 0, 31),
    ]);
  });
  it('stand in the order of their days', () => {
    const days = RELEASES.map(({date}) => date);
    expect(days).toEqual([...days].sort());
  });
  it('have one sentence or two each, none like another', () => {
    for (const {change} of RELEASES) expect(change).toMatch(/^[A-Z0-9].{10,95}\.$/);
    expect(new Set(RELEASES.map(({change}) => change)).size).toBe(RELEASES.length);
  });
  it('give every theme something to follow', () => {
    for (const {id} of THEMES) {
      expect(RELEASES.filter(release => matches(release, id)).length).toBeGreaterThan(2);
    }
  });
});

describe('a day', () => {
  it('is written the same in every time zone', () => {
    expect(writeDay('2017-05-24')).toBe('24 May 2017');
    expect(writeDay('2018-06-01')).toBe('1 Jun 2018');
  });
  it('stands between the starts of its years, later days further right', () => {
    expect(position('2017-01-01', 2017, 10)).toBe(0);
    expect(position('2022-01-01', 2017, 10)).toBe(0.5);
    const day = fc
      .date({
        min: new Date('2017-01-01T00:00:00Z'),
        max: new Date('2026-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().slice(0, 10) as `${number}-${number}-${number}`);
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [x, y] = [position(one, 2017, 10), position(other, 2017, 10)];
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThan(1);
        expect(Math.sign(x - y)).toBe(Math.sign(one.localeCompare(other)));
      }),
    );
  });
});

describe('the widget', () => {
  const versions = () =>
    [...document.querySelectorAll('tbody th')].map(cell => cell.firstChild?.textContent);

  it('holds every release, its day and its change before any script runs', () => {
    const page = document.createElement('div');
    page.innerHTML = renderToString(<ReleaseTimeline />);
    const rows = [...page.querySelectorAll('tbody tr')].map(row => row.textContent);
    expect(rows).toEqual(
      RELEASES.map(({version, date, change}) => `${version}${writeDay(date)}${change}`),
    );
  });
  it('shows one theme, says how many releases that are, and comes back', () => {
    render(<ReleaseTimeline />);
    fireEvent.click(screen.getByLabelText('Ambient mode'));
    const ambient = RELEASES.filter(({themes}) => themes.includes('ambient'));
    expect(versions()).toEqual(ambient.map(({version}) => version));
    expect(versions()[0]).toBe('1.18');
    expect(screen.getByText(/^Ambient mode: /).textContent).toBe(
      `Ambient mode: ${ambient.length} of 40 releases, from 1.18 to 1.29.`,
    );
    fireEvent.click(screen.getByLabelText('All'));
    expect(versions()).toHaveLength(40);
  });
  it('draws a bar for each release, long where it belongs to the theme', () => {
    render(<ReleaseTimeline />);
    fireEvent.click(screen.getByLabelText('Observability'));
    const heights = [...document.querySelectorAll('svg line')].map(bar => bar.getAttribute('y1'));
    const long = RELEASES.filter(release => matches(release, 'observability')).length;
    expect(heights.filter(y => y === '6')).toHaveLength(long);
    expect(heights.filter(y => y === '28')).toHaveLength(RELEASES.length - long);
  });
  it('lets the keyboard scroll its table', () => {
    render(<ReleaseTimeline />);
    expect(screen.getByLabelText('Table of releases').tabIndex).toBe(0);
  });
});
