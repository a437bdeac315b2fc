import type {PropSidebarItem} from '@docusaurus/plugin-content-docs';
import {describe, expect, it} from 'vitest';
import {positionOf, routeOf} from '@site/src/components/Chart/route';
import {CHAPTERS} from '@site/src/data/chapters';

const page = (docId: string, href: string): PropSidebarItem => ({
  type: 'link',
  label: docId,
  href,
  docId,
});
const group = (label: string, ...items: PropSidebarItem[]): PropSidebarItem => ({
  type: 'category',
  label,
  items,
  collapsed: false,
  collapsible: false,
});

const SIDEBAR = [
  group('Start', page('start/index', '/docs/start/')),
  group(
    'Evolution',
    page('evolution/index', '/docs/evolution/'),
    page('evolution/docker', '/docs/evolution/docker'),
  ),
  group('Goals', page('goals/index', '/docs/goals/')),
  group('Reference', page('reference/glossary', '/docs/reference/glossary')),
];

describe('the route', () => {
  const route = routeOf(SIDEBAR, CHAPTERS);

  it('has all harbours in the order of the chapters, and the other groups on their sides', () => {
    expect(route.map(({name}) => name)).toEqual([
      'Start',
      ...CHAPTERS.map(({harbour}) => harbour),
      'Reference',
    ]);
  });
  it('knows which harbours have no pages yet', () => {
    const empty = route.filter(({stops}) => stops.length === 0).map(({number}) => number);
    expect(empty).toEqual([2, 4, 5, 6, 7, 8, 9]);
  });
  it('shows no harbours in a sidebar without chapters', () => {
    expect(routeOf(SIDEBAR.slice(3), CHAPTERS).map(({name}) => name)).toEqual(['Reference']);
  });
  it('finds a page, with or without the slash of an index page', () => {
    for (const href of ['/docs/evolution', '/docs/evolution/']) {
      expect(positionOf(route, href)).toMatchObject({group: {number: 1}, index: 0});
    }
    expect(positionOf(route, '/docs/evolution/docker')).toMatchObject({index: 1});
    expect(positionOf(route, '/docs/nowhere')).toBeUndefined();
  });
});
