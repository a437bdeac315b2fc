import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import {type KeyboardEvent, useEffect, useRef, useState} from 'react';
import {type Hit, loadPagefind, search} from './pagefind';
import styles from './styles.module.css';

type State =
  {name: 'idle' | 'searching' | 'failed'} | {name: 'found'; words: string; hits: readonly Hit[]};

const isDevelopment = process.env.NODE_ENV !== 'production';

function sentenceOf(state: State): string {
  if (isDevelopment) return 'Search works in the built site: npm run build, then npm run serve.';
  switch (state.name) {
    case 'idle':
      return 'Headings, text, YAML and the words of the diagrams.';
    case 'searching':
      return 'Searching…';
    case 'failed':
      return 'The search index could not be loaded. Type again to retry.';
    case 'found': {
      const {hits, words} = state;
      if (hits.length === 0) return `Nothing found for “${words}”.`;
      return hits.length === 1 ? '1 page' : `${hits.length} pages`;
    }
  }
}

function Excerpt({html}: {html: string}) {
  // Pagefind escapes the text; the only elements are <mark>.
  return <span className={styles.excerpt} dangerouslySetInnerHTML={{__html: html}} />;
}

/** The search field and what it finds, over the page. Closed by Escape, by its button, and by following a result. */
export function SearchDialog({onClose}: {onClose: () => void}) {
  const {baseUrl} = useDocusaurusContext().siteConfig;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef('');
  const [state, setState] = useState<State>({name: 'idle'});

  useEffect(() => {
    dialog.current?.showModal();
    field.current?.focus();
    // Words typed meanwhile wait for it; a failure is told with the first of them.
    if (!isDevelopment) loadPagefind(baseUrl).catch(() => undefined);
  }, [baseUrl]);

  const look = (typed: string) => {
    const words = typed.trim();
    latest.current = words;
    if (words === '' || isDevelopment) {
      setState({name: 'idle'});
      return;
    }
    setState(previous => (previous.name === 'found' ? previous : {name: 'searching'}));
    search(baseUrl, words).then(
      hits => {
        if (hits !== undefined && latest.current === words) setState({name: 'found', words, hits});
      },
      () => {
        if (latest.current === words) setState({name: 'failed'});
      },
    );
  };

  /** Up and down walk through the field and the results; Enter in the field takes the first. */
  const walk = (event: KeyboardEvent<HTMLDialogElement>) => {
    const links = [...(dialog.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    if (event.key === 'Enter' && event.target === field.current) {
      links[0]?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [field.current, ...links];
    const here = stops.findIndex(stop => stop === document.activeElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    stops[Math.min(Math.max(here + step, 0), stops.length - 1)]?.focus();
  };

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label="Search"
      onClose={onClose}
      onKeyDown={walk}
    >
      <div className={styles.top}>
        <input
          ref={field}
          type="search"
          aria-label="Search the course"
          placeholder="Search the course"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={event => look(event.target.value)}
        />
        <button className="clean-btn tool" type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p className={styles.status} role="status">
        {sentenceOf(state)}
      </p>
      {state.name === 'found' && (
        <ol className={styles.hits}>
          {state.hits.map(({title, url, excerpt, sections}) => (
            <li key={url}>
              <Link to={url} onClick={onClose}>
                <b>{title}</b>
                {sections.length === 0 && <Excerpt html={excerpt} />}
              </Link>
              {sections.length > 0 && (
                <ul>
                  {sections.map(section => (
                    <li key={section.url}>
                      <Link to={section.url} onClick={onClose}>
                        {section.title}
                        <Excerpt html={section.excerpt} />
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
    </dialog>
  );
}
