import {useEffect, useState, type RefObject} from 'react';
import styles from './styles.module.css';

/** How long the button says that it copied, in milliseconds. */
const SAY_MS = 2000;

/**
 * What a reader wants on the clipboard: of a console block the commands, of a difference the newer side, else all of it.
 * Prompts, signs and line numbers are drawn by the style sheet and are no text.
 */
export function textToCopy(element: HTMLElement): string {
  const commands = element.querySelectorAll('.cmd');
  const lines = commands.length > 0 ? commands : element.querySelectorAll('.l:not(.del)');
  const text = Array.from(lines, line =>
    Array.from(line.childNodes)
      .filter(node => !(node instanceof HTMLElement && node.classList.contains('vh')))
      .map(node => node.textContent)
      .join(''),
  ).join('');
  return text.endsWith('\n') ? text : `${text}\n`;
}

const SAYS = {idle: 'Copy', copied: 'Copied', failed: 'Select and copy by hand'} as const;

export function CopyButton({source}: {source: RefObject<HTMLElement | null>}) {
  const [state, setState] = useState<keyof typeof SAYS>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => {
      setState('idle');
    }, SAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = async () => {
    const element = source.current;
    if (element === null) return;
    try {
      await navigator.clipboard.writeText(textToCopy(element));
      setState('copied');
    } catch {
      // No permission, or a page without https: the text is there to be selected.
      setState('failed');
    }
  };
  return (
    <>
      <button className={styles.copy} type="button" onClick={() => void copy()}>
        {SAYS[state]}
      </button>
      <span className={styles.spoken} role="status">
        {state === 'idle' ? '' : SAYS[state]}
      </span>
    </>
  );
}
