import {act, cleanup, fireEvent, render, screen, waitFor} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {ProgressControls} from '@site/src/components/progress/ProgressControls';
import {useProgress} from '@site/src/components/progress/store';
import {keepFiles, keptFiles} from '@site/src/widgets/Lab/keep';
import {ReadingMark} from '@site/src/components/progress/ReadingMark';
import {
  NOTHING,
  eraseProgress,
  keepAnswer,
  keepPage,
  keepRead,
  keepSolved,
  parseProgress,
  readProgress,
  serializeProgress,
  writeProgress,
  type Progress,
} from '@site/src/components/progress/store';

vi.mock('@docusaurus/plugin-content-docs/client', () => ({
  useDoc: () => ({
    metadata: {id: 'evolution/docker', permalink: '/docs/evolution/docker', title: 'Docker rises'},
    frontMatter: {minutes: 5},
  }),
}));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  eraseProgress();
});

const page = {id: 'evolution/docker', path: '/docs/evolution/docker', title: 'Docker rises'};

describe('stored progress', () => {
  const texts = fc.dictionary(fc.string(), fc.string());
  it('comes back as it went, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), texts, fc.boolean(), (read, answers, last) => {
        const progress: Progress = {read, answers, solved: read, ...(last && {lastPage: page})};
        expect(parseProgress(serializeProgress(progress))).toEqual(progress);
      }),
    );
  });
  it('never throws on what somebody else wrote', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        const progress = parseProgress(text);
        expect(progress === undefined || Array.isArray(progress.read)).toBe(true);
      }),
    );
  });
  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"version":2,"read":[]}',
    '{"version":1}',
    '{"version":1,"read":',
  ])('of the form %j is no progress', text => {
    expect(parseProgress(text)).toBeUndefined();
  });
  it('loses its bad parts only', () => {
    const text =
      '{"version":1,"read":["a",1,"a"],"answers":{"q":"v1","r":2},"lastPage":{"id":"a"}}';
    expect(parseProgress(text)).toEqual({read: ['a'], answers: {q: 'v1'}, solved: []});
  });
  it.each(['javascript:alert(1)', 'https://example.org/', '//example.org/', '/\\example.org'])(
    'never makes a link to %s',
    path => {
      expect(
        parseProgress(JSON.stringify({version: 1, read: [], lastPage: {...page, path}}))?.lastPage,
      ).toBeUndefined();
    },
  );
});

function Shown() {
  const {lastPage, read} = useProgress();
  return <p>{`${lastPage?.title ?? 'nothing'}, ${read.length}`}</p>;
}

describe('useProgress', () => {
  it('knows nothing on the server', () => {
    keepPage(page);
    expect(renderToString(<Shown />)).toBe('<p>nothing, 0</p>');
  });
  it('follows what is kept here and in other tabs', () => {
    render(<Shown />);
    act(() => {
      keepPage(page);
      keepRead('a');
      keepRead('a');
    });
    expect(screen.getByText('Docker rises, 1')).toBeTruthy();
    act(() => {
      localStorage.setItem(
        'voyage',
        serializeProgress({read: ['a', 'b'], answers: {}, solved: []}),
      );
      window.dispatchEvent(new StorageEvent('storage', {key: 'voyage'}));
    });
    expect(screen.getByText('nothing, 2')).toBeTruthy();
  });
  it('starts anew from junk', () => {
    localStorage.setItem('voyage', '{"broken');
    render(<Shown />);
    expect(screen.getByText('nothing, 0')).toBeTruthy();
  });
  it('remembers for the visit when the browser keeps nothing', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation(blocked);
    render(<Shown />);
    act(() => {
      keepRead('a');
    });
    expect(screen.getByText('nothing, 1')).toBeTruthy();
    act(eraseProgress);
    expect(screen.getByText('nothing, 0')).toBeTruthy();
  });
  it('keeps one part when another changes', () => {
    keepPage(page);
    keepRead('a');
    keepAnswer('q/1', 'v1');
    keepSolved('and-or');
    keepSolved('and-or');
    expect(readProgress()).toEqual({
      lastPage: page,
      read: ['a'],
      answers: {'q/1': 'v1'},
      solved: ['and-or'],
    });
  });
  it('takes what was typed along when it is erased, and nothing that is not of the voyage', () => {
    keepFiles('exercise/and-or', [{name: 'rules.yaml', text: 'kind: Gateway'}]);
    localStorage.setItem('theme', 'dark');
    expect(keptFiles('exercise/and-or')).toHaveLength(1);
    eraseProgress();
    expect(keptFiles('exercise/and-or')).toBeNull();
    expect(localStorage.getItem('theme')).toBe('dark');
  });
});

describe('ReadingMark', () => {
  let seen: (entries: {isIntersecting: boolean}[]) => void = () => undefined;
  const mount = () => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: typeof seen) {
          seen = callback;
        }
        observe() {}
        disconnect() {}
      },
    );
    return render(<ReadingMark />);
  };
  it('remembers the page that was opened last', () => {
    mount();
    expect(readProgress()).toEqual({...NOTHING, lastPage: page});
  });
  it('counts a page as read when its end was seen after a fair time, in either order', () => {
    for (const first of ['time', 'end']) {
      const {unmount} = mount();
      const pass = {
        time: () => vi.advanceTimersByTime(90_000),
        end: () => {
          seen([{isIntersecting: true}]);
        },
      };
      act(() => void pass[first as 'time' | 'end']());
      expect(readProgress().read).toEqual([]);
      act(() => void pass[first === 'time' ? 'end' : 'time']());
      expect(readProgress().read).toEqual(['evolution/docker']);
      unmount();
      eraseProgress();
    }
  });
  it('does not count a page that was left early', () => {
    const {unmount} = mount();
    seen([{isIntersecting: true}]);
    unmount();
    vi.advanceTimersByTime(600_000);
    expect(readProgress().read).toEqual([]);
  });
});

describe('ProgressControls', () => {
  const bring = (text: string, name = 'mine.json') => {
    fireEvent.change(screen.getByLabelText('File with your progress'), {
      // jsdom's files cannot be read as text.
      target: {files: [Object.assign(new File([], name), {text: () => Promise.resolve(text)})]},
    });
  };
  it('exports a file that can be imported', async () => {
    let made: Blob | undefined;
    const link = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => ((made = blob), 'blob:x'),
      revokeObjectURL: () => undefined,
    });
    writeProgress({lastPage: page, read: ['a', 'b'], answers: {}, solved: []});
    const user = userEvent.setup();
    render(<ProgressControls />);
    await user.click(screen.getByRole('button', {name: 'Export'}));
    expect(link).toHaveBeenCalledOnce();
    const reader = new FileReader();
    reader.readAsText(made!);
    await waitFor(() => {
      expect(reader.readyState).toBe(FileReader.DONE);
    });
    const text = reader.result as string;
    act(eraseProgress);
    bring(text);
    expect(await screen.findByText('Your progress is here: 2 pages read.')).toBeTruthy();
    expect(readProgress()).toEqual({lastPage: page, read: ['a', 'b'], answers: {}, solved: []});
  });
  it('refuses another file, says so, and keeps what was there', async () => {
    keepRead('a');
    render(<ProgressControls />);
    bring('<html>', 'photo.json');
    expect(await screen.findByText(/photo\.json holds no progress of this course/)).toBeTruthy();
    expect(readProgress().read).toEqual(['a']);
  });
  it('erases only after it asked', async () => {
    keepRead('a');
    const user = userEvent.setup();
    render(<ProgressControls />);
    await user.click(screen.getByRole('button', {name: 'Erase'}));
    await user.click(screen.getByRole('button', {name: 'Keep it'}));
    expect(readProgress().read).toEqual(['a']);
    await user.click(screen.getByRole('button', {name: 'Erase'}));
    await user.click(screen.getByRole('button', {name: 'Yes, erase'}));
    await waitFor(() => {
      expect(localStorage.getItem('voyage')).toBeNull();
    });
    expect(screen.getByRole('status').textContent).toContain('Erased');
  });
});
