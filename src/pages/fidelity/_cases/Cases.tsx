import {useId, useState, type MouseEvent, type ReactNode} from 'react';
import {useHistory, useLocation} from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';
import useBaseUrl from '@docusaurus/useBaseUrl';
import {CASES_FOLDER, type ListedCase, type ShownCase} from '@site/src/data/shown-case';
import {styles} from '../_styles';
import {CaseView} from './CaseView';
import {useFetched} from './useFetched';

/** More names than this are not read, but searched. */
const MOST = 100;

/** Ids come from the address bar: what is fetched is a file of this site. */
const isId = (id: string): boolean => /^[a-z]+\/[\w-]+$/.test(id);

function matching(cases: readonly ListedCase[], topic: string, words: string): ListedCase[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return cases.filter(({id, title, topic: own}) => {
    const text = `${title} ${id}`.toLowerCase();
    return (topic === '' || own === topic) && wanted.every(word => text.includes(word));
  });
}

/** Chooses one of the recorded cases and shows it. Which one stands in the address, so that it can be shared. */
export function Cases({topics}: {topics: readonly {topic: string; total: number}[]}): ReactNode {
  const {search, pathname} = useLocation();
  const history = useHistory();
  const topicId = useId();
  const wordsId = useId();
  const [topic, setTopic] = useState('');
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(false);
  const folder = useBaseUrl(`/${CASES_FOLDER}/`);
  // The server knows no question mark: what it drew comes first.
  const isBrowser = useIsBrowser();
  const asked = isBrowser ? (new URLSearchParams(search).get('case') ?? '') : '';
  const id = isId(asked) ? asked : null;
  const looks = topic !== '' || words.trim() !== '';
  const list = useFetched<readonly ListedCase[]>(looks ? `${folder}cases.json` : null);
  const shown = useFetched<ShownCase>(id === null ? null : `${folder}${id}.json`);
  const found = list.state === 'there' ? matching(list.value, topic, words) : [];

  const open = (event: MouseEvent<HTMLAnchorElement>, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setChosen(true);
    history.push(`${pathname}${href}`);
  };

  return (
    <>
      <noscript>
        <p>
          Opening a case on this page needs JavaScript. Each case is also a file of the project,
          below <code>conformance/</code>: the YAML, the requests and the recorded answers.
        </p>
      </noscript>
      <div className={styles.cases}>
        <div className={styles.choose}>
          <label htmlFor={topicId}>Topic</label>
          <select id={topicId} value={topic} onChange={event => setTopic(event.target.value)}>
            <option value="">All topics</option>
            {topics.map(item => (
              <option key={item.topic} value={item.topic}>
                {item.topic} ({item.total})
              </option>
            ))}
          </select>
          <label htmlFor={wordsId}>Words of its title</label>
          <input
            id={wordsId}
            type="search"
            value={words}
            placeholder="retries 503"
            autoComplete="off"
            spellCheck={false}
            onChange={event => setWords(event.target.value)}
          />
        </div>
        <p className={styles.count} role="status">
          {list.state === 'idle' && 'Choose a topic, or type a word.'}
          {list.state === 'waiting' && 'The list is on its way.'}
          {list.state === 'failed' &&
            'The list did not come. Each case is a file below conformance/ in the project.'}
          {list.state === 'there' &&
            (found.length > MOST
              ? `${found.length} cases, the first ${MOST} of them:`
              : `${found.length} ${found.length === 1 ? 'case' : 'cases'}`)}
        </p>
        {found.length > 0 && (
          <ul className={styles.list} aria-label="Cases">
            {found.slice(0, MOST).map(item => {
              const href = `?case=${item.id}`;
              return (
                <li key={item.id}>
                  <a
                    href={href}
                    aria-current={item.id === id ? 'true' : undefined}
                    onClick={event => open(event, href)}
                  >
                    {item.title}
                  </a>
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {shown.state === 'waiting' && <p role="status">The case is on its way.</p>}
      {shown.state === 'failed' && (
        <p role="status">
          The case <code>{id}</code> did not come. If there is such a case, it is the file{' '}
          <code>conformance/{id}.json</code> of the project.
        </p>
      )}
      {shown.state === 'there' && (
        <CaseView
          key={shown.value.id}
          shown={shown.value}
          world={`${folder}world.yaml`}
          takesFocus={chosen}
        />
      )}
    </>
  );
}
