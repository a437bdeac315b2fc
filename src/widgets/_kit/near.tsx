import {lazy, Suspense, useEffect, useRef, type ComponentType} from 'react';

/** Half a window ahead of the reader. */
const MARGIN = '50%';

interface NearWidget {
  /** Class of the frame, which keeps the widget's place. */
  frame: string | undefined;
  /** What stands in the frame, for a reader who comes from another page, until the widget is there. */
  waiting: string;
  load: () => Promise<ComponentType>;
}

/**
 * A widget whose code is fetched when its frame comes near the window. The server draws it whole, and that picture stays on
 * the page until then: nothing jumps, and a page weighs no more for a widget that is not read.
 */
export function nearWidget({frame, waiting, load}: NearWidget): ComponentType {
  const canWatch = typeof IntersectionObserver !== 'undefined';
  let wake = (): void => {};
  const near = new Promise<void>(resolve => {
    wake = resolve;
  });
  const Live = lazy(async () => {
    if (canWatch) await near;
    return {default: await load()};
  });
  return function Widget() {
    const element = useRef<HTMLDivElement>(null);
    useEffect(() => {
      if (!canWatch || element.current === null) return undefined;
      const observer = new IntersectionObserver(
        entries => {
          if (entries.some(entry => entry.isIntersecting)) wake();
        },
        {rootMargin: MARGIN},
      );
      observer.observe(element.current);
      return () => observer.disconnect();
    }, []);
    return (
      <div ref={element} className={frame}>
        <Suspense fallback={<p>{waiting}</p>}>
          <Live />
        </Suspense>
      </div>
    );
  };
}
