import {act, cleanup, fireEvent, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Term} from '@site/src/components/Term';

const entry = {
  term: 'sidecar',
  definition: 'A proxy in the same `Pod`.',
  french: 'sidecar (m)',
  path: '/docs/evolution/istio-rises',
};

/** jsdom has no popovers: what the browser would do is noted down. */
const show = vi.fn();
const hide = vi.fn();

beforeEach(() => {
  Object.assign(HTMLElement.prototype, {showPopover: show, hidePopover: hide});
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
  Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
  Reflect.deleteProperty(HTMLElement.prototype, 'hidePopover');
});

const pass = (milliseconds: number) => {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
};

const renderTerm = () => {
  render(
    <p>
      A <Term entry={entry}>sidecar</Term> helps. <a href="#next">next</a>
    </p>,
  );
  const button = screen.getByRole('button', {name: 'sidecar'});
  const definition = document.querySelector<HTMLElement>('[popover]')!;
  return {button, definition};
};

describe('Term', () => {
  it('opens without JavaScript: the button names the popover, which holds definition, twin and page', () => {
    const {button, definition} = renderTerm();
    expect(button.getAttribute('popovertarget')).toBe(definition.id);
    expect(button.getAttribute('popovertargetaction')).toBe('show');
    expect(definition.getAttribute('popover')).toBe('auto');
    expect(definition.textContent).toContain('A proxy in the same Pod.');
    expect(definition.querySelector('[lang=fr]')?.textContent).toBe('sidecar (m)');
    expect(definition.querySelector('a')?.getAttribute('href')).toBe(entry.path);
  });

  it('has no link on the page that teaches it', () => {
    render(<Term entry={{term: 'x', definition: 'y', french: 'z'}}>x</Term>);
    expect(document.querySelector('[popover] a')).toBeNull();
  });

  it('follows a resting pointer and leaves with it, but not into the definition', () => {
    vi.useFakeTimers();
    const {button, definition} = renderTerm();
    fireEvent.mouseEnter(button);
    expect(show).not.toHaveBeenCalled();
    pass(200);
    expect(show).toHaveBeenCalledWith({source: button});
    fireEvent.mouseLeave(button);
    fireEvent.mouseEnter(definition);
    pass(1000);
    expect(hide).not.toHaveBeenCalled();
    fireEvent.mouseLeave(definition);
    pass(1000);
    expect(hide).toHaveBeenCalledOnce();
  });

  it('does not flash under a pointer that passes', () => {
    vi.useFakeTimers();
    const {button} = renderTerm();
    fireEvent.mouseEnter(button);
    fireEvent.mouseLeave(button);
    pass(1000);
    expect(show).not.toHaveBeenCalled();
  });

  it('stays when it was pressed', () => {
    vi.useFakeTimers();
    const {button} = renderTerm();
    fireEvent.click(button);
    fireEvent.mouseLeave(button);
    pass(1000);
    expect(hide).not.toHaveBeenCalled();
  });

  it('opens with keyboard focus, lets Tab into its link, and closes behind it', async () => {
    const user = userEvent.setup();
    const {button} = renderTerm();
    await user.tab();
    expect(document.activeElement).toBe(button);
    expect(show).toHaveBeenCalledOnce();
    await user.tab();
    expect(document.activeElement?.textContent).toBe('The page that explains it');
    expect(hide).not.toHaveBeenCalled();
    await user.tab();
    expect(hide).toHaveBeenCalledOnce();
  });

  it('can be read in a browser that has no popovers', () => {
    Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
    Reflect.deleteProperty(HTMLElement.prototype, 'hidePopover');
    const {button} = renderTerm();
    fireEvent.focus(button);
    fireEvent.blur(button);
    expect(document.body.textContent).toContain('A proxy in the same Pod.');
  });
});
