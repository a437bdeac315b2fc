import {useEffect, useState} from 'react';

/** How long a button says that it copied, in milliseconds. */
const SAY_MS = 2000;

const SAYS = {idle: 'Copy', copied: 'Copied', failed: 'Select and copy by hand'} as const;

/** What a button that copies says now, and how it copies. */
export function useCopy(): {says: string; done: boolean; copy: (text: string) => void} {
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
  const write = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // No permission, or a page without https: the text is there to be selected.
      setState('failed');
    }
  };
  return {says: SAYS[state], done: state !== 'idle', copy: text => void write(text)};
}
