import {useRef, useState, type ChangeEvent} from 'react';
import {eraseProgress, parseProgress, serializeProgress, useProgress, writeProgress} from './store';
import styles from './styles.module.css';

const FILE = 'istio-voyage.json';

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(url);
}

const pages = (count: number) => `${count} ${count === 1 ? 'page' : 'pages'}`;

/** Takes the reader's progress along, brings it back, forgets it. */
export function ProgressControls() {
  const progress = useProgress();
  const file = useRef<HTMLInputElement>(null);
  const [asks, setAsks] = useState(false);
  const [says, setSays] = useState('');

  const bring = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    // A file that cannot be read holds nothing either.
    const brought = parseProgress(await chosen.text().catch(() => ''));
    // The same file can be chosen again.
    input.value = '';
    if (brought === undefined) {
      setSays(`${chosen.name} holds no progress of this course. Choose a file that “Export” made.`);
      return;
    }
    writeProgress(brought);
    setSays(`Your progress is here: ${pages(brought.read.length)} read.`);
  };

  return (
    <div className={styles.controls}>
      <button
        type="button"
        className="btn"
        onClick={() => {
          download(serializeProgress(progress));
          setSays(`Saved as ${FILE}.`);
        }}
      >
        Export
      </button>
      <button type="button" className="btn" onClick={() => file.current?.click()}>
        Import
      </button>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        aria-label="File with your progress"
        tabIndex={-1}
        hidden
        onChange={event => void bring(event)}
      />
      {asks ? (
        <span role="group" aria-label="Erase all progress?" className={styles.ask}>
          Erase all of it?
          <button
            type="button"
            className="btn"
            onClick={() => {
              eraseProgress();
              setAsks(false);
              setSays('Erased. This browser remembers nothing of the voyage.');
            }}
          >
            Yes, erase
          </button>
          <button
            type="button"
            className="btn"
            onClick={() => {
              setAsks(false);
            }}
          >
            Keep it
          </button>
        </span>
      ) : (
        <button
          type="button"
          className="btn"
          onClick={() => {
            setAsks(true);
            setSays('');
          }}
        >
          Erase
        </button>
      )}
      <p role="status">{says}</p>
    </div>
  );
}
