import {useEffect, useRef, useState, type RefObject} from 'react';

/** A moment that moves while it plays, and stops at the end or when the reader cannot see it. */
export function usePlayback(
  endMs: number,
  /** Milliseconds of the scene in one millisecond of the reader. */
  speed: number,
  element: RefObject<HTMLElement | null>,
) {
  const [atMs, setAtMs] = useState(endMs);
  const [playing, setPlaying] = useState(false);
  const rate = useRef(speed);
  rate.current = speed;

  useEffect(() => {
    if (!playing) return undefined;
    let before: number | null = null;
    let frame = requestAnimationFrame(function tick(now) {
      const passed = before === null ? 0 : now - before;
      before = now;
      setAtMs(at => Math.min(endMs, at + passed * rate.current));
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, endMs]);

  const over = atMs >= endMs;
  useEffect(() => {
    if (over) setPlaying(false);
  }, [over]);

  useEffect(() => {
    if (!playing || element.current === null || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(entries => {
      if (entries.every(({isIntersecting}) => !isIntersecting)) setPlaying(false);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [playing, element]);

  return {
    atMs: Math.min(atMs, endMs),
    playing,
    /** From where it stands; from the beginning, if it stands at the end. */
    toggle: () => {
      if (!playing && over) setAtMs(0);
      setPlaying(!playing);
    },
    moveTo: (ms: number) => {
      setPlaying(false);
      setAtMs(ms);
    },
  };
}
