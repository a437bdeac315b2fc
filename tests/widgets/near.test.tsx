import {act, cleanup, render, screen} from '@testing-library/react';
import {hydrateRoot} from 'react-dom/client';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it, vi} from 'vitest';
import styles from '../../src/widgets/_kit/near.module.css';

/** A window that says when a frame comes near. */
class Watcher {
  static seen: (near: boolean) => void = () => undefined;
  static watching = 0;
  constructor(callback: (entries: {isIntersecting: boolean}[]) => void) {
    Watcher.seen = near => callback([{isIntersecting: near}]);
  }
  observe(): void {
    Watcher.watching += 1;
  }
  disconnect(): void {
    Watcher.watching = 0;
  }
}

async function makeWidget() {
  const {nearWidget} = await import('../../src/widgets/_kit/near');
  const load = vi.fn(() => Promise.resolve(() => <p>alive</p>));
  return {Widget: nearWidget({frame: 'frame', waiting: 'waiting', load}), load};
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a widget that loads when it is near', () => {
  it('fetches nothing before its frame comes near, then comes alive', async () => {
    vi.stubGlobal('IntersectionObserver', Watcher);
    const {Widget, load} = await makeWidget();
    render(<Widget />);
    await act(() => Promise.resolve());
    expect(screen.getByText('waiting')).toBeTruthy();
    await act(() => {
      Watcher.seen(false);
      return Promise.resolve();
    });
    expect(load).not.toHaveBeenCalled();
    await act(() => {
      Watcher.seen(true);
      return Promise.resolve();
    });
    expect(await screen.findByText('alive')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('leaves what the server drew alone until then', async () => {
    vi.stubGlobal('IntersectionObserver', Watcher);
    const {Widget} = await makeWidget();
    const page = document.createElement('div');
    page.innerHTML = `<div class="${styles.widget} frame" data-widget="true"><div><p>drawn by the server</p></div></div>`;
    document.body.append(page);
    const complaint = vi.spyOn(console, 'error');
    const root = await act(() => hydrateRoot(page, <Widget />));
    expect(page.textContent).toBe('drawn by the server');
    await act(() => {
      root.render(<Widget />);
      return Promise.resolve();
    });
    expect(page.textContent).toBe('drawn by the server');
    await act(() => {
      Watcher.seen(true);
      return Promise.resolve();
    });
    expect(page.textContent).toBe('alive');
    expect(complaint).not.toHaveBeenCalled();
    act(() => root.unmount());
    page.remove();
  });

  it('stops watching when its page is left', async () => {
    vi.stubGlobal('IntersectionObserver', Watcher);
    const {Widget} = await makeWidget();
    const {unmount} = render(<Widget />);
    expect(Watcher.watching).toBe(1);
    unmount();
    expect(Watcher.watching).toBe(0);
  });

  it('loads at once where nothing can be watched, as on the server', async () => {
    const {Widget, load} = await makeWidget();
    expect(renderToString(<Widget />)).toContain('frame');
    render(<Widget />);
    expect(await screen.findByText('alive')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });
});
