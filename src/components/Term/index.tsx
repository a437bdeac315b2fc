import {useEffect, useId, useRef, type FocusEvent, type ReactNode} from 'react';
import Link from '@docusaurus/Link';
import type {ShownTerm} from '@site/src/data/shown-words';
import {CodeText} from '../CodeText';
import styles from './styles.module.css';

/** Rest of the pointer before the definition appears, and before it goes, in milliseconds. */
const SHOW_MS = 150;
const HIDE_MS = 250;

/**
 * A word of the glossary with its definition. The browser's own popover opens it by tap or key and closes it by Escape, with or without
 * JavaScript; with JavaScript it also follows pointer and focus.
 */
export function Term({entry, children}: {entry: ShownTerm; children: ReactNode}) {
  const id = useId();
  const popover = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Opened on purpose: stays when the pointer goes. */
  const pinned = useRef(false);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const show = () => {
    clearTimeout(timer.current);
    if (button.current) popover.current?.showPopover?.({source: button.current});
  };
  const hide = () => {
    clearTimeout(timer.current);
    popover.current?.hidePopover?.();
  };
  const later = (action: () => void, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(action, delay);
  };
  const leave = () => {
    if (!pinned.current) later(hide, HIDE_MS);
  };
  const blur = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (to !== null && (popover.current?.contains(to) === true || to === button.current)) return;
    hide();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.term}
        popoverTarget={id}
        popoverTargetAction="show"
        onClick={() => {
          pinned.current = true;
        }}
        onMouseEnter={() => {
          later(show, SHOW_MS);
        }}
        onMouseLeave={leave}
        onFocus={event => {
          if (event.currentTarget.matches(':focus-visible')) show();
        }}
        onBlur={blur}
      >
        {children}
      </button>
      <span
        ref={popover}
        id={id}
        popover="auto"
        className={styles.definition}
        onMouseEnter={() => {
          clearTimeout(timer.current);
        }}
        onMouseLeave={leave}
        onBlur={blur}
        onToggle={event => {
          if (event.newState === 'closed') pinned.current = false;
        }}
      >
        <b>{entry.term}</b>
        <span>
          <CodeText>{entry.definition}</CodeText>
        </span>
        <span className={styles.french}>
          In French: <i lang="fr">{entry.french}</i>
        </span>
        {entry.path !== undefined && <Link to={entry.path}>The page that explains it</Link>}
      </span>
    </>
  );
}
