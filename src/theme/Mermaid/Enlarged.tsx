import {useCallback, useEffect, useId, useLayoutEffect, useRef, useState} from 'react';
import styles from './styles.module.css';

/** Smallest and largest size of the drawing, and one press of a button, as factors. */
const LEAST = 0.3;
const MOST = 6;
const STEP = 1.3;

const SCROLLS_BY_KEYBOARD = {
  role: 'region',
  'aria-label': 'Drawing, scrolls',
  tabIndex: 0,
} as const;

const limit = (zoom: number) => Math.min(MOST, Math.max(LEAST, zoom));

interface Point {
  x: number;
  y: number;
}

const between = (touches: TouchList): {distance: number; middle: Point} => {
  const [one, two] = [touches[0], touches[1]];
  if (one === undefined || two === undefined) return {distance: 1, middle: {x: 0, y: 0}};
  return {
    distance: Math.max(1, Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)),
    middle: {x: (one.clientX + two.clientX) / 2, y: (one.clientY + two.clientY) / 2},
  };
};

interface Props {
  title: string;
  /** The picture as it stands in the page. */
  svg: string;
  width: number;
  height: number;
  onClose: () => void;
}

/** A diagram as large as the window: buttons, pinch or Ctrl and wheel change its size; it moves by finger, mouse, keys. */
export default function Enlarged({title, svg, width, height, onClose}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const label = useId();
  const [zoom, setZoom] = useState<number>();
  /** Point of the window that stays where it is while the size changes. */
  const anchor = useRef<Point>(undefined);
  const before = useRef(1);
  // Ids are the page's already; the copy needs its own.
  const copy = svg.replace(/(\bid="|#|labelledby="| )(d[0-9a-f]{12})/g, '$1big-$2');

  const fit = useCallback(() => {
    const room = view.current;
    if (room === null) return;
    setZoom(limit(Math.min((room.clientWidth - 32) / width, (room.clientHeight - 32) / height, 2)));
  }, [width, height]);
  const change = (factor: number, at?: Point) => {
    anchor.current = at;
    setZoom(now => limit((now ?? 1) * factor));
  };

  useEffect(() => {
    dialog.current?.showModal();
    fit();
  }, [fit]);

  useLayoutEffect(() => {
    const room = view.current;
    if (room === null || zoom === undefined) return;
    const frame = room.getBoundingClientRect();
    const at = anchor.current ?? {x: frame.x + frame.width / 2, y: frame.y + frame.height / 2};
    const [dx, dy] = [at.x - frame.x, at.y - frame.y];
    const factor = zoom / before.current;
    room.scrollTo((room.scrollLeft + dx) * factor - dx, (room.scrollTop + dy) * factor - dy);
    before.current = zoom;
  }, [zoom]);

  useEffect(() => {
    const room = view.current;
    if (room === null) return undefined;
    let apart = 1;
    const onStart = (event: TouchEvent) => {
      if (event.touches.length === 2) apart = between(event.touches).distance;
    };
    const onMove = (event: TouchEvent) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      const {distance, middle} = between(event.touches);
      change(distance / apart, middle);
      apart = distance;
    };
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      change(Math.exp(-event.deltaY / 200), {x: event.clientX, y: event.clientY});
    };
    room.addEventListener('touchstart', onStart, {passive: true});
    // React listens passively, and a pinch must not also enlarge the page.
    room.addEventListener('touchmove', onMove, {passive: false});
    room.addEventListener('wheel', onWheel, {passive: false});
    return () => {
      room.removeEventListener('touchstart', onStart);
      room.removeEventListener('touchmove', onMove);
      room.removeEventListener('wheel', onWheel);
    };
  }, []);

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={label} onClose={onClose}>
      <div className={styles.bar}>
        <b id={label}>{title}</b>
        <button
          className={styles.tool}
          type="button"
          aria-label="Smaller"
          onClick={() => {
            change(1 / STEP);
          }}
        >
          −
        </button>
        <button
          className={styles.tool}
          type="button"
          aria-label="Larger"
          onClick={() => {
            change(STEP);
          }}
        >
          +
        </button>
        <button className={styles.tool} type="button" onClick={fit}>
          Fit
        </button>
        <button className={styles.tool} type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div
        ref={view}
        className={styles.view}
        {...SCROLLS_BY_KEYBOARD}
        onPointerMove={event => {
          if (event.pointerType !== 'mouse' || event.buttons !== 1) return;
          event.currentTarget.scrollBy(-event.movementX, -event.movementY);
        }}
      >
        <div style={{width: width * (zoom ?? 1)}} dangerouslySetInnerHTML={{__html: copy}} />
      </div>
    </dialog>
  );
}
