import {useEffect, useState} from 'react';
import styles from './styles.module.css';

/** How long the page says that it copied, in milliseconds. */
const SAY_MS = 2000;

/** The sign behind a heading leads to it, and copies its address. */
export function HeadingLinks() {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const copy = async (link: HTMLAnchorElement) => {
      try {
        await navigator.clipboard.writeText(link.href);
        setSaid('Link copied');
      } catch {
        // No permission, or a page without https: the address stands in the browser's bar.
      }
    };
    const follow = ({target}: MouseEvent) => {
      const link = target instanceof Element && target.closest<HTMLAnchorElement>('a.hash-link');
      if (link) void copy(link);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, []);
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAY_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className={styles.said} role="status">
      {said}
    </p>
  );
}
