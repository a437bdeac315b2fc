import {useEffect, useRef} from 'react';
import {useDoc} from '@docusaurus/plugin-content-docs/client';
import {keepPage, keepRead} from './store';

/** Who reaches the end faster than this share of the reading time has looked for something, not read. */
const SHARE = 0.3;

/** Stands at the end of a page: remembers that it was opened and, once its end was on screen after a fair time, that it was read. */
export function ReadingMark() {
  const {metadata, frontMatter} = useDoc();
  const {id, permalink, title} = metadata;
  const {minutes = 1} = frontMatter as {minutes?: number};
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    keepPage({id, path: permalink, title});
  }, [id, permalink, title]);
  useEffect(() => {
    const element = end.current;
    if (element === null || typeof IntersectionObserver === 'undefined') return undefined;
    let stayed = false;
    let seen = false;
    const mark = () => {
      if (stayed && seen) keepRead(id);
    };
    const observer = new IntersectionObserver(entries => {
      seen ||= entries.some(entry => entry.isIntersecting);
      mark();
    });
    observer.observe(element);
    const timer = setTimeout(
      () => {
        stayed = true;
        mark();
      },
      minutes * SHARE * 60_000,
    );
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [id, minutes]);
  return <span ref={end} aria-hidden="true" />;
}
