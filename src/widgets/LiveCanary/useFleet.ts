import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import type {Fleet, FleetView} from './fleet';
import {STILL, underway} from './start';

const QUIET = '(prefers-reduced-motion: reduce)';

/** A slow frame, or a window that was hidden, does not let the fleet leap. */
const LONGEST_FRAME_MS = 64;

/** Without motion a request leaves and lands at once, this often. */
const QUIET_BEAT_MS = 1000;

function watchMotion(listener: () => void): () => void {
  const query = window.matchMedia(QUIET);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the reader asked for less motion; on the server and during hydration nothing moves anyway. */
function useQuiet(): boolean {
  return useSyncExternalStore(
    watchMotion,
    () => window.matchMedia(QUIET).matches,
    () => true,
  );
}

function useOnScreen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    if (element.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(entries =>
      setSeen(entries.some(entry => entry.isIntersecting)),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}

type Load = 'untouched' | 'waiting' | 'there' | 'failed';

/**
 * The fleet, and the engine behind it from the first touch on.
 *
 * @param frame outside the window nothing sails
 */
export function useFleet(frame: RefObject<HTMLElement | null>) {
  const [view, setView] = useState<FleetView>(STILL);
  const [load, setLoad] = useState<Load>('untouched');
  const [playing, setPlaying] = useState(false);
  const [stepping, setStepping] = useState(false);
  const fleet = useRef<Promise<Fleet> | undefined>(undefined);
  const quiet = useQuiet();
  const seen = useOnScreen(frame);

  /** Acts on the fleet as soon as the engine is there, in the order of the calls. */
  const tell = useCallback((act: (fleet: Fleet) => void) => {
    if (fleet.current === undefined) {
      setLoad('waiting');
      fleet.current = import('./board').then(({board}) => underway(board));
    }
    fleet.current.then(
      there => {
        act(there);
        setView(there.view);
        setLoad('there');
      },
      () => {
        fleet.current = undefined;
        setLoad('failed');
        setPlaying(false);
      },
    );
  }, []);

  const sails = load === 'there' && seen && (playing || stepping);
  useEffect(() => {
    if (!sails) return undefined;
    if (quiet) {
      const beat = () =>
        tell(it => {
          it.depart();
          it.arrive();
        });
      const timer = setInterval(beat, QUIET_BEAT_MS);
      return () => clearInterval(timer);
    }
    let frameId = 0;
    let last: number | undefined;
    const draw = (now: number) => {
      const passed = Math.min(now - (last ?? now), LONGEST_FRAME_MS);
      last = now;
      tell(it => {
        it.advance(passed, playing);
        if (it.view.sailing.length === 0) setStepping(false);
      });
      frameId = requestAnimationFrame(draw);
    };
    frameId = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frameId);
  }, [sails, quiet, playing, tell]);

  const step = () => {
    setPlaying(false);
    tell(it => {
      if (quiet) it.arrive();
      it.depart();
      if (quiet) it.arrive();
    });
    if (!quiet) setStepping(true);
  };

  return {view, load, playing, setPlaying, quiet, step, tell};
}
