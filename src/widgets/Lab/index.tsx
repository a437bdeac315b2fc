import {Near} from '../_kit/near';
import type {LabOptions} from './Lab';
import type {ShownLab} from './model/shown';
import {href, styles} from './sheet';

interface Props extends LabOptions {
  /** Fetches the start that the build read and played. */
  load: () => Promise<{default: ShownLab}>;
}

/** Waits for the style sheet of the lab; one that does not come leaves a plain lab. */
function wearSheet(): Promise<void> {
  if (typeof document === 'undefined' || document.querySelector(`link[href="${href}"]`))
    return Promise.resolve();
  return new Promise(resolve => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/**
 * The request lab with a start of its own: its code, its style and its start are fetched when it comes near, the engine with the
 * first question. On a page of its own the server draws it as it will be, in a chapter as text.
 */
export function Lab({load, ...options}: Props) {
  const {alone = false} = options;
  return (
    <>
      {alone && <link rel="stylesheet" href={href} precedence="widgets" />}
      <Near
        frame={styles.frame}
        waiting="The request lab: YAML, a request, and who decided what."
        load={async () => {
          const told = typeof window === 'undefined' && !alone;
          const [view, {default: shown}] = await Promise.all([
            told ? import('./Told') : import('./Lab'),
            load(),
            wearSheet(),
          ]);
          if ('Told' in view) return () => <view.Told shown={shown} />;
          return () => <view.Lab shown={shown} {...options} />;
        }}
      />
    </>
  );
}
