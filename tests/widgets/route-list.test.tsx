import type {PropSidebarItem} from '@docusaurus/plugin-content-docs';
import {cleanup, fireEvent, render, screen} from '@testing-library/react';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Route} from '@site/src/theme/DocSidebar/Route';

const progress = vi.hoisted(() => ({read: [] as string[]}));
vi.mock('@site/src/components/progress/store', () => ({useProgress: () => progress}));

const stop = (name: string): PropSidebarItem => ({
  type: 'link',
  label: name,
  href: `/docs/evolution/${name}`,
  docId: `evolution/${name}`,
});
const SIDEBAR: PropSidebarItem[] = [
  {
    type: 'category',
    label: 'Evolution',
    items: [stop('docker'), stop('kubernetes'), stop('istio-rises')],
    collapsed: false,
    collapsible: false,
  },
];

beforeEach(() => {
  progress.read = [];
});
afterEach(cleanup);

describe('the route beside a page', () => {
  it('puts the boat at the current page', () => {
    const {container} = render(<Route sidebar={SIDEBAR} path="/docs/evolution/kubernetes" />);
    const current = screen.getByRole('link', {current: 'page'});
    expect(current.textContent).toBe('kubernetes');
    expect(current.querySelector('svg')).not.toBeNull();
    expect(container.querySelectorAll('svg')).toHaveLength(1);
  });
  it('says which pages were read', () => {
    progress.read = ['evolution/docker'];
    render(<Route sidebar={SIDEBAR} path="/docs/evolution/kubernetes" />);
    expect(screen.getByRole('link', {name: /^docker ?, read$/})).toBeTruthy();
    expect(screen.queryByRole('link', {name: /^istio-rises ?, read$/})).toBeNull();
  });
  it('shows the harbours without pages, and links none of them', () => {
    render(<Route sidebar={SIDEBAR} path="/docs/evolution/docker" />);
    expect(screen.getByText('Security').closest('a')).toBeNull();
    expect(screen.getAllByText(', not yet charted')).toHaveLength(8);
  });
  it('keeps the pages of a harbour the reader is not in folded away', () => {
    render(<Route sidebar={SIDEBAR} path="/docs/reference/glossary" />);
    expect(screen.queryByText('kubernetes')).toBeNull();
    expect(screen.getByRole('link', {name: 'Evolution'}).getAttribute('href')).toBe(
      '/docs/evolution/docker',
    );
  });
  it('tells the menu when a page is chosen', () => {
    // jsdom cannot follow the link.
    const onPick = vi.fn((event?: Event) => event?.preventDefault());
    render(<Route sidebar={SIDEBAR} path="/docs/evolution/docker" onPick={onPick} />);
    fireEvent.click(screen.getByText('kubernetes'));
    expect(onPick).toHaveBeenCalledOnce();
  });
});
