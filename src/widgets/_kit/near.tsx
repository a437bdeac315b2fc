import {lazy, Suspense, useEffect, useRef, useState, type ComponentType} from 'react';
import {Kept} from '@site/src/components/Kept';
import {classes} from '@site/src/components/classes';
import styles from './near.module.css';

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
export function Near({frame, waiting, load}: NearWidget) {
  const [canWatch] = useState(() => typeof IntersectionObserver !== 'undefined');
  const [AtOnce] = useState(() => lazy(async () => ({default: await load()})));
  const [Live, setLive] = useState<ComponentType>();
  const element = useRef<HTMLDivElement>(null);
  const firstLoad = useRef(load);
  useEffect(() => {
    if (!canWatch || element.current === null) return undefined;
    const observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        observer.disconnect();
        // A script that does not come leaves the picture and its text.
        firstLoad.current().then(
          component => setLive(() => component),
          () => undefined,
        );
      },
      {rootMargin: MARGIN},
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [canWatch]);
  return (
    <div ref={element} className={frame} data-widget>
      <Kept released={Live !== undefined}>
        {Live !== undefined ? (
          <Live />
        ) : canWatch ? (
          <p>{waiting}</p>
        ) : (
          <Suspense fallback={<p>{waiting}</p>}>
            <AtOnce />
          </Suspense>
        )}
      </Kept>
    </div>
  );
}

interface OwnWidget extends NearWidget {
  /** Address of a style sheet of its own; left out: its styles are among the shared ones. */
  sheet?: string;
}

/** The same as a component without properties, on a sheet of its own in the page. */
export function nearWidget({load, frame, waiting, sheet}: OwnWidget): ComponentType {
  let loaded: Promise<ComponentType> | undefined;
  const loadOnce = () => (loaded ??= load());
  return function Widget() {
    return (
      <>
        {sheet !== undefined && <link rel="stylesheet" href={sheet} precedence="widgets" />}
        <Near frame={classes(styles.widget, frame)} waiting={waiting} load={loadOnce} />
      </>
    );
  };
}
