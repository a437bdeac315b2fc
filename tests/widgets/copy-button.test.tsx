import {useRef} from 'react';
import {cleanup, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {CopyButton, textToCopy} from '@site/src/theme/CodeBlock/CopyButton';

afterEach(cleanup);

function Block({html}: {html: string}) {
  const ref = useRef<HTMLDivElement>(null);
  return (
    <>
      <CopyButton source={ref} />
      <div ref={ref} dangerouslySetInnerHTML={{__html: html}} />
    </>
  );
}

const pre = (...lines: string[]) => `<pre><code>${lines.join('')}</code></pre>`;
const line = (classes: string, html: string) => `<span class="l ${classes}">${html}\n</span>`;

describe('the copy button of a code block', () => {
  const element = (html: string) => {
    const div = document.createElement('div');
    div.innerHTML = html;
    return div;
  };

  it('takes a whole file as it is', () => {
    const html = pre(
      line('', '<span class="k">a</span>: 1'),
      line('', ''),
      line('hit', '  b: &lt;'),
    );
    expect(textToCopy(element(html))).toBe('a: 1\n\n  b: <\n');
  });

  it('takes the newer side of a difference, folded lines included, without spoken words', () => {
    const html =
      `<details><summary>2 unchanged lines</summary>${pre(line('', 'a: 1'), line('', 'b: 1'))}</details>` +
      pre(
        line('del', '<span class="vh">removed: </span>c: 1'),
        line('add', '<span class="vh">added: </span>c: 2'),
      );
    expect(textToCopy(element(html))).toBe('a: 1\nb: 1\nc: 2\n');
  });

  it('takes the commands of a console, without prompts and output', () => {
    const html = pre(
      line('cmd', '<span class="prompt"></span>kubectl apply \\'),
      line('cmd', '  -f a'),
      line('', 'configured'),
      line('cmd', '<span class="prompt"></span>ls'),
    );
    expect(textToCopy(element(html))).toBe('kubectl apply \\\n  -f a\nls\n');
  });

  it('says that it copied', async () => {
    const user = userEvent.setup();
    render(<Block html={pre(line('', 'a: 1'))} />);
    expect(screen.getByRole('status').textContent).toBe('');
    await user.click(screen.getByRole('button', {name: 'Copy'}));
    expect(await navigator.clipboard.readText()).toBe('a: 1\n');
    expect(screen.getByRole('status').textContent).toBe('Copied');
    expect(screen.getByRole('button').textContent).toBe('Copied');
  });

  it('says what to do when the browser refuses', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
    render(<Block html={pre(line('', 'a: 1'))} />);
    await user.click(screen.getByRole('button'));
    expect(screen.getByRole('status').textContent).toBe('Select and copy by hand');
  });
});
