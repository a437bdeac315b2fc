import type {RefObject} from 'react';
import {useCopy} from '@site/src/components/useCopy';
import styles from './styles.module.css';

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

export function CopyButton({source}: {source: RefObject<HTMLElement | null>}) {
  const {says, done, copy} = useCopy();
  return (
    <>
      <button
        className={styles.copy}
        type="button"
        onClick={() => {
          if (source.current !== null) copy(textToCopy(source.current));
        }}
      >
        {says}
      </button>
      <span className={styles.spoken} role="status">
        {done ? says : ''}
      </span>
    </>
  );
}
