import {Near} from '../_kit/near';
import type {LabOptions} from './Lab';
import type {ShownLab} from './model/shown';
import styles from './styles.module.css';

interface Props extends LabOptions {
  /** Fetches the start that the build read and played. */
  load: () => Promise<{default: ShownLab}>;
}

/** The request lab with a start of its own: its code and its start are fetched when it comes near, the engine with the first question. */
export function Lab({load, ...options}: Props) {
  return (
    <Near
      frame={styles.frame}
      waiting="The request lab: YAML, a request, and who decided what."
      load={async () => {
        const [{Lab: Inner}, {default: shown}] = await Promise.all([import('./Lab'), load()]);
        return () => <Inner shown={shown} {...options} />;
      }}
    />
  );
}
