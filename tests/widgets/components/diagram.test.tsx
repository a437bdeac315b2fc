import {act, cleanup, fireEvent, render, screen, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
// Here already, so that no test waits for the file that the figure loads on demand.
import '@site/src/theme/Mermaid/Enlarged';
import Figure from '@site/src/theme/Mermaid/Figure';

// What draws a fence that has no picture yet needs the generator and Mermaid.
vi.mock('@theme/Mermaid', () => ({
  default: ({value}: {value: string}) => <pre data-testid="live">{value}</pre>,
}));

const SVG =
  '<svg viewBox="0 0 400 200" role="img" aria-labelledby="d0123456789ab-t d0123456789ab-d">' +
  '<title id="d0123456789ab-t">Two services</title><desc id="d0123456789ab-d">ui calls search.</desc>' +
  '<marker id="d0123456789ab-m"></marker><path marker-end="url(#d0123456789ab-m)"></path></svg>';

const about = {
  source: 'flowchart TB\n  ui --> search\n',
  kind: 'flowchart',
  title: 'Two services',
  description: 'ui calls search.',
} as const;

const drawnAt = (url: string, svg?: string) => ({
  url,
  width: 400,
  height: 200,
  sentences: ['ui leads to search.', 'search leads nowhere.'],
  ...(svg !== undefined && {svg}),
});

/** The window of the enlarged drawing: jsdom lays nothing out. */
const ROOM = {width: 832, height: 632};

const polyfills = {
  // jsdom knows the element, and neither opens nor closes it.
  dialog: {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    },
  },
  element: {scrollTo: vi.fn(), scrollBy: vi.fn()},
};

beforeEach(() => {
  Object.assign(HTMLDialogElement.prototype, polyfills.dialog);
  Object.assign(Element.prototype, polyfills.element);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(ROOM.width);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(ROOM.height);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly report: () => void) {}
      observe() {
        this.report();
      }
      disconnect() {}
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const name of Object.keys(polyfills.dialog))
    Reflect.deleteProperty(HTMLDialogElement.prototype, name);
  for (const name of Object.keys(polyfills.element))
    Reflect.deleteProperty(Element.prototype, name);
});

const widthOf = (dialog: HTMLElement) =>
  Number.parseFloat(dialog.querySelector('svg')?.parentElement?.style.width ?? '');

const enlarge = async () => {
  render(<Figure about={about} drawn={drawnAt('/enlarged.svg', SVG)} />);
  fireEvent.click(screen.getByRole('button', {name: 'Enlarge'}));
  const dialog = await screen.findByRole('dialog', {name: 'Two services'});
  return {dialog, room: within(dialog).getByRole('region', {name: 'Drawing, scrolls'})};
};

describe('a diagram', () => {
  it('is a figure with its caption and its picture', () => {
    render(<Figure about={about} drawn={drawnAt('/figure.svg', SVG)} />);
    const figure = screen.getByRole('figure', {name: 'Two services'});
    expect(within(figure).getByRole('img', {name: 'Two services ui calls search.'})).toBeTruthy();
  });
  it('keeps the room of a picture that is on its way, and shows it when it comes', async () => {
    const fetched = vi.fn(() => Promise.resolve(new Response(SVG)));
    vi.stubGlobal('fetch', fetched);
    const {container} = render(<Figure about={about} drawn={drawnAt('/later.svg')} />);
    const place = container.querySelector<HTMLElement>('[data-diagram]');
    expect(place?.style.aspectRatio).toBe('400 / 200');
    await screen.findByRole('img', {name: 'Two services ui calls search.'});
    expect(fetched.mock.calls).toEqual([['/later.svg']]);
  });
  it('links to a picture that does not come', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', {status: 404})));
    render(<Figure about={about} drawn={drawnAt('/lost.svg')} />);
    const link = await screen.findByRole('link', {name: /did not arrive/});
    expect(link.getAttribute('href')).toBe('/lost.svg');
  });
  it('can be read as text, sentence by sentence', () => {
    render(<Figure about={about} drawn={drawnAt('/text.svg', SVG)} />);
    const words = screen.getByText('Read as text').closest('details');
    expect(words?.textContent).toContain('ui calls search.');
    expect(Array.from(words?.querySelectorAll('ul > li') ?? [], item => item.textContent)).toEqual([
      'ui leads to search.',
      'search leads nowhere.',
    ]);
  });
  it('numbers the sentences where their order is the message', () => {
    render(<Figure about={{...about, kind: 'sequence'}} drawn={drawnAt('/steps.svg', SVG)} />);
    expect(screen.getByText('ui leads to search.').closest('ol')).not.toBeNull();
  });
  it('gives its Mermaid source away, and says so', async () => {
    const user = userEvent.setup();
    render(<Figure about={about} drawn={drawnAt('/copy.svg', SVG)} />);
    await user.click(screen.getByRole('button', {name: 'Copy source'}));
    expect((await screen.findByRole('status')).textContent).toBe('Copied');
    expect(await navigator.clipboard.readText()).toBe(about.source);
  });
  it('says when the browser refuses to copy', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
    render(<Figure about={about} drawn={drawnAt('/refused.svg', SVG)} />);
    await user.click(screen.getByRole('button', {name: 'Copy source'}));
    expect(screen.getByRole('status').textContent).toBe('Could not copy');
  });
  it('without a picture yet is drawn by the page, and has nothing to enlarge', () => {
    render(<Figure about={about} />);
    expect(screen.getByTestId('live').textContent).toBe(about.source);
    expect(screen.queryByRole('button', {name: 'Enlarge'})).toBeNull();
  });
  it('can be reached by keyboard only where it scrolls', () => {
    vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(ROOM.width);
    const {unmount} = render(<Figure about={about} drawn={drawnAt('/narrow.svg', SVG)} />);
    expect(screen.queryByRole('region')).toBeNull();
    unmount();
    vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(ROOM.width + 1);
    render(<Figure about={about} drawn={drawnAt('/wide.svg', SVG)} />);
    expect(screen.getByRole('region', {name: 'Two services'}).tabIndex).toBe(0);
  });
});

describe('an enlarged diagram', () => {
  it('begins as large as the window allows, twice its size at most', async () => {
    const {dialog} = await enlarge();
    // (832 - 32) / 400 = 2 and (632 - 32) / 200 = 3: the width decides.
    expect(widthOf(dialog)).toBe(800);
  });
  it('repeats no id of the page', async () => {
    await enlarge();
    const ids = Array.from(document.querySelectorAll('[id]'), ({id}) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const copy = screen.getByRole('dialog').querySelector('svg');
    for (const id of copy?.getAttribute('aria-labelledby')?.split(' ') ?? [])
      expect(copy?.querySelector(`[id="${id}"]`), id).not.toBeNull();
    const head = /#([^)]+)/.exec(copy?.querySelector('path')?.getAttribute('marker-end') ?? '');
    expect(copy?.querySelector(`marker[id="${head?.[1]}"]`)).not.toBeNull();
  });
  it('grows and shrinks by buttons, within limits, and fits again', async () => {
    const {dialog} = await enlarge();
    const [larger, smaller, fit] = ['Larger', 'Smaller', 'Fit'].map(name =>
      within(dialog).getByRole('button', {name}),
    ) as [HTMLElement, HTMLElement, HTMLElement];
    fireEvent.click(larger);
    expect(widthOf(dialog)).toBeCloseTo(800 * 1.3);
    fireEvent.click(smaller);
    expect(widthOf(dialog)).toBeCloseTo(800);
    for (let press = 0; press < 12; press++) fireEvent.click(larger);
    expect(widthOf(dialog)).toBe(400 * 6);
    for (let press = 0; press < 20; press++) fireEvent.click(smaller);
    expect(widthOf(dialog)).toBe(400 * 0.3);
    fireEvent.click(fit);
    expect(widthOf(dialog)).toBe(800);
  });
  it('grows as far as two fingers move apart, and the page does not', async () => {
    const {dialog, room} = await enlarge();
    const fingers = (apart: number) => [
      {clientX: 400 - apart / 2, clientY: 300},
      {clientX: 400 + apart / 2, clientY: 300},
    ];
    fireEvent.touchStart(room, {touches: fingers(100)});
    expect(fireEvent.touchMove(room, {touches: fingers(120)})).toBe(false);
    fireEvent.touchMove(room, {touches: fingers(150)});
    expect(widthOf(dialog)).toBeCloseTo(800 * 1.5);
    fireEvent.touchMove(room, {touches: fingers(75)});
    expect(widthOf(dialog)).toBeCloseTo(800 * 0.75);
  });
  it('leaves one finger to the browser, which scrolls', async () => {
    const {dialog, room} = await enlarge();
    fireEvent.touchStart(room, {touches: [{clientX: 100, clientY: 100}]});
    expect(fireEvent.touchMove(room, {touches: [{clientX: 200, clientY: 100}]})).toBe(true);
    expect(widthOf(dialog)).toBe(800);
  });
  it('grows by wheel only together with Ctrl', async () => {
    const {dialog, room} = await enlarge();
    expect(fireEvent.wheel(room, {deltaY: -200})).toBe(true);
    expect(widthOf(dialog)).toBe(800);
    expect(fireEvent.wheel(room, {deltaY: -200, ctrlKey: true})).toBe(false);
    expect(widthOf(dialog)).toBeCloseTo(800 * Math.E);
  });
  it('goes away with its close button, and with Escape', async () => {
    const {dialog} = await enlarge();
    fireEvent.click(screen.getByRole('button', {name: 'Close'}));
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.click(screen.getByRole('button', {name: 'Enlarge'}));
    // On Escape the browser closes a dialog by itself; the page hears of it afterwards.
    act(() => {
      screen.getByRole<HTMLDialogElement>('dialog').close();
    });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(dialog.isConnected).toBe(false);
  });
});
