import {lazy, Suspense, useEffect, useId, useRef, useState, type RefObject} from 'react';
import Mermaid from '@theme/Mermaid';
import type {DrawnDiagram} from '@site/src/data/drawn-diagram';
import {fetchPicture, known, remember} from './store';
import styles from './styles.module.css';

const Enlarged = lazy(() => import('./Enlarged'));

/** What the fence says about itself. */
interface About {
  source: string;
  kind: 'flowchart' | 'sequence' | 'state';
  title: string;
  description: string;
}

/** A drawing may become this much smaller to fit; below that it scrolls. */
const SMALLEST = 0.86;

function Picture({drawn, place}: {drawn: DrawnDiagram; place: RefObject<HTMLDivElement | null>}) {
  const {url, svg, width, height} = drawn;
  // Empty while hydrating: React then keeps what the server sent.
  const [html] = useState(() => svg ?? known(url) ?? '');
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    if (element.firstChild !== null) {
      remember(url, element.innerHTML);
      return undefined;
    }
    let isShown = true;
    fetchPicture(url).then(
      picture => {
        if (isShown) element.innerHTML = picture;
      },
      () => {
        if (isShown) setLost(true);
      },
    );
    return () => {
      isShown = false;
    };
  }, [url, place]);
  return (
    <>
      <div
        ref={place}
        className={styles.picture}
        data-diagram={url}
        style={{aspectRatio: `${width} / ${height}`, maxWidth: width, minWidth: width * SMALLEST}}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{__html: html}}
      />
      {isLost && <a href={url}>The picture did not arrive. Open it alone.</a>}
    </>
  );
}

const SAYS = {idle: 'Copy source', copied: 'Copied', failed: 'Could not copy'} as const;

function CopySource({source}: {source: string}) {
  const [state, setState] = useState<keyof typeof SAYS>('idle');
  const copy = () => {
    navigator.clipboard.writeText(source).then(
      () => {
        setState('copied');
      },
      () => {
        setState('failed');
      },
    );
  };
  return (
    <button
      className={styles.tool}
      type="button"
      onClick={copy}
      onBlur={() => {
        setState('idle');
      }}
    >
      <span role="status">{SAYS[state]}</span>
    </button>
  );
}

/** Whether an element is narrower than what it holds: only what scrolls has to be reached by keyboard. */
function useScrolls(ref: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setScrolls(element.scrollWidth > element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [ref]);
  return scrolls;
}

/** A diagram with its caption, its words, and what a reader can do with it. */
export default function Figure({about, drawn}: {about: About; drawn?: DrawnDiagram}) {
  const {source, kind, title, description} = about;
  const caption = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(scroller);
  const [enlarged, setEnlarged] = useState<string>();
  const List = kind === 'flowchart' ? 'ul' : 'ol';
  return (
    <figure className={styles.figure} aria-labelledby={caption}>
      <div
        ref={scroller}
        className={styles.scroller}
        {...(scrolls && {tabIndex: 0, role: 'region', 'aria-labelledby': caption})}
      >
        {drawn === undefined ? <Mermaid value={source} /> : <Picture drawn={drawn} place={place} />}
      </div>
      <figcaption className={styles.caption}>
        <span id={caption}>{title}</span>
        <span className={styles.tools}>
          {drawn !== undefined && (
            <button
              className={styles.tool}
              type="button"
              onClick={() => {
                setEnlarged(place.current?.innerHTML);
              }}
            >
              Enlarge
            </button>
          )}
          <CopySource source={source} />
        </span>
      </figcaption>
      <details className={styles.words}>
        <summary>Read as text</summary>
        <p>{description}</p>
        {drawn !== undefined && (
          <List>
            {drawn.sentences.map((sentence, index) => (
              <li key={index}>{sentence}</li>
            ))}
          </List>
        )}
      </details>
      {enlarged !== undefined && drawn !== undefined && (
        <Suspense>
          <Enlarged
            title={title}
            svg={enlarged}
            width={drawn.width}
            height={drawn.height}
            onClose={() => {
              setEnlarged(undefined);
            }}
          />
        </Suspense>
      )}
    </figure>
  );
}
