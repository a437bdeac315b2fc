import {cleanup, render, screen, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {Quiz} from '@site/src/components/Quiz';
import {eraseProgress, readProgress} from '@site/src/components/progress/store';
import type {ShownQuiz} from '@site/src/data/shown-words';

const question = (id: string, file?: string) => ({
  id,
  prompt: `Who answers ${id}?`,
  ...(file !== undefined && {file}),
  answers: [
    {text: 'v1', right: true as const, because: 'The first rule matches.'},
    {text: 'v2', because: 'The value is compared letter by letter.'},
  ],
});
const entry: ShownQuiz = {id: 'quiz', questions: [question('a'), question('b', 'examples/b.yaml')]};

afterEach(() => {
  cleanup();
  eraseProgress();
});

const radio = (group: number, answer: string) =>
  within(screen.getAllByRole('group')[group]!).getByRole<HTMLInputElement>('radio', {
    name: new RegExp(`^${answer}`),
  });

describe('Quiz', () => {
  it('gives no answer away before one is chosen', () => {
    render(<Quiz entry={entry} />);
    expect(screen.queryByText(/letter by letter/)).toBeNull();
    expect(screen.getAllByRole('radio').every(input => !(input as HTMLInputElement).checked)).toBe(
      true,
    );
  });

  it('explains a wrong answer, and the right one after it', async () => {
    const user = userEvent.setup();
    render(<Quiz entry={entry} />);
    await user.click(radio(0, 'v2'));
    expect(screen.getByText('Not quite')).toBeTruthy();
    expect(screen.getByText('Not quite. The value is compared letter by letter.')).toBeTruthy();
    await user.click(radio(0, 'v1'));
    expect(screen.queryByText('Not quite')).toBeNull();
    expect(screen.getByText('Right. The first rule matches.')).toBeTruthy();
  });

  it('is answered by keyboard and counts when all is answered', async () => {
    const user = userEvent.setup();
    render(<Quiz entry={entry} />);
    radio(0, 'v1').focus();
    await user.keyboard(' ');
    expect(screen.queryByText(/of 2 right/)).toBeNull();
    radio(1, 'v2').focus();
    await user.keyboard(' ');
    expect(radio(1, 'v2').checked).toBe(true);
    expect(screen.getByText('1 of 2 right.')).toBeTruthy();
  });

  it('remembers, by the words of the answer', async () => {
    const user = userEvent.setup();
    const first = render(<Quiz entry={entry} />);
    await user.click(radio(0, 'v2'));
    first.unmount();
    expect(readProgress().answers).toEqual({'quiz/a': 'v2'});
    render(<Quiz entry={entry} />);
    expect(radio(0, 'v2').checked).toBe(true);
    expect(radio(1, 'v2').checked).toBe(false);
  });

  it('forgets an answer that is no longer offered', () => {
    localStorage.setItem(
      'voyage',
      JSON.stringify({version: 1, read: [], answers: {'quiz/a': 'v9'}}),
    );
    render(<Quiz entry={entry} />);
    expect(screen.getAllByRole('radio').some(input => (input as HTMLInputElement).checked)).toBe(
      false,
    );
  });

  it('shows a file with the question that is about it', () => {
    render(
      <Quiz entry={entry}>
        {'\n'}
        <pre>kind: Service</pre>
      </Quiz>,
    );
    expect(screen.getAllByRole('group')[0]!.textContent).not.toContain('kind: Service');
    expect(screen.getAllByRole('group')[1]!.textContent).toContain('kind: Service');
  });

  it('can be read whole without JavaScript', () => {
    const html = renderToString(<Quiz entry={entry} />);
    const noscript = /<noscript>(.*)<\/noscript>/s.exec(html)?.[1] ?? '';
    expect(noscript).toContain('<details>');
    for (const text of [
      'Who answers a?',
      'Right: ',
      'Wrong: ',
      'The value is compared letter by letter.',
    ]) {
      expect(noscript).toContain(text);
    }
  });
});
