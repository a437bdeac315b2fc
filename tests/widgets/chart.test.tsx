import {cleanup, render, screen, within} from '@testing-library/react';
import {afterEach, describe, expect, it} from 'vitest';
import {Chart, ChartInset} from '@site/src/components/Chart';
import {VoyageList} from '@site/src/components/Chart/VoyageList';
import {pathOf, roughen, type Point} from '@site/src/components/Chart/coast';
import {HEIGHT, PLACES, WIDTH, boatAt, shore} from '@site/src/components/Chart/geometry';
import {berthOf, extent, passage, type Harbour} from '@site/src/components/Chart/voyage';
import {CHAPTERS} from '@site/src/data/chapters';

afterEach(cleanup);

const HARBOURS: Harbour[] = CHAPTERS.map(({number, slug, harbour}) =>
  number <= 3
    ? {number, name: harbour, href: `/docs/${slug}`, pages: number, minutes: number * 10}
    : {number, name: harbour, pages: 0, minutes: 0},
);

describe('the chart', () => {
  it('links each harbour that has pages, with its name and length', () => {
    render(<Chart harbours={HARBOURS} boat={{harbour: 1}} />);
    expect(screen.getAllByRole('link').map(link => link.getAttribute('href'))).toEqual([
      '/docs/evolution',
      '/docs/history',
      '/docs/goals',
    ]);
    expect(screen.getByRole('link', {name: 'Harbour 2 History 2 pages, 20 min'})).toBeTruthy();
  });

  it('draws a harbour without pages unlinked and says so', () => {
    render(<Chart harbours={HARBOURS} boat={{harbour: 1}} />);
    expect(screen.getByRole('img', {name: 'Harbour 9 Envoy not yet charted'})).toBeTruthy();
    expect(screen.queryByRole('link', {name: /Envoy/})).toBeNull();
  });

  it('puts the boat at the last page read, in picture and words', () => {
    const {container} = render(<Chart harbours={HARBOURS} boat={{harbour: 3, title: 'Cost'}} />);
    expect(container.querySelector('[data-boat]')?.getAttribute('data-boat')).toBe('3');
    expect(container.textContent).toContain('You stopped atCost');
    expect(screen.getByRole('link', {name: /^Harbour 3 Goals .*, you stopped here$/})).toBeTruthy();
  });

  it('waits at harbour 1 before the voyage', () => {
    const {container} = render(<Chart harbours={HARBOURS} boat={{harbour: 1}} />);
    expect(container.textContent).toContain('You start here');
    expect(screen.queryByRole('link', {name: /you stopped/})).toBeNull();
  });
});

describe('the voyage as a list', () => {
  it('says the same as the chart', () => {
    render(<VoyageList harbours={HARBOURS} boat={{harbour: 2, title: 'Zero dot x'}} />);
    const rows = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(rows).toHaveLength(9);
    expect(rows.filter(row => within(row).queryByRole('link') !== null)).toHaveLength(3);
    expect(rows[1]?.textContent).toContain('you stopped at Zero dot x');
    expect(rows[8]?.textContent).toContain('not yet charted');
  });
});

describe('the inset of a chapter', () => {
  it('shows the harbour and its neighbours', () => {
    const {container} = render(<ChartInset harbour={6} />);
    expect([...container.querySelectorAll('text')].map(text => text.textContent)).toEqual([
      '5',
      '6',
      '7',
    ]);
  });
  it('stays away where there is no harbour', () => {
    expect(render(<ChartInset harbour={42} />).container.innerHTML).toBe('');
  });
});

describe('where the boat lies', () => {
  it.each([
    ['nothing read', undefined, {harbour: 1}],
    ['index page', {path: '/docs/goals', title: 'Goals'}, {harbour: 3, title: 'Goals'}],
    ['inner page', {path: '/docs/history/zero', title: 'Zero'}, {harbour: 2, title: 'Zero'}],
    ['page beside the course', {path: '/docs/reference/x', title: 'X'}, {harbour: 1}],
    ['address that only begins alike', {path: '/docs/goalsetting', title: 'G'}, {harbour: 1}],
  ])('%s', (_, last, expected) => {
    expect(berthOf(HARBOURS, last)).toEqual(expected);
  });
  it('divides the route into behind, here and ahead', () => {
    expect([1, 2, 3].map(number => passage(number, {harbour: 2}))).toEqual([
      'behind',
      'here',
      'ahead',
    ]);
  });
  it('counts one page as one page', () => {
    expect(extent({number: 1, name: '', pages: 1, minutes: 4})).toBe('1 page, 4 min');
  });
});

describe('the drawing', () => {
  it.each(CHAPTERS.map(({number}) => number))('has a place for harbour %i on the sheet', number => {
    const place = PLACES[number];
    expect(place).toBeDefined();
    for (const [x, y] of [place?.at ?? [0, 0], boatAt(number)]) {
      expect(x).toBeGreaterThan(40);
      expect(x).toBeLessThan(WIDTH - 40);
      expect(y).toBeGreaterThan(40);
      expect(y).toBeLessThan(HEIGHT - 40);
    }
  });
  it('is the same on every machine: same seed, same coast, whole numbers', () => {
    const line: Point[] = [
      [0, 0],
      [100, 40],
    ];
    expect(roughen(line, 7)).toEqual(roughen(line, 7));
    expect(roughen(line, 7)).not.toEqual(roughen(line, 8));
    expect(shore.flat().every(Number.isInteger)).toBe(true);
  });
  it('keeps the given points of a coast', () => {
    const line: Point[] = [
      [0, 0],
      [60, 5],
      [120, 0],
    ];
    for (const point of line) expect(roughen(line, 3)).toContainEqual(point);
  });
  it('writes a path that goes where the line goes', () => {
    expect(
      pathOf(
        [
          [10, 10],
          [12, 7],
          [5, 7],
          [5, 9],
        ],
        'z',
      ),
    ).toBe('M10 10l2-3-7 0 0 2z');
  });
});
