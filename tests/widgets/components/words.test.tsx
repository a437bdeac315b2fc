import {cleanup, render, screen, within} from '@testing-library/react';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {CodeText} from '@site/src/components/CodeText';
import {Confusion} from '@site/src/components/Confusion';
import {Outcome} from '@site/src/components/Outcome';
import {Pitfall} from '@site/src/components/Pitfall';
import {Source, SourceList} from '@site/src/components/Source';
import {TalkMoment, clock} from '@site/src/components/TalkMoment';
import {ThenNow} from '@site/src/components/ThenNow';
import type {ShownEnd} from '@site/src/data/shown-words';

afterEach(cleanup);

describe('texts of typed data', () => {
  it('hold code in backticks and no other markup', () => {
    expect(renderToString(<CodeText>{'set `a: <b>` to *c*'}</CodeText>)).toBe(
      'set <code>a: &lt;b&gt;</code> to *c*',
    );
  });
});

describe('Pitfall', () => {
  it('is named by its title', () => {
    render(<Pitfall title="`v1` can move">Text.</Pitfall>);
    expect(screen.getByRole('complementary', {name: 'Pitfall: v1 can move'}).textContent).toContain(
      'Text.',
    );
  });
});

describe('Confusion', () => {
  it('says belief, what holds, and which case shows it', () => {
    render(
      <Confusion
        id="3"
        belief="It finds them"
        recording={{id: 'traffic/subset', keeper: 'ui', requests: []}}
      >
        It does not.
      </Confusion>,
    );
    const box = screen.getByRole('complementary', {name: /Confusion 3 of 12.*It finds them/});
    expect(within(box).getByText('traffic/subset').tagName).toBe('CODE');
    expect(box.textContent).toContain('It does not.');
  });
});

describe('Outcome', () => {
  const log = '… "GET / HTTP/1.1" 503 NC cluster_not_found … - …';
  it('says how each request ended, how often, who answered, and the log line', () => {
    render(
      <Outcome
        recording={{
          id: 'traffic/split',
          keeper: 'ui',
          requests: [
            {
              command: 'curl http://search:8080/',
              ends: [
                {count: 70, status: 200, from: ['search-v1', 'search-v2'], attempts: 2},
                {count: 30, status: 503, flags: 'NC', from: [], log},
              ],
            },
            {command: 'curl http://ui/', caller: 'shop/cart', ends: [{count: 1, from: []}]},
          ],
        }}
      />,
    );
    const figure = screen.getByRole('figure');
    expect(figure.textContent).toContain('log lines are those of the proxy of ui');
    const [, often, seldom, , broken] = screen
      .getAllByRole('listitem')
      .map(({textContent}) => textContent);
    expect(often).toBe('70 of 100: 200, from search-v1 and search-v2, after 2 attempts');
    expect(seldom).toBe(`30 of 100: 503, flag NC, from the proxy itself${log}`);
    expect(broken).toBe('the connection broke');
  });
});

describe('Outcome of one request', () => {
  const say = (end: ShownEnd) => {
    const requests = [{command: 'curl http://search:8080/', ends: [end]}];
    render(<Outcome recording={{id: 'traffic/one', keeper: 'ui', requests}} />);
    return screen.getAllByRole('listitem').at(-1)?.textContent;
  };
  it('says what the proxy wrote, whom it had asked, and how long it took', () => {
    const body = 'upstream request timeout';
    expect(say({count: 1, status: 504, flags: 'UT', from: ['search-v1'], body, ms: 2010})).toBe(
      '504, flag UT, from the proxy itself: upstream request timeout, when it had asked search-v1, in 2 seconds',
    );
  });
  it('says when the answer is that of the receiver’s proxy, and what that one logs', () => {
    const receiver = {service: 'search', answered: true, log: '… 403 - rbac …'};
    expect(
      say({count: 1, status: 403, from: [], body: 'RBAC: access denied', log: '… 403 -', receiver}),
    ).toBe(
      '403, from the proxy of search: RBAC: access denied… 403 -and the proxy of search logs… 403 - rbac …',
    );
  });
  it('says how many each one answered', () => {
    expect(say({count: 10, status: 200, from: ['ui', 'ui-v2'], shares: [9, 1], ms: 300})).toBe(
      '10 of 10: 200, from ui (9) and ui-v2 (1), in 300 ms',
    );
  });
});

describe('Source', () => {
  const entry = {id: 'docs', title: 'The docs', url: 'https://example.org/docs'};
  it('sets its own numbers apart, and them alone', () => {
    const {container} = render(
      <p>
        One
        <Source entry={entry} numbers={[1]} />. Two
        <Source entry={entry} numbers={[2, 3]} />
      </p>,
    );
    expect(container.textContent).toBe('One1. Two2, 3');
  });
  it('leads to its line in the list, which leads to the page', () => {
    render(
      <>
        <Source entry={entry} numbers={[2]} />
        <SourceList entries={[{...entry, id: 'other', title: 'Other'}, entry]} />
      </>,
    );
    const mark = screen.getByRole('link', {name: 'Source 2: The docs'});
    const line = document.querySelector(mark.getAttribute('href') ?? '');
    expect(line?.querySelector('a')?.getAttribute('href')).toBe(entry.url);
    expect(screen.getByRole('region', {name: 'Sources'})).toBeTruthy();
  });
});

describe('TalkMoment', () => {
  it('shows the second of the video and leads there', () => {
    render(
      <TalkMoment
        entry={{
          id: 'x',
          text: 'Headers',
          section: 'Connect and Control',
          second: 1184,
          url: 'https://youtu.be/v?t=1184',
        }}
      />,
    );
    expect(screen.getByText('19:44').getAttribute('datetime')).toBe('PT19M44S');
    expect(screen.getByRole('link', {name: 'Watch from here'}).getAttribute('href')).toContain(
      't=1184',
    );
    expect(screen.getByText('In the talk: Connect and Control')).toBeTruthy();
  });
  it('without a second is the line alone', () => {
    render(<TalkMoment entry={{id: 'x', text: 'Docker rising'}} />);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('Docker rising').tagName).toBe('Q');
  });
  it('counts minutes and two-digit seconds', () => {
    expect([0, 61, 1458, 3600].map(clock)).toEqual(['0:00', '1:01', '24:18', '60:00']);
  });
});

describe('ThenNow', () => {
  const entry = {
    id: 'hystrix',
    title: 'Libraries',
    then: {when: 'December 2018', text: 'A library.'},
    now: {when: 'Today', text: 'A proxy.', file: 'examples/now.yaml'},
    checkedAgainst: 'Istio 1.31',
  };
  it('shows both sides with their dates, and the file on the side it belongs to', () => {
    render(
      <ThenNow entry={entry} numbers={[1, 3]}>
        <pre>now: true</pre>
      </ThenNow>,
    );
    const box = screen.getByRole('region', {name: 'Then and now: Libraries'});
    expect(screen.getByText('December 2018').parentElement?.textContent).toBe(
      'December 2018A library.',
    );
    expect(screen.getByText('Today').parentElement?.textContent).toContain('now: true');
    expect(
      within(box)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['1', '3']);
  });
  it('can be linked to', () => {
    render(<ThenNow entry={entry} numbers={[]} />);
    expect(document.querySelector('#then-now-hystrix')?.tagName).toBe('H3');
  });
});
