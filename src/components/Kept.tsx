import {useState, useSyncExternalStore, type ReactNode} from 'react';

const NOTHING = {__html: ''};
const neverChanges = () => () => undefined;

interface KeptProps {
  /** What the server draws, and the browser where the server did not. */
  children: ReactNode;
  /** The browser takes over what the server drew. */
  released?: boolean;
}

/**
 * Keeps what the server drew on the page as it is: the browser needs no code for it until it is released, and draws it itself
 * on pages that it comes to later. A `Suspense` alone would not: it falls back as soon as a context above it changes.
 */
export function Kept({children, released = false}: KeptProps) {
  const inBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const [drawnByServer] = useState(!inBrowser);
  if (typeof window === 'undefined' || !drawnByServer || released) return <div>{children}</div>;
  return <div key="kept" suppressHydrationWarning dangerouslySetInnerHTML={NOTHING} />;
}
